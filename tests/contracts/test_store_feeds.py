"""FeedStore, on every database."""

from dataclasses import replace

import pytest

from bot.model import Feed
from bot.store import SqlStore
from tests.contracts.store_values import DAY, HOUR, NOW, make_draft

URL = "https://harbour.example/feed"


async def _add(store: SqlStore, url: str = URL) -> Feed:
    feed = await store.feeds.add(url, outlet="Harbour Post", pages=False)
    assert feed is not None
    return feed


async def test_added_feed_is_there(store: SqlStore) -> None:
    feed = await _add(store)

    assert (feed,) == await store.feeds.all()
    assert (URL, "Harbour Post", False) == (feed.url, feed.outlet, feed.pages)


async def test_known_address_is_not_added_twice(store: SqlStore) -> None:
    feed = await _add(store)

    assert await store.feeds.add(URL, outlet="Another") is None
    assert (feed,) == await store.feeds.all()


@pytest.mark.parametrize(
    "url", ["https://nul.example/\x00", "https://long.example/" + "a" * 2_000], ids=["nul", "long"]
)
async def test_address_that_cannot_be_stored_is_refused(store: SqlStore, url: str) -> None:
    with pytest.raises(ValueError, match="url"):
        await store.feeds.add(url, outlet="Harbour Post")


async def test_recorded_state_comes_back_whole(store: SqlStore) -> None:
    feed = replace(
        await _add(store),
        etag='W/"1"',
        last_modified="Mon, 09 Mar 2026 08:00:00 GMT",
        body_sha256="ab" * 32,
        interval_s=1234.5,
        next_poll=NOW + HOUR,
        last_ok=NOW,
        last_entry=NOW.replace(microsecond=123_456),
        failures=3,
        trouble="no answer",
        announced=True,
        seeded=True,
    )

    await store.feeds.record(feed)

    assert (feed,) == await store.feeds.all()


async def test_moved_feed_keeps_its_address_where_another_has_the_new_one(store: SqlStore) -> None:
    first, second = await _add(store), await _add(store, "https://harbour.example/new")

    await store.feeds.record(replace(first, url=second.url, failures=1))

    assert (replace(first, failures=1), second) == await store.feeds.all()


async def test_header_with_a_nul_does_not_stop_recording(store: SqlStore) -> None:
    feed = await _add(store)

    await store.feeds.record(replace(feed, etag="a\x00b"))

    assert (replace(feed, etag="a\ufffdb"),) == await store.feeds.all()


async def test_due_feeds_come_never_polled_first_then_longest_overdue(store: SqlStore) -> None:
    late, later, soon, never = [await _add(store, f"https://harbour.example/{number}") for number in range(4)]
    await store.feeds.record(replace(late, next_poll=NOW - HOUR))
    await store.feeds.record(replace(later, next_poll=NOW - DAY))
    await store.feeds.record(replace(soon, next_poll=NOW + HOUR))

    due = await store.feeds.due(NOW, limit=9)

    assert [never.id, later.id, late.id] == [feed.id for feed in due]
    assert due[:2] == await store.feeds.due(NOW, limit=2)


async def test_feed_is_due_at_the_moment_itself(store: SqlStore) -> None:
    feed = replace(await _add(store), next_poll=NOW)
    await store.feeds.record(feed)

    assert (feed,) == await store.feeds.due(NOW, limit=1)


async def test_removing_a_feed_keeps_its_articles(store: SqlStore) -> None:
    feed = await _add(store)
    draft = make_draft(feed_id=feed.id)
    await store.articles.save([draft])

    assert await store.feeds.remove(URL)
    assert () == await store.feeds.all()
    newest = await store.articles.newest(draft.article.url)
    assert newest is not None
    assert draft.article == newest.article


async def test_removing_an_unknown_feed_says_so(store: SqlStore) -> None:
    assert not await store.feeds.remove(URL)
