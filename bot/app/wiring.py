"""The composition root: adapters to jobs and commands. The only place that wires; decides nothing else."""

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.app.adapters import feeds_of, fetcher_of, outlets_of, parsers_in, platforms_of, readers_of, tagging_of
from bot.commands.desk import Desk
from bot.commands.table import COMMANDS
from bot.jobs.alert import post_breaking
from bot.jobs.correct import correct
from bot.jobs.memory import StoryMemory
from bot.jobs.outside import Outside, Progress, no_progress
from bot.jobs.poll import poll
from bot.jobs.read import read
from bot.model import Channel, Outlet
from bot.ports import Platform
from bot.schedule.reading import PoolReader
from bot.store import SqlStore, migrate, open_store
from config.settings import Settings

CONSOLE = Channel("console", "", "terminal")
POLL_BATCH = 200

log = structlog.get_logger()


@dataclass(frozen=True)
class App:
    """Everything wired. `listeners` are the platforms that take commands."""

    settings: Settings
    store: SqlStore
    outside: Outside
    desk: Desk


def utc_now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """The wall clock, or one that starts at the instant set and goes on from there."""
    if settings.starts_at is None:
        return utc_now
    shift = settings.starts_at - utc_now()
    return lambda: utc_now() + shift


@asynccontextmanager
async def opened(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    write: Callable[[str], None] = print,
    platforms: Mapping[str, Platform] | None = None,
    outlets: Mapping[str, Outlet] | None = None,
    progress: Progress = no_progress,
) -> AsyncIterator[App]:
    """Wire everything and take it apart again. The database is migrated first. Raises ConfigError."""
    known = outlets if outlets is not None else outlets_of(settings)
    await migrate(settings.database_url)
    async with contextlib.AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database_url, outlets=known))
        readers = await stack.enter_async_context(readers_of(settings))
        fetcher = await stack.enter_async_context(fetcher_of(settings, await parsers_in(settings, stack), now))
        outside = Outside(
            store=store,
            fetcher=fetcher,
            reader=PoolReader(readers),
            platforms=platforms if platforms is not None else platforms_of(settings, write),
            outlets=known,
            memory=StoryMemory(),
            now=now,
            progress=progress,
            watch=frozenset(settings.watch),
            tagging=tagging_of(settings),
        )
        stack.push_async_callback(_close, outside.platforms)
        yield App(settings, store, outside, Desk(outside, COMMANDS))


async def seed(app: App) -> int:
    """Fill an empty feeds table from the feeds file; return how many were added."""
    if await app.store.feeds.all():
        return 0
    rows = feeds_of(app.settings)
    for row in rows:
        await app.store.feeds.add(row.url, outlet=row.outlet, pages=row.pages)
    return len(rows)


async def poll_due(app: App) -> None:
    """Poll the feeds that are due."""
    if feeds := await app.store.feeds.due(app.outside.now(), limit=POLL_BATCH):
        polls = await poll(app.outside, feeds)
        log.info("poll", feeds=polls.feeds, new=polls.new)


async def read_waiting(app: App) -> None:
    """Read what has come and is not read yet; then tell at once what cannot wait, and correct what was posted."""
    if count := await read(app.outside):
        log.info("read", articles=count)
        await post_breaking(app.outside)
        await correct(app.outside)


async def _close(platforms: Mapping[str, Platform]) -> None:
    """Close those that hold connections."""
    for platform in platforms.values():
        close: Any = getattr(platform, "close", None)
        if close is not None:
            await close()
