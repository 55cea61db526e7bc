"""All that the jobs and commands are given by the composition root, as one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.decide.tags import Tagging
from bot.jobs.memory import StoryMemory
from bot.model import Outlet
from bot.ports import Fetcher, Platform, Reader, Store

Progress = Callable[[str, int, int], None]  # what, done, in all


def no_progress(_what: str, _done: int, _in_all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Outside:
    """Ports, the clock and what is configured. `platforms` are by name; `outlets` too. `watch` are the codes of parties
    whose acts count for more everywhere; `tagging` are the topics and regions."""

    store: Store
    fetcher: Fetcher
    reader: Reader
    platforms: Mapping[str, Platform]
    outlets: Mapping[str, Outlet]
    memory: StoryMemory
    now: Callable[[], datetime]
    progress: Progress = field(default=no_progress)
    watch: frozenset[str] = frozenset()
    tagging: Tagging = field(default_factory=Tagging)

    def outlet(self, name: str) -> Outlet:
        """The outlet as configured, or one that only has its name."""
        return self.outlets.get(name, Outlet(name))
