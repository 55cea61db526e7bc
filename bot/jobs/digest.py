"""The digest job: one channel, one occasion; record, then deliver."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.compose.digest import Digest, compose_digest
from bot.compose.frame import Occasion
from bot.compose.wishes import Wishes
from bot.decide.slots import Slot, due_slot, next_slot
from bot.decide.tags import Tagging, tags_of
from bot.jobs.deliver import deliver
from bot.jobs.outside import Outside
from bot.message_records import message_to_record
from bot.model import Channel, DeliveryKind, Posting, Snapshot, Subscription

LOOK_BACK = timedelta(hours=24)  # stories younger than this still have a chance where an earlier digest had no room

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Posted:
    """What the job did. `digest` is None where this slot was posted before."""

    slot: datetime
    digest: Digest | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What a channel has seen, and when it had its last digest (None: never)."""

    shown: Mapping[str, Snapshot]
    last: datetime | None


async def post_due(outside: Outside) -> int:
    """Post the digest of every subscription whose slot has come; return how many. None holds up another."""
    count = 0
    for subscription in await outside.store.subscriptions.all():
        try:
            count += await _post_if_due(outside, subscription)
        except Exception as error:
            log.exception("digest_failed", channel=str(subscription.channel), reason=str(error))
    return count


async def post_slot(outside: Outside, subscription: Subscription, slot: Slot) -> Posted:
    """Compose, record and deliver one slot. Doing it twice posts once."""
    missed = slot.missed + slot.late
    digest = await composed(outside, subscription.channel, missed=missed)
    fresh = await _record(outside, subscription.channel, digest, key=slot.at.isoformat())
    await _note_slot(outside, subscription, slot)
    _tell_unknown_filters(subscription, outside.tagging)
    await deliver(outside)
    log.info("digest", channel=str(subscription.channel), slot=slot.at.isoformat(), stories=len(digest.stories))
    return Posted(slot.at, digest if fresh else None)


async def post_now(outside: Outside, channel: Channel) -> Digest:
    """Post a digest outside its slots; it counts as shown."""
    digest, _ = await record_now(outside, channel)
    await deliver(outside)
    return digest


async def record_now(outside: Outside, channel: Channel) -> tuple[Digest, int]:
    """Compose and record a digest outside its slots, to be delivered; return it and how many parts it has."""
    digest = await composed(outside, channel)
    return digest, await _record(outside, channel, digest, key=f"now {outside.now().isoformat()}")


async def composed(outside: Outside, channel: Channel, *, missed: int = 0) -> Digest:
    """Compose what the channel would be shown now; records nothing."""
    deliveries = outside.store.deliveries
    last = await deliveries.last_digest(channel)
    memory = Memory(await deliveries.shown(channel), last.at if last else None)
    return await composed_at(outside, channel, outside.now(), memory=memory, missed=missed)


async def composed_at(outside: Outside, channel: Channel, now: datetime, *, memory: Memory, missed: int = 0) -> Digest:
    """Compose what a channel that has this memory would be shown at a moment; records nothing."""
    store = outside.store
    subscription = await store.subscriptions.get(channel)
    begun = subscription.since if subscription and subscription.since else now
    since = memory.last or min(begun, now - LOOK_BACK)
    stories = await store.stories.active(min(since, now - LOOK_BACK), now)
    return await asyncio.to_thread(  # hundreds of stories take a third of a second: commands are answered meanwhile
        compose_digest,
        stories,
        memory.shown,
        coverage=await store.articles.coverage(since, now),
        foreign=await store.stories.foreign(since, now),
        occasion=Occasion(
            now=now,
            zone=subscription.zone if subscription else "UTC",
            next_slot=next_slot(subscription, now) if subscription else None,
            first=memory.last is None,
            missed=missed,
        ),
        wishes=await wishes_of(outside, channel, subscription, now),
        tags={story.id: tags_of(story, outside.tagging) for story in stories},
    )


async def wishes_of(outside: Outside, channel: Channel, subscription: Subscription | None, now: datetime) -> Wishes:
    """What a channel wants to read. A topic or region that is configured no more filters nothing."""
    topics, regions = _known_filters(subscription, outside.tagging) if subscription else ((), ())
    follows = await outside.store.follows.of(channel, now)
    return Wishes(watch=outside.watch, follows=follows, topics=topics, regions=regions)


def _known_filters(subscription: Subscription, tagging: Tagging) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The channel's topics and regions that are configured."""
    topics, regions = {topic.name for topic in tagging.topics}, {region.name for region in tagging.regions}
    return (
        tuple(name for name in subscription.topics if name in topics),
        tuple(name for name in subscription.regions if name in regions),
    )


def _tell_unknown_filters(subscription: Subscription, tagging: Tagging) -> None:
    topics, regions = _known_filters(subscription, tagging)
    gone = {*subscription.topics, *subscription.regions} - {*topics, *regions}
    if gone:
        log.warning("filter_unknown", channel=str(subscription.channel), names=sorted(gone))


async def _post_if_due(outside: Outside, subscription: Subscription) -> bool:
    slot = due_slot(subscription, outside.now())
    if slot is None or subscription.channel.platform not in outside.platforms:
        return False
    return (await post_slot(outside, subscription, slot)).digest is not None


async def _note_slot(outside: Outside, subscription: Subscription, slot: Slot) -> None:
    """Write that the slot is served, into the schedule as it is now: somebody may have changed it meanwhile."""
    present = await outside.store.subscriptions.get(subscription.channel) or subscription
    await outside.store.subscriptions.save(replace(present, last_slot=max(slot.at, present.last_slot or slot.at)))


async def _record(outside: Outside, channel: Channel, digest: Digest, *, key: str) -> int:
    """Return how many parts were recorded: none where this key was recorded before."""
    posting = Posting(
        channel=channel,
        kind=DeliveryKind.DIGEST,
        key=key,
        parts=outside.platforms[channel.platform].render(digest.message),
        at=outside.now(),
        stories=digest.stories,
        snapshots=digest.snapshots,
        citations=digest.citations,
        message=message_to_record(digest.message),
    )
    return len(posting.parts) if await outside.store.deliveries.post(posting) else 0
