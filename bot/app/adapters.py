"""Settings to adapters: outlets, topics, platforms, readers, the fetcher. Wires nothing together."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.children import Children
from bot.decide.tags import Region, Tagging, Topic
from bot.errors import ConfigError
from bot.feeds.fetch import AioFetcher
from bot.feeds.wire import work as parse_or_extract
from bot.model import Outlet
from bot.platforms.console import ConsolePlatform
from bot.ports import Platform
from bot.schedule.reading import TARGET
from config.files import FeedRow, FileMistake, feed_rows, outlet_rows, region_rows, topic_rows
from config.settings import Settings
from summarizer import ActionType

READINGS_A_CHILD = 2_000  # a reader is replaced after so many articles: whatever leaked goes with it
PARSINGS_A_CHILD = 500
USER_AGENT = "Sitrep/0.1 (feed reader; {contact})"

T = TypeVar("T")


def feeds_of(settings: Settings) -> tuple[FeedRow, ...]:
    """The feeds of the feeds file. Raises ConfigError."""
    return _checked(feed_rows, settings.feeds_file)


def outlets_of(settings: Settings) -> dict[str, Outlet]:
    """Outlets by name. Raises ConfigError."""
    rows = _checked(outlet_rows, settings.outlets_file)
    return {row.name: Outlet(row.name, row.country, row.label, row.rank) for row in rows}


def tagging_of(settings: Settings) -> Tagging:
    """Topics and regions. Raises ConfigError."""
    topics = _checked(topic_rows, settings.topics_file)
    regions = _checked(region_rows, settings.topics_file)
    return Tagging(
        tuple(Topic(row.name, row.title, row.terms, tuple(ActionType(of) for of in row.types)) for row in topics),
        tuple(Region(row.name, row.title, row.codes, row.words) for row in regions),
    )


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


async def parsers_in(settings: Settings, stack: contextlib.AsyncExitStack) -> Children:
    """The processes that parse feeds and pages, ended with the stack."""
    parsers = Children(
        parse_or_extract,
        count=settings.feeds.parsers,
        timeout_s=settings.feeds.parse_timeout_s,
        max_memory_bytes=settings.feeds.parse_memory,
        max_calls=PARSINGS_A_CHILD,
    )
    return await stack.enter_async_context(parsers)


def _checked(rows: Callable[[Path | None], tuple[T, ...]], path: Path | None) -> tuple[T, ...]:
    try:
        return rows(path)
    except FileMistake as exc:
        raise ConfigError(str(exc)) from exc
