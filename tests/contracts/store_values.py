"""Values for the store's contract suite: small, valid, each changed by name."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import Channel, DeliveryKind, Draft, Posting, StoredArticle
from bot.store import SqlStore
from summarizer.model import (
    Action,
    ActionType,
    Actor,
    Article,
    Quote,
    QuoteKind,
    Reading,
    Relevance,
    Resolved,
    Span,
    Speaker,
    Status,
)

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EXTRACTOR = "1"
TEXT = (
    "The foreign ministry of Ruritania imposed sanctions on two shipping firms on Monday.\n\n"
    "“We will not be moved,” said Foreign Minister Ada Brandt.\n\n"
    "The firms, both registered in Graustark, did not answer."
)
CONSOLE = Channel("console", "", "main")


def make_article(**changes: Any) -> Article:
    """An article of the Harbour Post in English."""
    values: dict[str, Any] = {
        "url": "https://harbour.example/sanctions",
        "title": "Ruritania imposes sanctions on shipping firms",
        "text": TEXT,
        "published": NOW - HOUR,
        "outlet": "Harbour Post",
        "language": "en",
    }
    return Article(**values | changes)


def make_draft(**changes: Any) -> Draft:
    """A draft of a new article; what is not a field of Draft changes its article."""
    fields = set(Draft.__slots__)
    article = make_article(**{name: value for name, value in changes.items() if name not in fields})
    values: dict[str, Any] = {
        "article_id": None,
        "feed_id": 1,
        "guid": article.url,
        "fingerprint": f"words of {article.url}",
        "entry_sha256": f"entry {article.sha256}",
        "article": article,
        "fetched": NOW,
    }
    return Draft(**values | {name: value for name, value in changes.items() if name in fields})


def make_reading(**changes: Any) -> Reading:
    """A reading of TEXT with one quote and one act."""
    start = TEXT.index("We will")
    values: dict[str, Any] = {
        "version": EXTRACTOR,
        "language": "en",
        "quotes": (
            Quote(
                start=start,
                end=start + len("We will not be moved"),
                speaker=Speaker("Foreign Minister Ada Brandt", "Foreign Minister Ada Brandt", Resolved.NAMED, ("RUR",)),
                cue="said",
                paragraph=2,
                kind=QuoteKind.DIRECT,
            ),
        ),
        "actions": (
            Action(
                type=ActionType.SANCTION,
                mode="",
                actor=Actor("the foreign ministry of Ruritania", ("RUR", "EU")),
                recipient=None,
                status=Status.DONE,
                phrase="imposed sanctions on two shipping firms",
                start=0,
                end=TEXT.index(" on Monday"),
                paragraph=1,
            ),
        ),
        "countries": ("RUR",),
        "gist": (Span(0, TEXT.index("\n")),),
        "relevance": Relevance(relevant=True, score=0.75, why="sanctions"),
        "key_quote": 0,
    }
    return Reading(**values | changes)


def make_posting(**changes: Any) -> Posting:
    """A digest of one part for the console."""
    values: dict[str, Any] = {
        "channel": CONSOLE,
        "kind": DeliveryKind.DIGEST,
        "key": "2026-03-09T08:00Z",
        "parts": ({"text": "first"},),
        "at": NOW,
    }
    return Posting(**values | changes)


async def stored(store: SqlStore, **changes: Any) -> StoredArticle:
    """Save a draft, with a feed where there is none yet, and give what is stored."""
    if not await store.feeds.all():
        await store.feeds.add("https://harbour.example/feed", outlet="Harbour Post")
    feed = (await store.feeds.all())[0]
    draft = make_draft(**{"feed_id": feed.id} | changes)
    await store.articles.save([draft])
    newest = await store.articles.newest(draft.article.url)
    assert newest is not None
    return newest


async def told(store: SqlStore, *, story_id: str | None = None, **changes: Any) -> str:
    """Save an article, read it, and let it join or found a story; give the story's id."""
    article = await stored(store, **changes)
    joined = await store.stories.record(
        article.version_id, make_reading(), story_id=story_id, new_story=story_id is None
    )
    assert joined is not None
    return joined
