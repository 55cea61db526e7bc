"""When a feed is polled again, and what a failed poll means. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.model import Changed, Entry, Failed, Feed, Hints, Polled, Trouble, Unchanged

MIN_INTERVAL_S = 5 * 60.0
MAX_INTERVAL_S = 6 * 3600.0
MAX_HINT_S = 24 * 3600.0  # no server may silence a feed for longer
MAX_WAIT_S = 24 * 3600.0  # a failing feed is tried at least once a day, for ever
SLOW_DOWN = 1.15  # an unchanged answer lengthens the interval by this factor
RHYTHM_ENTRIES = 20  # the newest dated entries that tell a feed's rhythm
_LASTING = {Trouble.GONE, Trouble.REFUSED, Trouble.FORBIDDEN_ADDRESS, Trouble.HTML}
_FIRST_WAIT_S = {True: 3600.0, False: MIN_INTERVAL_S}


def after_poll(feed: Feed, polled: Polled, now: datetime) -> Feed:
    """Return the feed's new state: validators, interval, next poll, failures."""
    match polled:
        case Unchanged():
            slower = _bounded(feed.interval_s * SLOW_DOWN)
            return _well(replace(_with_validators(feed, polled, now), interval_s=slower), polled.hints, now)
        case Changed():
            return _well(_with_rhythm(_with_answer(feed, polled), polled, now), polled.hints, now)
        case Failed():
            return _failing(feed, polled, now)


def interval_of(entries: Iterable[Entry], fallback_s: float) -> float:
    """Half the median gap between the newest dated entries, in seconds, bounded; `fallback_s` where that is unknown."""
    dates = sorted((e.published for e in entries if e.published), reverse=True)[:RHYTHM_ENTRIES]
    gaps = [(newer - older).total_seconds() for newer, older in pairwise(dates)]
    return _bounded(median(gaps) / 2) if gaps else fallback_s


def is_news_of_trouble(before: Feed, after: Feed) -> bool:
    """Should operators be told? Once an incident: from the second failure on, not again until the feed was well."""
    return after.failures >= 2 and not before.announced


def _with_validators(feed: Feed, unchanged: Unchanged, now: datetime) -> Feed:
    """Take over the validators of a 304; one that it does not repeat stays true (RFC 9110, 15.4.5).

    A feed without news for a day is asked without them the next time: some servers answer 304 for ever.
    """
    if is_stale(feed, now) and (feed.etag or feed.last_modified):
        return replace(feed, etag="", last_modified="")
    etag, last_modified = unchanged.etag or feed.etag, unchanged.last_modified or feed.last_modified
    return replace(feed, etag=etag, last_modified=last_modified)


def _with_answer(feed: Feed, changed: Changed) -> Feed:
    return replace(
        feed,
        url=changed.moved_to or feed.url,
        etag=changed.etag,
        last_modified=changed.last_modified,
        body_sha256=changed.body_sha256,
        seeded=True,
    )


def _with_rhythm(feed: Feed, changed: Changed, now: datetime) -> Feed:
    """Learn from the entries' dates; the feed's own TTL is a floor that later 304s do not repeat."""
    dates = [e.published for e in changed.entries if e.published and e.published <= now]
    newest = max(dates, default=feed.last_entry)
    learned = (feed.interval_s + interval_of(changed.entries, feed.interval_s)) / 2
    learned = max(learned, changed.hints.rss_ttl_s or 0.0)
    return replace(feed, interval_s=_bounded(learned), last_entry=newest)


def _well(feed: Feed, hints: Hints, now: datetime) -> Feed:
    wait = max(feed.interval_s, _asked(hints))
    return replace(feed, next_poll=now + timedelta(seconds=wait), last_ok=now, failures=0, trouble="", announced=False)


def _failing(feed: Feed, failed: Failed, now: datetime) -> Feed:
    first = _FIRST_WAIT_S[failed.trouble in _LASTING]
    wait = min(MAX_WAIT_S, max(first * 2 ** min(feed.failures, 10), _asked(failed.hints)))
    return replace(
        feed,
        next_poll=now + timedelta(seconds=wait),
        failures=feed.failures + 1,
        trouble=f"{failed.trouble}. {failed.message}",
    )


def _asked(hints: Hints) -> float:
    told = (hints.retry_after_s, hints.max_age_s, hints.expires_s, hints.rss_ttl_s)
    return min(MAX_HINT_S, max((seconds for seconds in told if seconds), default=0.0))


def _bounded(seconds: float) -> float:
    return min(MAX_INTERVAL_S, max(MIN_INTERVAL_S, seconds))


def is_stale(feed: Feed, now: datetime, *, after: timedelta = timedelta(hours=24)) -> bool:
    """Has a feed that answers well brought nothing dated for so long?"""
    return feed.last_entry is not None and now.astimezone(UTC) - feed.last_entry > after
