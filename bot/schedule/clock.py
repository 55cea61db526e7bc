"""The clock: APScheduler calls job functions at intervals. It keeps nothing; rules and store know what is due."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Job = Callable[[], Awaitable[object]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tick:
    """Call `job` every `every_s` seconds, never twice at once; ticks missed while it runs are dropped."""

    name: str
    every_s: float
    job: Job


class Clock:
    """Starts and stops the ticks."""

    def __init__(self, ticks: tuple[Tick, ...]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for tick in ticks:
            self._scheduler.add_job(
                _guarded(tick),
                IntervalTrigger(seconds=tick.every_s, timezone=UTC),
                id=tick.name,
                next_run_time=datetime.now(UTC),
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Begin; each tick fires at once, then at its interval."""
        self._scheduler.start()

    def stop(self) -> None:
        """End; running jobs are cancelled with the loop's tasks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def _guarded(tick: Tick) -> Callable[[], Awaitable[None]]:
    """A job whose failure is told and does not end the clock."""

    async def run() -> None:
        try:
            await tick.job()
        except Exception:  # the job loop: one failing job must not stop the others
            log.exception("job_failed", job=tick.name)

    return run
