"""The bot's nouns, as frozen values. Owns no I/O and no rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from summarizer.model import Action, ActionType, Article, Reading, Status

Payload = Mapping[str, Any]  # what a platform's API takes, JSON-able


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `country` is ISO 3166-1 alpha-3; `label` is "" or said wherever it is quoted ("state media
    (Russia)"); a lower `rank` tells a story first."""

    name: str
    country: str = ""
    label: str = ""
    rank: int = 50


@dataclass(frozen=True, slots=True)
class Feed:
    """One address that is polled, with what the last answers taught.

    `pages` allows fetching an entry's page where the feed carries only a blurb. `etag`, `last_modified` and
    `body_sha256` are those of the last good answer. `failures` counts in a row; `trouble` is the present one in words,
    "" while all is well; `announced` says that operators have been told of this incident.
    """

    id: int
    url: str
    outlet: str
    pages: bool = True
    etag: str = ""
    last_modified: str = ""
    body_sha256: str = ""
    interval_s: float = 900.0
    next_poll: datetime | None = None
    last_ok: datetime | None = None
    last_entry: datetime | None = None
    failures: int = 0
    trouble: str = ""
    announced: bool = False
    seeded: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as parsed. `text` is plain, paragraphs split by a blank line; `url` is absolute or ""."""

    url: str
    guid: str
    title: str
    text: str
    published: datetime | None
    updated: datetime | None = None
    full_text: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a server said about when to come back; seconds, or None. `rss_ttl_s` comes from the feed itself."""

    retry_after_s: float | None = None
    max_age_s: float | None = None
    expires_s: float | None = None
    rss_ttl_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server said 304, or sent the bytes that were known already."""

    etag: str
    last_modified: str
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Changed:
    """New bytes, parsed. `moved_to` is the address after a permanent redirect, or "". `title` is the feed's own."""

    entries: tuple[Entry, ...]
    etag: str
    last_modified: str
    body_sha256: str
    title: str = ""
    moved_to: str = ""
    hints: Hints = Hints()


class Trouble(StrEnum):
    """What went wrong with a feed, by what it means."""

    BUSY = "asked us to wait"  # 429, 503
    GONE = "gone"  # 404, 410
    REFUSED = "refused"  # 401, 403, 451
    HTML = "a web page, not a feed"
    BROKEN = "not a feed that can be read"
    TOO_LARGE = "too large"
    UNREACHABLE = "no answer"
    FORBIDDEN_ADDRESS = "address not allowed"
    SERVER = "server error"


@dataclass(frozen=True, slots=True)
class Failed:
    """A poll that gave nothing. `message` is one plain sentence for operators."""

    trouble: Trouble
    message: str
    hints: Hints = Hints()


