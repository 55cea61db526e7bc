"""/actions: questions as typed and as picked, pages, completion, and what platforms draw of it."""

from typing import Any

import pytest

from bot.cards import Block, Buttons, Tone
from bot.commands.command import Choice, Reply
from bot.commands.table import COMMANDS
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.limits import violations as discord_violations
from bot.platforms.discord.tree import tree_of
from bot.platforms.slack import SlackPlatform
from bot.platforms.slack.limits import violations as slack_violations
from bot.platforms.slack.manifest import manifest
from summarizer.model import Action, ActionType, Actor, Status
from tests.bot.commands.world import DeskWorld, said
from tests.factories import make_action, make_article, make_reading

FINLAND = Actor("Finland", ("FIN",))
LONG = "expelled " + "a great many of the embassy’s officials " * 9


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def tell(world: DeskWorld, number: int, **changes: Any) -> None:
    """An article of its own story with one act."""
    title = f"{number} {'abcdefghijklmnop'[number % 16] * 9}"
    article = make_article(url=f"https://harbour.example/{number}", title=title, published=world.clock())
    await world.tell(article, reading=make_reading(quotes=(), key_quote=None, actions=(act(**changes),)))


def act(**changes: Any) -> Action:
    return make_action(**changes)


async def three(world: DeskWorld) -> None:
    await world.tell(
        reading=make_reading(
            actions=(
                act(),
                act(actor=FINLAND, type=ActionType.SANCTION, phrase="sanctioned a bank"),
                act(actor=FINLAND, type=ActionType.CONSULT, phrase="met envoys", status=Status.ANNOUNCED),
            )
        )
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["expelled a tug", "sanctioned a bank", "met envoys"]),
        ("from Finland", ["sanctioned a bank", "met envoys"]),
        ("from Finland type sanction", ["sanctioned a bank"]),
        ("from:Finland type=talks", ["met envoys"]),
        ("--from Helsinki --to Norwegian --status announced", ["met envoys"]),
        ("from EU members to Norway type coercion since 7d", ["expelled a tug"]),
        ("status done from nordic countries", ["sanctioned a bank"]),
        ("finnish", ["sanctioned a bank", "met envoys"]),
    ],
)
@pytest.mark.parametrize("group", ["actions", "sitrep"])
async def test_typed_question_is_understood(world: DeskWorld, typed: str, found: list[str], group: str) -> None:
    await three(world)

    reply = await world.desk.typed(group, typed if group == "actions" else f"actions {typed}", world.request())

    phrases = ("expelled a tug", "sanctioned a bank", "met envoys")
    assert found == [phrase for phrase in phrases if phrase in said(reply)]


async def test_answer_says_how_the_question_was_understood(world: DeskWorld) -> None:
    await three(world)
    asked = {"from": "EU members", "to": "norway", "type": "talks", "status": "announced", "since": "24h"}

    reply = await world.desk.answer("actions", world.request(**asked))

    assert said(reply).startswith("EU members → Norway · consult · announced · since 9 March 2026\n")
    assert reply.private


async def test_line_names_its_source_and_links_to_the_passage(world: DeskWorld) -> None:
    await three(world)

    reply = await world.desk.answer("actions", world.request(type="coerce"))

    assert "Estonia → Norway: expelled a tug with 8 sailors (done) — Harbour Daily · 10 Mar" in said(reply)
    assert "#:~:text=Estonia%20expelled" in str(reply.message)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"from": "Finlnd"}, "There is no actor “Finlnd” here. Did you mean Finland?"),
        ({"type": "sanctoin"}, "Did you mean sanction?"),
        ({"status": "dne"}, "Did you mean done?"),
        ({"since": "soon"}, "Write 24h, 7d, 2w"),
        ({"page": "0"}, "There is no page 0."),
        ({"page": "²"}, "There is no page ²."),
        ({"page": "2"}, "No more acts: All acts."),
        ({"from": "Chile"}, "No such act: From Chile. Ask for less, or for a longer time"),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else None,
)
async def test_what_cannot_be_answered_gets_one_sentence(world: DeskWorld, values: dict[str, str], says: str) -> None:
    await three(world)

    reply = await world.desk.answer("actions", world.request(**values))

    assert says in said(reply)
    assert Tone.TROUBLE is reply.message.cards[0].tone


