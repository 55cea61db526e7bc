"""The digest job: one channel, one occasion; record, then deliver."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.compose.digest import Digest, Occasion, compose_digest
from bot.decide.slots import Slot, due_slot, next_slot
from bot.jobs.deliver import deliver
from bot.jobs.outside import Outside
from bot.model import Channel, DeliveryKind, Posting, Subscription

LOOK_BACK = timedelta(hours=24)  # stories younger than this still have a chance where an earlier digest had no room

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Posted:
    """What the job did. `digest` is None where this slot was posted before."""

    slot: datetime
    digest: Digest | None


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
    store, now = outside.store, outside.now()
    last = await store.deliveries.last_digest(channel)
    subscription = await store.subscriptions.get(channel)
    begun = subscription.since if subscription and subscription.since else now
    since = last.at if last else min(begun, now - LOOK_BACK)
    upcoming = next_slot(subscription, now) if subscription else None
    stories = await store.stories.active(min(since, now - LOOK_BACK), now)
    return compose_digest(
        stories,
        await store.deliveries.shown(channel),
        coverage=await store.articles.coverage(since, now),
        foreign=await store.stories.foreign(since, now),
        occasion=Occasion(
            now=now,
            zone=subscription.zone if subscription else "UTC",
            next_slot=upcoming,
            first=last is None,
            missed=missed,
        ),
    )


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
    )
    return len(posting.parts) if await outside.store.deliveries.post(posting) else 0
