"""The composition root: settings to adapters to jobs. The only place that wires; decides nothing else."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import structlog

from bot.children import Children
from bot.commands.desk import Desk
from bot.commands.table import COMMANDS
from bot.decide.slots import parse_times
from bot.errors import ConfigError, Refused
from bot.feeds.fetch import AioFetcher
from bot.feeds.wire import work as parse_or_extract
from bot.jobs.deliver import deliver, settle_interrupted
from bot.jobs.digest import post_due
from bot.jobs.outside import Outside, Progress, no_progress
from bot.jobs.poll import poll
from bot.jobs.read import load_index, read
from bot.model import Channel, Outlet, Subscription
from bot.platforms.console import ConsolePlatform
from bot.ports import Platform
from bot.schedule.clock import Clock, Tick
from bot.schedule.reading import TARGET, PoolReader
from bot.store import SqlStore, migrate, open_store
from bot.web.server import serving
from config.files import FileMistake, feed_rows, outlet_rows
from config.settings import ConsoleSettings, Settings
from summarizer import StoryIndex

CONSOLE = Channel("console", "", "terminal")
READINGS_A_CHILD = 2_000  # a reader is replaced after so many articles: whatever leaked goes with it
PARSINGS_A_CHILD = 500
POLL_BATCH = 200
READ_TICK_S = 2.0
LISTEN_AGAIN_S = 60.0
MEND = "Mend it, check with `sitrep doctor`, and start again; all else goes on."
USER_AGENT = "Sitrep/0.1 (feed reader; {contact})"

log = structlog.get_logger()
T = TypeVar("T")


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
        fetcher = await stack.enter_async_context(fetcher_of(settings, await _parsers(settings, stack), now))
        outside = Outside(
            store=store,
            fetcher=fetcher,
            reader=PoolReader(readers),
            platforms=platforms if platforms is not None else platforms_of(settings, write),
            outlets=known,
            index=StoryIndex[str](),
            now=now,
            progress=progress,
        )
        stack.push_async_callback(_close, outside.platforms)
        await load_index(outside)
        yield App(settings, store, outside, Desk(outside, COMMANDS))


async def seed(app: App) -> int:
    """Fill an empty feeds table from the feeds file; return how many were added."""
    if await app.store.feeds.all():
        return 0
    rows = _checked(feed_rows, app.settings.feeds_file)
    for row in rows:
        await app.store.feeds.add(row.url, outlet=row.outlet, pages=row.pages)
    return len(rows)


async def poll_due(app: App) -> None:
    """Poll the feeds that are due."""
    if feeds := await app.store.feeds.due(app.outside.now(), limit=POLL_BATCH):
        polls = await poll(app.outside, feeds)
        log.info("poll", feeds=polls.feeds, new=polls.new)


async def read_waiting(app: App) -> None:
    """Read what has come and is not read yet."""
    if count := await read(app.outside):
        log.info("read", articles=count)


async def run(settings: Settings) -> None:
    """Run everything in this process until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    async with opened(settings, now=clock_of(settings)) as app:
        await seed(app)
        await subscribe_console(app.outside, settings.console)
        await settle_interrupted(app.outside, at_start=True)
        async with _serving(app), asyncio.TaskGroup() as group:
            listeners = [group.create_task(listen(p, app.desk)) for p in app.outside.platforms.values()]
            clock = Clock(_ticks(app))
            clock.start()
            log.info("ready", platforms=sorted(app.outside.platforms), feeds=len(await app.store.feeds.all()))
            try:
                await stopping.wait()
            finally:
                log.info("stopping")
                await clock.stop()
            for listener in listeners:
                listener.cancel()


async def subscribe_console(outside: Outside, console: ConsoleSettings) -> None:
    """Schedule the console as the settings say, at each start anew. Raises ConfigError."""
    if CONSOLE.platform not in outside.platforms:
        return
    try:
        times = parse_times(console.times)
    except ValueError as exc:
        raise ConfigError("The setting console.times is wrong: write times like 08:00,18:00.") from exc
    subscriptions = outside.store.subscriptions
    present = await subscriptions.get(CONSOLE) or Subscription(CONSOLE, times, console.zone, since=outside.now())
    await subscriptions.save(replace(present, times=times, zone=console.zone))


