"""Prints how fast the store saves, finds, reads and claims: `python -m benchmarks.store [DATABASE_URL]`.

Without a URL: a new SQLite file, and the tests' own PostgreSQL where it is installed.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot.model import Channel, DeliveryKind, Draft, Posting
from bot.store import SqlStore, migrate, open_store
from summarizer.model import Article, Reading
from tests.contracts.postgres import installation, postgres_server

ARTICLES = 2_000
BATCH = 50  # about what one changed feed brings
POSTINGS = 200
START = datetime(2026, 3, 9, 8, tzinfo=UTC)
WORDS = tuple(
    f"{first}{second}" for first in ("ministry", "sanction", "treaty", "border", "talks") for second in "abcdefghij"
)


def main() -> None:
    """Measure each database."""
    if len(sys.argv) > 1:
        asyncio.run(_measure(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(f"sqlite:///{folder}/bench.db"))
    if installation() is not None:
        with postgres_server() as url:
            asyncio.run(_measure(url + "postgres"))


async def _measure(database_url: str) -> None:
    print(database_url.partition(":")[0])
    with _timed("migrate, ms", per=1, milliseconds=True):
        await migrate(database_url)
    async with open_store(database_url) as store:
        await _articles(store)
        await _stories(store)
        await _deliveries(store)


async def _articles(store: SqlStore) -> None:
    feed = await store.feeds.add("https://bench.example/feed", outlet="Bench")
    assert feed is not None
    drafts = _drafts(feed.id)
    batches = [drafts[start : start + BATCH] for start in range(0, ARTICLES, BATCH)]
    with _timed("articles saved a second", per=ARTICLES):
        for batch in batches:
            await store.articles.save(batch)
    with _timed("entries recognised a second", per=ARTICLES):
        for batch in batches:
            await store.articles.known(feed, [(draft.article.url, draft.guid, draft.fingerprint) for draft in batch])
    with _timed("unchanged drafts saved a second", per=ARTICLES):
        for batch in batches:
            await store.articles.save(batch)


async def _stories(store: SqlStore) -> None:
    reading = Reading("bench", "en")
    unread = await store.articles.unread(limit=ARTICLES, version="bench")
    story: str | None = None
    with _timed("readings recorded a second", per=len(unread)):
        for place, article in enumerate(unread):
            story = story if place % 4 else None
            story = await store.stories.record(article.version_id, reading, story_id=story, new_story=story is None)
    with _timed("unread, none left, ms", per=1, milliseconds=True):
        await store.articles.unread(limit=50, version="bench")
    with _timed("stories of a day, ms", per=1, milliseconds=True):
        await store.stories.active(START, START + timedelta(days=1))
    with _timed("search, ms", per=len(WORDS), milliseconds=True):
        for word in WORDS:
            await store.stories.search(f"{word} {WORDS[0]}", limit=10)


async def _deliveries(store: SqlStore) -> None:
    channel = Channel("console", "", "bench")
    with _timed("postings recorded a second", per=POSTINGS):
        for number in range(POSTINGS):
            posting = Posting(channel, DeliveryKind.ALERT, str(number), ({"text": "words " * 400},), START)
            await store.deliveries.post(posting)
    with _timed("deliveries claimed a second", per=POSTINGS):
        while await store.deliveries.claim(START, limit=10):
            pass


def _drafts(feed_id: int) -> list[Draft]:
    chance = random.Random(7)
    return [_draft(feed_id, number, " ".join(chance.choices(WORDS, k=500))) for number in range(ARTICLES)]


def _draft(feed_id: int, number: int, text: str) -> Draft:
    url = f"https://bench.example/{number}"
    article = Article(url, text[:60], text, START, "Bench", "en")
    fetched = START + timedelta(minutes=number)
    return Draft(None, feed_id, url, f"words {number}", f"entry {number}", article, fetched)


@contextmanager
def _timed(what: str, *, per: int, milliseconds: bool = False) -> Iterator[None]:
    start = time.perf_counter()
    yield
    took = time.perf_counter() - start
    print(f"  {what:34}{took / per * 1000:10,.2f}" if milliseconds else f"  {what:34}{per / took:10,.0f}")


if __name__ == "__main__":
    main()
