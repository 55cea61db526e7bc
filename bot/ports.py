"""What the jobs and commands ask of the outside, as Protocols. Implementations are in bot.feeds, bot.store,
bot.schedule and bot.platforms; fakes for tests in tests/fakes.py."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.cards import Message
from bot.model import (
    ActsAsked,
    Channel,
    Coverage,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Draft,
    Feed,
    Follow,
    Found,
    Known,
    LastDigest,
    Member,
    Merge,
    Overtaken,
    Payload,
    Placed,
    Polled,
    Posted,
    PostedArticle,
    Posting,
    RecordedAct,
    Scope,
    Snapshot,
    StoredArticle,
    Story,
    Subscription,
)
from summarizer.model import Article, Reading


class Fetcher(Protocol):
    """Gets feeds and pages. Expected trouble is a return value; it never raises for what a server does."""

    async def poll(self, feed: Feed) -> Polled:
        """Ask once, conditionally, and parse what is new."""

    async def page(self, url: str) -> str | None:
        """The article text of a page, paragraphs split by blank lines; None where there is none to be had."""

    async def status(self, url: str) -> int | None:
        """The HTTP status that a page answers with; None where it may not be asked for or does not answer."""


class Reader(Protocol):
    """Reads articles away from the event loop."""

    async def read(self, article: Article) -> Reading:
        """Read one article. Raises ReadingFailed where it takes too long, too much memory, or crashes, and RetryLater
        where no article can be read now."""


class Platform(Protocol):
    """Draws messages and sends them. Raises RetryLater, Refused or Unknown from `send` and `edit`."""

    name: str

    def render(self, message: Message) -> tuple[Payload, ...]:
        """Draw a message as one or more parts, split only at card borders, within the platform's limits."""

    def words(self, payload: Payload) -> str:
        """What a reader sees of a payload: all its text, escaping undone."""

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        """Send one part; return the platform's id of the message. `thread` is the id of a message that it answers."""

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        """Look for a part whose sending was never answered, among the answers to `thread` where that is given. None: it
        is not there. Raises Unknown: cannot tell."""

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        """Show this instead of what a message shows now; repeating it changes nothing more. Raises Refused for good
        where the message is gone or may not be changed any more."""


class FeedStore(Protocol):
    """The feeds and what their last answers taught."""

    async def all(self) -> tuple[Feed, ...]:
        """Every feed, in order of id."""

    async def due(self, now: datetime, *, limit: int) -> tuple[Feed, ...]:
        """Feeds whose next poll has come (or that were never polled), longest overdue first."""

    async def add(self, url: str, *, outlet: str, pages: bool = True) -> Feed | None:
        """Add a feed; None where that address is known already."""

    async def remove(self, url: str) -> bool:
        """Forget a feed; its articles stay. False where there is none."""

    async def record(self, feed: Feed) -> None:
        """Write a feed's new state."""


class ArticleStore(Protocol):
    """Articles and their versions. Nothing is overwritten: an edit is a new version."""

    async def known(self, feed: Feed, entries: Sequence[tuple[str, str, str]]) -> tuple[Known, ...]:
        """Articles that share canonical url, guid within the feed, or fingerprint within the outlet, with any of the
        (url, guid, fingerprint) triples; empty keys match nothing."""

    async def save(self, drafts: Sequence[Draft]) -> int:
        """Store new articles and versions in one transaction; return how many were new. A version whose text and
        title are those of the newest stored one only updates the entry hash."""

    async def unread(self, *, limit: int, version: str = "") -> tuple[StoredArticle, ...]:
        """Newest versions that are wanted and have no reading, oldest first; with `version`, none by that extractor."""

    async def forget_extractor(self) -> None:
        """Mark every reading as by no known extractor, so that all are unread by any version."""

    async def set_aside(self, version_id: int, reason: str) -> None:
        """Mark a version that cannot be read, so that it is not tried again."""

    async def newest(self, url: str) -> StoredArticle | None:
        """The newest version of the article at a canonical address."""

    async def withdraw(self, article_id: int, at: datetime | None) -> bool:
        """Mark an article as taken back by its outlet, with None as standing again; False where it was so already."""

    async def to_look_at(
        self, *, posted_since: datetime, before: datetime, missing_before: datetime, limit: int
    ) -> tuple[PostedArticle, ...]:
        """Articles cited in postings since then whose pages may be fetched and were not looked at since `before`
        (those that were missing then: since `missing_before`), longest ago first."""

    async def looked_at(self, article_id: int, at: datetime, *, missing_since: datetime | None) -> None:
        """Note that an article's page was asked for, and since when it is missing."""

    async def coverage(self, since: datetime, until: datetime) -> Coverage:
        """Count feeds, those without trouble, and what came in that time. `stale` holds the outlets in trouble with the
        reason ("NATO: refused")."""


