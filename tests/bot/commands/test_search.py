"""/search: words and filters as typed, pages, what platforms draw of it."""

import pytest

from bot.cards import Tone
from bot.commands.command import Choice
from summarizer.model import ActionType, Actor
from tests.bot.commands.drawn import HOSTILE, faults, labels, parts, pressed
from tests.bot.commands.world import DeskWorld, said
from tests.factories import NOON, make_action, make_article, make_reading, make_subscription

CHILE = Actor("Chile", ("CHL",))


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def three(world: DeskWorld) -> None:
    """Two outlets, two actors; the word is in all."""
    for outlet in ("Harbour Daily", "Fjord Post"):
        await world.store.feeds.add(f"https://{outlet[:5].lower()}.example/feed", outlet=outlet)
    await world.tell()
    talks = make_action(actor=CHILE, type=ActionType.CONSULT)
    other = make_article(url="https://fjord.example/1", title="Fjord talks of a tug", outlet="Fjord Post")
    await world.tell(other, reading=make_reading(actions=(talks,)))
    old = make_article(url="https://fjord.example/2", title="A tug, years ago", outlet="Fjord Post", published=None)
    await world.tell(old, bare=True)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tug left our waters", ["Estonia expels", "Fjord talks", "years ago"]),
        ("tug left from:Chile", ["Fjord talks"]),
        ("from:Chile tug left", ["Fjord talks"]),
        ("tug to:norwegian type:coercion", ["Estonia expels"]),
        ('tug outlet:"fjord post"', ["Fjord talks", "years ago"]),
        ("tug outlet:harbour since:7d", ["Estonia expels"]),
        ("tug type=talks since=2026-03-01", ["Fjord talks"]),
    ],
)
@pytest.mark.parametrize("group", ["search", "sitrep"])
async def test_typed_question_is_understood(world: DeskWorld, typed: str, found: list[str], group: str) -> None:
    await three(world)

    reply = await world.desk.typed(group, typed if group == "search" else f"search {typed}", world.request())

    assert found == [title for title in ("Estonia expels", "Fjord talks", "years ago") if title in said(reply)]
    assert reply.private


async def test_hit_tells_outlet_day_story_and_passage(world: DeskWorld) -> None:
    await three(world)

    reply = await world.desk.answer("search", world.request(words="tug left", outlet="harbour daily"))

    heading, hit, foot = said(reply).splitlines()
    assert "Search · tug left · Harbour Daily" == heading
    assert hit.startswith("• Estonia expels Norwegian tug from Tallinn roads — Harbour Daily · 10 Mar · bodal: Estonia")
    assert foot.startswith("Page 1, the last.")
    assert "https://harbour.example/tug#:~:text=Estonia" in str(reply.message)


async def test_day_is_told_in_the_channels_zone(world: DeskWorld) -> None:
    await world.tell(make_article(published=NOON.replace(hour=22)))
    await world.store.subscriptions.save(make_subscription(zone="Asia/Kolkata"))

    assert "· 11 Mar ·" in said(await world.desk.answer("search", world.request(words="tug")))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"words": "armistice"}, "Nothing found: Search · armistice. Try fewer or other words"),
        ({"words": "tug", "page": "2"}, "Nothing more found: Search · tug."),
        ({"words": "tug", "page": "0"}, "There is no page 0."),
        ({"words": "tug", "from": "Chlie"}, "Did you mean Chile?"),
        ({"words": "tug", "type": "sanctoin"}, "Did you mean sanction?"),
        ({"words": "tug", "since": "soon"}, "Write 24h, 7d, 2w"),
        ({"words": "tug", "outlet": "Fyord Post"}, "There is no outlet “Fyord Post” here. Did you mean Fjord Post?"),
        ({"words": "tug", "outlet": "zzz"}, "There is no outlet “zzz” here. /feeds list names them."),
        ({"from": "Chile"}, "needs: words."),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else None,
)
async def test_what_cannot_be_found_gets_one_sentence(world: DeskWorld, values: dict[str, str], says: str) -> None:
    await three(world)

    reply = await world.desk.answer("search", world.request(**values))

    assert says in said(reply)
    assert Tone.TROUBLE is reply.message.cards[0].tone


async def test_pages_follow_by_button_with_the_same_question(world: DeskWorld) -> None:
    for number in range(10):
        await world.tell(make_article(url=f"https://harbour.example/{number}", title=f"Tug {number}"))

    first = await world.desk.typed("search", "tug left type:coercion", world.request())
    second = await world.desk.press(*pressed(first, "More"), world.request())
    back = await world.desk.press(*pressed(second, "Back"), world.request())

    assert ("search", "tug left|||coercion|||2") == pressed(first, "More")
    assert first.message == back.message
    assert (8, 2) == (said(first).count("• Tug"), said(second).count("• Tug"))


async def test_question_too_long_for_a_button_says_how_to_go_on(world: DeskWorld) -> None:
    words = "😀" * 45
    for number in range(9):
        await world.tell(make_article(url=f"https://harbour.example/{number}", text=words))

    reply = await world.desk.answer("search", world.request(words=words))

    assert "Add page:2 for more." in said(reply)
    assert ([], []) == (labels(reply), faults(reply))


async def test_full_page_of_hostile_articles_fits_both_platforms(world: DeskWorld) -> None:
    for number in range(9):
        url = f"https://harbour.example/{number}?{'q' * 1800}"
        await world.tell(make_article(url=url, title=HOSTILE * 9, text=HOSTILE * 9, outlet=HOSTILE * 9))

    reply = await world.desk.answer("search", world.request(words=HOSTILE[:60]))

    assert [] == faults(reply)
    assert (1, 1) == parts(reply)


async def test_outlets_are_completed(world: DeskWorld) -> None:
    await three(world)

    assert (Choice("Fjord Post", "Fjord Post"),) == await world.desk.complete(
        "search", "outlet", "fjo", world.request()
    )
