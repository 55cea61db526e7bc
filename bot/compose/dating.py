"""Which day a phrase names ("on Tuesday", "in February"), as the article's own date tells it (R11). Pure."""

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DEADLINE = timedelta(days=30)
SPANS = {"week": 7, "month": 30, "year": 365, "decade": 3650}
_DAY = re.compile(
    rf"""(?ix) \b (?:
    (?P<weekday>{"|".join(WEEKDAYS)})
    | (?:last|the\ previous) \ (?P<span>{"|".join(SPANS)})
    | (?P<month_first>{"|".join(MONTHS)}) \ (?P<day_after>\d{{1,2}}) (?:,\ (?P<year_after>\d{{4}}))?
    | (?P<day_first>\d{{1,2}}) \ (?P<month_after>{"|".join(MONTHS)}) (?:\ (?P<year_last>\d{{4}}))?
    | in \ (?P<month>{"|".join(MONTHS)}) (?:\ (?:of\ )?(?P<year_of_month>\d{{4}}))?
    | (?:in|since) \ (?P<year>1[5-9]\d\d|20\d\d)
    ) \b"""
)


def day_named(phrase: str, published: date) -> date | None:
    """The past day that a phrase names first, as seen from the article's; of a month or a year its last day.

    None where it names none, or only one to come.
    """
    found = _DAY.search(phrase)
    if found is None:
        return None
    try:
        day = _resolved({name: text.lower() for name, text in found.groupdict().items() if text}, published)
    except ValueError:  # February 30
        return None
    return day if day <= published else None


def days_meant(passage: str, published: date, *, ahead: bool) -> tuple[date, ...]:
    """The days that a passage names by weekday or by day and month, in order.

    `ahead` where it speaks of what is to come: then a weekday is the next one, and a day that was more than a month ago
    is next year's.
    """
    return tuple(day for found in _DAY.finditer(passage) if (day := _day_meant(found, published, ahead=ahead)))


def _day_meant(found: re.Match[str], published: date, *, ahead: bool) -> date | None:
    named = {name: text.lower() for name, text in found.groupdict().items() if text}
    if not {"weekday", "month_first", "month_after"} & named.keys():
        return None
    try:
        day = _resolved(named, published)
        later = day + timedelta(7) if "weekday" in named else day.replace(year=day.year + 1)
    except ValueError:  # February 30, or 29 in the next year
        return None
    is_over = "weekday" in named or published - day > DEADLINE
    return later if ahead and day < published and is_over and not _has_year(named) else day


def _has_year(named: dict[str, str]) -> bool:
    return "year_after" in named or "year_last" in named


def _resolved(named: dict[str, str], published: date) -> date:
    if "weekday" in named:
        return published - timedelta(days=(published.weekday() - WEEKDAYS.index(named["weekday"])) % 7)
    if "span" in named:
        return published - timedelta(days=SPANS[named["span"]])
    if "year" in named:
        return _last_day(int(named["year"]), 12)
    if "month" in named:
        month = MONTHS.index(named["month"]) + 1
        return _last_day(int(named.get("year_of_month", _year(month, 1, published))), month)
    month = MONTHS.index(named.get("month_first") or named["month_after"]) + 1
    day = int(named.get("day_after") or named["day_first"])
    year = named.get("year_after") or named.get("year_last") or _year(month, day, published)
    return date(int(year), month, day)


def _year(month: int, day: int, published: date) -> int:
    """The year of the latest such day that is not to come; this year's where it is near."""
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
