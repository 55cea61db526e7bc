"""The clock: APScheduler calls job functions at intervals. It keeps nothing; rules and store know what is due."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Job = Callable[[], Awaitable[object]]

LET_GO_S = 10.0

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
        self._running: set[asyncio.Task[object]] = set()
        for tick in ticks:
            self._scheduler.add_job(
                self._guarded(tick),
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

    async def stop(self) -> None:
        """End: running jobs are cancelled, and waited for until they have let go of what they use."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # APScheduler does it in the loop's next turn
        if self._running:
            await asyncio.wait(self._running, timeout=LET_GO_S)

    def _guarded(self, tick: Tick) -> Callable[[], Awaitable[None]]:
        """A job whose failure is told and does not end the clock."""

        async def run() -> None:
            with self._noted():
                try:
                    await tick.job()
                except asyncio.CancelledError:  # by stop alone; APScheduler would tell it as an error
                    log.debug("job_stopped", job=tick.name)
                except Exception:  # the job loop: one failing job must not stop the others
                    log.exception("job_failed", job=tick.name)

        return run

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Keep the task that runs as one to wait for."""
        task = asyncio.current_task()
        assert task is not None  # a coroutine runs in a task
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)
