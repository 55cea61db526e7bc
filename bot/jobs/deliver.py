"""The deliver job: claim what waits, send it, write how it ended. Never re-sends what may have arrived.

An edit is the exception: doing it again changes nothing, so that one whose answer never came is done again.
"""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

import structlog

from bot.decide.sending import MAX_TRIES, Verdict, after_failure, is_past_finding
from bot.errors import RetryLater, SitrepError, Unknown
from bot.jobs.outside import Outside
from bot.model import Delivery, DeliveryState, Operation
from bot.ports import Platform

BATCH = 50
SEND_LIMIT_S = 60.0
# A claim waits its turn behind others of its channel; older than all turns, it belongs to a process that is gone.
GRACE = timedelta(seconds=(BATCH + 1) * SEND_LIMIT_S)
TOO_OLD = "whether it arrived cannot be told any more; look in the channel"

log = structlog.get_logger()


async def deliver(outside: Outside) -> int:
    """Send all that is due; return how many parts arrived."""
    sent = 0
    while claimed := await outside.store.deliveries.claim(outside.now(), limit=BATCH):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_send_in_order(outside, row)) for row in _by_channel(claimed)]
        sent += sum(task.result() for task in tasks)
    return sent


async def settle_interrupted(outside: Outside, *, at_start: bool = False) -> int:
    """Look for what was being sent when a process died; return how many were settled."""
    before = outside.now() + timedelta(days=1) if at_start else outside.now() - GRACE
    settled = 0
    for delivery in await outside.store.deliveries.interrupted(before):
        settled += await _settle_one(outside, delivery)
    return settled


def _by_channel(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    rows: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        rows.setdefault(str(delivery.channel), []).append(delivery)
    return list(rows.values())


async def _send_in_order(outside: Outside, deliveries: list[Delivery]) -> int:
    sent = 0
    for delivery in deliveries:
        sent += await _send(outside, delivery)
    return sent


async def _send(outside: Outside, delivery: Delivery) -> bool:
    store = outside.store.deliveries
    try:
        remote_id = await _sent(outside, delivery)
    except SitrepError as error:
        verdict = after_failure(delivery, error, outside.now())
        _log_failure(delivery, error, verdict)
        await store.settle(delivery.id, verdict.state, error=str(error), due=verdict.due)
        return False
    await store.settle(delivery.id, DeliveryState.SENT, remote_id=remote_id)
    return True


async def _sent(outside: Outside, delivery: Delivery) -> str:
    platform = outside.platforms.get(delivery.channel.platform)
    if platform is None:
        raise RetryLater(f"{delivery.channel.platform} is not connected here.", after_s=300)
    try:
        async with asyncio.timeout(SEND_LIMIT_S):
            return await _done(platform, delivery)
    except TimeoutError as exc:
        raise Unknown(f"No answer from {platform.name} within {SEND_LIMIT_S:.0f} s.") from exc
    except SitrepError:
        raise
    except Exception as exc:  # our own mistake in one message must not hold up every channel
        log.exception("send_failed", channel=str(delivery.channel), delivery=delivery.id)
        raise Unknown(f"Sending to {platform.name} broke off: {type(exc).__name__}.") from exc


async def _done(platform: Platform, delivery: Delivery) -> str:
    """Do what the delivery says; the id of the message that it made or changed."""
    channel, payload, target = delivery.channel, delivery.payload, delivery.target
    match target.operation:
        case Operation.EDIT:
            await platform.edit(channel, target.remote_id, payload)
            return target.remote_id
        case Operation.REPLY:
            return await platform.send(channel, payload, token=delivery.token, thread=target.remote_id)
        case Operation.POST:
            return await platform.send(channel, payload, token=delivery.token)


async def _settle_one(outside: Outside, delivery: Delivery) -> bool:
    if delivery.target.operation is Operation.EDIT:
        return await _try_again(outside, delivery, None)
    if is_past_finding(delivery, outside.now()):
        log.error("delivery_given_up", delivery=delivery.id, channel=str(delivery.channel), reason=TOO_OLD)
        await outside.store.deliveries.settle(delivery.id, DeliveryState.FAILED, error=TOO_OLD)
        return True
    platform = outside.platforms.get(delivery.channel.platform)
    if platform is None:
        return False
    try:
        async with asyncio.timeout(SEND_LIMIT_S):
            remote_id = await _found(platform, delivery)
    except Exception as error:
        log.warning("delivery_unknown", delivery=delivery.id, channel=str(delivery.channel), reason=str(error))
        return False
    return await _try_again(outside, delivery, remote_id)


async def _found(platform: Platform, delivery: Delivery) -> str | None:
    channel, payload, target = delivery.channel, delivery.payload, delivery.target
    if target.operation is Operation.REPLY:
        return await platform.find(channel, payload, token=delivery.token, thread=target.remote_id)
    return await platform.find(channel, payload, token=delivery.token)


async def _try_again(outside: Outside, delivery: Delivery, remote_id: str | None) -> bool:
    """Settle what was found as sent; what was not, as to be done once more."""
    missing = DeliveryState.PENDING if delivery.tries < MAX_TRIES else DeliveryState.FAILED
    state = DeliveryState.SENT if remote_id else missing
    await outside.store.deliveries.settle(delivery.id, state, remote_id=remote_id or "", due=outside.now())
    return True


def _log_failure(delivery: Delivery, error: SitrepError, verdict: Verdict) -> None:
    tell = log.warning if verdict.state is DeliveryState.PENDING else log.error
    tell("delivery", channel=str(delivery.channel), state=str(verdict.state), tries=delivery.tries, reason=str(error))
