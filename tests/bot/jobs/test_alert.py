from dataclasses import replace

import pytest

from bot.jobs.alert import MAX_A_DAY, post_breaking
from bot.jobs.read import read
from bot.model import DeliveryKind, Draft, Follow
from summarizer.model import Action, ActionType, Reading
from tests.factories import CHANNEL, NOON, make_action, make_article, make_bare_reading, make_subscription
from tests.fakes import Clock, FakeReader, FakeStore, RecordingPlatform, make_outside

STRUCK = make_action(type=ActionType.ASSAULT, phrase="fired on a Norwegian tug")
OTHER_WORDS = "Norway says that its tug came under fire. Estonia fired on a Norwegian tug at dawn, Oslo reported."


class World:
    """A channel that wants breaking lines."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.platform = RecordingPlatform()
        self.outside = make_outside(
            self.clock, store=self.store, platforms={"memory": self.platform}, reader=FakeReader(self.reading)
        )
        self.acts: tuple[Action, ...] = (STRUCK,)

    def reading(self, _: object) -> Reading:
        return make_bare_reading(actions=self.acts)

    async def tell(self, outlet: str, text: str) -> None:
        url = f"https://{outlet.lower()}.example/{len(self.store.articles.kept)}"
        title = "Estonia fires on Norwegian tug"
        article = make_article(url=url, outlet=outlet, title=title, text=text, published=self.clock())
        await self.store.articles.save([Draft(None, 1, article.url, "", article.sha256, article, self.clock())])
        await read(self.outside, version="1")
        self.clock.move(minutes=1)

    async def tell_twice(self) -> None:
        await self.tell("Harbour", "Estonia fired on a Norwegian tug off Tallinn on Monday, the navy said.")
        await self.tell("Fjord", OTHER_WORDS)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.store.subscriptions.save(replace(make_subscription(channel=CHANNEL), breaking=True))
    return world


async def test_what_two_outlets_tell_is_posted_at_once_and_once(world: World) -> None:
    await world.tell_twice()

    assert (1, 0) == (await post_breaking(world.outside), await post_breaking(world.outside))
    assert world.platform.text.startswith("BREAKING · Estonia ")


async def test_lone_outlet_breaks_nothing(world: World) -> None:
    await world.tell("Harbour", "Estonia fired on a Norwegian tug off Tallinn on Monday, the navy said.")

    assert 0 == await post_breaking(world.outside)


@pytest.mark.parametrize("changes", [{"breaking": False}, {"paused": True}], ids=["not wanted", "paused"])
async def test_channel_that_does_not_want_it_gets_none(world: World, changes: dict[str, bool]) -> None:
    present = await world.store.subscriptions.get(CHANNEL)
    assert present is not None
    await world.store.subscriptions.save(replace(present, **changes))  # type: ignore[arg-type]
    await world.tell_twice()

    assert 0 == await post_breaking(world.outside)


async def test_muted_actor_breaks_nothing(world: World) -> None:
    await world.store.follows.save(CHANNEL, Follow("actor:EST", mute=True))
    await world.tell_twice()

    assert 0 == await post_breaking(world.outside)


async def test_breaking_line_leaves_the_story_to_the_digest(world: World) -> None:
    await world.tell_twice()

    await post_breaking(world.outside)

    assert {} == await world.store.deliveries.shown(CHANNEL)


async def test_channel_gets_so_many_a_day(world: World) -> None:
    await world.tell_twice()
    await post_breaking(world.outside)
    (posting,) = world.store.deliveries.postings
    for number in range(MAX_A_DAY - 1):
        await world.store.deliveries.post(replace(posting, key=f"another {number}"))
    world.acts = (make_action(type=ActionType.SANCTION, phrase="imposed sanctions on Norway"),)
    await world.tell_twice()

    assert 0 == await post_breaking(world.outside)
    assert MAX_A_DAY == await world.store.deliveries.posted_since(CHANNEL, DeliveryKind.ALERT, NOON)
