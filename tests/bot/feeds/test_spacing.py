"""Turns per host."""

import asyncio
import itertools

from bot.feeds.spacing import AT_ONCE, Spacing


async def test_two_turns_of_a_host_run_at_once_and_a_third_waits() -> None:
    spacing, running, most = Spacing(0), 0, 0

    async def take() -> None:
        nonlocal running, most
        async with spacing.turn("a.example"):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*(take() for _ in range(6)))

    assert AT_ONCE == most


async def test_hosts_do_not_wait_for_each_other() -> None:
    spacing = Spacing(60)

    async with asyncio.timeout(1), spacing.turn("a.example"), spacing.turn("b.example"):
        pass


async def test_starts_on_one_host_are_spaced() -> None:
    spacing, starts = Spacing(0.05), []

    async def take() -> None:
        async with spacing.turn("a.example"):
            starts.append(asyncio.get_running_loop().time())

    await asyncio.gather(*(take() for _ in range(3)))

    assert all(later - earlier > 0.045 for earlier, later in itertools.pairwise(starts))


async def test_a_host_is_forgotten_when_nobody_waits() -> None:
    spacing = Spacing(0)

    async with spacing.turn("a.example"):
        pass

    assert {} == spacing._hosts
