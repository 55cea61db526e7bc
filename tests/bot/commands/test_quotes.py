"""/story quotes: verbatim, by speaker, in pages."""

import pytest

from bot.cards import Quotation
from summarizer.model import Resolved
from tests.bot.commands.drawn import HOSTILE, faults, labels, pressed
from tests.bot.commands.world import DeskWorld, said
from tests.factories import SAID, make_article, make_quote, make_reading, make_speaker

HEADLINE = "Estonia expelled a tug with 8 sailors"


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def tell(world: DeskWorld, *said_by: tuple[str, str], **changes: object) -> None:
    """An article in which these speakers say these words; "" leaves the speaker open."""
    text = "\n\n".join(f"{number}. “{words}” they said." for number, (_, words) in enumerate(said_by))
    quotes = tuple(
        make_quote(words, text=text, speaker=make_speaker(name) if name else None) for name, words in said_by
    )
    reading = make_reading(quotes=quotes, actions=(), gist=(), key_quote=None)
    await world.tell(make_article(text=text, **changes), reading=reading)


async def test_quotation_stands_word_for_word_with_speaker_and_passage(world: DeskWorld) -> None:
    await world.tell()

    reply = await world.desk.typed("story", "quotes bodal", world.request())

    assert [
        HEADLINE,
        "Foreign Minister Kaarin Oja",
        f"“{SAID}” — Foreign Minister Kaarin Oja, via Harbour Daily ¶2",
        "1 quotation by 1 speaker, verbatim, linked to the passage.",
    ] == said(reply).splitlines()
    assert "https://harbour.example/tug#:~:text=The%20tug" in str(reply.message)


async def test_who_says_most_comes_first_and_the_unnamed_last(world: DeskWorld) -> None:
    await tell(world, ("", "Nobody knows."), ("Ana Ruiz", "We wait."), ("Bo Dahl", "We go."), ("Bo Dahl", "We stay."))

    lines = said(await world.desk.answer("story quotes", world.request(story="bodal"))).splitlines()

    heads = ("Ana Ruiz", "Bo Dahl", "Speaker left open by the article")
    assert ["Bo Dahl", "Ana Ruiz", "Speaker left open by the article"] == [line for line in lines if line in heads]


async def test_unnamed_sources_are_told_as_such(world: DeskWorld) -> None:
    speaker = make_speaker("a senior official", resolved=Resolved.UNNAMED)
    await world.tell(reading=make_reading(quotes=(make_quote(speaker=speaker),)))

    assert "Unnamed sources" in said(await world.desk.answer("story quotes", world.request(story="bodal")))


@pytest.mark.parametrize("typed", ["bodal dahl", "bodal Bo Dahl", "bodal speaker:dahl", 'bodal speaker:"Bo Dahl"'])
async def test_one_speaker_is_asked_for_by_a_part_of_the_name(world: DeskWorld, typed: str) -> None:
    await tell(world, ("Ana Ruiz", "We wait."), ("Bo Dahl", "We go."))

    text = said(await world.desk.typed("story", f"quotes {typed}", world.request()))

    assert ("We go." in text, "We wait." in text) == (True, False)


async def test_speaker_who_is_not_quoted_is_answered_with_the_nearest(world: DeskWorld) -> None:
    await tell(world, ("Ana Ruiz", "We wait."), ("Bo Dahl", "We go."))

    expected = "“Bo Dal” is not quoted in this story. Quoted: Bo Dahl."
    far = "“zzzz” is not quoted in this story. Quoted: Ana Ruiz, Bo Dahl."
    assert expected == said(await world.desk.answer("story quotes", world.request(story="bodal", speaker="Bo Dal")))
    assert far == said(await world.desk.answer("story quotes", world.request(story="bodal", speaker="zzzz")))


async def test_story_without_a_quotation_says_so(world: DeskWorld) -> None:
    await world.tell(bare=True)

    expected = "Nobody is quoted in whole sentences in bodal. /story details bodal has what is known."
    assert expected == said(await world.desk.answer("story quotes", world.request(story="bodal")))


async def test_pages_follow_by_button_and_lose_nothing(world: DeskWorld) -> None:
    await tell(world, *((f"Speaker {number}", f"We will build bridge number {number}.") for number in range(14)))

    reply = await world.desk.answer("story quotes", world.request(story="bodal"))
    pages = [reply]
    while "More" in labels(pages[-1]):
        pages.append(await world.desk.press(*pressed(pages[-1], "More"), world.request()))

    quoted = [block.words for page in pages for block in page.message.cards[0].blocks if isinstance(block, Quotation)]
    assert [f"We will build bridge number {number}." for number in range(14)] == quoted
    assert reply.message == (await world.desk.press(*pressed(pages[1], "Back"), world.request())).message


async def test_page_keeps_the_speaker(world: DeskWorld) -> None:
    told = (("Ana Ruiz", f"Word {n} of Ana.") for n in range(8))
    await tell(world, ("Bo Dahl", "We go."), *told)

    first = await world.desk.answer("story quotes", world.request(story="bodal", speaker="ana"))
    second = await world.desk.press(*pressed(first, "More"), world.request())

    assert ("quotes", "bodal|ana|2") == pressed(first, "More")
    assert ("Word 7 of Ana." in said(second), "We go." in said(second)) == (True, False)


async def test_hostile_words_fit_both_platforms(world: DeskWorld) -> None:
    words = [f"{number} {'*_~`|[x](y) @everyone <!channel> ' * 28}end." for number in range(9)]
    speakers = [f"{number}{HOSTILE * 12}" for number in range(9)]
    await tell(world, *zip(speakers, words, strict=True), url=f"https://a.example/{'q' * 1800}", title=HOSTILE * 9)

    reply = await world.desk.answer("story quotes", world.request(story="bodal"))

    assert [] == faults(reply)
