from dataclasses import replace
from datetime import time

import pytest

from bot.errors import RetryLater
from tests.bot.commands.world import DeskWorld, said
from tests.factories import CHANNEL, NOON, make_subscription

HEADLINE = "Estonia expelled a tug with 8 sailors"


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def schedule(world: DeskWorld, text: str) -> str:
    return said(await world.desk.typed("digest", f"schedule {text}", world.request(may_manage=True)))


async def test_digest_now_posts_to_the_channel_and_tells_the_asker(world: DeskWorld) -> None:
    await world.tell()

    reply = await world.desk.typed("digest", "now", world.request(may_manage=True))

    assert ("Posted: 1 story.", True) == (said(reply), reply.private)
    assert HEADLINE in world.platform.text


async def test_digest_now_counts_as_shown(world: DeskWorld) -> None:
    await world.tell()
    await world.desk.typed("digest", "now", world.request(may_manage=True))
    world.clock.move(minutes=1)

    reply = await world.desk.typed("digest", "now", world.request(may_manage=True))

    assert "Posted: 0 stories." == said(reply)


async def test_preview_is_private_and_counts_as_nothing(world: DeskWorld) -> None:
    await world.tell()

    replies = [await world.desk.typed("digest", "preview", world.request()) for _ in range(2)]

    assert all(reply.private and HEADLINE in said(reply) for reply in replies)
    assert [] == world.store.deliveries.postings


async def test_digest_that_waits_for_the_platform_is_not_told_as_posted(world: DeskWorld) -> None:
    await world.tell()
    world.platform.failures = [RetryLater("Wait.", after_s=30)]

    reply = await world.desk.typed("digest", "now", world.request(may_manage=True))

    assert said(reply).startswith("Recorded: 1 story, not all delivered yet.")


@pytest.mark.parametrize(
    ("text", "times", "zone", "days"),
    [
        ("08:00", (time(8),), "UTC", (1, 2, 3, 4, 5, 6, 7)),
        ("18:30,08:00 Europe/Kyiv", (time(8), time(18, 30)), "Europe/Kyiv", (1, 2, 3, 4, 5, 6, 7)),
        ("8 America/New_York weekdays", (time(8),), "America/New_York", (1, 2, 3, 4, 5)),
        ("08:00 UTC weekends", (time(8),), "UTC", (6, 7)),
        ("08:00 UTC mon,Wednesday fri", (time(8),), "UTC", (1, 3, 5)),
    ],
    ids=["time", "zone", "weekdays", "weekends", "list"],
)
async def test_schedule_is_read(
    world: DeskWorld, text: str, times: tuple[time, ...], zone: str, days: tuple[int, ...]
) -> None:
    await schedule(world, text)

    saved = await world.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert (times, zone, days, NOON) == (saved.times, saved.zone, saved.days, saved.since)


async def test_schedule_is_told_to_the_channel_with_the_next_slot(world: DeskWorld) -> None:
    reply = await world.desk.typed("digest", "schedule 08:00,18:00 Europe/Kyiv mon,tue", world.request(may_manage=True))

    assert "Digest at 08:00, 18:00 Europe/Kyiv on Mon, Tue. Next: Tuesday 18:00." == said(reply)
    assert not reply.private


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("noon", "Cannot read the times “noon”. Write them like 08:00,18:30."),
        ("25:00", "Cannot read the times “25:00”. Write them like 08:00,18:30."),
        ("08:00+02:00,9:00", "Cannot read the times “08:00+02:00,9:00”. Write them like 08:00,18:30."),
        (",", "Give one to eight times a day, like 08:00,18:30."),
        ("1,2,3,4,5,6,7,8,9", "Give one to eight times a day, like 08:00,18:30."),
        ("08:00 Kyiv", "No such time zone: Kyiv. Use an IANA name like Europe/Kyiv or America/New_York."),
        (
            "08:00 ../etc/passwd",
            "No such time zone: ../etc/passwd. Use an IANA name like Europe/Kyiv or America/New_York.",
        ),
        ("08:00 UTC someday", "Name the days: daily, weekdays, weekends, or a list like mon,wed,fri."),
    ],
    ids=["word", "hour", "offset", "no time", "nine times", "city", "path", "day"],
)
async def test_wrong_schedule_is_refused_with_the_next_step(world: DeskWorld, text: str, expected: str) -> None:
    assert expected == await schedule(world, text)
    assert await world.store.subscriptions.get(CHANNEL) is None


async def test_new_times_keep_zone_and_days(world: DeskWorld) -> None:
    await schedule(world, "08:00 Europe/Kyiv weekdays")
    await schedule(world, "09:00")

    saved = await world.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert ((time(9),), "Europe/Kyiv", (1, 2, 3, 4, 5)) == (saved.times, saved.zone, saved.days)


async def test_new_schedule_posts_nothing_for_the_past(world: DeskWorld) -> None:
    await schedule(world, "06:00,11:00")

    saved = await world.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert NOON == saved.last_slot


async def test_schedule_without_times_tells_the_present_one(world: DeskWorld) -> None:
    await world.store.subscriptions.save(replace(make_subscription(channel=CHANNEL), days=(1,)))

    assert "Digest at 06:00, 18:00 UTC on Mon. Next: Monday 06:00." == await schedule(world, "")


async def test_schedule_without_times_tells_how_to_set_one(world: DeskWorld) -> None:
    expected = "No digest is scheduled here. Set one: /digest schedule 08:00,18:00 Europe/Kyiv weekdays"

    assert expected == await schedule(world, "")
