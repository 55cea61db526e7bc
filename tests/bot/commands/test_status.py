"""/sitrep status: the last day in numbers."""

from dataclasses import replace

import pytest

from bot.errors import Refused
from tests.bot.commands.drawn import HOSTILE, faults, parts
from tests.bot.commands.world import DeskWorld, said
from tests.factories import make_article, make_subscription


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def status(world: DeskWorld) -> list[str]:
    return said(await world.desk.typed("sitrep", "status", world.request())).splitlines()


async def test_status_before_anything_happened_names_the_next_steps(world: DeskWorld) -> None:
    assert [
        "Sitrep status",
        "• Feeds — none yet. Add one: /feeds add https://…",
        "• Articles of the last day — 0 read, 0 waiting",
        "• Stories of the last day — 0",
        "• Next digest here — none is scheduled. Set one: /digest schedule 08:00 Europe/Kyiv weekdays",
        "• Sent here in the last day — 0 messages, nothing failed",
    ] == (await status(world))[:-1]


async def test_status_counts_the_last_day(world: DeskWorld) -> None:
    await world.store.feeds.add("https://harbour.example/feed", outlet="Harbour Daily")
    feed = await world.store.feeds.add("https://fjord.example/feed", outlet="Fjord Post")
    assert feed is not None
    await world.store.feeds.record(replace(feed, trouble="refused", failures=3))
    await world.store.subscriptions.save(make_subscription(zone="Europe/Kyiv"))
    await world.tell()
    await world.tell(make_article(url="https://harbour.example/2"))
    world.store.articles.kept[2].readings.clear()
    await world.desk.typed("digest", "now", world.request(may_manage=True))

    lines = await status(world)

    assert [
        "• Feeds — 1 of 2 ok; stale: Fjord Post: refused",
        "• Articles of the last day — 1 read, 1 waiting",
        "• Stories of the last day — 1",
        "• Next digest here — Tuesday 18:00 Europe/Kyiv",
    ] == lines[1:5]
    assert lines[5].endswith("messages, nothing failed")
    assert lines[6].startswith("Sitrep 0.")


async def test_what_failed_here_is_counted(world: DeskWorld) -> None:
    await world.tell()
    world.platform.failures = [Refused("not in channel")]
    await world.desk.typed("digest", "now", world.request(may_manage=True))

    assert "failed" in (await status(world))[5]
    assert "nothing failed" not in (await status(world))[5]


async def test_what_is_a_day_old_is_not_counted(world: DeskWorld) -> None:
    await world.tell()
    await world.desk.typed("digest", "now", world.request(may_manage=True))
    world.clock.move(days=2)

    assert ["• Articles of the last day — 0 read, 0 waiting", "• Stories of the last day — 0"] == (await status(world))[
        2:4
    ]
    assert "• Sent here in the last day — 0 messages, nothing failed" == (await status(world))[5]


async def test_paused_channel_is_told_how_to_go_on(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription(paused=True))

    assert "• Next digest here — paused. /digest resume goes on" == (await status(world))[4]


async def test_hostile_names_fit_both_platforms(world: DeskWorld) -> None:
    for number in range(9):
        feed = await world.store.feeds.add(f"https://{number}.example/feed", outlet=f"{number}{HOSTILE * 9}")
        assert feed is not None
        await world.store.feeds.record(replace(feed, trouble=HOSTILE * 9))

    reply = await world.desk.answer("sitrep status", world.request())

    assert [] == faults(reply)
    assert (1, 1) == parts(reply)
