from datetime import timedelta

import pytest

from bot.decide.polling import (
    MAX_HINT_S,
    MAX_INTERVAL_S,
    MAX_WAIT_S,
    MIN_INTERVAL_S,
    after_poll,
    interval_of,
    is_news_of_trouble,
    is_stale,
)
from bot.model import Changed, Entry, Failed, Feed, Hints, Trouble, Unchanged
from tests.factories import DAY, HOUR, NOON, make_entry, make_feed

BUSY = Failed(Trouble.BUSY, "It said 120 seconds.")
GONE = Failed(Trouble.GONE, "The feed is gone (404).")


def changed(*entries: Entry, hints: Hints | None = None, moved_to: str = "") -> Changed:
    return Changed(entries, '"e2"', "Tue", "f00d", moved_to=moved_to, hints=hints or Hints())


def every(minutes: int, count: int = 6) -> tuple[Entry, ...]:
    return tuple(make_entry(published=NOON - timedelta(minutes=minutes) * n) for n in range(count))


def failed_times(failed: Failed, times: int) -> list[Feed]:
    feeds = [make_feed()]
    for _ in range(times):
        feeds.append(after_poll(feeds[-1], failed, NOON))
    return feeds


def wait_s(feed: Feed) -> float:
    assert feed.next_poll is not None
    return (feed.next_poll - NOON).total_seconds()


def test_unchanged_answer_brings_new_validators() -> None:
    after = after_poll(make_feed(etag='"e1"', last_modified="Mon"), Unchanged('"e2"', "Tue"), NOON)

    assert ('"e2"', "Tue") == (after.etag, after.last_modified)


def test_unchanged_answer_without_validators_keeps_the_old_ones() -> None:
    after = after_poll(make_feed(etag='"e1"', last_modified="Mon"), Unchanged("", ""), NOON)

    assert ('"e1"', "Mon") == (after.etag, after.last_modified)


def test_unchanged_answer_keeps_the_hash_of_the_body() -> None:
    assert "f00d" == after_poll(make_feed(body_sha256="f00d"), Unchanged("", ""), NOON).body_sha256


def test_unchanged_answers_slow_down_within_bounds() -> None:
    feed = make_feed(interval_s=MIN_INTERVAL_S)
    intervals = []
    for _ in range(60):
        feed = after_poll(feed, Unchanged("", ""), NOON)
        intervals.append(feed.interval_s)

    assert intervals == sorted(intervals)
    assert MAX_INTERVAL_S == intervals[-1]


def test_changed_answer_is_remembered() -> None:
    after = after_poll(make_feed(), changed(make_entry()), NOON)

    assert ('"e2"', "Tue", "f00d", True) == (after.etag, after.last_modified, after.body_sha256, after.seeded)


def test_changed_answer_without_validators_drops_the_old_ones() -> None:
    after = after_poll(make_feed(etag='"e1"', last_modified="Mon"), Changed((), "", "", "f00d"), NOON)

    assert ("", "") == (after.etag, after.last_modified)


def test_permanent_redirect_updates_the_address() -> None:
    after = after_poll(make_feed(), changed(moved_to="https://new.example/feed"), NOON)

    assert "https://new.example/feed" == after.url


@pytest.mark.parametrize(
    ("minutes", "expected_s"),
    [(1, MIN_INTERVAL_S), (60, 1800.0), (24 * 60, MAX_INTERVAL_S)],
    ids=["busy", "hourly", "daily"],
)
def test_interval_is_half_the_median_gap_within_bounds(minutes: int, expected_s: float) -> None:
    assert expected_s == interval_of(every(minutes), 900.0)


@pytest.mark.parametrize(
    "entries", [(), (make_entry(),), (make_entry(published=None),) * 3], ids=["none", "one", "undated"]
)
def test_interval_stays_where_the_rhythm_is_unknown(entries: tuple[Entry, ...]) -> None:
    assert 1234.0 == interval_of(entries, 1234.0)


def test_interval_moves_halfway_to_the_rhythm() -> None:
    after = after_poll(make_feed(interval_s=900.0), changed(*every(60)), NOON)

    assert (900.0 + 1800.0) / 2 == after.interval_s


def test_future_date_is_not_the_newest_entry() -> None:
    entries = (make_entry(published=NOON + DAY), make_entry(published=NOON - HOUR))

    assert NOON - HOUR == after_poll(make_feed(), changed(*entries), NOON).last_entry


