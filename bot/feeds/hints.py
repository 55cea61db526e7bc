"""What a server says about when to come back. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.model import Hints

MAX_HINT_S = 30 * 86_400.0  # nobody means more; keeps dates from overflowing
MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
UNCACHED = re.compile(r"\bno-(?:store|cache)\b", re.IGNORECASE)


def read_hints(headers: Mapping[str, str], now: datetime, *, rss_ttl_s: float | None = None) -> Hints:
    """Hints in seconds from the answer's own Date where it has one (RFC 9111, 4.2.1), else from `now`.

    A moment in the past counts as 0; `no-store` and `no-cache` take away max-age and Expires.
    """
    control = headers.get("Cache-Control", "")
    max_age = None if UNCACHED.search(control) else MAX_AGE.search(control)
    age_s = _seconds(headers.get("Age", "")) or 0.0
    return Hints(
        retry_after_s=_wait_s(headers, now),
        max_age_s=_bounded(float(max_age[1]) - age_s) if max_age else None,
        expires_s=None if UNCACHED.search(control) or max_age else _until_s(headers, "Expires", now),
        rss_ttl_s=None if rss_ttl_s is None else _bounded(rss_ttl_s),
    )


def _wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    seconds = _seconds(headers.get("Retry-After", ""))
    return _until_s(headers, "Retry-After", now) if seconds is None else seconds


def _until_s(headers: Mapping[str, str], name: str, now: datetime) -> float | None:
    moment = _date(headers.get(name, ""))
    if moment is None:
        return None
    return _bounded((moment - (_date(headers.get("Date", "")) or now)).total_seconds())


def _seconds(value: str) -> float | None:
    value = value.strip()
    return _bounded(float(value)) if value.isascii() and value.isdigit() and len(value) <= 12 else None


def _date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), MAX_HINT_S)
