from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.decide.sending import MAX_TRIES
from bot.errors import Refused, RetryLater, Unknown
from bot.jobs.deliver import BATCH, GRACE, SEND_LIMIT_S, deliver, settle_interrupted
from bot.jobs.outside import Outside
from bot.model import Channel, DeliveryKind, Payload, Posting
from tests.factories import CHANNEL
from tests.fakes import Clock, FakeStore, RecordingPlatform, make_outside

SOUTH = Channel("memory", "desk", "south")


class World:
    """One sender with its fakes."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.platform = RecordingPlatform()
        self.outside: Outside = make_outside(self.clock, store=self.store, platforms={"memory": self.platform})

    async def post(self, *parts: str, channel: Channel = CHANNEL, key: str = "noon") -> bool:
        payloads = tuple({"text": part} for part in parts)
        return await self.store.deliveries.post(Posting(channel, DeliveryKind.DIGEST, key, payloads, self.clock()))

    @property
    def arrived(self) -> list[str]:
        return [text for _, text in self.platform.sent]

    @property
    def states(self) -> list[str]:
        return self.store.deliveries.states()


@pytest.fixture
def world() -> World:
    return World()


async def test_parts_arrive_in_order(world: World) -> None:
    await world.post("one", "two", "three")

    assert 3 == await deliver(world.outside)
    assert ["one", "two", "three"] == world.arrived
    assert ["sent"] * 3 == world.states


async def test_what_is_sent_is_not_sent_again(world: World) -> None:
    await world.post("one")
    await deliver(world.outside)

    assert 0 == await deliver(world.outside)
    assert ["one"] == world.arrived


async def test_id_at_the_platform_is_kept(world: World) -> None:
    await world.post("one")
    await deliver(world.outside)

    assert "remote-1" == world.store.deliveries.by_id[1].remote_id


async def test_posting_recorded_twice_is_sent_once(world: World) -> None:
    assert [True, False] == [await world.post("one"), await world.post("one")]

    await deliver(world.outside)

    assert ["one"] == world.arrived


async def test_digest_recorded_before_a_crash_is_sent_after_it(world: World) -> None:
    await world.post("one", "two")
    world.clock.move(hours=2)

    await settle_interrupted(world.outside, at_start=True)
    await deliver(world.outside)

    assert ["one", "two"] == world.arrived


async def test_busy_platform_is_tried_again_when_it_asks(world: World) -> None:
    await world.post("one", "two")
    world.platform.failures = [RetryLater("Wait.", after_s=90)]

    sent = []
    for seconds in (0, 89, 1):
        world.clock.move(seconds=seconds)
        sent.append(await deliver(world.outside))

    assert [0, 0, 2] == sent
    assert ["one", "two"] == world.arrived


async def test_patience_with_a_platform_ends(world: World) -> None:
    await world.post("one", "two")
    world.platform.failures = [RetryLater("Wait.", after_s=1) for _ in range(MAX_TRIES)]

    for _ in range(MAX_TRIES + 3):
        await deliver(world.outside)
        world.clock.move(hours=1)

    assert ["failed", "failed"] == world.states
    assert [] == world.arrived


async def test_refused_part_fails_with_the_parts_after_it(world: World) -> None:
    await world.post("one", "two", "three")
    world.platform.failures = [None, Refused("No such channel.")]

    await deliver(world.outside)

    assert ["sent", "failed", "failed"] == world.states
    assert "No such channel." == world.store.deliveries.by_id[2].error


async def test_trouble_in_one_channel_does_not_hold_up_another(world: World) -> None:
    await world.post("one", "two")
    await world.post("south", channel=SOUTH)
    world.platform.failures = [Refused("No such channel.")]

    await deliver(world.outside)

    assert ["south"] == world.arrived


async def test_unanswered_part_is_not_sent_again_blindly(world: World) -> None:
    await world.post("one", "two")
    world.platform.failures = [Unknown("No answer.")]
    world.platform.cannot_find = Unknown("Cannot tell.")

    for _ in range(5):
        await deliver(world.outside)
        await settle_interrupted(world.outside)
        world.clock.move(hours=1)

    assert [] == world.arrived
    assert ["unknown", "pending"] == world.states


async def test_unanswered_part_that_arrived_is_taken_as_sent(world: World) -> None:
    await world.post("one", "two")
    (claimed,) = await world.store.deliveries.claim(world.clock(), limit=9)
    world.platform.arrive(claimed.channel, claimed.payload, claimed.token)

    assert 1 == await settle_interrupted(world.outside, at_start=True)
    await deliver(world.outside)

    assert ["one", "two"] == world.arrived
    assert "remote-1" == world.store.deliveries.by_id[1].remote_id


async def test_unanswered_part_that_did_not_arrive_is_sent(world: World) -> None:
    await world.post("one", "two")
    await world.store.deliveries.claim(world.clock(), limit=9)

    assert 1 == await settle_interrupted(world.outside, at_start=True)
    await deliver(world.outside)

    assert ["one", "two"] == world.arrived


async def test_part_that_this_process_is_sending_is_not_taken_for_interrupted(world: World) -> None:
    await world.post("one")
    await world.store.deliveries.claim(world.clock(), limit=9)
    world.clock.move(seconds=GRACE.total_seconds() - 1)

    assert 0 == await settle_interrupted(world.outside)
    assert ["sending"] == world.states


async def test_claim_of_a_process_that_is_gone_is_settled_in_time(world: World) -> None:
    await world.post("one")
    await world.store.deliveries.claim(world.clock(), limit=9)
    world.clock.at += GRACE + timedelta(seconds=1)

    assert 1 == await settle_interrupted(world.outside)
    assert 1 == await deliver(world.outside)


async def test_message_of_two_days_ago_is_never_sent_again(world: World) -> None:
    await world.post("one")
    await world.store.deliveries.claim(world.clock(), limit=9)
    world.clock.move(days=2)

    await settle_interrupted(world.outside, at_start=True)
    await deliver(world.outside)

    assert [] == world.arrived
    assert ["failed"] == world.states


async def test_last_of_many_in_one_channel_is_not_taken_for_interrupted(world: World) -> None:
    for number in range(BATCH):
        await world.post("part", key=str(number))
    await world.store.deliveries.claim(world.clock(), limit=BATCH)
    world.clock.move(seconds=BATCH * SEND_LIMIT_S)

    assert 0 == await settle_interrupted(world.outside)
    assert {"sending"} == set(world.states)


@pytest.mark.parametrize("again", [deliver, settle_interrupted], ids=["deliver", "settle"])
async def test_channel_whose_platform_is_not_connected_waits(world: World, again: Callable[[Outside], object]) -> None:
    await world.post("one", channel=Channel("slack", "T1", "C1"))

    await deliver(world.outside)
    await again(world.outside)  # type: ignore[misc]

    assert ["pending"] == world.states


async def test_many_waiting_postings_are_all_sent(world: World) -> None:
    for number in range(120):
        await world.post("part", key=str(number))

    assert 120 == await deliver(world.outside)


class BrokenPlatform(RecordingPlatform):
    """Fails as no platform should."""

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        raise KeyError("ts")


async def test_our_own_mistake_in_one_message_does_not_hold_up_other_channels(world: World) -> None:
    broken = BrokenPlatform("broken")
    outside = make_outside(world.clock, store=world.store, platforms={"memory": world.platform, "broken": broken})
    await world.post("lost", channel=Channel("broken", "", "x"))
    await world.post("one")

    assert 1 == await deliver(outside)
    assert ["unknown", "sent"] == world.states


async def test_message_that_never_gets_through_is_given_up(world: World) -> None:
    broken = make_outside(world.clock, store=world.store, platforms={"memory": BrokenPlatform()})
    await world.post("one")

    for _ in range(MAX_TRIES + 3):
        await deliver(broken)
        await settle_interrupted(broken)
        world.clock.move(minutes=1)

    assert (["failed"], MAX_TRIES) == (world.states, world.store.deliveries.by_id[1].tries)