@pytest.mark.parametrize(
    "hints",
    [
        Hints(retry_after_s=9000.0),
        Hints(max_age_s=9000.0),
        Hints(expires_s=9000.0),
        Hints(rss_ttl_s=9000.0),
        Hints(retry_after_s=60.0, max_age_s=9000.0, expires_s=0.0, rss_ttl_s=-5.0),
    ],
    ids=["retry-after", "max-age", "expires", "ttl", "greatest of all"],
)
@pytest.mark.parametrize("polled", ["changed", "unchanged"])
def test_next_poll_waits_as_long_as_the_server_asks(hints: Hints, polled: str) -> None:
    answer = changed(hints=hints) if polled == "changed" else Unchanged("", "", hints)

    assert 9000.0 == wait_s(after_poll(make_feed(), answer, NOON))


def test_next_poll_never_comes_before_our_own_interval() -> None:
    after = after_poll(make_feed(interval_s=3600.0), changed(hints=Hints(max_age_s=1.0)), NOON)

    assert 3600.0 == wait_s(after)


def test_no_server_silences_a_feed_for_longer_than_a_day() -> None:
    after = after_poll(make_feed(), changed(hints=Hints(max_age_s=1e9)), NOON)

    assert MAX_HINT_S == wait_s(after)


def test_retry_after_of_a_failure_is_honoured() -> None:
    after = after_poll(make_feed(), Failed(Trouble.BUSY, "Wait.", Hints(retry_after_s=7200.0)), NOON)

    assert 7200.0 == wait_s(after)


@pytest.mark.parametrize("failed", [BUSY, GONE], ids=["passing", "lasting"])
def test_failing_feed_waits_longer_and_longer_for_ever(failed: Failed) -> None:
    waits = [wait_s(feed) for feed in failed_times(failed, 2000)[1:]]

    assert waits == sorted(waits)
    assert MAX_WAIT_S == waits[-1]


def test_lasting_trouble_waits_longer_at_first_than_passing_trouble() -> None:
    assert wait_s(after_poll(make_feed(), BUSY, NOON)) < wait_s(after_poll(make_feed(), GONE, NOON))


def test_failure_keeps_what_good_answers_taught() -> None:
    feed = make_feed(etag='"e1"', body_sha256="f00d", last_ok=NOON - DAY, interval_s=1000.0, seeded=True)

    after = after_poll(feed, BUSY, NOON)

    assert (feed.etag, feed.body_sha256, feed.last_ok, feed.interval_s, feed.seeded) == (
        after.etag, after.body_sha256, after.last_ok, after.interval_s, after.seeded,
    )  # fmt: skip
    assert (1, "asked us to wait. It said 120 seconds.") == (after.failures, after.trouble)


@pytest.mark.parametrize("polled", [changed(), Unchanged("", "")], ids=["changed", "unchanged"])
def test_good_answer_ends_the_incident(polled: Changed | Unchanged) -> None:
    after = after_poll(make_feed(failures=7, trouble="No answer.", announced=True), polled, NOON)

    assert (0, "", False, NOON) == (after.failures, after.trouble, after.announced, after.last_ok)


def test_trouble_is_told_from_the_second_failure_on() -> None:
    first, second, third = failed_times(BUSY, 2)

    assert [False, True] == [is_news_of_trouble(first, second), is_news_of_trouble(second, third)]


def test_announced_trouble_is_not_told_again() -> None:
    told = make_feed(failures=5, announced=True)

    assert not is_news_of_trouble(told, after_poll(told, BUSY, NOON))


@pytest.mark.parametrize(
    ("last_entry", "expected"),
    [(NOON - 2 * DAY, True), (NOON - HOUR, False), (None, False)],
    ids=["old", "young", "never dated"],
)
def test_feed_that_answers_but_brings_nothing_is_stale(last_entry: object, expected: bool) -> None:
    assert expected == is_stale(make_feed(last_entry=last_entry), NOON)


def test_quiet_feed_is_asked_without_validators_the_next_time() -> None:
    feed = make_feed(etag='"a"', last_modified="", last_entry=NOON - 25 * HOUR)

    assert "" == after_poll(feed, Unchanged('"a"', ""), NOON).etag


def test_ttl_of_the_feed_is_a_floor_for_its_interval() -> None:
    after = after_poll(make_feed(), changed(hints=Hints(rss_ttl_s=5 * 3600.0)), NOON)

    assert 5 * 3600.0 == after.interval_s
