"""How fast `sitrep verify` checks: 10,000 citations in 500 postings on SQLite. Prints a figure beside its aim."""

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.jobs.verify import verify
from bot.model import Channel, Citation, DeliveryKind, Draft, Posting
from bot.platforms.console import ConsolePlatform
from bot.store import SqlStore, migrate, open_store
from summarizer import Article

POSTINGS, CITATIONS = 500, 20
AIM_S = 5.0
AT = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
SENTENCE = "The minister of state said on day {n} that talks about the strait would go on for as long as they took."
TEXT = "\n\n".join(SENTENCE.format(n=n) for n in range(CITATIONS))


async def main() -> None:
    """Fill a database, verify it, print the time."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'x.db'}"
        await migrate(url)
        async with open_store(url) as store:
            await _fill(store)
            platform = ConsolePlatform(write=lambda _: None)
            began = time.monotonic()
            outcome = await verify(store.deliveries, lambda _, payload: platform.words(payload))
            spent = time.monotonic() - began
    rate = outcome.checked / spent
    print(f"{outcome.checked} citations checked in {spent:.2f} s, {rate:.0f}/s (aim 10,000 in {AIM_S:.0f} s)")
    print(f"{len(outcome.problems)} wrong")


async def _fill(store: SqlStore) -> None:
    feed = await store.feeds.add("https://example.org/feed", outlet="Example")
    assert feed
    articles = [
        Article(f"https://example.org/{n}", f"Talks {n}", f"{TEXT}\n\n{n}", AT, "Example") for n in range(POSTINGS)
    ]
    await store.articles.save([Draft(None, feed.id, "", a.sha256, a.sha256, a, AT) for a in articles])
    for stored in await store.articles.unread(limit=POSTINGS):
        await store.deliveries.post(_posting(stored.version_id, stored.article))


def _posting(version_id: int, article: Article) -> Posting:
    starts = [article.text.index(SENTENCE.format(n=n)) for n in range(CITATIONS)]
    ends = [start + len(SENTENCE.format(n=n)) for n, start in enumerate(starts)]
    citations = tuple(
        Citation(version_id, article.sha256, start, end, number, article.text[start:end])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    channel = Channel("console", "", "benchmark")
    return Posting(channel, DeliveryKind.DIGEST, article.url, ({"text": article.text},), AT, citations=citations)


if __name__ == "__main__":
    asyncio.run(main())