async def listen(platform: Platform, desk: Desk, *, again_s: float = LISTEN_AGAIN_S) -> None:
    """Take commands until cancelled; the console takes none.

    A platform that ends disturbs neither the jobs nor the others: one that refuses is told and left, since somebody
    must change something first; after all else it is tried again.
    """
    take_commands: Any = getattr(platform, "listen", None)
    while take_commands is not None:
        try:
            await take_commands(desk)
            return
        except (Refused, ConfigError) as error:
            log.error("commands_off", platform=platform.name, reason=str(error), next_step=MEND)
            return
        except Exception:  # a listener's loop, like the clock's
            log.exception("listening_broke_off", platform=platform.name, again_s=again_s)
        await asyncio.sleep(again_s)


def outlets_of(settings: Settings) -> dict[str, Outlet]:
    """Outlets by name. Raises ConfigError."""
    rows = _checked(outlet_rows, settings.outlets_file)
    return {row.name: Outlet(row.name, row.country, row.label, row.rank) for row in rows}


def platforms_of(settings: Settings, write: Callable[[str], None]) -> dict[str, Platform]:
    """The platforms that are set up; the console where none is. Imports only what is used: each is slow to load."""
    found: dict[str, Platform] = {}
    if settings.slack_bot_token.get_secret_value():
        from bot.platforms.slack import SlackPlatform

        found["slack"] = SlackPlatform(
            bot_token=settings.slack_bot_token.get_secret_value(),
            app_token=settings.slack_app_token.get_secret_value(),
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            base_url=settings.slack_base_url,
            managers=frozenset(settings.managers),
        )
    if settings.discord_token.get_secret_value():
        from bot.platforms.discord import DiscordPlatform

        found["discord"] = DiscordPlatform(
            token=settings.discord_token.get_secret_value(),
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            managers=frozenset(settings.managers),
        )
    return found or {"console": ConsolePlatform(write=write)}


def readers_of(settings: Settings, *, count: int | None = None) -> Children:
    """The processes that read."""
    return Children(
        TARGET,
        count=count or settings.reading.readers,
        timeout_s=settings.reading.timeout_s,
        max_memory_bytes=settings.reading.memory,
        max_calls=READINGS_A_CHILD,
    )


def fetcher_of(settings: Settings, parsers: Children, now: Callable[[], datetime]) -> AioFetcher:
    """The fetcher with its limits."""
    feeds = settings.feeds
    return AioFetcher(
        user_agent=USER_AGENT.format(contact=feeds.contact or "no contact given"),
        allow_hosts=frozenset(feeds.allow_hosts),
        connect_timeout_s=feeds.connect_timeout_s,
        total_timeout_s=feeds.total_timeout_s,
        max_bytes=feeds.max_bytes,
        max_entries=feeds.max_entries,
        per_host_spacing_s=feeds.spacing_s,
        parser=parsers,
        clock=now,
    )


async def _close(platforms: Mapping[str, Platform]) -> None:
    """Close those that hold connections."""
    for platform in platforms.values():
        close: Any = getattr(platform, "close", None)
        if close is not None:
            await close()


async def _parsers(settings: Settings, stack: contextlib.AsyncExitStack) -> Children:
    return await stack.enter_async_context(
        Children(
            parse_or_extract,
            count=settings.feeds.parsers,
            timeout_s=settings.feeds.parse_timeout_s,
            max_memory_bytes=settings.feeds.parse_memory,
            max_calls=PARSINGS_A_CHILD,
        )
    )


def _ticks(app: App) -> tuple[Tick, ...]:
    return (
        Tick("poll", app.settings.feeds.tick_s, lambda: poll_due(app)),
        Tick("read", READ_TICK_S, lambda: read_waiting(app)),
        Tick("digest", 15.0, lambda: post_due(app.outside)),
        Tick("deliver", 10.0, lambda: deliver(app.outside)),
        Tick("settle", 60.0, lambda: settle_interrupted(app.outside)),
    )


@asynccontextmanager
async def _serving(app: App) -> AsyncIterator[None]:
    if app.settings.port is None:
        yield
        return
    slack: Any = app.outside.platforms.get("slack")
    signed = slack is not None and app.settings.slack_signing_secret.get_secret_value()
    mounts = {"/slack/events": slack.http_handler(app.desk)} if signed else {}

    async def is_ready() -> bool:
        await app.store.feeds.all()
        return True

    async with serving(host=app.settings.host, port=app.settings.port, is_ready=is_ready, mounts=mounts) as port:
        log.info("serving", port=port)
        yield


def _checked(rows: Callable[[Path | None], tuple[T, ...]], path: Path | None) -> tuple[T, ...]:
    try:
        return rows(path)
    except FileMistake as exc:
        raise ConfigError(str(exc)) from exc
