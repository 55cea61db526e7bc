from dataclasses import replace

import pytest

from bot.cards import Message
from bot.jobs.alert import MAX_A_DAY, post_breaking
from bot.jobs.read import read
from bot.model import DeliveryKind, Draft, Follow, Payload
from summarizer.model import Action, ActionType, Reading
from tests.factories import CHANNEL, DAY, NOON, make_action, make_article, make_bare_reading, make_subscription
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


class Broken(RecordingPlatform):
    """A platform with a mistake of our own."""

    def render(self, message: Message) -> tuple[Payload, ...]:
        raise KeyError("cards")


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


async def test_line_is_not_posted_again_where_its_story_was_merged_into_another(world: World) -> None:
    await world.tell_twice()
    await post_breaking(world.outside)
    (told,) = await world.store.stories.active(NOON - DAY, NOON + DAY)
    newer = make_article(url="https://gulf.example/1", outlet="Gulf", title="Tug under fire", published=world.clock())
    await world.store.articles.save([Draft(None, 1, newer.url, "", newer.sha256, newer, world.clock())])
    (stored,) = await world.store.articles.unread(limit=1)
    into = await world.store.stories.record(stored.version_id, world.reading(None), story_id=None, new_story=True)
    assert into is not None
    await world.store.stories.merge(told.id, into, at=world.clock(), why="")

    assert 0 == await post_breaking(world.outside)


async def test_channel_that_cannot_be_drawn_for_holds_up_no_other(world: World) -> None:
    other = replace(CHANNEL, platform="broken")
    world.outside = replace(world.outside, platforms={"broken": Broken(), "memory": world.platform})
    await world.store.subscriptions.save(replace(make_subscription(channel=other), breaking=True))
    await world.tell_twice()

    assert 1 == await post_breaking(world.outside)


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
    assert MAX_A_DAY == len(await world.store.deliveries.keys_since(CHANNEL, DeliveryKind.ALERT, NOON))
