import pytest

from bot.cards import Tone
from summarizer.model import Relevance
from tests.bot.commands.world import DeskWorld, said
from tests.factories import NOON, make_article, make_bare_reading, make_reading

URL = "https://harbour.example/tug"
KEPT = Relevance(relevant=True, score=0.91, why="Estonia, Norway + tug, expulsion")
DROPPED = Relevance(relevant=False, score=0.12, why="home politics: council, ballot; one country only")


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


@pytest.mark.parametrize("wanted", ["bodal", URL, URL + "?utm_source=feed"])
async def test_kept_article_tells_its_reason(world: DeskWorld, wanted: str) -> None:
    await world.tell(reading=make_reading(relevance=KEPT))

    assert KEPT.why in said(await world.desk.typed("why", wanted, world.request()))


async def test_dropped_article_tells_its_reason(world: DeskWorld) -> None:
    await world.tell(reading=make_bare_reading(relevance=DROPPED))

    assert f"Dropped: {DROPPED.why} (score 0.12)" in said(await world.desk.answer("why", world.request(id=URL)))


async def test_merged_story_tells_what_led_to_it(world: DeskWorld) -> None:
    await world.tell()
    apart = make_article(url="https://andean.example/1", title="Chile reopens Arica", text="Lorries crossed at dawn.")
    await world.tell(apart, bare=True)
    await world.store.stories.merge("hinot", "bodal", at=NOON, why="one article tells both")

    text = said(await world.desk.answer("why", world.request(id="hinot")))

    assert "hinot leads here since 10 Mar 12:00 UTC: one article tells both" in text


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("zzzzz", "No such story: zzzzz."),
        ("https://nowhere.example/1", "No article of that address is stored."),
        ("1", "There is no story 1"),
    ],
)
async def test_what_is_unknown_gets_one_sentence(world: DeskWorld, wanted: str, says: str) -> None:
    reply = await world.desk.answer("why", world.request(id=wanted))

    assert says in said(reply)
    assert Tone.TROUBLE is reply.message.cards[0].tone


async def test_article_that_waits_says_so(world: DeskWorld) -> None:
    await world.tell()
    kept = world.store.articles.kept[1]
    kept.readings.clear()

    assert "stored but not read" in said(await world.desk.answer("why", world.request(id=URL)))
