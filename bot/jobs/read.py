"""The read job: articles to readings, readings to stories."""

import asyncio
from datetime import timedelta

import structlog

from bot.errors import ReadingFailed, RetryLater
from bot.jobs.outside import Outside
from bot.model import StoredArticle
from summarizer.model import Reading

BATCH = 64
WINDOW = timedelta(hours=48)

log = structlog.get_logger()


async def load_index(outside: Outside) -> None:
    """Fill the story index from the store, once, after a start."""
    for member in await outside.store.stories.members(outside.now() - WINDOW):
        outside.index.add(member.article_id, member.story_id, member.title, member.text, member.at)


async def read(outside: Outside, *, version: str = "") -> int:
    """Read all that waits; return how many articles were read. Grouping follows the order of storage.

    With `version`, what another extractor has read waits too. Where the reader itself does not start, all wait on.
    """
    done = 0
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
    """Store the reading, and join the article to its story where it is foreign policy."""
    article = stored.article
    at = article.published or stored.fetched
    story_id = await outside.store.stories.story_of(stored.article_id)
    wanted = reading.relevance.relevant and story_id is None
    if wanted:
        story_id = outside.index.match(article.title, article.text, at)
    placed = await outside.store.stories.record(
        stored.version_id, reading, story_id=story_id, new_story=wanted and story_id is None
    )
    if wanted and placed:
        outside.index.add(stored.article_id, placed, article.title, article.text, at)
