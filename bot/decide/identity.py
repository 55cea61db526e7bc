"""Which entry is which article: new, edited or the same. Pure.

An article is its canonical URL; without one, its guid within the feed; the same words under another address of the
outlet are the same article too. An edited title, date, guid or text is an edit, never a new article.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Entry, Known
from bot.urls import canonical_url

MAX_AHEAD = timedelta(minutes=5)  # clocks differ; a later date than this is clamped to when we first saw it
MIN_FINGERPRINT_CHARS = 80  # shorter entries are too alike to be told apart by their words, where they have other keys


@dataclass(frozen=True, slots=True)
class Keys:
    """What identifies an entry. Empty strings identify nothing."""

    url: str
    guid: str
    fingerprint: str
    entry_sha256: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry that must be stored: a new article (`article_id` None) or an edit of a known one."""

    entry: Entry
    keys: Keys
    article_id: int | None


def keys_of(entries: Sequence[Entry]) -> tuple[Keys, ...]:
    """Keys of each entry; a guid that several entries of one document share identifies none of them."""
    guids = Counter(_guid(entry) for entry in entries)
    return tuple(_keys(entry, guid="" if guids[_guid(entry)] > 1 else _guid(entry)) for entry in entries)


def sightings(entries: Sequence[Entry], known: Iterable[Known], *, feed_id: int | None = None) -> tuple[Sighting, ...]:
    """Sort out what is new or edited; entries that are known and unchanged, or that repeat another, are left out.

    Only the feed that brought an article edits it: two feeds of one outlet may carry it with different blurbs.
    """
    index = _index(known)
    kept: list[Sighting] = []
    seen: set[str] = set()
    for entry, keys in zip(entries, keys_of(entries), strict=True):
        match = _match(keys, index)
        mark = f"id:{match.article_id}" if match else keys.url or keys.guid or keys.fingerprint or keys.entry_sha256
        is_anothers = match is not None and match.feed_id is not None and match.feed_id != feed_id
        if mark in seen or is_anothers or (match and match.entry_sha256 == keys.entry_sha256):
            continue
        seen.add(mark)
        kept.append(Sighting(entry, keys, match.article_id if match else None))
    return tuple(kept)


def dated(published: datetime | None, now: datetime, before: datetime | None = None) -> tuple[datetime, str]:
    """When the article appeared, and how that is known: feed | first seen | clamped. `before` is its earlier date."""
    if published is None:
        return before or now, "first seen"
    if published > now + MAX_AHEAD:
        return before or now, "clamped"
    return published, "feed"


def _guid(entry: Entry) -> str:
    """The guid without a fragment: some feeds count an article's edits there."""
    return entry.guid.partition("#")[0]


def _keys(entry: Entry, *, guid: str) -> Keys:
    words = f"{entry.title}\n{entry.text}"
    url = canonical_url(entry.url) if entry.url else ""
    is_told_by_words = len(words) >= MIN_FINGERPRINT_CHARS or not (url or guid)
    fingerprint = _sha(" ".join(words.casefold().split())) if is_told_by_words else ""
    return Keys(
        url=url,
        guid=guid,
        fingerprint=fingerprint,
        entry_sha256=_sha(f"{words}\n{entry.updated.isoformat() if entry.updated and not url else ''}"),
    )


def _index(known: Iterable[Known]) -> dict[tuple[str, str], Known]:
    index: dict[tuple[str, str], Known] = {}
    for one in known:
        for kind, key in (("url", one.url), ("guid", one.guid), ("fingerprint", one.fingerprint)):
            if key:
                index.setdefault((kind, key), one)
    return index


def _match(keys: Keys, index: dict[tuple[str, str], Known]) -> Known | None:
    by_url = index.get(("url", keys.url))
    if by_url:
        return by_url
    by_guid = index.get(("guid", keys.guid)) if keys.guid else None
    return by_guid or (index.get(("fingerprint", keys.fingerprint)) if keys.fingerprint else None)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
