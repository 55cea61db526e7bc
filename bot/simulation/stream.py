"""A stream of article versions as values, and its outlets as feeds. Reads no file and no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from bot.errors import UserError
from bot.model import Changed, Entry, Feed, Outlet, Polled
from bot.urls import canonical_url

NEEDED = ("article", "url", "outlet", "title", "fetched", "text")
MAY_BE_EMPTY = ("title", "text")
MAX_ENTRIES = 50  # the newest that a feed still holds
# By a word of the outlet's kind: rank as config/outlets.toml has it, and whether readers see the kind as a label.
KINDS = {
    "wire": (10, True),
    "agency": (10, False),
    "government": (30, True),
    "ministry": (30, False),
    "official": (30, False),
    "international": (30, True),
    "magazine": (40, False),
    "think tank": (50, False),
}
OTHER_RANK = 20
STATE_MEDIA_RANK = 70


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, as its outlet's feed carries it from `fetched` on. `article` is one an address."""

    id: str
    article: str
    outlet: Outlet
    fetched: datetime
    entry: Entry

    @property
    def address(self) -> str:
        """The address by which the store knows the article."""
        return canonical_url(self.entry.url)


class StreamFetcher:
    """A Fetcher whose feeds, one an outlet, carry what has been published so far."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._entries: dict[str, dict[str, Entry]] = {feed_url(outlet): {} for outlet in outlets}

    def publish(self, version: Version) -> None:
        """Put a version on top of its outlet's feed; an older version of the article goes."""
        entries = self._entries[feed_url(version.outlet.name)]
        entries.pop(version.article, None)
        entries[version.article] = version.entry

    async def poll(self, feed: Feed) -> Polled:
        """Answer with the newest entries, newest first."""
        entries = tuple(reversed(self._entries[feed.url].values()))[:MAX_ENTRIES]
        return Changed(entries, etag="", last_modified="", body_sha256="")

    async def status(self, url: str) -> int | None:
        """None: a stream has no pages."""
        return None

    async def page(self, url: str) -> str | None:
        """None: all that is known of an article is in its feed."""
        return None


def feed_url(outlet: str) -> str:
    """A name for an outlet's feed; nothing is ever asked there."""
    return f"stream:{outlet}"


def versions_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Version, ...]:
    """Read the rows of a stream in order of `fetched`. Raises UserError, naming the row, where one is unusable."""
    versions = [_version(row) for row in rows]
    if len({version.id for version in versions}) < len(versions):
        raise UserError('Two versions have the same "id"; each needs its own.')
    return tuple(sorted(versions, key=lambda version: version.fetched))


def outlets_of(versions: Iterable[Version]) -> dict[str, Outlet]:
    """Outlets by name, in order of appearance, each as its first version describes it."""
    outlets: dict[str, Outlet] = {}
    for version in versions:
        outlets.setdefault(version.outlet.name, version.outlet)
    return outlets


def instant(text: object, *, where: str, zone: tzinfo = UTC) -> datetime:
    """Read an ISO 8601 time, which is one in `zone` where it names no offset, as UTC. Raises UserError."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError as exc:
        raise UserError(f"{where}: {text} is not a time like 2026-03-09T16:00:00Z.") from exc
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _version(row: Mapping[str, Any]) -> Version:
    where = f"Version {row['id']}"
    missing = [name for name in NEEDED if not isinstance(row.get(name), str) or not (row[name] or name in MAY_BE_EMPTY)]
    if missing:
        raise UserError(f"{where} needs {', '.join(missing)}.")
    published = row.get("published")
    entry = Entry(
        url=row["url"],
        guid=row["article"],
        title=row["title"],
        text=row["text"],
        published=instant(published, where=where) if published else None,
        full_text=row.get("full_text", True) is not False,
        language=str(row.get("language") or ""),
    )
    fetched = instant(row["fetched"], where=where)
    return Version(str(row["id"]), row["article"], _outlet(row), fetched, entry)


def _outlet(row: Mapping[str, Any]) -> Outlet:
    kind = str(row.get("outlet_kind") or "").lower().replace("-", " ").replace("_", " ")
    state = row.get("state_media")
    if state or "state media" in kind:
        place = f" ({state})" if isinstance(state, str) else ""
        return Outlet(row["outlet"], label=f"state media{place}", rank=STATE_MEDIA_RANK)
    rank, labelled = next((KINDS[word] for word in KINDS if word in kind), (OTHER_RANK, False))
    return Outlet(row["outlet"], label=kind if labelled else "", rank=rank)
