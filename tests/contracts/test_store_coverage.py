"""What is counted of a stretch of time, on every database."""

from bot.store import SqlStore
from tests.contracts.store_values import DAY, HOUR, NOW, make_reading, stored, told

URL = "https://harbour.example/sanctions"


async def test_articles_are_counted_as_read_or_waiting(store: SqlStore) -> None:
    await told(store)
    await stored(store, url=URL + "-2")
    aside = await stored(store, url=URL + "-3")
    await store.articles.set_aside(aside.version_id, "too long")
    await stored(store, url=URL + "-4", wanted=False)

    counts = await store.articles.coverage(NOW, NOW + HOUR)

    assert (1, 1, 1) == (counts.read, counts.waiting, counts.stories)


async def test_edit_that_is_not_read_waits_while_the_article_counts_as_read(store: SqlStore) -> None:
    await told(store)
    await stored(store, title="After", text="A truce.")

    counts = await store.articles.coverage(NOW, NOW + HOUR)

    assert (1, 1, 1) == (counts.read, counts.waiting, counts.stories)


async def test_story_of_two_articles_counts_once(store: SqlStore) -> None:
    story_id = await told(store)
    await told(store, url=URL + "-2", story_id=story_id)

    counts = await store.articles.coverage(NOW, NOW + HOUR)

    assert (2, 1) == (counts.read, counts.stories)


async def test_article_of_no_story_counts_as_read_alone(store: SqlStore) -> None:
    article = await stored(store)
    await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=False)

    counts = await store.articles.coverage(NOW, NOW + HOUR)

    assert (1, 0, 0) == (counts.read, counts.waiting, counts.stories)


async def test_what_came_before_is_not_counted(store: SqlStore) -> None:
    await told(store, fetched=NOW - DAY)

    counts = await store.articles.coverage(NOW - DAY + HOUR, NOW)

    assert (0, 0, 0) == (counts.read, counts.waiting, counts.stories)
