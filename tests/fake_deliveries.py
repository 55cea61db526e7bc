"""Deliveries in memory, as the contract in bot/ports.py describes them."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Edited,
    LastDigest,
    Operation,
    Overtaken,
    Posted,
    PostedPart,
    Posting,
    Snapshot,
    Target,
)
from tests.fake_store import FakeArticles, Kept

OPEN = (DeliveryState.SENDING, DeliveryState.UNKNOWN)


@dataclass
class FakeDeliveries:
    """DeliveryStore."""

    articles: FakeArticles
    postings: list[Posting] = field(default_factory=list)
    by_id: dict[int, Delivery] = field(default_factory=dict)
    due: dict[int, datetime] = field(default_factory=dict)
    known_states: dict[int, str] = field(default_factory=dict)

    async def post(self, posting: Posting) -> bool:
        if any(_key(posting) == _key(other) for other in self.postings):
            return False
        self.postings.append(posting)
        for part, payload in enumerate(posting.parts, 1):
            number = len(self.by_id) + 1
            state, token = DeliveryState.PENDING, f"token-{number}"
            target = posting.targets[part - 1] if posting.targets else Target()
            self.by_id[number] = Delivery(number, *_key(posting), part, payload, token, state, target=target)
            self.due[number] = posting.at
        return True

    async def claim(self, now: datetime, *, limit: int) -> tuple[Delivery, ...]:
        free = [d for d in self.by_id.values() if self.due[d.id] <= now and self._is_next(d)][:limit]
        for d in free:
            self.by_id[d.id] = replace(d, state=DeliveryState.SENDING, claimed=now, tries=d.tries + 1)
        return tuple(self.by_id[d.id] for d in free)

    async def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        remote_id: str = "",
        error: str = "",
        due: datetime | None = None,
    ) -> None:
        before = self.by_id[delivery_id]
        if before.state in OPEN:
            self.by_id[delivery_id] = replace(before, state=state, remote_id=remote_id, error=error)
            self.due[delivery_id] = due or self.due[delivery_id]
            if state is DeliveryState.FAILED and before.target.operation is not Operation.EDIT:
                self._fail_later(before)

    async def interrupted(self, before: datetime) -> tuple[Delivery, ...]:
        for d in self.by_id.values():
            if d.state is DeliveryState.SENDING and d.claimed and d.claimed < before:
                self.by_id[d.id] = replace(d, state=DeliveryState.UNKNOWN)
        return tuple(d for d in self.by_id.values() if d.state is DeliveryState.UNKNOWN)

    async def last_digest(self, channel: Channel, before: datetime | None = None) -> LastDigest | None:
        mine = [p for p in self._until(before) if p.channel == channel and p.kind is DeliveryKind.DIGEST]
        newest = max(reversed(mine), key=lambda p: p.at, default=None)
        return LastDigest(newest.key, newest.at, newest.stories) if newest else None

    async def digests(self, channel: Channel, *, limit: int) -> tuple[LastDigest, ...]:
        mine = [p for p in self.postings if p.channel == channel and p.kind is DeliveryKind.DIGEST]
        mine.sort(key=lambda p: p.at)
        return tuple(LastDigest(p.key, p.at, p.stories) for p in mine[::-1][:limit])

    async def keys_since(self, channel: Channel, kind: DeliveryKind, since: datetime) -> frozenset[str]:
        return frozenset(p.key for p in self.postings if p.channel == channel and p.kind is kind and p.at >= since)

    async def outcomes(self, channel: Channel, since: datetime) -> Mapping[DeliveryState, int]:
        keys = {_key(p) for p in self.postings if p.channel == channel and p.at >= since}
        return Counter(d.state for d in self.by_id.values() if (d.channel, d.kind, d.key) in keys)

    async def shown(self, channel: Channel, before: datetime | None = None) -> Mapping[str, Snapshot]:
        mine = [p.snapshots for p in self._until(before) if p.channel == channel]
        return {story_id: snapshot for snapshots in mine for story_id, snapshot in snapshots.items()}

    async def overtaken(self, since: datetime) -> tuple[Overtaken, ...]:
        found = (self._overtaken(n, p) for n, p in enumerate(self.postings, 1) if p.at >= since and p.message)
        return tuple(one for one in found if one and one.articles and self.known_states.get(one.id) != one.state)

    async def considered(self, overtaken: Overtaken) -> None:
        self.known_states[overtaken.id] = overtaken.state

    def _overtaken(self, number: int, posting: Posting) -> Overtaken | None:
        later = [p for p in self.postings if p.corrects == number]
        sent = [d for p in (posting, *later) for d in self.by_id.values() if (d.channel, d.kind, d.key) == _key(p)]
        if posting.corrects or any(d.state not in (DeliveryState.SENT, DeliveryState.FAILED) for d in sent):
            return None
        cited = {c.version_id for c in posting.citations}
        kept = [k for k in self.articles.kept.values() if any(v.version_id in cited for v in k.versions)]
        edited = tuple(self._edited(k, cited) for k in kept)
        state = " ".join(f"{e.versions[-1].version_id}{'w' if e.withdrawn else ''}" for e in edited)
        parts = {d.remote_id: d.payload for d in sent if not d.target.remote_id and d.remote_id}
        parts |= {d.target.remote_id: d.payload for d in sent if d.target.operation is Operation.EDIT and d.remote_id}
        shown = (later[-1] if later else posting).message or {}
        pieces = tuple(PostedPart(remote_id, payload) for remote_id, payload in parts.items())
        is_changed = any(e.withdrawn or e.versions[-1].version_id not in cited for e in edited)
        articles = edited if is_changed else ()
        return Overtaken(number, posting, pieces, shown, articles, state=state, times=len(later))

    def _until(self, before: datetime | None) -> list[Posting]:
        return [p for p in self.postings if before is None or p.at < before]

    def _edited(self, kept: Kept, cited: set[int]) -> Edited:
        told = tuple(v for v in kept.versions if v.version_id in cited or v.version_id in kept.readings)
        return Edited(told, kept.readings[told[-1].version_id], kept.withdrawn)

    async def posted(self) -> AsyncIterator[Posted]:
        for d in self.by_id.values():
            cited = next(p.citations for p in self.postings if _key(p) == (d.channel, d.kind, d.key))
            versions = {v.version_id: v.article for k in self.articles.kept.values() for v in k.versions}
            texts = {c.version_id: versions[c.version_id].text for c in cited}
            urls = {c.version_id: versions[c.version_id].url for c in cited}
            if cited:
                yield Posted(d, cited, texts, urls)

    def states(self) -> list[str]:
        """How each delivery stands, in order."""
        return [d.state.value for d in self.by_id.values()]

    def _is_next(self, d: Delivery) -> bool:
        mine = (o for o in self.by_id.values() if (o.channel, o.kind, o.key) == (d.channel, d.kind, d.key))
        return d.state is DeliveryState.PENDING and all(_is_done(o) for o in mine if o.part < d.part)

    def _fail_later(self, failed: Delivery) -> None:
        for d in self.by_id.values():
            same = (d.channel, d.kind, d.key) == (failed.channel, failed.kind, failed.key)
            if same and d.part > failed.part and d.state is DeliveryState.PENDING:
                self.by_id[d.id] = replace(d, state=DeliveryState.FAILED)


def _is_done(d: Delivery) -> bool:
    is_failed_edit = d.state is DeliveryState.FAILED and d.target.operation is Operation.EDIT
    return d.state is DeliveryState.SENT or is_failed_edit


def _key(posting: Posting) -> tuple[Channel, DeliveryKind, str]:
    return posting.channel, posting.kind, posting.key
