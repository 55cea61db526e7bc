"""Time zone names that people may pick."""

from functools import cache
from zoneinfo import available_timezones


@cache
def names() -> tuple[str, ...]:
    """IANA zones of places ("Europe/Kyiv") and UTC, in order of name."""
    return ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


def is_zone(name: str) -> bool:
    """Is it a zone that this machine knows?"""
    return name in available_timezones()
