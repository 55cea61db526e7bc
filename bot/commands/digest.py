"""/digest: now, preview, schedule."""

from datetime import time
from zoneinfo import ZoneInfo

from bot.commands import zones
from bot.commands.answers import told
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.decide.slots import next_slot, parse_times
from bot.errors import UserError
from bot.jobs.deliver import deliver
from bot.jobs.digest import composed, record_now
from bot.model import Subscription

DAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
DAY_SETS = {"daily": (1, 2, 3, 4, 5, 6, 7), "weekdays": (1, 2, 3, 4, 5), "weekends": (6, 7)}


async def now(desk: Desk, request: Request) -> Reply:
    """Post the digest to the channel; it counts as shown."""
    digest, parts = await record_now(desk.outside, request.channel)
    arrived = await deliver(desk.outside)
    count = f"{len(digest.stories)} {'story' if len(digest.stories) == 1 else 'stories'}"
    if arrived < parts:
        return told(f"Recorded: {count}, not all delivered yet. If nothing appears, check that Sitrep may post here.")
    return told(f"Posted: {count}.")


async def preview(desk: Desk, request: Request) -> Reply:
    """Show the asker what the next digest would hold; nothing counts as shown."""
    digest = await composed(desk.outside, request.channel)
    return Reply(digest.message)


async def schedule(desk: Desk, request: Request) -> Reply:
    """Set the channel's times, zone and days; without times, tell them."""
    store = desk.outside.store.subscriptions
    present = await store.get(request.channel)
    if not request.values.get("times"):
        return told(
            _schedule_words(desk, present)
            if present
            else "No digest is scheduled here. Set one: /digest schedule 08:00,18:00 Europe/Kyiv weekdays"
        )
    wanted = Subscription(
        channel=request.channel,
        times=_times(request.values["times"]),
        zone=_zone(request.values.get("zone") or (present.zone if present else "UTC")),
        days=_days(request.values.get("days") or "", present),
        since=desk.outside.now(),
        last_slot=desk.outside.now(),
    )
    await store.save(wanted)
    return Reply(told(_schedule_words(desk, wanted)).message, private=False)


def _schedule_words(desk: Desk, subscription: Subscription) -> str:
    times = ", ".join(f"{at:%H:%M}" for at in subscription.times)
    days = ", ".join(name.capitalize() for name, number in DAYS.items() if number in subscription.days)
    upcoming = next_slot(subscription, desk.outside.now())
    local = upcoming.astimezone(ZoneInfo(subscription.zone)) if upcoming else None
    following = f" Next: {local:%A %H:%M}." if local else " Paused."
    return f"Digest at {times} {subscription.zone} on {days}.{following}"


def _times(text: str) -> tuple[time, ...]:
    try:
        times = parse_times(text)
    except ValueError as exc:
        raise UserError(f"Cannot read the times “{text[:40]}”. Write them like 08:00,18:30.") from exc
    if not 1 <= len(times) <= 8:
        raise UserError("Give one to eight times a day, like 08:00,18:30.")
    return times


def _zone(name: str) -> str:
    if not zones.is_zone(name):
        raise UserError(f"No such time zone: {name[:40]}. Use an IANA name like Europe/Kyiv or America/New_York.")
    return name


def _days(text: str, present: Subscription | None) -> tuple[int, ...]:
    """The days named; where none are, those of the present schedule, else every day."""
    wanted = text.lower().replace(",", " ").split()
    if not wanted:
        return present.days if present else DAY_SETS["daily"]
    if len(wanted) == 1 and wanted[0] in DAY_SETS:
        return DAY_SETS[wanted[0]]
    if any(word[:3] not in DAYS for word in wanted):
        raise UserError("Name the days: daily, weekdays, weekends, or a list like mon,wed,fri.")
    return tuple(sorted({DAYS[word[:3]] for word in wanted}))
