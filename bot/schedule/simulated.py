"""A clock that is moved by hand: what the demonstration and the simulation run by. Reads no real time."""

from datetime import datetime


class SimulatedClock:
    """Says the instant it was moved to, aware; never goes back."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, to: datetime) -> None:
        """Go on to an instant, or stay where it is past."""
        self.now = max(self.now, to)
