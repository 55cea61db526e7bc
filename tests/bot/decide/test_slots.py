from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decide.slots import Slot, due_slot, next_slot, parse_times
from bot.model import Subscription
from tests.factories import DAY, HOUR, NOON, make_subscription

ZONES = ("UTC", "Europe/Kyiv", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def slots(subscription: Subscription, since: datetime, until: datetime) -> list[datetime]:
    found: list[datetime] = []
    at = next_slot(subscription, since)
    while at and at <= until:
        found.append(at)
        at = next_slot(subscription, at)
    return found


@pytest.mark.parametrize(
    ("zone", "at", "day", "expected"),
    [
        ("Europe/Kyiv", "08:00", "2026-01-15", "2026-01-15 06:00"),
        ("Europe/Kyiv", "08:00", "2026-07-15", "2026-07-15 05:00"),
        ("Europe/Kyiv", "03:30", "2026-03-29", "2026-03-29 01:00"),
        ("Europe/Kyiv", "03:30", "2026-10-25", "2026-10-25 00:30"),
        ("America/New_York", "02:30", "2026-03-08", "2026-03-08 07:00"),
        ("America/New_York", "02:30", "2026-03-09", "2026-03-09 06:30"),
        ("America/New_York", "01:30", "2026-11-01", "2026-11-01 05:30"),
        ("America/New_York", "02:30", "2026-11-01", "2026-11-01 07:30"),
        ("Asia/Kolkata", "08:00", "2026-06-01", "2026-06-01 02:30"),
        ("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05", "2026-04-04 14:45"),
    ],
    ids=[
        "Kyiv winter", "Kyiv summer", "Kyiv skipped in spring", "Kyiv twice in autumn: the first",
        "New York skipped in spring", "New York the day after", "New York twice in autumn: the first",
        "New York after both", "Kolkata half hour", "Lord Howe skipped half hour", "Lord Howe twice half hour",
    ],
)  # fmt: skip
def test_slot_comes_when_the_zones_clocks_show_it(zone: str, at: str, day: str, expected: str) -> None:
    subscription = make_subscription(zone=zone, times=parse_times(at))
    midnight = utc(f"{day} 12:00") - timedelta(hours=24)

    assert utc(expected) in slots(subscription, midnight, midnight + 2 * DAY)


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe"])
def test_every_day_of_a_year_has_one_slot_a_time(zone: str) -> None:
    subscription = make_subscription(zone=zone, times=(time(2, 30), time(18)))

    found = slots(subscription, utc("2026-01-01 12:00"), utc("2026-12-31 12:00"))

    assert 2 * 364 == len(found)


def test_two_times_in_the_skipped_hour_are_one_slot() -> None:
    subscription = make_subscription(
        zone="America/New_York", times=(time(2, 10), time(2, 50), time(3)), since=utc("2026-03-08 06:00")
    )

    assert Slot(utc("2026-03-08 07:00")) == due_slot(subscription, utc("2026-03-08 07:01"))


def test_nothing_is_due_before_the_first_slot() -> None:
    assert due_slot(make_subscription(since=NOON), NOON + HOUR) is None


def test_slot_is_due_at_its_very_instant() -> None:
    at = NOON.replace(hour=18)

    assert Slot(at) == due_slot(make_subscription(since=NOON), at)


def test_served_slot_is_not_due_again() -> None:
    at = NOON.replace(hour=18)

    assert due_slot(make_subscription(last_slot=at), at + HOUR) is None


def test_subscription_without_a_beginning_waits_for_its_next_slot() -> None:
    assert due_slot(make_subscription(since=None), NOON) is None


def test_missed_slots_are_made_good_by_one() -> None:
    subscription = make_subscription(last_slot=NOON.replace(hour=6) - 2 * DAY)

    assert Slot(NOON.replace(hour=6), missed=3, late=True) == due_slot(subscription, NOON)


def test_months_of_downtime_are_made_good_by_one() -> None:
    subscription = make_subscription(last_slot=NOON - 90 * DAY)

    slot = due_slot(subscription, NOON)

    assert slot is not None
    assert NOON.replace(hour=6) == slot.at


@pytest.mark.parametrize(("minutes", "expected"), [(9, False), (11, True)], ids=["soon", "late"])
def test_slot_served_well_after_its_time_is_late(minutes: int, expected: bool) -> None:
    slot = due_slot(make_subscription(since=NOON), NOON.replace(hour=18) + timedelta(minutes=minutes))

    assert slot is not None
    assert expected == slot.late


def test_paused_subscription_has_no_slot() -> None:
    paused = make_subscription(paused=True)

    assert (None, None) == (due_slot(paused, NOON), next_slot(paused, NOON))


def test_only_the_named_weekdays_have_slots() -> None:
    weekdays = make_subscription(days=(1, 2, 3, 4, 5), times=(time(8),))

    days = {at.isoweekday() for at in slots(weekdays, NOON, NOON + 14 * DAY)}

    assert {1, 2, 3, 4, 5} == days


def test_weekday_is_that_of_the_zone() -> None:
    monday_in_auckland = make_subscription(zone="Pacific/Auckland", days=(1,), times=(time(8),))

    assert utc("2026-03-15 19:00") == next_slot(monday_in_auckland, NOON)


@pytest.mark.parametrize("change", [{"days": ()}, {"times": ()}], ids=["no day", "no time"])
def test_subscription_of_nothing_has_no_slot(change: dict[str, object]) -> None:
    nothing = make_subscription(**change)

    assert (None, None) == (due_slot(nothing, NOON), next_slot(nothing, NOON))


@given(
    zone=st.sampled_from(ZONES),
    times=st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1, max_size=4),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001  hypothesis wants bounds without zone
    checks=st.lists(st.integers(min_value=1, max_value=3000), min_size=1, max_size=20),
)
def test_whatever_the_checks_each_slot_is_served_once_and_in_order(
    zone: str, times: list[time], start: datetime, checks: list[int]
) -> None:
    now = start.replace(tzinfo=UTC)
    subscription = make_subscription(zone=zone, times=tuple(times), since=now)
    served: list[Slot] = []
    for minutes in checks:
        now += timedelta(minutes=minutes)
        slot = due_slot(subscription, now)
        if slot:
            subscription = make_subscription(zone=zone, times=tuple(times), since=now, last_slot=slot.at)
            served.append(slot)

    assert all(one.at < other.at for one, other in pairwise(served))
    assert len(slots(subscription, start.replace(tzinfo=UTC), now)) == sum(1 + slot.missed for slot in served)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00", (time(8),)),
        ("18:30,08:00", (time(8), time(18, 30))),
        ("08:00, 18:30", (time(8), time(18, 30))),
        ("8:05", (time(8, 5),)),
        ("7 19", (time(7), time(19))),
        ("08:00,08:00", (time(8),)),
        ("", ()),
    ],
    ids=["one", "two in order", "with blank", "without nought", "hours", "twice", "none"],
)
def test_times_are_read(text: str, expected: tuple[time, ...]) -> None:
    assert expected == parse_times(text)


@pytest.mark.parametrize(
    "text", ["25:00", "8:60", "noon", "08:00+02:00,9:00", "08:00:30", "T08:00", "-1:00", "24:00", "٠٨:٠٠"]
)
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        parse_times(text)
