import pytest

from bot.cards import Tone, text_of
from bot.commands.command import Choice, Command, Param, ParamKind, Reply, Request
from bot.commands.desk import MAX_CHOICES, Desk
from bot.commands.table import COMMANDS
from bot.errors import RetryLater, UserError
from bot.platforms.slack.manifest import RESERVED
from tests.bot.commands.drawn import faults, parts
from tests.bot.commands.world import DeskWorld, said
from tests.factories import CHANNEL, make_article


async def echo(desk: Desk, request: Request) -> Reply:
    raise UserError(" | ".join(f"{name}={value}" for name, value in request.values.items()) or "nothing")


async def busy(desk: Desk, request: Request) -> Reply:
    raise RetryLater("The database is busy.", after_s=1)


TEXT_LAST = Command("memo", "write", "Write", echo, (Param("to", "Whom", required=True), Param("words", "What")))
NUMBER_LAST = Command("memo", "count", "Count", echo, (Param("to", "Whom"), Param("times", "n", ParamKind.WHOLE)))
GREEDY = Command(
    "memo",
    "find",
    "Find",
    echo,
    (Param("words", "What", required=True, greedy=True), Param("by", "Whom"), Param("at", "t")),
)
SECOND = Command(
    "memo", "ask", "Ask", echo, (Param("to", "Whom"), Param("words", "What", greedy=True), Param("at", "t"))
)
BUSY = Command("memo", "busy", "Busy", busy)


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


def memo_desk(world: DeskWorld) -> Desk:
    return Desk(world.outside, (*COMMANDS, TEXT_LAST, NUMBER_LAST, GREEDY, SECOND, BUSY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write ana", "to=ana"),
        ("write ana see you at six", "to=ana | words=see you at six"),
        ('write "ana maria" hello', "to=ana maria | words=hello"),
        ("write 'ana maria'   hello   there", "to=ana maria | words=hello there"),
        ("write O'Hara hello", "to=O'Hara | words=hello"),
        ('write "ana hello', 'to="ana | words=hello'),
        ("WRITE ana", "to=ana"),
        ("count ana 2 3", "to=ana | times=2"),
        ("count", "nothing"),
        ("  write\tana\n", "to=ana"),
    ],
    ids=["one", "rest of line", "quoted", "blanks", "apostrophe", "open quote", "capitals", "no rest", "none", "space"],
)
async def test_typed_words_become_values(world: DeskWorld, text: str, expected: str) -> None:
    assert expected == said(await memo_desk(world).typed("memo", text, world.request()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("find steel and fish", "words=steel and fish"),
        ("find steel by:ana fish", "by=ana | words=steel fish"),
        ("find by:ana at=noon steel", "by=ana | at=noon | words=steel"),
        ("find by: ana steel", "by=ana | words=steel"),
        ("find steel by land", "words=steel by land"),
        ("find by land", "words=by land"),
        ('find by:"ana maria" steel', "by=ana maria | words=steel"),
        ("find by:“ana maria” steel", "by=ana maria | words=steel"),
        ("find steel by:", "by= | words=steel"),
        ("find price:10 steel", "words=price:10 steel"),
        ("ask ana see you at:six", "at=six | to=ana | words=see you"),
        ("write ana to:bo", "to=bo | words=ana"),
    ],
)
async def test_greedy_parameter_takes_what_names_no_other(world: DeskWorld, text: str, expected: str) -> None:
    assert expected == said(await memo_desk(world).typed("memo", text, world.request()))


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("story", "detials 2", "/story details"),
        ("story", "lst", "/story list"),
        ("digest", "nwo", "/digest now"),
        ("digest", "shedule 08:00", "/digest schedule"),
        ("feeds", "ad https://x.example", "/feeds add"),
        ("sitrep", "hlep", "/sitrep help"),
        ("sitrep", "story detials 2", "/story details"),
        ("sitrep", "serach tariffs", "/search"),
        ("digest", "puase", "/digest pause"),
    ],
)
async def test_wrong_subcommand_is_told_the_nearest(world: DeskWorld, group: str, text: str, expected: str) -> None:
    reply = await world.desk.typed(group, text, world.request())

    assert f"Did you mean {expected}?" in said(reply)
    assert Tone.TROUBLE is reply.message.cards[0].tone


async def test_wrong_subcommand_is_told_where_all_commands_are(world: DeskWorld) -> None:
    reply = await world.desk.typed("story", "☃" * 5000, world.request())

    assert "/sitrep help lists them all." in said(reply)
    assert len(said(reply)) < 300


@pytest.mark.parametrize(("group", "text"), [("sitrep", ""), ("story", ""), ("sitrep", "help"), ("digest", "  ")])
async def test_group_alone_is_answered_with_help(world: DeskWorld, group: str, text: str) -> None:
    assert "/story details <story> [page]" in said(await world.desk.typed(group, text, world.request()))


async def test_every_command_works_behind_sitrep(world: DeskWorld) -> None:
    assert said(await world.desk.typed("story", "list", world.request())) == said(
        await world.desk.typed("sitrep", "story list", world.request())
    )


async def test_missing_parameter_is_named_with_the_usage(world: DeskWorld) -> None:
    reply = await world.desk.typed("story", "details", world.request())

    assert "/story details <story> [page] needs: story." == said(reply)


async def test_trouble_inside_is_told_and_not_raised(world: DeskWorld) -> None:
    reply = await memo_desk(world).answer("memo busy", world.request())

    assert "The database is busy. Nothing was changed; try again in a minute." == said(reply)


