"""Two stories found to be one, on every database: ids lead on, acts go together, and no channel is told twice."""

from dataclasses import replace

from bot.model import ActsAsked, Follow, Merge, Snapshot
from bot.store import SqlStore
from tests.contracts.store_values import CONSOLE, HOUR, NOW, make_posting, make_reading, stored, told

URL = "https://harbour.example/merged"
WHY = "one article tells both"


async def _two(store: SqlStore) -> tuple[str, str]:
    return await told(store), await told(store, url=URL, fetched=NOW + HOUR)


async def test_merged_id_leads_to_the_other_story(store: SqlStore) -> None:
    old, into = await _two(store)

    assert await store.stories.merge(old, into, at=NOW + HOUR, why=WHY)

    story = await store.stories.get(old)
    assert story is not None
    assert (into, 2, NOW, NOW + HOUR) == (story.id, len(story.tellings), story.first_seen, story.changed)
    assert (Merge(old, into, NOW + HOUR, WHY),) == await store.stories.merges(into)


async def test_merging_twice_or_with_itself_or_nothing_changes_nothing(store: SqlStore) -> None:
    old, into = await _two(store)
    await store.stories.merge(old, into, at=NOW, why=WHY)

    for one, other in ((old, into), (into, old), (into, into), (into, "nowhere"), ("nowhere", into)):
        assert not await store.stories.merge(one, other, at=NOW, why=WHY)

    assert 1 == len(await store.stories.merges(into))


async def test_merged_story_that_is_merged_leads_to_the_last(store: SqlStore) -> None:
    first, second = await _two(store)
    third = await told(store, url=URL + "-3", fetched=NOW + 2 * HOUR)

    await store.stories.merge(first, second, at=NOW, why=WHY)
    await store.stories.merge(second, third, at=NOW, why=WHY)

    story = await store.stories.get(first)
    assert story is not None
    assert (third, 3) == (story.id, len(story.tellings))


async def test_article_joins_where_a_merged_id_leads(store: SqlStore) -> None:
    old, into = await _two(store)
    await store.stories.merge(old, into, at=NOW, why=WHY)
    late = await stored(store, url=URL + "-late")

    joined = await store.stories.record(late.version_id, make_reading(), story_id=old, new_story=False)

    assert into == joined


async def test_acts_of_merged_stories_are_one_in_the_ledger(store: SqlStore) -> None:
    act = replace(make_reading().actions[0], phrase="imposed sanctions on 12 grain traders")
    apart = await stored(store, url=URL, fetched=NOW + HOUR)
    old = await told(store)
    into = await store.stories.record(apart.version_id, make_reading(actions=(act,)), story_id=None, new_story=True)
    assert into is not None
    assert 2 == len(await store.ledger.ask(ActsAsked(), limit=9))

    await store.stories.merge(old, into, at=NOW + HOUR, why=WHY)

    (recorded,) = await store.ledger.ask(ActsAsked(), limit=9)
    assert {into} == {one.story_id for one in recorded.told}
    assert 2 == len(recorded.told)


async def test_channel_has_seen_of_a_merged_story_what_it_saw_of_either(store: SqlStore) -> None:
    old, into = await _two(store)
    seen = {old: Snapshot(acts={"a": "done"}, versions={1: 1}), into: Snapshot(acts={"b": "done"}, versions={2: 2})}
    await store.deliveries.post(make_posting(snapshots=seen))

    await store.stories.merge(old, into, at=NOW + HOUR, why=WHY)

    shown = await store.deliveries.shown(CONSOLE)
    assert {into: Snapshot(acts={"a": "done", "b": "done"}, versions={1: 1, 2: 2})} == shown


async def test_article_is_placed_with_its_reason(store: SqlStore) -> None:
    article = await stored(store)
    assert await store.stories.placed(article.article_id) is None

    story_id = await store.stories.record(
        article.version_id, make_reading(), story_id=None, new_story=True, why="nothing like it"
    )

    placed = await store.stories.placed(article.article_id)
    assert placed is not None
    assert (story_id, "nothing like it", make_reading()) == (placed.story_id, placed.why, placed.reading)


async def test_follow_of_a_merged_story_holds_for_the_other(store: SqlStore) -> None:
    old, into = await _two(store)
    await store.follows.save(CONSOLE, Follow(f"story:{old}"))
    await store.follows.save(CONSOLE, Follow("topic:energy"))

    await store.stories.merge(old, into, at=NOW, why=WHY)

    assert (Follow(f"story:{into}"), Follow("topic:energy")) == await store.follows.of(CONSOLE, NOW)
    assert await store.follows.remove(CONSOLE, f"story:{into}")
    assert (Follow("topic:energy"),) == await store.follows.of(CONSOLE, NOW)
