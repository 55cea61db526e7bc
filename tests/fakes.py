"""In-memory stand-ins for our own ports, as bot/ports.py describes them, and a clock that is set by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.cards import Message, text_of
from bot.errors import ReadingFailed, RetryLater, SitrepError
from bot.jobs.memory import StoryMemory
from bot.jobs.outside import Outside
from bot.model import Channel, Failed, Feed, Outlet, Payload, Polled, Trouble
from bot.ports import Platform
from summarizer.model import Article, Reading
from tests.factories import NOON, make_bare_reading
from tests.fake_deliveries import FakeDeliveries
from tests.fake_ledger import FakeLedger
from tests.fake_store import FakeArticles, FakeFeeds, FakeFollows, FakeStories, FakeSubscriptions


@dataclass
class Clock:
    """Says the time it was set to."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Go on by a timedelta's arguments."""
        self.at += timedelta(**by)


class FakeStore:
    """Store."""

    def __init__(self, outlets: Mapping[str, Outlet] | None = None) -> None:
        self.feeds = FakeFeeds()
        self.articles = FakeArticles(self.feeds)
        self.stories = FakeStories(self.articles, outlets or {})
        self.ledger = FakeLedger(self.stories)
        self.subscriptions = FakeSubscriptions()
        self.follows = FakeFollows(self.stories)
        self.deliveries = FakeDeliveries(self.articles)


@dataclass
class FakeFetcher:
    """Fetcher: serves what it was given by address; other feeds are unreachable. `asked` are the pages."""

    feeds: dict[str, Polled] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    statuses: dict[str, int | None] = field(default_factory=dict)

    async def poll(self, feed: Feed) -> Polled:
        return self.feeds.get(feed.url) or Failed(Trouble.UNREACHABLE, "No answer.")

    async def page(self, url: str) -> str | None:
        self.asked.append(url)
        return self.pages.get(url)

    async def status(self, url: str) -> int | None:
        return self.statuses.get(url, 200)


@dataclass
class FakeReader:
    """Reader: answers with the reading that `read_as` gives; articles with "unreadable" in their title fail."""

    read_as: Callable[[Article], Reading] = lambda article: make_bare_reading()
    is_broken: bool = False
    asked: list[Article] = field(default_factory=list)

    async def read(self, article: Article) -> Reading:
        self.asked.append(article)
        if self.is_broken:
            raise RetryLater("The reader does not start.", after_s=60)
        if "unreadable" in article.title:
            raise ReadingFailed("It took too long.", url=article.url)
        return self.read_as(article)


@dataclass
class RecordingPlatform:
    """Platform: one part a card. Keeps what arrived, by token; `failures` are raised by the next sends and edits, in
    order. `edited` and `answered` are by the id of the message."""

    name: str = "memory"
    sent: list[tuple[Channel, str]] = field(default_factory=list)
    by_token: dict[str, str] = field(default_factory=dict)
    failures: list[SitrepError | None] = field(default_factory=list)
    cannot_find: SitrepError | None = None
    edited: list[tuple[str, str]] = field(default_factory=list)
    answered: list[tuple[str, str]] = field(default_factory=list)

    def render(self, message: Message) -> tuple[Payload, ...]:
        return tuple({"text": text_of(card)} for card in message.cards)

    def words(self, payload: Payload) -> str:
        return str(payload["text"])

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        if self.failures and (failure := self.failures.pop(0)):
            raise failure
        if thread:
            self.answered.append((thread, self.words(payload)))
        return self.arrive(channel, payload, token)

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        if self.cannot_find:
            raise self.cannot_find
        return self.by_token.get(token)

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        if self.failures and (failure := self.failures.pop(0)):
            raise failure
        self.edited.append((remote_id, self.words(payload)))

    def arrive(self, channel: Channel, payload: Payload, token: str) -> str:
        """Take a part in, as if a sender died right after."""
        self.sent.append((channel, self.words(payload)))
        self.by_token[token] = f"remote-{len(self.sent)}"
        return self.by_token[token]

    @property
    def text(self) -> str:
        """All that arrived."""
        return "\n".join(words for _, words in self.sent)


def make_outside(clock: Clock | None = None, **changes: Any) -> Outside:
    """All that jobs and commands are given, from fakes."""
    platform: Platform = RecordingPlatform()
    outside = Outside(
        store=FakeStore(),
        fetcher=FakeFetcher(),
        reader=FakeReader(),
        platforms={platform.name: platform},
        outlets={},
        memory=StoryMemory(),
        now=clock or Clock(),
    )
    return replace(outside, **changes)
