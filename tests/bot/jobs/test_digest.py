from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.decide.slots import Slot
from bot.errors import RetryLater
from bot.jobs.deliver import deliver
from bot.jobs.digest import composed, post_due, post_now, post_slot
from bot.jobs.outside import Outside
from bot.jobs.read import read
from bot.model import Channel, Draft, Subscription
from summarizer.model import Article
from tests.factories import CHANNEL, HOUR, NOON, make_article, make_reading, make_subscription
from tests.fakes import Clock, FakeReader, FakeStore, RecordingPlatform, make_outside

SIX = NOON.replace(hour=18)
SOUTH = Channel("memory", "desk", "south")
HEADLINE = "Estonia expelled a tug with 8 sailors"


class World:
    """One channel's digests with their fakes."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.platform = RecordingPlatform()
        self.outside: Outside = make_outside(
            self.clock,
            store=self.store,
            platforms={"memory": self.platform},
            reader=FakeReader(lambda article: make_reading()),
        )

    async def subscribe(self, **changes: object) -> Subscription:
        subscription = make_subscription(**({"since": NOON} | changes))
        await self.store.subscriptions.save(subscription)
        return subscription

    async def tell(self, article: Article | None = None, **changes: object) -> None:
        article = article or make_article(published=self.clock())
        draft = Draft(None, 1, article.url, "", article.sha256, article, self.clock())
        await self.store.articles.save([replace(draft, **changes)])  # type: ignore[arg-type]
        await read(self.outside, version="1")

    def at(self, moment: datetime) -> None:
        self.clock.at = moment


@pytest.fixture
def world() -> World:
    return World()


async def test_digest_is_posted_when_its_slot_has_come(world: World) -> None:
    await world.subscribe()
    await world.tell()

    assert 0 == await post_due(world.outside)
    world.at(SIX)

    assert 1 == await post_due(world.outside)
    assert HEADLINE in world.platform.text


async def test_slot_is_posted_once(world: World) -> None:
    await world.subscribe()
    await world.tell()
    world.at(SIX)

    counts = [await post_due(world.outside) for _ in range(3)]

    assert [1, 0, 0] == counts
    assert 1 == world.platform.text.count(HEADLINE)


async def test_slot_recorded_by_a_process_that_died_is_sent_once(world: World) -> None:
    subscription = await world.subscribe()
    await world.tell()
    world.at(SIX)
    world.platform.failures = [RetryLater("Wait.", after_s=1)]
    await post_slot(world.outside, subscription, Slot(SIX))
    await world.store.subscriptions.save(subscription)  # as if it died before it noted the slot

    world.clock.move(seconds=5)
    again = await post_due(world.outside)

    assert (0, 1) == (again, world.platform.text.count(HEADLINE))
    assert SIX == world.store.subscriptions.by_channel[CHANNEL].last_slot


async def test_slots_missed_in_downtime_make_one_digest_that_says_so(world: World) -> None:
    await world.subscribe()
    world.at(SIX + timedelta(days=2, hours=1))
    await world.tell()
    world.clock.move(minutes=1)

    assert 1 == await post_due(world.outside)
    assert 1 == world.platform.text.count("Sitrep · ")
    assert "Catch-up: 5 earlier slots were missed" in world.platform.text


async def test_one_missed_slot_is_told_in_the_singular(world: World) -> None:
    await world.subscribe()
    world.at(SIX + HOUR)

    await post_due(world.outside)

    assert "Catch-up: 1 earlier slot was missed and is covered here." in world.platform.text


async def test_digest_in_time_is_no_catch_up(world: World) -> None:
    await world.subscribe()
    world.at(SIX + timedelta(seconds=20))

    await post_due(world.outside)

    assert "Catch-up" not in world.platform.text


async def test_each_channel_gets_its_own_digest(world: World) -> None:
    await world.subscribe()
    await world.subscribe(channel=SOUTH, times=(time(18), time(19)))
    await world.tell()
    world.at(SIX)

    assert 2 == await post_due(world.outside)
    assert {CHANNEL, SOUTH} == {channel for channel, _ in world.platform.sent}


async def test_paused_channel_gets_none(world: World) -> None:
    await world.subscribe(paused=True)
    world.at(SIX)

    assert 0 == await post_due(world.outside)


async def test_channel_whose_platform_is_not_connected_keeps_its_slot(world: World) -> None:
    elsewhere = await world.subscribe(channel=Channel("slack", "T1", "C1"))
    world.at(SIX)

    assert 0 == await post_due(world.outside)
    assert elsewhere == await world.store.subscriptions.get(elsewhere.channel)


async def test_channel_that_cannot_be_composed_for_does_not_hold_up_the_others(world: World) -> None:
    await world.subscribe(channel=Channel("memory", "desk", "a"), zone="Not/AZone")
    await world.subscribe()
    world.at(SIX)

    assert 1 == await post_due(world.outside)


async def test_schedule_changed_while_a_digest_is_posted_is_kept(world: World) -> None:
    before = await world.subscribe()
    changed = replace(before, times=(time(9),))
    world.at(SIX)
    await world.store.subscriptions.save(changed)

    await post_slot(world.outside, before, Slot(SIX))

    assert replace(changed, last_slot=SIX) == await world.store.subscriptions.get(CHANNEL)


async def test_story_shown_once_is_not_shown_again(world: World) -> None:
    await world.subscribe()
    await world.tell()
    world.at(SIX)
    await post_due(world.outside)
    world.at(SIX + 12 * HOUR)

    await post_due(world.outside)

    assert 1 == world.platform.text.count(HEADLINE)
    assert "Nothing new for this channel since its last digest." in world.platform.text


async def test_digest_posted_now_counts_as_shown(world: World) -> None:
    await world.subscribe()
    await world.tell()
    world.clock.move(minutes=1)
    await post_now(world.outside, CHANNEL)
    world.at(SIX)

    await post_due(world.outside)

    assert 1 == world.platform.text.count(HEADLINE)


async def test_topic_that_is_configured_no_more_filters_nothing(world: World) -> None:
    await world.subscribe(topics=("energy",))
    await world.tell()
    world.at(NOON + HOUR)

    assert 1 == len((await composed(world.outside, CHANNEL)).stories)


async def test_composing_alone_counts_as_nothing(world: World) -> None:
    await world.tell()
    world.clock.move(minutes=1)

    once, twice = await composed(world.outside, CHANNEL), await composed(world.outside, CHANNEL)

    assert once == twice
    assert [] == world.store.deliveries.postings


async def test_what_one_channel_saw_is_new_for_another(world: World) -> None:
    await world.tell()
    world.clock.move(minutes=1)
    await post_now(world.outside, CHANNEL)

    digest = await composed(world.outside, SOUTH)

    assert ("bodal",) == digest.stories


async def test_seeded_story_is_shown_in_the_first_digest_alone(world: World) -> None:
    await world.tell(seeded=True)
    world.clock.move(minutes=1)
    first = await post_now(world.outside, CHANNEL)
    await world.tell(
        make_article(url="https://andean.example/1", title="Chile reopens the Arica crossing"), seeded=True
    )
    world.clock.move(minutes=1)

    second = await post_now(world.outside, CHANNEL)

    assert (("bodal",), ()) == (first.stories, second.stories)


async def test_posting_holds_what_verify_needs(world: World) -> None:
    await world.tell()
    world.clock.move(minutes=1)
    await post_now(world.outside, CHANNEL)

    posted = [one async for one in world.store.deliveries.posted()]

    texts = {citation.words for one in posted for citation in one.citations}
    assert texts
    assert all(words in world.platform.text for words in texts)


async def test_digest_that_could_not_be_sent_waits_for_the_next_delivery(world: World) -> None:
    await world.tell()
    world.clock.move(minutes=1)
    world.platform.failures = [RetryLater("Wait.", after_s=30)]
    await post_now(world.outside, CHANNEL)
    world.clock.move(seconds=31)

    assert await deliver(world.outside) > 0
    assert HEADLINE in world.platform.text


async def test_first_digest_reaches_back_to_when_the_channel_subscribed(world: World) -> None:
    await world.subscribe(since=NOON)
    await world.tell()
    world.at(NOON + timedelta(days=3))

    digest = await composed(world.outside, CHANNEL)

    assert ("bodal",) == digest.stories
