from dataclasses import replace
from datetime import time

import pytest

from bot.compose.digest import Digest
from bot.decide.slots import due_slot
from bot.errors import UserError
from bot.jobs.digest import post_slot
from bot.jobs.outside import Outside
from bot.jobs.read import read
from bot.jobs.replay import replay
from bot.model import Draft, Subscription
from tests.factories import CHANNEL, DAY, HOUR, NOON, make_article, make_reading
from tests.fakes import Clock, FakeReader, FakeStore, make_outside

EVENING = Subscription(CHANNEL, (time(18),), "UTC", since=NOON - HOUR)


class World:
    """A channel with a digest each evening."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.outside: Outside = make_outside(self.clock, store=self.store, reader=FakeReader(lambda _: make_reading()))

    async def tell(self, **changes: object) -> None:
        article = make_article(published=self.clock(), **changes)
        draft = Draft(None, 1, article.url, "", article.sha256, article, self.clock())
        await self.store.articles.save([draft])
        await read(self.outside, version="1")

    async def post(self) -> Digest:
        subscription = await self.store.subscriptions.get(CHANNEL)
        assert subscription is not None
        slot = due_slot(subscription, self.clock())
        assert slot is not None
        posted = await post_slot(self.outside, subscription, slot)
        assert posted.digest is not None
        return posted.digest

    async def replayed(self, days: int) -> list[Digest]:
        return [digest async for _, digest in replay(self.outside, CHANNEL, NOON, NOON + days * DAY)]


@pytest.fixture
async def world() -> World:
    world = World()
    await world.store.subscriptions.save(EVENING)
    return world


async def test_replay_gives_what_was_posted(world: World) -> None:
    await world.tell()
    world.clock.move(hours=6)
    posted = await world.post()

    (again,) = await world.replayed(1)

    assert posted.stories == again.stories
    assert posted.message.cards[1] == again.message.cards[1]


async def test_what_an_earlier_slot_showed_is_not_shown_again(world: World) -> None:
    await world.tell()

    first, second = await world.replayed(2)

    assert ("bodal",) == first.stories
    assert () == second.stories


async def test_what_came_after_a_slot_is_not_in_it(world: World) -> None:
    world.clock.move(hours=10)
    await world.tell()

    first, second = await world.replayed(2)

    assert ((), ("bodal",)) == (first.stories, second.stories)


async def test_what_was_shown_before_is_remembered(world: World) -> None:
    await world.tell()
    world.clock.move(hours=6)
    await world.post()

    digests = [digest async for _, digest in replay(world.outside, CHANNEL, NOON + DAY, NOON + 2 * DAY)]

    assert [()] == [digest.stories for digest in digests]


async def test_replay_records_and_sends_nothing(world: World) -> None:
    await world.tell()

    await world.replayed(2)

    assert [] == world.store.deliveries.postings


async def test_channel_without_a_digest_is_refused(world: World) -> None:
    elsewhere = replace(CHANNEL, id="elsewhere")

    with pytest.raises(UserError, match="has no digest"):
        async for _ in replay(world.outside, elsewhere, NOON, NOON + DAY):
            pass
