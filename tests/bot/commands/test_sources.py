"""/story sources: voices with their copies, and what is known of each article."""

import pytest

from bot.model import Outlet
from tests.bot.commands.drawn import HOSTILE, faults, labels, parts, pressed
from tests.bot.commands.world import DeskWorld, said
from tests.factories import NOON, TEXT, make_article, make_bare_reading, make_reading

OWN = (
    "Norway called in the Estonian ambassador in Oslo on Tuesday over the tug that was sent away from Tallinn.\n\n"
    "Officials of the harbour said the crew of eight had not been told of any charge, and papers were in order.\n\n"
    "The owners, a firm of Bergen, want the vessel back before the herring season, which begins in a fortnight."
)


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def tell(world: DeskWorld, number: int, **changes: object) -> None:
    """Another article of the one story."""
    article = make_article(**({"url": f"https://a.example/{number}", "published": world.clock()} | changes))
    await world.tell(article, reading=make_reading() if article.text == TEXT else make_bare_reading())
    kept = list(world.store.articles.kept.values())[-1]
    kept.story_id = "bodal"


async def test_each_voice_comes_with_its_copies(world: DeskWorld) -> None:
    world.store.stories.outlets = {"Volga Herald": Outlet("Volga Herald", "RUS", "state media (Russia)", 80)}
    await tell(world, 1)
    await tell(world, 2, text=OWN, outlet="Fjord Post", full_text=False)
    await tell(world, 3, outlet="Volga Herald")
    await world.store.articles.withdraw(2, NOON)

    lines = said(await world.desk.typed("story", "sources bodal", world.request())).splitlines()

    assert [
        "3 articles, 3 outlets, 2 independent voices.",
        "• Harbour Daily · 10 Mar 12:00 · full text",
        "• ↳ Volga Herald [state media (Russia)] · copy or rewrite of Harbour Daily · 10 Mar 12:02 · full text",
        "• Fjord Post · 10 Mar 12:01 · feed text only · withdrawn 10 Mar 12:00",
        "Sources of bodal. A copy or rewrite adds no voice.",
    ] == lines[1:]


async def test_edited_article_tells_its_version_and_a_foreign_one_its_language(world: DeskWorld) -> None:
    await world.tell()
    again = make_article(text=f"{TEXT} It is so.")
    await world.tell(again, reading=make_reading(language="et"))

    assert "Harbour Daily · 10 Mar 11:00 · full text · version 2 · et" in said(
        await world.desk.answer("story sources", world.request(story="bodal"))
    )


async def test_many_are_turned_by_buttons(world: DeskWorld) -> None:
    for number in range(14):
        await tell(world, number, outlet=f"Outlet {number:02}")

    first = await world.desk.answer("story sources", world.request(story="bodal"))
    second = await world.desk.press(*pressed(first, "More"), world.request())

    assert (["Details", "More"], ["Details", "Back"]) == (labels(first), labels(second))
    assert (12, 2) == (said(first).count("• "), said(second).count("• "))
    assert first.message == (await world.desk.press(*pressed(second, "Back"), world.request())).message


async def test_hostile_names_fit_both_platforms(world: DeskWorld) -> None:
    names = [f"{number}{HOSTILE * 9}" for number in range(13)]
    world.store.stories.outlets = {name: Outlet(name, "RUS", HOSTILE * 9) for name in names}
    for number, name in enumerate(names):
        await tell(world, number, outlet=name, title=HOSTILE * 9, url=f"https://a.example/{number}?{'q' * 1800}")

    reply = await world.desk.answer("story sources", world.request(story="bodal"))

    assert [] == faults(reply)
    assert (1, 1) == parts(reply)


async def test_unknown_story_is_told(world: DeskWorld) -> None:
    assert "No such story: zzzzz. See /story list." == said(
        await world.desk.answer("story sources", world.request(story="zzzzz"))
    )
