from datetime import timedelta

from bot.schedule.simulated import SimulatedClock
from tests.factories import NOON


def test_clock_says_where_it_was_moved() -> None:
    clock = SimulatedClock(NOON)

    clock.move(NOON + timedelta(hours=1))

    assert NOON + timedelta(hours=1) == clock()


def test_clock_never_goes_back() -> None:
    clock = SimulatedClock(NOON)

    clock.move(NOON - timedelta(hours=1))

    assert NOON == clock()
