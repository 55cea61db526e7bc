"""What `sitrep doctor` examines. A finding is one sentence, with the next step where something is to be done."""

import importlib.util
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from bot.app import App, opened
from bot.cli.terminal import settings
from bot.errors import SitrepError
from bot.feeds.guard import is_allowed
from config.settings import Settings
from summarizer.language import MODEL

EPHEMERAL_SIGNS = ("DYNO", "K_SERVICE", "FLY_APP_NAME", "RENDER", "RAILWAY_ENVIRONMENT")  # hosts whose disks are reset
CLOCK_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a clock before this is wrong


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. A warning is no failure."""

    subject: str
    sentence: str
    is_broken: bool = False
    is_warning: bool = False

    @property
    def mark(self) -> str:
        """ok, !! or --, so that colour is never needed."""
        return "!!" if self.is_broken else "--" if self.is_warning else "ok"


async def examined() -> tuple[Finding, ...]:
    """Examine everything; trouble in one part does not hide the others."""
    try:
        found = settings()
    except SitrepError as error:
        return (Finding("settings", str(error), is_broken=True),)
    return (*_local(found), *[finding async for finding in _connected(found)])


def _local(found: Settings) -> Iterator[Finding]:
    yield Finding("settings", "read")
    yield _contact(found)
    yield _disk(found)
    yield from _loopback(found)
    yield from _slack_port(found)
    yield _model()
    yield _clock()


def _contact(found: Settings) -> Finding:
    if found.feeds.contact:
        return Finding("contact", f"publishers are told {found.feeds.contact}")
    return Finding(
        "contact", "none. Set [feeds] contact in sitrep.toml: some publishers refuse the nameless.", is_warning=True
    )


def _disk(found: Settings) -> Finding:
    sign = next((name for name in EPHEMERAL_SIGNS if name in os.environ), "")
    if found.database_url.startswith("sqlite") and sign:
        return Finding(
            "disk",
            f"SQLite, and {sign} says that this disk does not survive a restart. Set DATABASE_URL to a PostgreSQL.",
            is_broken=True,
        )
    if found.database_url.startswith("sqlite") and _is_memory_disk(found.database_url):
        return Finding("disk", "SQLite in memory or on a temporary disk: it is lost at a restart.", is_warning=True)
    return Finding("disk", "fit for the database")


def _is_memory_disk(url: str) -> bool:
    path = str(Path(url.partition(":///")[2] or ".").resolve())
    return path.startswith(("/tmp/", "/dev/shm/", "/run/"))  # noqa: S108  it asks where the file is, and writes nothing


def _loopback(found: Settings) -> Iterator[Finding]:
    if found.feeds.allow_hosts:
        hosts = ", ".join(found.feeds.allow_hosts)
        yield Finding("allow_hosts", f"feeds on {hosts} may be polled. Empty it outside of tests.", is_warning=True)
    elif is_allowed("127.0.0.1", 80, frozenset()):
        yield Finding("address guard", "loopback is open. Do not run this build.", is_broken=True)


def _slack_port(found: Settings) -> Iterator[Finding]:
    over_http = found.slack_signing_secret.get_secret_value() and not found.slack_app_token.get_secret_value()
    if found.slack_bot_token.get_secret_value() and over_http and found.port is None:
        step = "Set PORT, or SLACK_APP_TOKEN for Socket Mode."
        yield Finding("slack", f"commands cannot arrive: HTTP mode needs a port. {step}", is_broken=True)


def _model() -> Finding:
    if importlib.util.find_spec(MODEL) is None:
        return Finding("model", f"{MODEL} is not installed. Run `make setup`.", is_broken=True)
    return Finding("model", MODEL)


def _clock() -> Finding:
    if datetime.now(UTC) < CLOCK_SINCE:
        return Finding("clock", "this machine's clock is wrong. Set it, for example with NTP.", is_broken=True)
    if "Europe/Kyiv" not in available_timezones():
        return Finding("clock", "the time zone data are old. Install a newer tzdata.", is_broken=True)
    return Finding("clock", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, zones are known")


async def _connected(found: Settings) -> AsyncIterator[Finding]:
    try:
        async with opened(found) as app:
            yield Finding("database", "answers and is up to date")
            async for finding in _feeds(app):
                yield finding
            async for finding in _platforms(app):
                yield finding
    except SitrepError as error:
        yield Finding("database", str(error), is_broken=True)


async def _feeds(app: App) -> AsyncIterator[Finding]:
    feeds = await app.store.feeds.all()
    if not feeds:
        yield Finding("feeds", "none yet. `sitrep run` adds the defaults, or run `sitrep feeds add`.", is_warning=True)
        return
    troubled = [feed for feed in feeds if feed.trouble]
    yield Finding("feeds", f"{len(feeds)}, {len(feeds) - len(troubled)} without trouble")
    for feed in troubled:
        lasting = feed.last_ok is None or datetime.now(UTC) - feed.last_ok > timedelta(days=3)
        yield Finding(feed.outlet, feed.trouble, is_warning=True, is_broken=lasting and feed.failures > 20)


async def _platforms(app: App) -> AsyncIterator[Finding]:
    for name, platform in app.outside.platforms.items():
        check: Any = getattr(platform, "check", None)
        if check is None:
            yield Finding(
                name, "digests are printed here. Set SLACK_BOT_TOKEN or DISCORD_TOKEN for chat.", is_warning=True
            )
            continue
        problems = await check()
        for problem in problems:
            yield Finding(name, problem, is_broken=True)
        if not problems:
            yield Finding(name, "token and rights are as they should be")
