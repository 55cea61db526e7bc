"""The poll job: ask feeds, store what is new or edited."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.decide.identity import Sighting, dated, keys_of, sightings
from bot.decide.polling import after_poll, is_news_of_trouble
from bot.decide.withdrawal import is_notice
from bot.jobs.outside import Outside
from bot.model import Changed, Draft, Entry, Failed, Feed, Polled, StoredArticle, Trouble
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
    polled, new = await _asked(outside, feed)
    after = after_poll(feed, polled, outside.now())
    told = f"{feed.outlet}: {after.trouble}" if is_news_of_trouble(feed, after) else ""
    if told:
        after = replace(after, announced=True)
        log.warning("feed_in_trouble", outlet=feed.outlet, trouble=after.trouble, failures=after.failures)
    await outside.store.feeds.record(after)
    return new, told


async def _asked(outside: Outside, feed: Feed) -> tuple[Polled, int]:
    """The answer, and how many of its articles are new; our own mistakes are trouble of this feed alone."""
    try:
        polled = await outside.fetcher.poll(feed)
        return polled, await _take_in(outside, feed, polled) if isinstance(polled, Changed) else 0
    except Exception as error:
        log.exception("poll_failed", outlet=feed.outlet, feed=feed.id, reason=str(error))
        return Failed(Trouble.BROKEN, "Sitrep failed to take it in; the log says why."), 0


async def _take_in(outside: Outside, feed: Feed, changed: Changed) -> int:
    keys = [(key.url, key.guid, key.fingerprint) for key in keys_of(changed.entries)]
    known = await outside.store.articles.known(feed, keys)
    addresses = {one.article_id: one.url for one in known}
    drafts: list[Draft] = []
    for sighting in sightings(changed.entries, known, feed_id=feed.id):
        address = addresses.get(sighting.article_id) if sighting.article_id else None
        before = await outside.store.articles.newest(address) if address else None
        drafts.append(await _draft(outside, feed, sighting, before))
    for draft in drafts:
        if draft.article_id is not None:  # first: once a version is stored, its entry is never looked at again
            await _note_withdrawal(outside, draft, draft.article_id)
    return await _save(outside, drafts)


async def _note_withdrawal(outside: Outside, draft: Draft, article_id: int) -> None:
    """An article in whose place a notice stands is withdrawn; one that has a text again is not."""
    taken_back = is_notice(draft.article.title, draft.article.text)
    if await outside.store.articles.withdraw(article_id, draft.fetched if taken_back else None):
        log.info("article_withdrawn" if taken_back else "article_stands_again", url=draft.article.url)


async def _save(outside: Outside, drafts: list[Draft]) -> int:
    """Store all at once; where one of them cannot be stored, one by one without it."""
    try:
        return await outside.store.articles.save(drafts)
    except ValueError as error:
        if len(drafts) == 1:
            log.error("article_refused", url=drafts[0].article.url[:200], reason=str(error))
            return 0
        return sum([await _save(outside, [draft]) for draft in drafts])


async def _draft(outside: Outside, feed: Feed, sighting: Sighting, before: StoredArticle | None) -> Draft:
    """An article as it will be stored; `before` is its newest version, where it has one."""
    entry, now = sighting.entry, outside.now()
    published, how = dated(entry.published, now, before.article.published if before else None)
    seeded = not feed.seeded
    wanted = not seeded or published > now - FRESH
    taken_back = is_notice(entry.title, entry.text)
    wanted = wanted and not taken_back  # what it said before stays its reading
    text, full_text = await _text(outside, feed, entry, before) if wanted else (entry.text, entry.full_text)
    article = Article(
        url=sighting.keys.url,
        title=entry.title,
        text=text,
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


async def _text(outside: Outside, feed: Feed, entry: Entry, before: StoredArticle | None) -> tuple[str, bool]:
    """The page's text where the feed has only a blurb and the page says more; else the feed's.

    A page that cannot be had now does not undo the text that was had before: that would look like a correction.
    """
    if entry.full_text:
        return entry.text, True
    page = await outside.fetcher.page(entry.url) if feed.pages and entry.url else None
    if page and len(page) > len(entry.text):
        return page, True
    known = before.article.text if before and before.article.full_text else ""
    return (known, True) if len(known) > len(entry.text) else (entry.text, False)
