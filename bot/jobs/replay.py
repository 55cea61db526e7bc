"""The replay job: recompute a channel's digests from the store. Records nothing, sends nothing."""

from collections.abc import AsyncIterator
from datetime import datetime

from bot.compose.digest import Digest
from bot.decide.slots import slots_between
from bot.errors import UserError
from bot.jobs.digest import Memory, composed_at
from bot.jobs.outside import Outside
from bot.model import Channel


async def replay(
    outside: Outside, channel: Channel, begin: datetime, end: datetime
) -> AsyncIterator[tuple[datetime, Digest]]:
    """Yield each slot of the channel in begin..end with the digest that its stories give now, oldest first.

    Stories are those of the store as it is, told by what was fetched before each slot; the channel has seen what it was
    shown before `begin`, and then what the replay shows. Raises UserError where the channel has no digest.
    """
    subscription = await outside.store.subscriptions.get(channel)
    if subscription is None:
        raise UserError(f"{channel} has no digest. Channels with one: {await _known(outside)}.")
    deliveries = outside.store.deliveries
    last = await deliveries.last_digest(channel, before=begin)
    memory = Memory(await deliveries.shown(channel, before=begin), last.at if last else None)
    for slot in slots_between(subscription, begin, end):
        digest = await composed_at(outside, channel, slot, memory=memory)
        memory = Memory({**memory.shown, **digest.snapshots}, slot)
        yield slot, digest


async def _known(outside: Outside) -> str:
    return ", ".join(str(one.channel) for one in await outside.store.subscriptions.all()) or "none"
