"""/follow, /mute, /unfollow, /following: as typed and as picked, told back in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Tone
from bot.commands.command import Choice, Reply
from bot.commands.desk import Desk
from bot.commands.following import MAX_KEPT
from bot.commands.table import COMMANDS
from bot.decide.tags import Region, Tagging, Topic
from bot.model import Follow
from tests.bot.commands.drawn import faults, labels, parts, pressed
from tests.bot.commands.world import DeskWorld, said
from tests.factories import CHANNEL, DAY, HOUR, NOON, make_article, make_subscription

TAGGING = Tagging(
    (Topic("energy", "Energy", ("oil",)), Topic("war", "War and ceasefire", ("truce",))),
    (Region("middle-east", "Middle East and North Africa", ("EGY",)), Region("europe", "Europe", ("EST",))),
)
HEADLINE = "Estonia expelled a tug with 8 sailors"


@pytest.fixture
def world() -> DeskWorld:
    made = DeskWorld()
    made.outside = replace(made.outside, tagging=TAGGING)
    made.desk = Desk(made.outside, COMMANDS)
    return made


async def typed(world: DeskWorld, line: str) -> Reply:
    group, _, text = line.removeprefix("/").partition(" ")
    return await world.desk.typed(group, text, world.request(may_manage=True))


async def kept(world: DeskWorld) -> list[Follow]:
    return list(await world.store.follows.of(CHANNEL, world.clock()))


@pytest.mark.parametrize(
    ("line", "subjects", "words"),
    [
        ("/follow Ukraine", ["actor:UKR"], "Ukraine"),
        ("/follow the Kremlin", ["actor:RUS"], "Russia"),
        ("/follow south korea", ["actor:KOR"], "South Korea"),
        ("/follow NATO", ["actor:NATO"], "NATO"),
        ("/follow country Chad", ["actor:TCD"], "Chad"),
        ("/follow Estonia, Norway", ["actor:EST", "actor:NOR"], "Estonia, Norway"),
        ("/follow Bosnia and Herzegovina", ["actor:BIH"], "Bosnia"),
        ("/follow US > Russia", ["pair:USA>RUS"], "US → Russia"),
        ("/follow US>Russia", ["pair:USA>RUS"], "US → Russia"),
        ("/follow US to Russia", ["pair:USA>RUS"], "US → Russia"),
        ("/follow from Moscow to South Korea", ["pair:RUS>KOR"], "Russia → South Korea"),
        ("/follow energy", ["topic:energy"], "Energy (topic)"),
        ("/follow War and ceasefire", ["topic:war"], "War and ceasefire (topic)"),
        ("/follow topic:war", ["topic:war"], "War and ceasefire (topic)"),
        ("/follow middle east", ["region:middle-east"], "Middle East and North Africa (region)"),
        ("/follow region Europe", ["region:europe"], "Europe (region)"),
        ("/follow bodal", ["story:bodal"], f"{HEADLINE} · bodal"),
        ("/follow story BODAL", ["story:bodal"], f"{HEADLINE} · bodal"),
        ("/follow 1", ["story:bodal"], f"{HEADLINE} · bodal"),
        ("/sitrep follow Ukraine", ["actor:UKR"], "Ukraine"),
    ],
)
async def test_subject_is_understood_and_told_back(
    world: DeskWorld, line: str, subjects: list[str], words: str
) -> None:
    await world.tell()
    await typed(world, "/digest now")

    reply = await typed(world, line)

    assert f"Followed here: {words}, for good." == said(reply)
    assert subjects == [follow.subject for follow in await kept(world)]
    assert not reply.private


@pytest.mark.parametrize(
    ("line", "after", "words"),
    [
        ("/mute Russia 3d", 3 * DAY, "until 13 March"),
        ("/mute Russia for 2 weeks", 14 * DAY, "until 24 March"),
        ("/mute Russia for:2w", 14 * DAY, "until 24 March"),
        ("/mute for:12h Russia", 12 * HOUR, "until 11 March, 00:00"),
        ("/mute Russia 1h", HOUR, "until 10 March, 13:00"),
        ("/mute Russia 12m", 360 * DAY, "until 5 March 2027"),
        ("/mute Russia until 2026-04-01", timedelta(days=21, hours=12), "until 1 April"),
        ("/mute Russia forever", None, "for good"),
        ("/mute Russia", None, "for good"),
    ],
)
async def test_time_is_understood_and_told_back(
    world: DeskWorld, line: str, after: timedelta | None, words: str
) -> None:
    reply = await typed(world, line)

    assert f"Muted here: Russia, {words}." == said(reply)
    assert [Follow("actor:RUS", after and NOON + after, mute=True)] == await kept(world)


async def test_end_is_told_in_the_channels_zone(world: DeskWorld) -> None:
    await world.store.subscriptions.save(make_subscription(zone="Asia/Kolkata"))

    assert "until 11 March, 05:30." in said(await typed(world, "/mute Russia 12h"))


async def test_picked_values_are_understood_as_typed_ones_are(world: DeskWorld) -> None:
    request = world.request(may_manage=True, **{"what": "South Korea", "for": "3d"})

    assert "Followed here: South Korea, until 13 March." == said(await world.desk.answer("follow", request))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"what": "Ukrain"}, "Nothing here is called “Ukrain”. Did you mean Ukraine"),
        ({"what": "africa"}, "Nothing here is called “africa”. Did you mean Middle East and North Africa?"),
        ({"what": "enrgy"}, "Did you mean Energy"),
        ({"what": "topic:enrgy"}, "Nothing here is called “enrgy”. Did you mean Energy"),
        ({"what": "qqqqqq"}, "Name a country, a body, a pair like US > Russia, a topic like energy, war, or a story."),
        ({"what": "US > qqqqqq"}, "There is no actor “qqqqqq” here."),
        ({"what": "US > US"}, "A pair is of two parties"),
        ({"what": "7"}, "There is no story 7: this channel's latest digest does not exist yet."),
        ({"what": "EU members"}, "at most 10 go. Name fewer, or the body itself."),
        ({"what": "Russia", "for": "tomorrow"}, "Cannot read the time “tomorrow”. Write 12h, 3d, 2w"),
        ({"what": "Russia 0d"}, "That time is over already."),
        ({"what": "Russia until 2026-02-30"}, "There is no day 2026-02-30."),
        ({"what": "Russia until 2020-01-01"}, "That time is over already."),
        ({"what": "Russia until 0001-01-01"}, "The day 0001-01-01 is too far away."),
        ({"what": "Russia until 9999-12-31"}, "The day 9999-12-31 is too far away."),
        ({"what": "3d"}, "Say what, like /follow Ukraine 2w."),
        ({"what": "x" * 5000}, "Nothing here is called “xxx"),
        ({"what": "\x00"}, "Nothing here is called"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_cannot_be_followed_gets_one_sentence(world: DeskWorld, values: dict[str, str], says: str) -> None:
    reply = await world.desk.answer("follow", world.request(may_manage=True, **values))

    assert says in said(reply)
    assert Tone.TROUBLE is reply.message.cards[0].tone
    assert len(said(reply)) < 300
    assert [] == await kept(world)


async def test_mute_instead_of_a_follow_says_so(world: DeskWorld) -> None:
    await typed(world, "/follow Russia")

    assert "Muted here: Russia, for good. No longer followed." == said(await typed(world, "/mute Russia"))
    assert [Follow("actor:RUS", mute=True)] == await kept(world)


@pytest.mark.parametrize(
    "line", ["/unfollow Russia", "/unfollow actor:RUS", "/sitrep unmute russia", "/sitrep unmute Moscow"]
)
async def test_what_is_unfollowed_is_gone(world: DeskWorld, line: str) -> None:
    await typed(world, "/mute Russia")
    await typed(world, "/follow energy")

    assert "Neither followed nor muted here any more: Russia." == said(await typed(world, line))
    assert [Follow("topic:energy")] == await kept(world)


async def test_all_are_unfollowed_at_once(world: DeskWorld) -> None:
    await typed(world, "/mute Russia")
    await typed(world, "/follow energy")

    assert "any more: Russia, Energy (topic)." in said(await typed(world, "/unfollow all"))
    assert [] == await kept(world)


async def test_what_was_never_followed_is_told(world: DeskWorld) -> None:
    assert "Russia: neither followed nor muted here. See /following." == said(await typed(world, "/unfollow Russia"))


async def test_topic_that_is_configured_no_more_can_be_unfollowed(world: DeskWorld) -> None:
    await world.store.follows.save(CHANNEL, Follow("topic:whales"))

    assert "any more: whales (topic)." in said(await typed(world, "/unfollow whales"))


@pytest.mark.parametrize("line", ["/following", "/follow list", "/mute list", "/sitrep follow list", "/unfollow list"])
async def test_list_tells_what_is_followed_and_muted(world: DeskWorld, line: str) -> None:
    await typed(world, "/mute Russia 3d")
    await typed(world, "/follow US > China")

    expected = [
        "Followed and muted here", "Followed", "• US → China — for good", "Muted", "• Russia — until 13 March",
        "2 in all. /unfollow takes one back.",
    ]  # fmt: skip
    assert expected == said(await typed(world, line)).splitlines()


async def test_list_is_shown_to_those_who_may_not_change_it(world: DeskWorld) -> None:
    reply = await world.desk.typed("follow", "list", world.request(may_manage=False))

    assert said(reply).startswith("Nothing is followed or muted here. Try /follow Ukraine")


async def test_list_picked_as_a_subject_is_the_list(world: DeskWorld) -> None:
    request = world.request(may_manage=True, what="list")

    assert said(await world.desk.answer("follow", request)).startswith("Nothing is followed or muted here.")


async def test_what_has_ended_is_not_listed(world: DeskWorld) -> None:
    await typed(world, "/mute Russia 1h")
    world.clock.move(hours=2)

    assert said(await typed(world, "/following")).startswith("Nothing is followed or muted here.")


async def full(world: DeskWorld) -> None:
    for number in range(MAX_KEPT):
        await world.store.follows.save(CHANNEL, Follow(f"actor:{'the front of ' * 20}{number:03}"))


async def test_long_list_is_turned_by_buttons_and_fits(world: DeskWorld) -> None:
    await full(world)

    first = await typed(world, "/following")
    second = await world.desk.press(*pressed(first, "More"), world.request())
    last = await world.desk.answer("following", world.request(page="5"))

    assert (["More"], ["Back", "More"], ["Back"]) == (labels(first), labels(second), labels(last))
    assert first.message == (await world.desk.press(*pressed(second, "Back"), world.request())).message
    assert ([], []) == (faults(first), faults(last))
    assert "There is no page 6" in said(await world.desk.answer("following", world.request(page="6")))


async def test_channel_keeps_so_many_and_no_more(world: DeskWorld) -> None:
    await full(world)

    assert f"at most {MAX_KEPT}" in said(await typed(world, "/follow Ukraine"))
    assert [] == [one for one in await kept(world) if one.subject == "actor:UKR"]
    assert (1, 1) == parts(await typed(world, "/unfollow all"))


async def test_story_merged_into_another_is_listed_under_that(world: DeskWorld) -> None:
    await world.tell()
    apart = make_article(url="https://andean.example/1", title="Chile reopens Arica", text="Lorries crossed at dawn.")
    await world.tell(apart, bare=True)
    await typed(world, "/follow hinot")
    await world.store.stories.merge("hinot", "bodal", at=NOON, why="one article tells both")

    assert f"• {HEADLINE} · bodal — for good" in said(await typed(world, "/following"))
    assert "any more" in said(await typed(world, "/unfollow hinot"))


async def test_subjects_are_completed(world: DeskWorld) -> None:
    await world.tell()

    every = await world.desk.complete("follow", "what", "", world.request())
    named = await world.desk.complete("mute", "what", "est", world.request())
    story = await world.desk.complete("follow", "what", "expelled", world.request())

    assert Choice(f"{HEADLINE} · bodal", "bodal") == every[0]
    assert Choice("Energy (topic)", "topic:energy") in every
    assert Choice("Estonia (EST)", "Estonia") == named[0]
    assert (Choice(f"{HEADLINE} · bodal", "bodal"),) == story


async def test_what_is_followed_is_completed_for_unfollowing(world: DeskWorld) -> None:
    await typed(world, "/mute Russia")
    await typed(world, "/follow US > China")

    offered = await world.desk.complete("unfollow", "what", "", world.request())

    assert (Choice("Russia (muted)", "actor:RUS"), Choice("US → China (followed)", "pair:USA>CHN")) == offered
