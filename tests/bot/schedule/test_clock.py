import asyncio

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
    clock.stop()


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
    clock.stop()

    assert calls >= 3
