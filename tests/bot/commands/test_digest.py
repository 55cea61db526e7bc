from dataclasses import replace
from datetime import time

import pytest

from bot.decide.tags import Region, Tagging, Topic
from bot.errors import RetryLater
from bot.model import Follow
from tests.bot.commands.world import DeskWorld, said
from tests.factories import CHANNEL, DAY, NOON, make_subscription

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


@pytest.mark.parametrize("typed", ["preview explain", "preview explain:yes", "preview yes"])
async def test_preview_explains_the_rank_of_each_story(world: DeskWorld, typed: str) -> None:
    await world.tell()

    reply = await world.desk.typed("digest", typed, world.request())

    assert f"1. {HEADLINE} · " in said(reply)
    assert "• +9.8 coercion 7.0, done ×1.0, in a headline ×1.40" in said(reply)
    assert [] == world.store.deliveries.postings


async def test_preview_that_shall_not_explain_shows_the_digest(world: DeskWorld) -> None:
    assert said(await world.desk.typed("digest", "preview explain:no", world.request())).startswith("Sitrep · ")


async def test_why_tells_the_rank_that_a_story_has_here(world: DeskWorld) -> None:
    await world.tell()
    (story,) = await world.store.stories.active(NOON - DAY, world.clock())

    asked = said(await world.desk.answer("why", world.request(id=story.id)))

    assert "In the next digest here\n" in asked
    assert "• +9.8 coercion 7.0, done ×1.0, in a headline ×1.40" in asked


async def test_mute_of_a_channel_is_heeded_and_explained(world: DeskWorld) -> None:
    await world.tell()
    await world.store.follows.save(CHANNEL, Follow("actor:NOR", mute=True))

    digest, explained = [said(await world.desk.typed("digest", t, world.request())) for t in ("preview", "preview yes")]

    assert HEADLINE not in digest
    assert "you muted Norway" in explained


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
        ("08:00 UTC mon,Wednesday,fri", (time(8),), "UTC", (1, 3, 5)),
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


TAGGING = Tagging(
    (Topic("energy", "Energy", ("gas",)), Topic("trade", "Trade", ("tariff",))),
    (Region("europe", "Europe", ("EST", "NOR")),),
)


@pytest.fixture
def tagged(world: DeskWorld) -> DeskWorld:
    world.outside = world.desk.outside = replace(world.outside, tagging=TAGGING)
    return world


async def test_filters_are_set_and_told(tagged: DeskWorld) -> None:
    told = await schedule(tagged, "times:08:00 topics:trade,energy regions:europe breaking:on")

    saved = await tagged.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert (("energy", "trade"), ("europe",), True) == (saved.topics, saved.regions, saved.breaking)
    assert "Only energy, trade in europe. Breaking lines at once." in told


async def test_what_is_not_named_stays(tagged: DeskWorld) -> None:
    await schedule(tagged, "times:08:00 zone:Europe/Kyiv topics:trade breaking:on")
    tagged.clock.move(hours=1)
    await schedule(tagged, "regions:europe")

    saved = await tagged.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert ((time(8),), "Europe/Kyiv", ("trade",), True, NOON) == (
        saved.times,
        saved.zone,
        saved.topics,
        saved.breaking,
        saved.last_slot,
    )


async def test_all_lifts_a_filter(tagged: DeskWorld) -> None:
    await schedule(tagged, "times:08:00 topics:trade")
    await schedule(tagged, "topics:all")

    saved = await tagged.store.subscriptions.get(CHANNEL)
    assert saved is not None
    assert () == saved.topics


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("times:08:00 topics:trad", "There is no topic trad. Did you mean trade?"),
        ("times:08:00 regions:mars", "There is no region mars. Known: europe; or all."),
        ("times:08:00 breaking:maybe", "Say breaking:on or breaking:off."),
        ("topics:trade", "No digest is scheduled here. Set one:"),
    ],
    ids=["topic", "region", "breaking", "no times"],
)
async def test_wrong_filter_is_refused_with_the_next_step(tagged: DeskWorld, text: str, says: str) -> None:
    assert says in await schedule(tagged, text)
    assert await tagged.store.subscriptions.get(CHANNEL) is None


async def test_digest_of_another_region_leaves_a_story_out(tagged: DeskWorld) -> None:
    elsewhere = Region("africa", "Africa", ("KEN",))
    tagged.outside = tagged.desk.outside = replace(
        tagged.outside, tagging=replace(TAGGING, regions=(*TAGGING.regions, elsewhere))
    )
    await tagged.tell()

    await schedule(tagged, "times:08:00 regions:europe")
    here = said(await tagged.desk.typed("digest", "preview", tagged.request()))
    await schedule(tagged, "regions:africa")
    there = said(await tagged.desk.typed("digest", "preview", tagged.request()))

    assert HEADLINE in here
    assert HEADLINE not in there


async def test_topics_and_regions_are_completed(tagged: DeskWorld) -> None:
    topics = await tagged.desk.complete("digest schedule", "topics", "ener", tagged.request())
    regions = await tagged.desk.complete("digest schedule", "regions", "", tagged.request())

    assert (["energy"], ["europe"]) == ([one.value for one in topics], [one.value for one in regions])
