"""When a channel's digest is due. Pure; wall-clock times in IANA zones, instants in UTC.

A time that the clocks skip in spring is due when they have jumped; a time that happens twice in autumn is due the
first time only. Slots missed while nothing ran are made good by one digest, for the newest of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Subscription

LOOK_BACK = timedelta(days=8)  # a week and the day that a zone may shift
CATCH_UP = timedelta(minutes=10)  # a slot served later than this is a catch-up
_TIME = re.compile(r"([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?")


@dataclass(frozen=True, slots=True)
class Slot:
    """One due digest. `missed` counts older slots that it makes good; `late`: it comes well after its time."""

    at: datetime
    missed: int = 0
    late: bool = False


def due_slot(subscription: Subscription, now: datetime) -> Slot | None:
    """The newest slot that has come since the last one served (or since the subscription began), if any."""
    after = subscription.last_slot or subscription.since or now
    if subscription.paused:
        return None
    due = [at for at in _slots(subscription, now - LOOK_BACK, now) if at > after]
    return Slot(due[-1], len(due) - 1, now - due[-1] > CATCH_UP) if due else None


def next_slot(subscription: Subscription, now: datetime) -> datetime | None:
    """The first slot after now; None where the subscription is paused or names no day or time."""
    if subscription.paused:
        return None
    return next((at for at in _slots(subscription, now, now + LOOK_BACK) if at > now), None)


def slots_between(subscription: Subscription, begin: datetime, end: datetime) -> tuple[datetime, ...]:
    """The slots in begin..end, both included, in order, whether or not it is paused."""
    return tuple(_slots(subscription, begin, end))


def _slots(subscription: Subscription, since: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the slots in since..until, both included, in order."""
    zone = ZoneInfo(subscription.zone)
    day = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    while day <= last:
        if day.isoweekday() in subscription.days:
            instants = sorted({_instant(datetime.combine(day, at), zone) for at in subscription.times})
            yield from (at for at in instants if since <= at <= until)
        day += timedelta(days=1)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the zone's clocks show `wall`, or have jumped past it."""
    at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    shown = at.astimezone(zone).replace(tzinfo=None)
    return at if shown <= wall else _after_jump(wall, zone)


def _after_jump(wall: datetime, zone: ZoneInfo) -> datetime:
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    low, high = sorted((before, after))
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).replace(tzinfo=None) >= wall else (middle, high)
    return high.replace(second=0, microsecond=0)


def parse_times(text: str) -> tuple[time, ...]:
    """Read "08:00, 18:30" or "8 18:30". Raises ValueError where a time is none."""
    return tuple(sorted({_time(part) for part in text.replace(",", " ").split()}))


def _time(text: str) -> time:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"not a time of day: {text}")
    return time(int(match[1]), int(match[2] or 0))
