"""The read job: articles to readings, readings to stories."""

import asyncio
from datetime import timedelta

import structlog

from bot.errors import ReadingFailed, RetryLater
from bot.jobs.memory import LANGUAGE_READ
from bot.jobs.outside import Outside
from bot.model import StoredArticle
from summarizer import Placement
from summarizer.model import Reading

BATCH = 64
NEXT = timedelta(seconds=1)  # what was fetched at this very moment counts
UNSEEN = timedelta(hours=48)  # so long an article in another language waits for its story

log = structlog.get_logger()


async def read(outside: Outside, *, version: str = "") -> int:
    """Read all that waits; return how many articles were read. Grouping follows the order of storage.

    With `version`, what another extractor has read waits too. Where the reader itself does not start, all wait on.
    """
    done = 0
    await outside.memory.fill(outside.store.stories, outside.now())
    while pending := await outside.store.articles.unread(limit=BATCH, version=version):
        try:
            readings = await _read_all(outside, pending)
        except RetryLater as error:
            log.error("reader_not_ready", reason=str(error))
            break
        for stored, reading in zip(pending, readings, strict=True):
            if reading:
                await _place_or_set_aside(outside, stored, reading)
            done += 1
            outside.progress("Reading articles", done, done)
    if done:
        await _join_foreign(outside)
    return done


async def _read_all(outside: Outside, pending: tuple[StoredArticle, ...]) -> tuple[Reading | None, ...]:
    """Readings in the order given, None where one failed. Raises RetryLater."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_read_one(outside, stored)) for stored in pending]
    except* RetryLater as trouble:
        raise trouble.exceptions[0] from None
    return tuple(task.result() for task in tasks)


async def _read_one(outside: Outside, stored: StoredArticle) -> Reading | None:
    try:
        return await outside.reader.read(stored.article)
    except ReadingFailed as error:
        log.error("article_set_aside", url=error.url, reason=str(error))
        await outside.store.articles.set_aside(stored.version_id, str(error))
        return None


async def _place_or_set_aside(outside: Outside, stored: StoredArticle, reading: Reading) -> None:
    """A reading that cannot be stored must not hold up those behind it."""
    try:
        await _place(outside, stored, reading)
    except ValueError as error:
        log.error("article_set_aside", url=stored.article.url, reason=str(error))
        await outside.store.articles.set_aside(stored.version_id, str(error))


async def _place(outside: Outside, stored: StoredArticle, reading: Reading) -> None:
    """Store the reading, and join the article to its story where it is foreign policy that can be read."""
    present = await outside.store.stories.story_of(stored.article_id)
    wanted = present is None and reading.relevance.relevant and reading.language == LANGUAGE_READ
    placement = outside.memory.placement(stored, reading) if wanted else Placement(present, "")
    story_id = await outside.store.stories.record(
        stored.version_id,
        reading,
        story_id=placement.story,
        new_story=wanted and placement.story is None,
        why=placement.why,
    )
    if story_id and wanted:
        outside.memory.add(stored, reading, story_id)
        await _merge(outside, placement, story_id)


async def _merge(outside: Outside, placement: Placement[str], into: str) -> None:
    """Make one of the stories that an article showed to be one."""
    for old in placement.merges:
        if await outside.store.stories.merge(old, into, at=outside.now(), why=placement.why):
            outside.memory.merge(old, into)
            log.info("stories_merged", old=old, into=into, why=placement.why)


async def _join_foreign(outside: Outside) -> None:
    """Join articles in other languages to what English ones tell by now, where that is safe."""
    now = outside.now()
    for stored in reversed(await outside.store.stories.foreign(now - UNSEEN, now + NEXT)):
        crossing = outside.memory.crossing(stored.article)
        placed = await outside.store.stories.placed(stored.article_id) if crossing else None
        if crossing and placed:
            await outside.store.stories.record(
                stored.version_id, placed.reading, story_id=crossing.story, new_story=False, why=crossing.why
            )
