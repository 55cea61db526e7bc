"""A digest is posted, an article is edited, the message is corrected: through the real jobs, store and adapters."""

import asyncio
import inspect
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.jobs.correct import correct
from bot.jobs.deliver import deliver, settle_interrupted
from bot.jobs.digest import post_now
from bot.jobs.outside import Outside
from bot.jobs.poll import poll
from bot.jobs.read import read
from bot.jobs.verify import Verified, verify
from bot.model import Changed, Channel
from bot.platforms.console import ConsolePlatform
from bot.platforms.discord import DiscordPlatform
from bot.ports import Platform
from bot.store import migrate, open_store
from summarizer.model import Article, Reading, Span
from tests.bot.platforms.slack.desk import slack_for
from tests.factories import EARLIER, HAPPENED, SAID, TEXT, make_action, make_entry, make_quote, make_reading
from tests.fakes import Clock, FakeFetcher, FakeReader, make_outside
from tests.wire.discord import DiscordServer
from tests.wire.slack import SlackServer
from tests.wire.slack_workspace import CHANNEL, TEAM

FEED = "https://harbour.example/feed"
EDITED = TEXT.replace(SAID, "There is nothing to say.")


@dataclass
class Place:
    """A channel of a platform. `edits` and `replies` are what was done to and below its messages, as read there."""

    platform: Platform
    channel: Channel
    server: Any
    written: list[str] = field(default_factory=list)

    @property
    def edits(self) -> int:
        if isinstance(self.server, SlackServer):
            return len(self.server.workspace.updates)
        if isinstance(self.server, DiscordServer):
            return len(self.server.edits)
        return sum("is corrected" in text for text in self.written)

    @property
    def messages(self) -> list[str]:
        """What readers see, a text a message, oldest first."""
        if self.server is None:
            return [text for text in self.written if "is corrected" not in text]
        return [self.platform.words(message) for message in self.server.messages]

    @property
    def answered(self) -> list[str]:
        """The ids of messages that were answered."""
        found = (m.get("thread_ts") or (m.get("message_reference") or {}).get("message_id") for m in self._sent)
        return [one for one in found if one]

    @property
    def ids(self) -> list[str]:
        return [message.get("ts") or message["id"] for message in self._sent]

    @property
    def _sent(self) -> Sequence[dict[str, Any]]:
        return self.server.messages if self.server else ()


@asynccontextmanager
async def place_on(name: str) -> AsyncIterator[Place]:
    if name == "slack":
        async with SlackServer() as slack:
            yield Place(slack_for(slack), Channel("slack", TEAM, CHANNEL), slack)
            assert [] == slack.refused
    elif name == "discord":
        async with DiscordServer() as server:
            there = DiscordPlatform(token=server.token, api_url=server.api_url, gateway_url=server.gateway_url)
            yield Place(there, Channel("discord", "1", "42"), server)
            await there.close()
    else:
        written: list[str] = []
        yield Place(ConsolePlatform(write=written.append), Channel("console", "", "terminal"), None, written)


def reading_of(article: Article) -> Reading:
    quotes = (make_quote(text=article.text),) if SAID in article.text else ()
    actions = (make_action(text=article.text),)
    gist = tuple(Span(action.start, action.end) for action in actions)
    return make_reading(quotes=quotes, actions=actions, gist=gist, key_quote=0 if quotes else None)


@dataclass
class Desk:
    """One bot with a real store, whose only feed carries one article."""

    outside: Outside
    clock: Clock
    fetcher: FakeFetcher
    place: Place

    async def tell(self, text: str) -> None:
        self.fetcher.feeds[FEED] = Changed((make_entry(text=text),), "", "", text[-40:])
        feeds = await self.outside.store.feeds.all()
        await poll(self.outside, feeds)
        await read(self.outside)
        self.clock.move(hours=1)

    async def correct(self) -> int:
        count = await correct(self.outside)
        await deliver(self.outside)
        return count

    async def verify(self) -> Verified:
        return await verify(self.outside.store.deliveries, lambda _, payload: self.place.platform.words(payload))