async def test_pages_follow_by_button_with_the_same_question(world: DeskWorld) -> None:
    await tell(world, 0, actor=FINLAND, phrase="first of all")
    await world.tell(reading=make_reading(actions=tuple(act(recipient=Actor(f"port {n}")) for n in range(9))))
    await world.tell(
        make_article(url="https://harbour.example/z", title="zz yy xx"),
        reading=make_reading(actions=tuple(act(actor=FINLAND, recipient=Actor(f"bank {n}")) for n in range(9))),
    )

    first = await world.desk.typed("actions", "from Finland", world.request())
    second = await world.desk.press(*pressed(first, "More"), world.request())
    back = await world.desk.press(*pressed(second, "Back"), world.request())

    assert first.message == back.message
    assert (8, 2) == (said(first).count("Finland →"), said(second).count("Finland →"))
    assert "Page 2, the last." in said(second)


async def test_question_too_long_for_a_button_says_how_to_go_on(world: DeskWorld) -> None:
    await world.tell(reading=make_reading(actions=tuple(act(recipient=Actor(f"port {n}")) for n in range(9))))

    reply = await world.desk.answer("actions", world.request(**{"from": ", ".join(["EU members"] * 9)}))

    assert "Add page:2 for more." in said(reply)
    assert [] == [block for block in reply.message.cards[0].blocks if isinstance(block, Buttons)]


def pressed(reply: Reply, label: str) -> tuple[str, str]:
    blocks: tuple[Block, ...] = reply.message.cards[0].blocks
    buttons = {b.label: (b.action, b.value) for block in blocks if isinstance(block, Buttons) for b in block.buttons}
    return buttons[label]


async def test_actors_are_completed_the_busiest_first_then_by_name(world: DeskWorld) -> None:
    await three(world)

    busy = await world.desk.complete("actions", "from", "", world.request())
    named = await world.desk.complete("actions", "to", "rus", world.request())
    group = await world.desk.complete("actions", "to", "eu mem", world.request())

    assert {Choice("Finland", "FIN"), Choice("Estonia", "EST")} == set(busy)
    assert (Choice("Russia (RUS)", "Russia"), True) == (named[0], Choice("Belarus (BLR)", "Belarus") in named)
    assert (Choice("EU members", "EU members"),) == group


async def test_types_are_completed_by_plain_word_and_code(world: DeskWorld) -> None:
    by_word = await world.desk.complete("actions", "type", "talk", world.request())
    by_code = await world.desk.complete("actions", "type", "COERC", world.request())

    assert (Choice("talks (CONSULT)", "CONSULT"),) == by_word
    assert (Choice("coercion (COERCE)", "COERCE"),) == by_code


async def test_full_page_of_long_lines_fits_both_platforms(world: DeskWorld) -> None:
    long = tuple(act(phrase=LONG, recipient=Actor(f"the ministry of number {n}")) for n in range(9))
    await world.tell(reading=make_reading(actions=long))

    reply = await world.desk.answer("actions", world.request())

    slack, discord = SlackPlatform(bot_token=""), DiscordPlatform(token="")
    assert [] == [fault for part in slack.render(reply.message) for fault in slack_violations(part)]
    assert [] == [fault for part in discord.render(reply.message) for fault in discord_violations(part)]


class Answering:
    """Keeps what Discord's commands are used with."""

    async def run_command(self, interaction: object, path: str, options: dict[str, object]) -> None:
        self.ran = (path, options)

    async def complete(self, interaction: object, path: str, param: str, *, typed: str) -> tuple[Choice, ...]:
        return (Choice(f"{path} {param} {typed}", "x"),)


def test_discord_offers_the_command_with_its_completions() -> None:
    found = next(found for found in tree_of(COMMANDS, Answering()) if found.name == "actions")

    options = {param.display_name: param.autocomplete for param in found.parameters}  # type: ignore[union-attr]
    assert {"from": True, "to": True, "type": True, "status": False, "since": False, "page": False} == options


async def test_discord_gives_the_desk_the_names_of_the_table() -> None:
    answering = Answering()
    found = next(found for found in tree_of(COMMANDS, answering) if found.name == "actions")

    await found.callback(None, from_="US", to="Russia")  # type: ignore[union-attr, call-arg, arg-type]

    assert ("actions", {"from": "US", "to": "Russia"}) == answering.ran


def test_slack_offers_the_command() -> None:
    (slash,) = (s for s in manifest(COMMANDS)["features"]["slash_commands"] if s["command"] == "/actions")

    assert "[from] [to] [type] [status] [since] [page]" == slash["usage_hint"]
