"""Whole and valid values for tests; every argument changes one thing. Places are real, people are invented."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.model import Channel, Entry, Feed, Outlet, StoredArticle, Story, Subscription, Telling
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
    Statement,
    Status,
)
from summarizer.paragraphs import paragraphs

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ESTONIA = Actor("Estonia", ("EST",))
NORWAY = Actor("Norway", ("NOR",))
CONSOLE = Channel("console", "", "terminal")
CHANNEL = Channel("memory", "desk", "north")

TITLE = "Estonia expels Norwegian tug from Tallinn roads"
HAPPENED = "Estonia expelled a Norwegian tug with 8 sailors from the Tallinn roads on Monday."
SAID = "The tug left our waters this morning and it will not be let in again."
EARLIER = "Norway had asked for more time in a letter last week."
TEXT = f"{HAPPENED}\n\n“{SAID}” Foreign Minister Kaarin Oja said.\n\n{EARLIER}"


def make_article(**changes: Any) -> Article:
    """An English article with one act and one quotation."""
    values: dict[str, Any] = {
        "url": "https://harbour.example/tug",
        "title": TITLE,
        "text": TEXT,
        "published": NOON - HOUR,
        "outlet": "Harbour Daily",
    }
    return Article(**(values | changes))


def make_feed(**changes: Any) -> Feed:
    """A feed that was never polled."""
    values: dict[str, Any] = {"id": 1, "url": "https://harbour.example/feed", "outlet": "Harbour Daily"}
    return Feed(**(values | changes))


def make_entry(**changes: Any) -> Entry:
    """The entry of `make_article`, whole."""
    values: dict[str, Any] = {
        "url": "https://harbour.example/tug",
        "guid": "tug-1",
        "title": TITLE,
        "text": TEXT,
        "published": NOON - HOUR,
        "full_text": True,
    }
    return Entry(**(values | changes))


def make_speaker(name: str = "Foreign Minister Kaarin Oja", **changes: Any) -> Speaker:
    """A minister, named."""
    values: dict[str, Any] = {"mention": name, "resolved": Resolved.NAMED, "codes": ("EST",)}
    return Speaker(name, **(values | changes))


def make_quote(words: str = SAID, *, text: str = TEXT, **changes: Any) -> Quote:
    """A direct quotation where `words` stand in `text`."""
    start = text.index(words)
    values: dict[str, Any] = {
        "start": start,
        "end": start + len(words),
        "speaker": make_speaker(),
        "cue": "said",
        "paragraph": paragraph_of(text, start),
        "kind": QuoteKind.DIRECT,
    }
    return Quote(**(values | changes))


def make_statement(words: str, *, text: str, **changes: Any) -> Statement:
    """Reported speech where `words` stand in `text`."""
    start = text.index(words)
    values: dict[str, Any] = {"speaker": make_speaker(), "cue": "said", "paragraph": paragraph_of(text, start)}
    return Statement(start, start + len(words), **(values | changes))


def make_action(evidence: str = HAPPENED, *, text: str = TEXT, **changes: Any) -> Action:
    """An act that `evidence`, as it stands in `text`, proves."""
    start = text.index(evidence)
    values: dict[str, Any] = {
        "type": ActionType.COERCE,
        "mode": "expel",
        "actor": ESTONIA,
        "recipient": NORWAY,
        "status": Status.DONE,
        "phrase": "expelled a tug with 8 sailors",
        "start": start,
        "end": start + len(evidence),
        "paragraph": paragraph_of(text, start),
    }
    return Action(**(values | changes))


def make_reading(**changes: Any) -> Reading:
    """The reading of `make_article`."""
    values: dict[str, Any] = {
        "version": "1",
        "language": "en",
        "quotes": (make_quote(),),
        "actions": (make_action(),),
        "countries": ("EST", "NOR"),
        "gist": (span_of(HAPPENED),),
        "relevance": Relevance(relevant=True, score=0.9, why="two countries"),
        "key_quote": 0,
    }
    return Reading(**(values | changes))


def make_bare_reading(**changes: Any) -> Reading:
    """A reading that found nothing but that it is foreign policy."""
    return make_reading(**({"quotes": (), "actions": (), "gist": (), "key_quote": None} | changes))


def make_outlet(**changes: Any) -> Outlet:
    """The outlet of `make_article`."""
    values: dict[str, Any] = {"name": "Harbour Daily", "country": "EST", "rank": 20}
    return Outlet(**(values | changes))


def make_stored(article: Article | None = None, **changes: Any) -> StoredArticle:
    """The first version of an article."""
    values: dict[str, Any] = {
        "article_id": 1,
        "version_id": changes.get("article_id", 1),
        "version": 1,
        "article": article or make_article(),
        "fetched": NOON - HOUR,
        "seeded": False,
    }
    return StoredArticle(**(values | changes))


def make_telling(
    article: Article | None = None, *, reading: Reading | None = None, outlet: Outlet | None = None, **stored: Any
) -> Telling:
    """One outlet's telling; `stored` changes the stored article."""
    kept = make_stored(article, **stored)
    teller = outlet or make_outlet(name=kept.article.outlet)
    return Telling(kept, reading or make_reading(), teller)


def make_story(*tellings: Telling, **changes: Any) -> Story:
    """A story of these tellings, or of one."""
    told = tellings or (make_telling(),)
    values: dict[str, Any] = {
        "id": "bodal",
        "first_seen": min(t.stored.fetched for t in told),
        "changed": max(t.stored.fetched for t in told),
        "tellings": told,
    }
    return Story(**(values | changes))


def make_subscription(**changes: Any) -> Subscription:
    """Twice a day in UTC, since yesterday."""
    values: dict[str, Any] = {
        "channel": CHANNEL,
        "times": (time(6), time(18)),
        "zone": "UTC",
        "since": NOON - DAY,
    }
    return Subscription(**(values | changes))


def span_of(words: str, text: str = TEXT) -> Span:
    """Where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def paragraph_of(text: str, at: int) -> int:
    """The number of the paragraph at a place."""
    return next(paragraph.number for paragraph in paragraphs(text) if at < paragraph.end)
