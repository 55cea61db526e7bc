"""/digest: now, preview, schedule, pause, resume, history."""

import difflib
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from bot.cards import Bullets, Card, Heading, Line, Message, Run, Runs
from bot.commands import zones
from bot.commands.answers import told
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.story import zone_of
from bot.compose.explain import explanation
from bot.compose.moments import moment_of
from bot.decide.slots import next_slot, parse_times
from bot.errors import UserError
from bot.jobs.deliver import deliver
from bot.jobs.digest import composed, record_now
from bot.model import LastDigest, Subscription

DAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
NOT_SCHEDULED = "No digest is scheduled here. Set one: /digest schedule 08:00,18:00 Europe/Kyiv weekdays"
MAX_HISTORY, MAX_IDS = 10, 8
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
    """Show the asker what the next digest would hold, or why; nothing counts as shown."""
    digest = await composed(desk.outside, request.channel)
    wanted = request.values.get("explain", "no").lower() not in ("no", "false")  # "" where only the name was typed
    return Reply(explanation(digest.explained) if wanted else digest.message)


async def schedule(desk: Desk, request: Request) -> Reply:
    """Set the channel's times, zone, days and what its digest is of; what is not named stays. Nothing named: tell."""
    store = desk.outside.store.subscriptions
    present = await store.get(request.channel)
    if not any(request.values.values()):
        return told(_schedule_words(desk, present) if present else NOT_SCHEDULED)
    if present is None and not request.values.get("times"):
        raise UserError(NOT_SCHEDULED)
    wanted = _wanted(desk, request, present or Subscription(request.channel, (), "UTC"))
    await store.save(wanted)
    return Reply(told(_schedule_words(desk, wanted)).message, private=False)


async def pause(desk: Desk, request: Request) -> Reply:
    """Post no digest and no breaking line here until it is resumed."""
    present = await _scheduled(desk, request)
    if present.paused:
        return told("The digest is paused here already. /digest resume goes on.")
    await desk.outside.store.subscriptions.save(replace(present, paused=True))
    return Reply(told("Paused. No digest is posted here until /digest resume.").message, private=False)


async def resume(desk: Desk, request: Request) -> Reply:
    """Post digests again, from the next time on: those of the pause are not made good."""
    present = await _scheduled(desk, request)
    if not present.paused:
        return told(f"The digest is not paused here. {_schedule_words(desk, present)}")
    again = replace(present, paused=False, last_slot=desk.outside.now())
    await desk.outside.store.subscriptions.save(again)
    return Reply(told(f"Resumed. {_schedule_words(desk, again)}").message, private=False)


async def history(desk: Desk, request: Request) -> Reply:
    """The last ten digests of this channel, with the ids of their stories."""
    digests = await desk.outside.store.deliveries.digests(request.channel, limit=MAX_HISTORY)
    if not digests:
        return told("No digest was posted here yet. /digest schedule sets when one is; /digest now posts one.")
    zone = await zone_of(desk, request.channel)
    rows = tuple(_history_row(desk, digest, zone) for digest in digests)
    foot = Line((Run("The latest first; /story details opens a story by its id."),), small=True)
    return Reply(Message((Card((Heading("Digests of this channel"), Bullets(rows), foot)),), "Digests of this channel"))


def _history_row(desk: Desk, digest: LastDigest, zone: str) -> Runs:
    count, more = len(digest.stories), len(digest.stories) - MAX_IDS
    stories = f"{count} {'story' if count == 1 else 'stories'}" if count else "nothing new"
    ids = ", ".join(digest.stories[:MAX_IDS]) + (f" +{more}" if more > 0 else "")
    at = moment_of(digest.at, zone, desk.outside.now())
    return (Run(at, bold=True), Run(f" — {stories}{': ' if ids else ''}{ids}"))


async def _scheduled(desk: Desk, request: Request) -> Subscription:
    present = await desk.outside.store.subscriptions.get(request.channel)
    if present is None:
        raise UserError(NOT_SCHEDULED)
    return present


def _wanted(desk: Desk, request: Request, present: Subscription) -> Subscription:
    """The present subscription with what is asked. New times begin now: they post nothing for the past."""
    asked, tagging, now = request.values, desk.outside.tagging, desk.outside.now()
    begun = (now, now) if asked.get("times") else (present.since, present.last_slot)
    return replace(
        present,
        times=_times(asked["times"]) if asked.get("times") else present.times,
        zone=_zone(asked.get("zone") or present.zone),
        days=_days(asked.get("days") or "", present),
        topics=_named(asked.get("topics", ""), [one.name for one in tagging.topics], present.topics, what="topic"),
        regions=_named(asked.get("regions", ""), [one.name for one in tagging.regions], present.regions, what="region"),
        breaking=_yes(asked.get("breaking", ""), present=present.breaking),
        since=begun[0],
        last_slot=begun[1],
    )


def _named(text: str, known: list[str], present: tuple[str, ...], *, what: str) -> tuple[str, ...]:
    """The topics or regions of a list; "all" lifts the filter; those of the present schedule where none is named."""
    wanted = text.lower().replace(",", " ").split()
    if wanted in ([], ["all"]):
        return () if wanted else present
    for word in wanted:
        if word not in known:
            near = difflib.get_close_matches(word, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UserError(f"There is no {what} {word[:40]}.{hint} Known: {', '.join(known)}; or all.")
    return tuple(name for name in known if name in wanted)


def _yes(text: str, *, present: bool) -> bool:
    word = text.lower()
    if word not in ("", "on", "yes", "off", "no"):
        raise UserError("Say breaking:on or breaking:off.")
    return word in ("on", "yes") if word else present


def _schedule_words(desk: Desk, subscription: Subscription) -> str:
    times = ", ".join(f"{at:%H:%M}" for at in subscription.times)
    days = ", ".join(name.capitalize() for name, number in DAYS.items() if number in subscription.days)
    upcoming = next_slot(subscription, desk.outside.now())
    local = upcoming.astimezone(ZoneInfo(subscription.zone)) if upcoming else None
    following = f" Next: {local:%A %H:%M}." if local else " Paused."
    wanted = [", ".join(names) for names in (subscription.topics, subscription.regions) if names]
    of = f" Only {' in '.join(wanted)}." if wanted else ""
    breaking = " Breaking lines at once." if subscription.breaking else ""
    return f"Digest at {times} {subscription.zone} on {days}.{of}{breaking}{following}"


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


def _days(text: str, present: Subscription) -> tuple[int, ...]:
    """The days named; where none are, those of the present schedule."""
    wanted = text.lower().replace(",", " ").split()
    if not wanted:
        return present.days
    if len(wanted) == 1 and wanted[0] in DAY_SETS:
        return DAY_SETS[wanted[0]]
    if any(word[:3] not in DAYS for word in wanted):
        raise UserError("Name the days: daily, weekdays, weekends, or a list like mon,wed,fri.")
    return tuple(sorted({DAYS[word[:3]] for word in wanted}))