@pytest.mark.parametrize("path", [command.path for command in COMMANDS if command.manages])
@pytest.mark.parametrize("asked", ["cannot", "unknown"])
async def test_command_that_manages_is_refused_without_the_right(world: DeskWorld, path: str, asked: str) -> None:
    values = {"times": "08:00", "url": "https://harbour.example/feed", "feed": "Harbour", "what": "Norway"}
    request = world.request(**values) if asked == "unknown" else world.request(may_manage=False, **values)

    reply = await world.desk.answer(path, request)

    assert "Only people who may manage this channel can change that. Ask one of them." == said(reply)
    assert [] == world.store.deliveries.postings
    assert () == await world.store.feeds.all()
    assert await world.store.subscriptions.get(CHANNEL) is None
    assert () == await world.store.follows.of(CHANNEL, world.clock())


@pytest.mark.parametrize("path", [command.path for command in COMMANDS if not command.manages])
async def test_command_that_only_shows_asks_for_no_right(world: DeskWorld, path: str) -> None:
    async def may_manage() -> bool:
        raise AssertionError("asked")

    await world.tell()
    request = Request(CHANNEL, "U1", {"story": "bodal", "id": "bodal", "words": "tug"}, may_manage)

    assert Tone.TROUBLE is not (await world.desk.answer(path, request)).message.cards[0].tone or path == "feeds list"


async def test_details_button_answers_privately(world: DeskWorld) -> None:
    await world.tell()

    reply = await world.desk.press("details", "bodal", world.request())

    assert reply.private
    assert reply.message == (await world.desk.answer("story details", world.request(story="bodal"))).message


async def test_share_button_answers_in_the_channel(world: DeskWorld) -> None:
    await world.tell()

    assert not (await world.desk.press("share", "bodal.1", world.request())).private


async def test_share_of_a_story_that_is_gone_is_a_private_answer(world: DeskWorld) -> None:
    reply = await world.desk.press("share", "zzzzz.1", world.request())

    assert ("No such story: zzzzz. See /story list.", True) == (said(reply), reply.private)


@pytest.mark.parametrize("value", ["", "bodal.", "bodal.x", "bodal.²", "bodal.99", "bodal.-1", "bodal." + "9" * 5000])
async def test_odd_button_value_is_answered(world: DeskWorld, value: str) -> None:
    await world.tell()

    assert said(await world.desk.press("page", value, world.request()))


async def test_button_of_an_older_version_is_told_the_next_step(world: DeskWorld) -> None:
    reply = await world.desk.press("unfold", "bodal", world.request())

    assert "This button is from an older version. Ask /story list instead." == said(reply)


async def test_stories_are_completed_by_headline_and_id(world: DeskWorld) -> None:
    await world.tell()
    other = make_article(
        url="https://a.example/1", title="Chile and Peru reopen Arica", text="Lorries crossed at dawn."
    )
    await world.tell(other, bare=True)

    by_headline = await world.desk.complete("story details", "story", "ARICA", world.request())
    by_id = await world.desk.complete("story details", "story", "bod", world.request())
    every = await world.desk.complete("story details", "story", "", world.request())

    assert (Choice("Chile and Peru reopen Arica · hinot", "hinot"),) == by_headline
    assert ["bodal"] == [choice.value for choice in by_id]
    assert ["hinot", "bodal"] == [choice.value for choice in every]


async def test_feeds_are_completed_by_outlet_and_address(world: DeskWorld) -> None:
    await world.store.feeds.add("https://harbour.example/feed", outlet="Harbour Daily")
    await world.store.feeds.add("https://fjord.example/feed", outlet="Fjord Post")

    assert ["https://fjord.example/feed"] == [
        choice.value for choice in await world.desk.complete("feeds remove", "feed", "fjord", world.request())
    ]


async def test_zones_are_completed_and_bounded(world: DeskWorld) -> None:
    kyiv = await world.desk.complete("digest schedule", "zone", "kyiv", world.request())
    every = await world.desk.complete("digest schedule", "zone", "", world.request())

    assert "Europe/Kyiv" in [choice.value for choice in kyiv]
    assert (MAX_CHOICES, "UTC") == (len(every), every[0].value)


@pytest.mark.parametrize(
    ("path", "param"), [("digest schedule", "times"), ("story details", "nothing"), ("no command", "story")]
)
async def test_what_cannot_be_completed_gives_no_choice(world: DeskWorld, path: str, param: str) -> None:
    assert () == await world.desk.complete(path, param, "", world.request())


async def test_help_names_every_command(world: DeskWorld) -> None:
    reply = await world.desk.answer("sitrep help", world.request())

    assert all(f"/{command.path}" in said(reply) and command.help in said(reply) for command in COMMANDS)


async def test_help_names_the_commands_that_slack_keeps_for_itself(world: DeskWorld) -> None:
    foot = said(await world.desk.answer("sitrep help", world.request())).splitlines()[-1]

    assert all(f"/{command.group}" in foot for command in COMMANDS if command.group in RESERVED)


async def test_help_is_one_message_on_both_platforms(world: DeskWorld) -> None:
    reply = await world.desk.answer("sitrep help", world.request())

    assert [] == faults(reply)
    assert (1, 1) == parts(reply)


@pytest.mark.parametrize("text", ["story of the tug", "feeds", "unmute"])
async def test_words_of_a_search_are_no_commands(world: DeskWorld, text: str) -> None:
    assert f"Search · {text}" in said(await world.desk.typed("search", text, world.request()))


async def test_every_answer_has_a_line_for_notifications(world: DeskWorld) -> None:
    await world.tell()
    paths = ("story list", "story details", "digest preview", "feeds list", "sitrep help", "nothing such")

    replies = [await world.desk.answer(path, world.request(story="bodal")) for path in paths]

    assert all(reply.message.fallback.strip() and text_of(reply.message.cards[0]) for reply in replies)
