import pytest

from tests.bot.commands.world import DeskWorld, said
from tests.factories import CHANNEL, SAID, make_article, make_subscription

HEADLINE = "Estonia expelled a tug with 8 sailors"
ARICA = make_article(
    url="https://andean.example/1", title="Chile and Peru reopen Arica", text="Lorries crossed at dawn.", published=None
)


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def test_details_show_the_story_with_its_quotation(world: DeskWorld) -> None:
    await world.tell()

    text = said(await world.desk.typed("story", "details bodal", world.request()))

    assert HEADLINE in text
    assert f"“{SAID}”" in text


async def test_share_shows_details_to_the_whole_channel(world: DeskWorld) -> None:
    await world.tell()

    reply = await world.desk.typed("story", "share bodal", world.request())

    assert not reply.private
    assert reply.message == (await world.desk.answer("story details", world.request(story="bodal"))).message
    assert reply.message == (await world.desk.press("share", "bodal.1", world.request())).message


async def test_share_of_what_is_unknown_is_told_to_the_asker_alone(world: DeskWorld) -> None:
    assert (await world.desk.typed("story", "share zzzzz", world.request())).private


@pytest.mark.parametrize("wanted", ["BODAL", " bodal "])
async def test_story_id_is_read_generously(world: DeskWorld, wanted: str) -> None:
    await world.tell()

    assert HEADLINE in said(await world.desk.answer("story details", world.request(story=wanted)))


async def test_number_means_the_channels_latest_digest(world: DeskWorld) -> None:
    await world.tell()
    await world.desk.typed("digest", "now", world.request(may_manage=True))
    await world.tell(ARICA, bare=True)
    before = said(await world.desk.typed("story", "details 1", world.request()))
    await world.desk.typed("digest", "now", world.request(may_manage=True))
    after = said(await world.desk.typed("story", "details 1", world.request()))

    assert HEADLINE in before
    assert "Chile and Peru reopen Arica" in after


async def test_preview_does_not_change_what_numbers_mean(world: DeskWorld) -> None:
    await world.tell()
    await world.desk.typed("digest", "now", world.request(may_manage=True))
    await world.tell(ARICA, bare=True)
    await world.desk.typed("digest", "preview", world.request())

    assert HEADLINE in said(await world.desk.typed("story", "details 1", world.request()))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("zzzzz", "No such story: zzzzz. See /story list."),
        ("2", "There is no story 2: this channel's latest digest holds 1. See /story list."),
        ("0", "There is no story 0: this channel's latest digest holds 1. See /story list."),
        ("²", "No such story: ². See /story list."),
        ("-1", "No such story: -1. See /story list."),
        ("bo\x00dal", "No such story: bo\x00dal. See /story list."),
    ],
    ids=["id", "number", "nought", "superscript", "negative", "nul"],
)
async def test_unknown_story_is_told_with_the_next_step(world: DeskWorld, wanted: str, expected: str) -> None:
    await world.tell()
    await world.desk.typed("digest", "now", world.request(may_manage=True))

    assert expected == said(await world.desk.answer("story details", world.request(story=wanted)))


async def test_number_without_a_digest_is_told_with_the_next_step(world: DeskWorld) -> None:
    await world.tell()

    expected = "There is no story 1: this channel's latest digest does not exist yet. See /story list."
    assert expected == said(await world.desk.answer("story details", world.request(story="1")))


@pytest.mark.parametrize("wanted", ["9" * 5000, "x" * 5000], ids=["digits", "letters"])
async def test_endless_story_is_answered_in_short(world: DeskWorld, wanted: str) -> None:
    assert len(said(await world.desk.answer("story details", world.request(story=wanted)))) < 200


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "²", "9" * 5000, ""])
async def test_page_out_of_range_is_the_nearest(world: DeskWorld, page: str) -> None:
    await world.tell()

    assert HEADLINE in said(await world.desk.answer("story details", world.request(story="bodal", page=page)))


async def test_details_tell_times_in_the_channels_zone(world: DeskWorld) -> None:
    await world.tell()
    await world.store.subscriptions.save(make_subscription(channel=CHANNEL, zone="Asia/Kolkata"))

    assert "first seen 10 Mar 17:30" in said(await world.desk.answer("story details", world.request(story="bodal")))


async def test_list_shows_stories_newest_first_with_their_ids(world: DeskWorld) -> None:
    await world.tell()
    await world.tell(ARICA, bare=True)

    lines = said(await world.desk.answer("story list", world.request())).splitlines()

    assert ["• hinot", "• bodal"] == [line[:7] for line in lines if line.startswith("•")]


async def test_list_leaves_out_what_is_older_than_three_days(world: DeskWorld) -> None:
    await world.tell()
    world.clock.move(days=4)

    expected = "No story yet. Feeds are polled every few minutes; /feeds list shows their health."
    assert expected == said(await world.desk.answer("story list", world.request()))
