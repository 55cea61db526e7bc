"""FollowStore, on every database."""

from bot.model import Channel, Follow
from bot.store import SqlStore
from tests.contracts.store_values import CONSOLE, DAY, NOW

ELSEWHERE = Channel("slack", "T1", "C1")


async def test_follows_come_back_in_order_of_subject(store: SqlStore) -> None:
    follows = (Follow("topic:energy", mute=True), Follow("actor:RUS", until=NOW + DAY))
    for follow in follows:
        await store.follows.save(CONSOLE, follow)

    assert tuple(reversed(follows)) == await store.follows.of(CONSOLE, NOW)
    assert () == await store.follows.of(ELSEWHERE, NOW)


async def test_follow_ends_at_its_time(store: SqlStore) -> None:
    await store.follows.save(CONSOLE, Follow("actor:RUS", until=NOW))

    assert () == await store.follows.of(CONSOLE, NOW)


async def test_saving_a_subject_again_replaces_what_was_said_of_it(store: SqlStore) -> None:
    await store.follows.save(CONSOLE, Follow("actor:RUS"))

    await store.follows.save(CONSOLE, Follow("actor:RUS", mute=True))

    assert (Follow("actor:RUS", mute=True),) == await store.follows.of(CONSOLE, NOW)


async def test_removed_subject_is_forgotten_once(store: SqlStore) -> None:
    await store.follows.save(CONSOLE, Follow("actor:RUS"))

    assert await store.follows.remove(CONSOLE, "actor:RUS")
    assert not await store.follows.remove(CONSOLE, "actor:RUS")
