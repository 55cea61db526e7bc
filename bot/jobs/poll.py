"""The poll job: ask feeds, store what is new or edited."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.decide.identity import Sighting, dated, keys_of, sightings
from bot.decide.polling import after_poll, is_news_of_trouble
from bot.jobs.outside import Outside
from bot.model import Changed, Draft, Entry, Feed
from summarizer.model import Article

MAX_AT_ONCE = 32
FRESH = timedelta(hours=24)  # what a new feed already holds is read only if it is younger

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Polls:
    """What a run of the job did. `troubles` holds one sentence a feed that operators should hear of now."""

    feeds: int
    new: int
    troubles: tuple[str, ...]


async def poll(outside: Outside, feeds: tuple[Feed, ...]) -> Polls:
    """Poll each feed once, side by side. A feed in trouble never disturbs another."""
    gate = asyncio.Semaphore(MAX_AT_ONCE)
    done = 0

    async def one(feed: Feed) -> tuple[int, str]:
        nonlocal done
        async with gate:
            outcome = await _poll_one(outside, feed)
        done += 1
        outside.progress("Polling feeds", done, len(feeds))
        return outcome

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(feed)) for feed in feeds]
    outcomes = [task.result() for task in tasks]
    return Polls(len(feeds), sum(new for new, _ in outcomes), tuple(words for _, words in outcomes if words))


async def _poll_one(outside: Outside, feed: Feed) -> tuple[int, str]:
    polled = await outside.fetcher.poll(feed)
    now = outside.now()
    new = await _take_in(outside, feed, polled, now) if isinstance(polled, Changed) else 0
    after = after_poll(feed, polled, now)
    told = f"{feed.outlet}: {after.trouble}" if is_news_of_trouble(feed, after) else ""
    if told:
        after = replace(after, announced=True)
        log.warning("feed_in_trouble", outlet=feed.outlet, trouble=after.trouble, failures=after.failures)
    await outside.store.feeds.record(after)
    return new, told


async def _take_in(outside: Outside, feed: Feed, changed: Changed, now: datetime) -> int:
    keys = [(key.url, key.guid, key.fingerprint) for key in keys_of(changed.entries)]
    known = await outside.store.articles.known(feed, keys)
    found = sightings(changed.entries, known)
    drafts = [await _draft(outside, feed, sighting, now) for sighting in found]
    return await outside.store.articles.save(drafts)


async def _draft(outside: Outside, feed: Feed, sighting: Sighting, now: datetime) -> Draft:
    entry = sighting.entry
    published, how = dated(entry.published, now)
    seeded = not feed.seeded
    wanted = not seeded or published > now - FRESH
    text, full_text = await _text(outside, feed, entry) if wanted else (entry.text, entry.full_text)
    article = Article(
        url=sighting.keys.url,
        title=entry.title,
        text=text or entry.title,
        published=published,
        outlet=feed.outlet,
        full_text=full_text,
    )
    return Draft(
        article_id=sighting.article_id,
        feed_id=feed.id,
        guid=sighting.keys.guid,
        fingerprint=sighting.keys.fingerprint,
        entry_sha256=sighting.keys.entry_sha256,
        article=article,
        fetched=now,
        seeded=seeded,
        wanted=wanted,
        dated=how,
    )


async def _text(outside: Outside, feed: Feed, entry: Entry) -> tuple[str, bool]:
    """The page's text where the feed has only a blurb and the page says more; else the feed's."""
    if entry.full_text or not feed.pages or not entry.url:
        return entry.text, entry.full_text
    page = await outside.fetcher.page(entry.url)
    if page and len(page) > len(entry.text):
        return page, True
    return entry.text, False
