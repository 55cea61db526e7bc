from dataclasses import replace
from datetime import time

import pytest

from bot.commands.command import Reply
from bot.decide.tags import Region, Tagging, Topic
from bot.errors import RetryLater
from bot.jobs.digest import post_due
from bot.model import DeliveryKind, Follow, Posting
from tests.bot.commands.drawn import faults, parts
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


async def managed(world: DeskWorld, text: str) -> Reply:
    return await world.desk.typed("digest", text, world.request(may_manage=True))


async def test_pause_keeps_the_schedule_and_posts_nothing(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription())
    await world.tell()

    reply = await managed(world, "pause")
    world.clock.move(hours=7)
    posted = await post_due(world.outside)

    assert ("Paused. No digest is posted here until /digest resume.", False) == (said(reply), reply.private)
    assert 0 == posted
    assert make_subscription(paused=True) == await world.store.subscriptions.get(CHANNEL)
    assert "The digest is paused here already. /digest resume goes on." == said(await managed(world, "pause"))


async def test_resume_goes_on_with_the_next_time_and_makes_nothing_good(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription(paused=True))
    world.clock.move(days=3)

    reply = await managed(world, "resume")
    at_once = await post_due(world.outside)
    world.clock.move(hours=6)
    later = await post_due(world.outside)

    assert said(reply).startswith("Resumed. Digest at 06:00, 18:00 UTC on Mon, Tue")
    assert said(reply).endswith("Next: Friday 18:00.")
    assert (0, 1) == (at_once, later)
    assert "Catch-up" not in world.platform.text


async def test_resume_of_what_is_not_paused_tells_the_schedule(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription())

    assert said(await managed(world, "resume")).startswith("The digest is not paused here. Digest at 06:00, 18:00")


@pytest.mark.parametrize("text", ["pause", "resume"])
async def test_channel_without_a_schedule_is_told_how_to_set_one(world: DeskWorld, text: str) -> None:
    assert "No digest is scheduled here. Set one:" in said(await managed(world, text))


async def test_history_tells_the_digests_of_this_channel_latest_first(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription(zone="Asia/Kolkata"))
    await world.tell()
    await managed(world, "now")
    world.clock.move(hours=2)
    await managed(world, "now")

    assert [
        "Digests of this channel",
        "• 10 Mar 19:31 — nothing new",
        "• 10 Mar 17:31 — 1 story: bodal",
        "The latest first; /story details opens a story by its id.",
    ] == said(await world.desk.typed("digest", "history", world.request())).splitlines()


async def test_history_without_a_digest_names_the_next_step(world: DeskWorld) -> None:
    expected = "No digest was posted here yet. /digest schedule sets when one is; /digest now posts one."
    assert expected == said(await world.desk.typed("digest", "history", world.request()))


async def test_history_of_many_large_digests_fits_both_platforms(world: DeskWorld) -> None:
    ids = tuple(f"tutal-lajov-{'vodij-' * 5}{number}" for number in range(60))
    for number in range(11):
        at = NOON - number * DAY
        await world.store.deliveries.post(Posting(CHANNEL, DeliveryKind.DIGEST, f"{number}", (), at, ids))

    reply = await world.desk.answer("digest history", world.request())

    assert ([], (1, 1)) == (faults(reply), parts(reply))
    assert 10 == said(reply).count("60 stories: ")
    assert 10 == said(reply).count(" +52")
