"""Days and times as readers are told them, in a channel's zone. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SOON = timedelta(days=2)


def day_of(at: datetime, zone: str, now: datetime) -> str:
    """ "9 Mar", in another year "9 Mar 2025"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b}" + ("" if local.year == now.astimezone(ZoneInfo(zone)).year else f" {local.year}")


def clock_of(at: datetime, zone: str) -> str:
    """ "9 Mar 14:05", whatever the year: of what is days old at most."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %H:%M}"


def moment_of(at: datetime, zone: str, now: datetime) -> str:
    """ "9 Mar 14:05"."""
    return f"{day_of(at, zone, now)} {at.astimezone(ZoneInfo(zone)):%H:%M}"


def until_of(until: datetime | None, zone: str, now: datetime) -> str:
    """ "until 3 March", "until 3 March, 14:00" where that is soon, "for good" where it does not end."""
    if until is None:
        return "for good"
    local = until.astimezone(ZoneInfo(zone))
    year = "" if local.year == now.astimezone(ZoneInfo(zone)).year else f" {local.year}"
    clock = f", {local:%H:%M}" if until - now <= SOON else ""
    return f"until {local.day} {local:%B}{year}{clock}"
