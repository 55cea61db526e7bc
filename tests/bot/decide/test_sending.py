from datetime import timedelta

import pytest

from bot.decide.sending import MAX_TRIES, MAX_WAIT_S, Verdict, after_failure
from bot.errors import Refused, RetryLater, SitrepError, Unknown
from bot.model import Delivery, DeliveryKind, DeliveryState
from tests.factories import CHANNEL, NOON


def delivery(tries: int) -> Delivery:
    return Delivery(1, CHANNEL, DeliveryKind.DIGEST, "k", 1, {}, "t", DeliveryState.SENDING, tries)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Unknown("No answer."), DeliveryState.UNKNOWN),
        (Refused("No such channel."), DeliveryState.FAILED),
        (SitrepError("Something else."), DeliveryState.FAILED),
        (RetryLater("Wait.", after_s=1), DeliveryState.PENDING),
    ],
    ids=["unknown", "refused", "other", "later"],
)
def test_each_error_has_its_end(error: SitrepError, expected: DeliveryState) -> None:
    assert expected == after_failure(delivery(1), error, NOON).state


def test_retry_comes_when_the_platform_asks() -> None:
    expected = Verdict(DeliveryState.PENDING, NOON + timedelta(seconds=120))

    assert expected == after_failure(delivery(1), RetryLater("Wait.", after_s=120), NOON)


def test_waits_grow_and_are_bounded() -> None:
    due = [after_failure(delivery(n), RetryLater("Wait.", after_s=0), NOON).due for n in range(1, MAX_TRIES)]
    waits = [(at - NOON).total_seconds() for at in due if at]

    assert waits == sorted(waits)
    assert (MAX_TRIES - 1, MAX_WAIT_S) == (len(waits), waits[-1])


def test_patience_ends() -> None:
    assert Verdict(DeliveryState.FAILED) == after_failure(delivery(MAX_TRIES), RetryLater("Wait.", after_s=1), NOON)


def test_what_may_have_arrived_stays_unknown_however_often_it_was_tried() -> None:
    assert Verdict(DeliveryState.UNKNOWN) == after_failure(delivery(MAX_TRIES), Unknown("No answer."), NOON)
