"""What becomes of a delivery after a try. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import Refused, RetryLater, SitrepError, Unknown
from bot.model import Delivery, DeliveryState

MAX_TRIES = 40
MAX_WAIT_S = 900.0
FINDABLE = timedelta(hours=24)  # how far back every platform looks for a message (Platform.find)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state to write, and when to try again where it is pending."""

    state: DeliveryState
    due: datetime | None = None


def after_failure(delivery: Delivery, error: SitrepError, now: datetime) -> Verdict:
    """Retry what may pass, at growing waits; give up on what is refused; leave unknown what may have arrived."""
    match error:
        case Unknown():
            return Verdict(DeliveryState.UNKNOWN)
        case RetryLater() if delivery.tries < MAX_TRIES:
            wait = max(error.after_s, min(MAX_WAIT_S, 2.0**delivery.tries))
            return Verdict(DeliveryState.PENDING, now + timedelta(seconds=wait))
        case Refused() | _:
            return Verdict(DeliveryState.FAILED)


def is_past_finding(delivery: Delivery, now: datetime) -> bool:
    """Was it sent so long ago that "not there" no longer means that it never arrived?"""
    return delivery.claimed is None or now - delivery.claimed > FINDABLE
