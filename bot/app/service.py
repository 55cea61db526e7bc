"""The service: everything in one process, by the clock, until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import structlog

from bot.app.wiring import CONSOLE, App, clock_of, opened, poll_due, read_waiting, seed
from bot.commands.desk import Desk
from bot.decide.slots import parse_times
from bot.errors import ConfigError, Refused
from bot.jobs.correct import correct
from bot.jobs.deliver import deliver, settle_interrupted
from bot.jobs.digest import post_due
from bot.jobs.look_again import look_again
from bot.jobs.outside import Outside
from bot.model import Subscription
from bot.ports import Platform
from bot.schedule.clock import Clock, Tick
from bot.web.server import serving
from config.settings import ConsoleSettings, Settings

READ_TICK_S = 2.0
LISTEN_AGAIN_S = 60.0
MEND = "Mend it, check with `sitrep doctor`, and start again; all else goes on."

log = structlog.get_logger()


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


def _ticks(app: App) -> tuple[Tick, ...]:
    return (
        Tick("poll", app.settings.feeds.tick_s, lambda: poll_due(app)),
        Tick("read", READ_TICK_S, lambda: read_waiting(app)),
        Tick("digest", 15.0, lambda: post_due(app.outside)),
        Tick("deliver", 10.0, lambda: deliver(app.outside)),
        Tick("settle", 60.0, lambda: settle_interrupted(app.outside)),
        Tick("correct", 60.0, lambda: correct(app.outside)),
        Tick("look_again", 3600.0, lambda: look_again(app.outside)),
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