Polled = Unchanged | Changed | Failed


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the store holds already, by the keys of its identity and the hash of its newest version.

    `feed_id` is the feed that brought it, None where that was removed.
    """

    article_id: int
    url: str
    guid: str
    fingerprint: str
    title: str
    entry_sha256: str
    feed_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article version about to be stored. `article_id` is None for a new article.

    `url` is canonical; `fingerprint` identifies the same words under another address; `entry_sha256` is that of the
    feed's entry, so that an unchanged entry is never stored twice. `seeded` came with a feed's first poll;
    `wanted` is False where it is too old to be read. `dated` tells how the date was found.
    """

    article_id: int | None
    feed_id: int
    guid: str
    fingerprint: str
    entry_sha256: str
    article: Article
    fetched: datetime
    seeded: bool = False
    wanted: bool = True
    dated: str = "feed"  # feed | first seen | clamped


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One stored version. `version` counts from 1."""

    article_id: int
    version_id: int
    version: int
    article: Article
    fetched: datetime
    seeded: bool

    @property
    def appeared(self) -> datetime:
        """When the article was published; when this version was fetched, where it has no date."""
        return self.article.published or self.fetched

    @property
    def told(self) -> datetime:
        """When this version said so: an edit often carries the date of the first one."""
        return self.appeared if self.version == 1 else self.fetched


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's telling of a story: the newest version of an article, read. `withdrawn` is when its outlet was seen
    to have taken it back."""

    stored: StoredArticle
    reading: Reading
    outlet: Outlet
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An event over days. `id` is stable for ever, short and speakable; tellings are in order of `fetched`."""

    id: str
    first_seen: datetime
    changed: datetime
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ActsAsked:
    """A question to the ledger; an empty part asks for all. `actors` and `recipients` are codes, or the names, in lower
    case, of those that have no code. `since` is when an act came to its present status, at the earliest."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[ActionType, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One article version's telling of one act: the only one that the telling's reading holds here.

    `superseded` where a newer version of the article has been read: history, no longer evidence.
    """

    telling: Telling
    at: datetime
    story_id: str = ""
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One act of the ledger with all its tellings, oldest first. `changed` is when it came to its present status.

    `before` are acts that it carries out or denies (a threat, an accusation), `after` those that do so to it; they come
    without links of their own.
    """

    id: int
    changed: datetime
    told: tuple[ToldAct, ...]
    before: tuple["RecordedAct", ...] = ()
    after: tuple["RecordedAct", ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """What the story index needs of an article to be rebuilt after a restart."""

    article_id: int
    story_id: str
    title: str
    text: str
    at: datetime
    actions: tuple[Action, ...] = ()
    countries: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article went, and why. `story_id` is None where it is in no story."""

    stored: StoredArticle
    reading: Reading
    story_id: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two stories found to be one: `old` leads to `into` since `at`."""

    old: str
    into: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a search looks; an empty part looks everywhere. `actors`, `recipients` and `types` are those of acts that
    the article tells, all of one act; `outlets` are names; `since` is when it was published, as far as known."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[ActionType, ...] = ()
    outlets: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search. `passage` is a stretch of the stored text around the hit."""

    article_id: int
    story_id: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    passage: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A place where messages go. `workspace` is Slack's team or Discord's guild, "" for the console."""

    platform: str
    workspace: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Channel":
        """Read what `str()` wrote. Raises ValueError where it is something else."""
        platform, workspace, channel = text.split(":", 2)
        return cls(platform, workspace, channel)


@dataclass(frozen=True, slots=True)
class Subscription:
    """When a channel gets its digest, and of what. `days` are ISO weekdays, 1 is Monday; `times` are wall-clock in IANA
    `zone`. `topics` and `regions` are names of config/topics.toml, none: all. `breaking` wants a line at once for what
    cannot wait."""

    channel: Channel
    times: tuple[time, ...]
    zone: str
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    since: datetime | None = None
    last_slot: datetime | None = None
    paused: bool = False
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    breaking: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """What a channel wants more of, or with `mute` nothing of. `subject` is "actor:RUS", "pair:USA>RUS",
    "topic:energy", "region:europe" or "story:vodij"; it ends at `until`."""

    subject: str
    until: datetime | None = None
    mute: bool = False


class DeliveryKind(StrEnum):
    """What a delivery is."""

    DIGEST = "digest"
    ALERT = "alert"
    UPDATE = "update"
    CORRECTION = "correction"


class DeliveryState(StrEnum):
    """pending → sending → sent | failed | unknown."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Operation(StrEnum):
    """What a delivery does at the platform: a message of its own, a change of one that is there, or a reply to it."""

    POST = "post"
    EDIT = "edit"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words shown as a source's own, and where they stand: version, hash, offsets, paragraph.

    `struck` where they are shown as no longer so: that version is history.
    """

    version_id: int
    sha256: str
    start: int
    end: int
    paragraph: int
    words: str
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a channel has been shown of a story, kept to tell what is new.

    `acts` maps an act's key to status, numbers and day as shown; `quotes` are the words shown with their article id;
    `versions` maps article id to the version shown, `openings` to that version's headline, first sentence and, on a
    third line, its note on a correction;
    `updates` counts how often it was shown again.
    """

    acts: Mapping[str, str] = field(default_factory=dict)
    speakers: tuple[str, ...] = ()
    quotes: tuple[tuple[int, str], ...] = ()
    versions: Mapping[int, int] = field(default_factory=dict)
    openings: Mapping[int, str] = field(default_factory=dict)
    updates: int = 0


@dataclass(frozen=True, slots=True)
class Posting:
    """All that one digest (or alert) writes at once: its parts, what it shows, what it quotes.

    `key` is the slot or the act. `stories` are ids in the order shown, so that "story 2" has a meaning. `message` is
    the record (bot.message_records) of what the parts draw, kept so that it can be corrected. A correction names with
    `corrects` the posting that it changes, and with `targets` what each of its parts does; without them all are posts.
    """

    channel: Channel
    kind: DeliveryKind
    key: str
    parts: tuple[Payload, ...]
    at: datetime
    stories: tuple[str, ...] = ()
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    message: Payload | None = None
    corrects: int | None = None
    targets: tuple["Target", ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a delivery does, and to which message of the platform; "" for a post."""

    operation: Operation = Operation.POST
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One part that is, was or will be sent. `token` makes a repeat recognisable to the platform (≤ 25 characters).

    `remote_id` is the platform's id of the message sent (of an edit, of the message edited), "" before.
    """

    id: int
    channel: Channel
    kind: DeliveryKind
    key: str
    part: int
    payload: Payload
    token: str
    state: DeliveryState
    tries: int = 0
    remote_id: str = ""
    error: str = ""
    claimed: datetime | None = None
    target: Target = Target()


@dataclass(frozen=True, slots=True)
class LastDigest:
    """The newest digest shown to a channel: what "story 2" refers to."""

    key: str
    at: datetime
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """One delivery with the citations it carries, for `verify`. `texts` maps version id to the stored text."""

    delivery: Delivery
    citations: tuple[Citation, ...]
    texts: Mapping[int, str]
    urls: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class PostedPart:
    """One part as it stands at the platform now: the payload is that of its newest edit that arrived."""

    remote_id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Edited:
    """An article that a posting cites, and what became of it.

    `versions` are the cited ones and all that were read after, oldest first; `reading` is the newest's. `withdrawn` is
    when its outlet was seen to have taken it back.
    """

    versions: tuple[StoredArticle, ...]
    reading: Reading
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostedArticle:
    """An article that a posting cites, to be looked for again. `missing_since` is when its page was first not there."""

    article_id: int
    url: str
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A posting some of whose cited articles were edited or withdrawn since: it may need a correction.

    `posting` is as it was posted first, without its parts; `parts` are those that arrived, `shown` is the record of
    the message as its readers know it now. `state` names the articles' versions: another one after each
    further edit. It was corrected so many `times`.
    """

    id: int
    posting: Posting
    parts: tuple[PostedPart, ...]
    shown: Payload
    articles: tuple[Edited, ...]
    state: str
    times: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the footer of a digest says of the time since the last one; and how many articles of that time wait to be
    read, in how many stories the others are."""

    feeds: int
    feeds_ok: int
    stale: tuple[str, ...]
    read: int
    other_languages: int = 0
    blurbs: int = 0
    waiting: int = 0
    stories: int = 0