class StoryStore(Protocol):
    """Readings and the stories that they make."""

    async def record(
        self, version_id: int, reading: Reading, *, story_id: str | None, new_story: bool, why: str = ""
    ) -> str | None:
        """Store a reading and the article's story in one transaction: join `story_id`, or found a new story, or
        neither, and `why`. An article that is in a story stays in it. Returns the story's id."""

    async def merge(self, old: str, into: str, *, at: datetime, why: str) -> bool:
        """Make two stories one: `old` leads to `into` for ever. False where either is unknown or they are one."""

    async def merges(self, story_id: str) -> tuple[Merge, ...]:
        """The merges that led to a story, oldest first."""

    async def placed(self, article_id: int) -> Placed | None:
        """Where an article went and why; None where it is not read yet."""

    async def story_of(self, article_id: int) -> str | None:
        """The story an article is in."""

    async def get(self, story_id: str) -> Story | None:
        """One story with its tellings; an id that was merged leads to the other story."""

    async def active(self, since: datetime, until: datetime) -> tuple[Story, ...]:
        """Stories with a telling fetched, or withdrawn, in since..until, in order of id, with all tellings fetched
        before `until`."""

    async def members(self, since: datetime) -> tuple[Member, ...]:
        """Articles of stories since then, oldest first, to rebuild the index."""

    async def foreign(self, since: datetime, until: datetime) -> tuple[StoredArticle, ...]:
        """Articles of no story fetched in that time whose language is not English and whose names tell of foreign
        policy, newest first."""

    async def search(self, query: str, *, limit: int, offset: int = 0, scope: Scope | None = None) -> tuple[Found, ...]:
        """Full-text search over titles and texts of newest versions, best first."""


class LedgerStore(Protocol):
    """The acts of relevant stories, each once, with all that tells of it."""

    async def ask(self, asked: ActsAsked, *, limit: int, offset: int = 0) -> tuple[RecordedAct, ...]:
        """Acts that fit, the one that changed last first."""

    async def parties(self, *, limit: int) -> tuple[str, ...]:
        """Who acts most often of late: codes, or names in lower case, the busiest first."""


class SubscriptionStore(Protocol):
    """Which channel gets a digest when."""

    async def all(self) -> tuple[Subscription, ...]:
        """Every subscription, in order of channel."""

    async def get(self, channel: Channel) -> Subscription | None:
        """One channel's subscription."""

    async def save(self, subscription: Subscription) -> None:
        """Add or replace the channel's subscription."""


class FollowStore(Protocol):
    """What channels follow and mute."""

    async def of(self, channel: Channel, now: datetime) -> tuple[Follow, ...]:
        """What has not ended by then, in order of subject."""

    async def save(self, channel: Channel, follow: Follow) -> None:
        """Add or replace what is said of a subject."""

    async def remove(self, channel: Channel, subject: str) -> bool:
        """Forget a subject; False where nothing was said of it."""


class DeliveryStore(Protocol):
    """All that is ever sent, and what it showed. Unique by (channel, kind, key, part)."""

    async def post(self, posting: Posting) -> bool:
        """Record a posting: its parts as pending, what it shows, what it quotes, and (for a digest whose key is a
        slot) nothing else. One transaction. False where it was recorded before; then nothing changes."""

    async def claim(self, now: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Take pending deliveries that are due, in order of id, and mark them as sending. A later part of a posting
        is never claimed before its earlier parts are sent; an edit that failed holds up nothing."""

    async def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        remote_id: str = "",
        error: str = "",
        due: datetime | None = None,
    ) -> None:
        """Write how a claimed delivery ended; pending with `due` puts it back for later."""

    async def interrupted(self, before: datetime) -> tuple[Delivery, ...]:
        """Deliveries claimed before then and still sending: a process died. They become unknown, with all others
        that are unknown, and are returned to be looked for."""

    async def last_digest(self, channel: Channel, before: datetime | None = None) -> LastDigest | None:
        """The newest digest recorded for a channel (before a moment)."""

    async def digests(self, channel: Channel, *, limit: int) -> tuple[LastDigest, ...]:
        """The digests recorded for a channel, newest first."""

    async def keys_since(self, channel: Channel, kind: DeliveryKind, since: datetime) -> frozenset[str]:
        """The keys of the channel's postings of a kind since then."""

    async def outcomes(self, channel: Channel, since: datetime) -> Mapping[DeliveryState, int]:
        """Count the deliveries of the channel's postings since then, by how they stand."""

    async def shown(self, channel: Channel, before: datetime | None = None) -> Mapping[str, Snapshot]:
        """By story id, the newest snapshot of what the channel has seen (before a moment)."""

    async def overtaken(self, since: datetime) -> tuple[Overtaken, ...]:
        """Postings since then with a cited article that was edited and read, or withdrawn, in a state that was not
        considered yet; oldest first. One that is still being sent or corrected waits."""

    async def considered(self, overtaken: Overtaken) -> None:
        """Note that this state of its articles needs no further look."""

    def posted(self) -> AsyncIterator[Posted]:
        """Every delivery that carries citations, oldest first."""


class Store(Protocol):
    """The database, by noun."""

    @property
    def feeds(self) -> FeedStore:
        """Feeds."""

    @property
    def articles(self) -> ArticleStore:
        """Articles and their versions."""

    @property
    def stories(self) -> StoryStore:
        """Readings and stories."""

    @property
    def ledger(self) -> LedgerStore:
        """Who did what to whom, over all stories."""

    @property
    def subscriptions(self) -> SubscriptionStore:
        """Subscriptions."""

    @property
    def follows(self) -> FollowStore:
        """What channels follow and mute."""

    @property
    def deliveries(self) -> DeliveryStore:
        """Deliveries, snapshots, citations."""
