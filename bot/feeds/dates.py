"""Dates as feeds write them, into aware UTC. A date that cannot be read is None, never now."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate

# Hours east of Greenwich. Names that several countries use stand for the one that feeds use them for.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "MET": 1,
    "MEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "EAT": 3, "CAT": 2, "SAST": 2, "WAT": 1,
    "GST": 4, "PKT": 5, "ICT": 7, "WIB": 7, "SGT": 8, "HKT": 8, "PHT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
EARLIEST_YEAR = 1990  # before the web; older dates stand for "none"
LATEST_YEAR = 2200

OFFSET = re.compile(r"(?:\s*(?:GMT|UTC))?\s*([+-])(\d\d):?(\d\d)$", re.IGNORECASE)
ZONE = re.compile(r"(?<=[\d\s])\s*([A-Za-z]{1,4})$")
COMMENT = re.compile(r"\s*\([^()]*\)$")
SHORT = re.compile(r"(\d\d)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$")  # IAEA: 26-01-27 13:30
ENGLISH = re.compile(
    r"(?:[a-z]+,? )?(?P<month>[a-z]{3})[a-z]*\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"
    r"(?:(?:,| at| -| –)? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[ap])\.?m\.?)?)?$",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(text: str) -> datetime | None:
    """The date, in UTC where no zone is given and at midnight where no time is; None where there is no sense in it."""
    text = COMMENT.sub("", " ".join(text.split())[:80])
    local, zone = _split_zone(text)
    for read in FORMS:
        try:
            if found := read(local):
                return _plausible(found.replace(tzinfo=found.tzinfo or zone).astimezone(UTC))
        except (ValueError, OverflowError):
            continue
    return None


def _plausible(date: datetime) -> datetime | None:
    return date if EARLIEST_YEAR <= date.year <= LATEST_YEAR else None


def _split_zone(text: str) -> tuple[str, timezone]:
    """Take the zone off the end. An unknown name counts as UTC (RFC 2822, 4.3), and stays where it is."""
    if (offset := OFFSET.search(text)) and ":" in text[: offset.start()]:
        sign, hours, minutes = offset.groups()
        east = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        return text[: offset.start()], timezone(east) if abs(east) < timedelta(days=1) else UTC
    if (named := ZONE.search(text)) and named[1].upper() in ZONES:
        return text[: named.start()].strip(), timezone(timedelta(hours=ZONES[named[1].upper()]))
    return text, UTC


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text[:4].isdigit() and not _is_epoch(text) else None


def _short(text: str) -> datetime | None:
    if not (found := SHORT.match(text)):
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    return datetime(2000 + year, month, day, hour, minute, tzinfo=UTC)


def _rfc822(text: str) -> datetime | None:
    found = parsedate(text)
    return datetime(*found[:6]) if found else None  # noqa: DTZ001  the zone was split off before


def _english(text: str) -> datetime | None:
    if not (found := ENGLISH.match(text)) or found["month"].lower() not in MONTHS:
        return None
    hour = int(found["hour"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    month = MONTHS.index(found["month"].lower()) + 1
    return datetime(int(found["year"]), month, int(found["day"]), hour, int(found["minute"] or 0))  # noqa: DTZ001


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text), UTC) if _is_epoch(text) else None


def _is_epoch(text: str) -> bool:
    return len(text) == 10 and text.isdigit()


FORMS: tuple[Callable[[str], datetime | None], ...] = (_iso, _short, _english, _rfc822, _epoch)
