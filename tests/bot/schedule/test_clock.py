import asyncio

import pytest

from bot.schedule.clock import Clock, Tick


async def test_tick_fires_at_once_and_again() -> None:
    fired = asyncio.Semaphore(0)

    async def job() -> None:
        fired.release()

    clock = Clock((Tick("quick", 0.01, job),))
    clock.start()
    async with asyncio.timeout(20):
        for _ in range(3):
            await fired.acquire()
    await clock.stop()


async def test_failing_job_does_not_stop_the_clock() -> None:
    calls = 0
    enough = asyncio.Event()

    async def job() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            enough.set()
        raise ValueError("a bug")

    clock = Clock((Tick("broken", 0.01, job),))
    clock.start()
    async with asyncio.timeout(20):
        await enough.wait()
    await clock.stop()

    assert calls >= 3


async def test_stop_waits_until_a_running_job_has_let_go() -> None:
    steps: list[str] = []
    running = asyncio.Event()

    async def job() -> None:
        running.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            steps.append("let go")

    clock = Clock((Tick("long", 60, job),))
    clock.start()
    async with asyncio.timeout(20):
        await running.wait()
        await clock.stop()
    steps.append("stopped")

    assert ["let go", "stopped"] == steps


async def test_stopped_job_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    running = asyncio.Event()

    async def job() -> None:
        running.set()
        await asyncio.Event().wait()

    clock = Clock((Tick("long", 60, job),))
    clock.start()
    async with asyncio.timeout(20):
        await running.wait()
        await clock.stop()

    assert [] == [record for record in caplog.records if record.levelname == "ERROR"]
