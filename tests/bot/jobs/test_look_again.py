import pytest

from bot.jobs.look_again import MAX_LOOKS, look_again
from bot.model import Draft
from tests.factories import make_article
from tests.fakes import Clock, FakeFetcher, FakeStore, make_outside


class World:
    """Articles that were posted, and their pages."""

    def __init__(self) -> None:
        self.clock, self.store, self.fetcher = Clock(), FakeStore(), FakeFetcher()
        self.outside = make_outside(self.clock, store=self.store, fetcher=self.fetcher)

    async def tell(self, url: str) -> None:
        article = make_article(url=url)
        await self.store.articles.save([Draft(None, 1, url, "", article.sha256, article, self.clock())])

    async def look(self) -> int:
        found = await look_again(self.outside)
        self.clock.move(hours=1)
        return found


@pytest.fixture
async def world() -> World:
    found = World()
    await found.tell("https://harbour.example/1")
    return found


@pytest.mark.parametrize(
    "answers, found",
    [([410], [1]), ([404, 404], [0, 1]), ([404, 200, 404], [0, 0, 0]), ([200, 503, None], [0, 0, 0])],
    ids=["gone", "missing twice", "missing once", "there"],
)
async def test_article_whose_page_is_gone_is_withdrawn(
    world: World, answers: list[int | None], found: list[int]
) -> None:
    looks = []
    for answer in answers:
        world.fetcher.statuses["https://harbour.example/1"] = answer
        looks.append(await world.look())

    assert found == looks
    assert (1 in found) == (world.store.articles.kept[1].withdrawn is not None)


async def test_page_that_is_there_is_left_alone_for_hours(world: World) -> None:
    await world.look()
    world.fetcher.statuses["https://harbour.example/1"] = 410

    assert [0, 0, 0] == [await world.look() for _ in range(3)]


async def test_only_so_many_pages_are_asked_for_at_once(world: World) -> None:
    for number in range(2, MAX_LOOKS + 5):
        await world.tell(f"https://harbour.example/{number}")

    await world.look()

    assert MAX_LOOKS == sum(kept.looked_at is not None for kept in world.store.articles.kept.values())
