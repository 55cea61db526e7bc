"""Deliveries in memory, as the contract in bot/ports.py describes them."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    LastDigest,
    Posted,
    Posting,
    Snapshot,
)
from tests.fake_store import FakeArticles

OPEN = (DeliveryState.SENDING, DeliveryState.UNKNOWN)


@dataclass
class FakeDeliveries:
    """DeliveryStore."""

    articles: FakeArticles
    postings: list[Posting] = field(default_factory=list)
    by_id: dict[int, Delivery] = field(default_factory=dict)
    due: dict[int, datetime] = field(default_factory=dict)

    async def post(self, posting: Posting) -> bool:
        if any(_key(posting) == _key(other) for other in self.postings):
            return False
        self.postings.append(posting)
        for part, payload in enumerate(posting.parts, 1):
            number = len(self.by_id) + 1
            state, token = DeliveryState.PENDING, f"token-{number}"
            self.by_id[number] = Delivery(number, *_key(posting), part, payload, token, state)
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
            if state is DeliveryState.FAILED:
                self._fail_later(before)

    async def interrupted(self, before: datetime) -> tuple[Delivery, ...]:
        for d in self.by_id.values():
            if d.state is DeliveryState.SENDING and d.claimed and d.claimed < before:
                self.by_id[d.id] = replace(d, state=DeliveryState.UNKNOWN)
        return tuple(d for d in self.by_id.values() if d.state is DeliveryState.UNKNOWN)

    async def last_digest(self, channel: Channel) -> LastDigest | None:
        mine = [p for p in self.postings if p.channel == channel and p.kind is DeliveryKind.DIGEST]
        newest = max(reversed(mine), key=lambda p: p.at, default=None)
        return LastDigest(newest.key, newest.at, newest.stories) if newest else None

    async def shown(self, channel: Channel) -> Mapping[str, Snapshot]:
        mine = [p.snapshots for p in self.postings if p.channel == channel]
        return {story_id: snapshot for snapshots in mine for story_id, snapshot in snapshots.items()}

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
        return d.state is DeliveryState.PENDING and all(o.state is DeliveryState.SENT for o in mine if o.part < d.part)

    def _fail_later(self, failed: Delivery) -> None:
        for d in self.by_id.values():
            same = (d.channel, d.kind, d.key) == (failed.channel, failed.kind, failed.key)
            if same and d.part > failed.part and d.state is DeliveryState.PENDING:
                self.by_id[d.id] = replace(d, state=DeliveryState.FAILED)


def _key(posting: Posting) -> tuple[Channel, DeliveryKind, str]:
    return posting.channel, posting.kind, posting.key