@cache
def migrated() -> bytes:
    """A database file with all tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sitrep.db"
        asyncio.run(migrate(f"sqlite:///{path}"))
        return path.read_bytes()


@asynccontextmanager
async def desk_on(name: str, folder: Path) -> AsyncIterator[Desk]:
    """A digest was posted."""
    path = folder / "sitrep.db"
    path.write_bytes(await asyncio.to_thread(migrated))
    async with open_store(f"sqlite:///{path}") as store, place_on(name) as place:
        clock, fetcher = Clock(), FakeFetcher()
        feed = await store.feeds.add(FEED, outlet="Harbour Daily")
        assert feed is not None
        await store.feeds.record(replace(feed, seeded=True))
        outside = make_outside(clock, store=store, fetcher=fetcher, reader=FakeReader(reading_of))
        outside = replace(outside, platforms={place.channel.platform: place.platform})
        desk = Desk(outside, clock, fetcher, place)
        await desk.tell(TEXT)
        await post_now(outside, place.channel)
        yield desk


PLATFORMS = pytest.mark.parametrize("name", ["slack", "discord", "console"])


@PLATFORMS
async def test_edited_article_is_corrected_once_where_it_was_posted(name: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        await desk.tell(EDITED)

        counts = [await desk.correct() for _ in range(3)]
        verified = await desk.verify()

        assert ([1, 0, 0], 1, 2) == (counts, desk.place.edits, len(desk.place.messages))
        assert "withdrew a quotation" in " ".join(desk.place.messages[-1].split())
        assert ((), 1) == (verified.problems, verified.struck)


@pytest.mark.parametrize("name", ["slack", "discord"])
async def test_corrected_message_still_holds_what_it_said_and_what_changed(name: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        await desk.tell(EDITED)
        await desk.correct()

        digest = desk.place.messages[0]
        assert all(words in digest for words in (HAPPENED, SAID, "CORRECTION · ", "withdrew this quotation."))
        assert desk.place.ids[:1] == desk.place.answered


@PLATFORMS
async def test_edit_that_readers_did_not_see_disturbs_nobody(name: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        await desk.tell(TEXT.replace(EARLIER, "Norway had been silent."))

        assert (0, 0, 1) == (await desk.correct(), desk.place.edits, len(desk.place.messages))


@PLATFORMS
async def test_removed_article_is_marked_and_then_stands_again(name: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        await desk.tell("This article has been removed.")
        await desk.correct()
        note = desk.place.messages[-1]
        await desk.tell(TEXT)

        assert (1, 2) == (await desk.correct(), desk.place.edits)
        assert "Withdrawn by Harbour Daily" in " ".join(note.split())
        assert "stands again" in desk.place.messages[-1]
        assert () == (await desk.verify()).problems


@pytest.mark.parametrize("name", ["slack", "discord"])
async def test_deleted_message_ends_its_correction(name: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        desk.place.server.messages.clear()
        await desk.tell(EDITED)

        counts = [await desk.correct() for _ in range(2)]

        assert ([1, 0], 0, []) == (counts, desk.place.edits, desk.place.messages)


async def test_workspace_that_forbids_late_changes_gets_the_note_alone(tmp_path: Path) -> None:
    async with desk_on("slack", tmp_path) as desk:
        desk.place.server.workspace.update_error = "edit_window_closed"
        await desk.tell(EDITED)

        await desk.correct()

        assert (0, 1) == (desk.place.edits, len(desk.place.answered))


async def test_edit_whose_answer_is_lost_is_done_again_and_told_of_once(tmp_path: Path) -> None:
    async with desk_on("discord", tmp_path) as desk:
        desk.place.server.edit_trouble.append("drop")
        await desk.tell(EDITED)
        await desk.correct()

        await settle_interrupted(desk.outside)
        await deliver(desk.outside)

        assert (2, 1) == (desk.place.edits, len(desk.place.answered))


class Killed(BaseException):
    """Ends everything at once, as the death of the process does: nothing above catches it."""


class Dying:
    """Passes every call on, and dies the first time that a step ("after edit") is reached."""

    def __init__(self, inner: Any, step: str) -> None:
        self._inner, self._step = inner, step

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        if not inspect.iscoroutinefunction(method):
            return method

        async def call(*args: Any, **kwargs: Any) -> Any:
            self._reach(f"before {name}")
            result = await method(*args, **kwargs)
            self._reach(f"after {name}")
            return result

        return call

    def _reach(self, step: str) -> None:
        if step == self._step:
            raise Killed


@dataclass(frozen=True)
class DyingStore:
    """A store whose deliveries die at a step."""

    inner: Any
    deliveries: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def dying_at(step: str, desk: Desk) -> Outside:
    store: Any = DyingStore(desk.outside.store, Dying(desk.outside.store.deliveries, step))
    platforms: Any = {name: Dying(platform, step) for name, platform in desk.outside.platforms.items()}
    return replace(desk.outside, store=store, platforms=platforms)


async def run_until_killed(outside: Outside) -> bool:
    try:
        await correct(outside)
        await deliver(outside)
    except (Killed, BaseExceptionGroup):
        return True
    return False


# between two of these nothing is written or sent
STEPS = (
    "before post", "after post", "after considered", "after claim", "after edit", "before send", "after send",
    "after settle",
)  # fmt: skip


@pytest.mark.parametrize(
    "name, step", [*(("slack", step) for step in STEPS), ("discord", "after edit"), ("discord", "after send")]
)
async def test_correction_that_is_killed_at_any_step_is_made_once(name: str, step: str, tmp_path: Path) -> None:
    async with desk_on(name, tmp_path) as desk:
        await desk.tell(EDITED)

        killed = await run_until_killed(dying_at(step, desk))
        await settle_interrupted(desk.outside, at_start=True)
        await desk.correct()
        await settle_interrupted(desk.outside, at_start=True)
        await desk.correct()

        assert (True, 1, 2) == (killed, len(desk.place.answered), len(desk.place.messages))
        assert "withdrew this quotation." in desk.place.messages[0]
        assert () == (await desk.verify()).problems
