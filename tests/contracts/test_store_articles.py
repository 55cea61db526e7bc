"""ArticleStore, on every database."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.model import Coverage, Feed
from bot.store import SqlStore
from tests.contracts.store_values import EXTRACTOR, HOUR, NOW, make_draft, make_reading, stored

URL = "https://harbour.example/sanctions"


async def _feed(store: SqlStore, url: str = "https://harbour.example/feed", outlet: str = "Harbour Post") -> Feed:
    feed = await store.feeds.add(url, outlet=outlet)
    assert feed is not None
    return feed


async def test_saved_article_comes_back_whole(store: SqlStore) -> None:
    feed = await _feed(store)
    draft = make_draft(feed_id=feed.id, seeded=True, full_text=False, published=None)

    assert await store.articles.save([draft]) == 1

    newest = await store.articles.newest(URL)
    assert newest is not None
    assert (draft.article, draft.fetched, 1, True) == (newest.article, newest.fetched, newest.version, newest.seeded)


async def test_second_save_adds_nothing(store: SqlStore) -> None:
    feed = await _feed(store)
    drafts = [make_draft(feed_id=feed.id, url=f"https://harbour.example/{number}") for number in range(3)]
    await store.articles.save(drafts)

    assert await store.articles.save(drafts) == 0
    assert len(await store.articles.unread(limit=9, version=EXTRACTOR)) == 3


@pytest.mark.parametrize(
    "keys",
    [
        {"url": URL},
        {"url": "", "guid": "tag:1"},
        {"url": "", "guid": "", "fingerprint": "the same words"},
    ],
    ids=["address", "guid", "fingerprint"],
)
async def test_same_article_twice_in_one_save_is_one(store: SqlStore, keys: Mapping[str, str]) -> None:
    feed = await _feed(store)
    draft = make_draft(feed_id=feed.id, **keys)

    assert await store.articles.save([draft, draft]) == 1
    assert len(await store.articles.unread(limit=9, version=EXTRACTOR)) == 1


async def test_articles_without_any_key_are_not_taken_for_one(store: SqlStore) -> None:
    feed = await _feed(store)
    draft = make_draft(feed_id=feed.id, url="", guid="", fingerprint="")

    assert await store.articles.save([draft, draft]) == 2


async def test_two_processes_saving_the_same_make_one(store: SqlStore, other: SqlStore) -> None:
    feed = await _feed(store)
    drafts = [make_draft(feed_id=feed.id, url=f"https://harbour.example/{number}") for number in range(20)]

    counts = await asyncio.gather(store.articles.save(drafts), other.articles.save(drafts))

    assert sum(counts) == 20
    assert len(await store.articles.unread(limit=99, version=EXTRACTOR)) == 20


@pytest.mark.parametrize("changes", [{"title": "A better title"}, {"text": "Other words."}], ids=["title", "text"])
async def test_edited_article_gets_a_second_version(store: SqlStore, changes: Mapping[str, Any]) -> None:
    first = await stored(store)

    newest = await stored(store, article_id=first.article_id, fetched=NOW + HOUR, **changes)

    assert (first.article_id, 2, NOW + HOUR) == (newest.article_id, newest.version, newest.fetched)
    assert replace(first.article, **changes) == newest.article


async def test_edit_is_recognised_by_address_without_an_id(store: SqlStore) -> None:
    first = await stored(store)

    newest = await stored(store, text="Other words.")

    assert (first.article_id, 2) == (newest.article_id, newest.version)


async def test_same_words_in_a_changed_entry_only_update_its_hash(store: SqlStore) -> None:
    first = await stored(store)
    feed = (await store.feeds.all())[0]

    added = await store.articles.save(
        [make_draft(feed_id=feed.id, article_id=first.article_id, entry_sha256="new", published=NOW)]
    )

    assert added == 0
    (known,) = await store.articles.known(feed, [(URL, "", "")])
    assert known.entry_sha256 == "new"
    assert await store.articles.newest(URL) == first


async def test_edit_of_an_unknown_article_is_refused(store: SqlStore) -> None:
    feed = await _feed(store)

    with pytest.raises(ValueError, match="no article 77"):
        await store.articles.save([make_draft(feed_id=feed.id, article_id=77)])


async def test_edit_takes_over_a_new_address(store: SqlStore) -> None:
    first = await stored(store, guid="tag:1")

    moved = await stored(store, guid="tag:1", url=URL + "-corrected", article_id=first.article_id, text="Other words.")

    assert first.article_id == moved.article_id
    assert await store.articles.newest(URL) is None


async def test_edit_leaves_an_address_that_another_article_has(store: SqlStore) -> None:
    first = await stored(store)
    second = await stored(store, url=URL + "-2")
    feed = (await store.feeds.all())[0]

    await store.articles.save(
        [make_draft(feed_id=feed.id, article_id=second.article_id, url=URL, text="Other words.", guid="tag:2")]
    )

    assert await store.articles.newest(URL) == first
    newest = await store.articles.newest(URL + "-2")
    assert newest is not None
    assert (2, "Other words.") == (newest.version, newest.article.text)


@pytest.mark.parametrize(
    "entry",
    [(URL, "", ""), ("", "tag:1", ""), ("", "", "words"), ("https://else.example/", "tag:1", "other words")],
    ids=["address", "guid", "fingerprint", "guid at another address"],
)
async def test_article_is_known_by_each_key(store: SqlStore, entry: tuple[str, str, str]) -> None:
    first = await stored(store, guid="tag:1", fingerprint="words")
    feed = (await store.feeds.all())[0]

    (known,) = await store.articles.known(feed, [entry, ("https://new.example/", "tag:new", "new words")])

    assert (first.article_id, URL, "tag:1", "words") == (known.article_id, known.url, known.guid, known.fingerprint)
    assert first.article.title == known.title


async def test_guid_counts_within_its_feed_only(store: SqlStore) -> None:
    await stored(store, guid="tag:1")
    second = await _feed(store, "https://harbour.example/second")

    assert () == await store.articles.known(second, [("", "tag:1", "")])


async def test_fingerprint_counts_within_its_outlet_only(store: SqlStore) -> None:
    await stored(store, fingerprint="words")
    sibling = await _feed(store, "https://harbour.example/second")
    stranger = await _feed(store, "https://volga.example/feed", "Volga Wire")

    assert len(await store.articles.known(sibling, [("", "", "words")])) == 1
    assert () == await store.articles.known(stranger, [("", "", "words")])


async def test_empty_keys_match_nothing(store: SqlStore) -> None:
    feed = await _feed(store)
    await store.articles.save([make_draft(feed_id=feed.id, url="", guid="", fingerprint="")])

    assert () == await store.articles.known(feed, [("", "", "")])


async def test_very_long_guid_is_known_again(store: SqlStore) -> None:
    guid = "".join(chr(0x4E00 + number) for number in range(4_000))
    first = await stored(store, guid=guid)
    feed = (await store.feeds.all())[0]

    (known,) = await store.articles.known(feed, [("", guid, "")])

    assert (first.article_id, guid) == (known.article_id, known.guid)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "nul \x00"},
        {"title": "half \ud83d"},
        {"guid": "\x00"},
        {"url": "https://harbour.example/" + "a" * 2_000},
    ],
    ids=["nul in text", "surrogate in title", "nul in guid", "endless address"],
)
async def test_what_cannot_be_stored_is_refused_and_nothing_is_stored(
    store: SqlStore, changes: Mapping[str, Any]
) -> None:
    feed = await _feed(store)
    good = make_draft(feed_id=feed.id)

    with pytest.raises(ValueError, match=r"cannot be stored|longer than"):
        await store.articles.save([good, make_draft(**{"feed_id": feed.id, "guid": "tag:2"} | dict(changes))])

    assert await store.articles.newest(URL) is None


async def test_two_megabytes_of_different_words_are_stored(store: SqlStore) -> None:
    text = " ".join(f"w{number:x}" for number in range(330_000))

    newest = await stored(store, text=text)

    assert text == newest.article.text


async def test_unread_gives_newest_versions_oldest_first(store: SqlStore) -> None:
    young = await stored(store, url=URL + "-young", fetched=NOW)
    old = await stored(store, url=URL + "-old", fetched=NOW - HOUR)
    await stored(store, fetched=NOW - 3 * HOUR)
    edited = await stored(store, fetched=NOW - 2 * HOUR, text="Other words.")

    unread = await store.articles.unread(limit=9, version=EXTRACTOR)

    assert (edited, old, young) == unread
    assert unread[:1] == await store.articles.unread(limit=1, version=EXTRACTOR)


async def test_of_what_came_at_once_the_earlier_published_is_read_first(store: SqlStore) -> None:
    late = await stored(store, url=URL + "-late", published=NOW)
    undated = await stored(store, url=URL + "-undated", published=None, fetched=NOW)
    early = await stored(store, url=URL + "-early", published=NOW - HOUR)

    assert (early, late, undated) == await store.articles.unread(limit=9, version=EXTRACTOR)


async def test_article_of_a_feed_that_was_removed_is_refused(store: SqlStore) -> None:
    feed = await _feed(store)
    await store.feeds.remove(feed.url)

    with pytest.raises(ValueError, match="removed meanwhile"):
        await store.articles.save([make_draft(feed_id=feed.id)])


async def test_read_article_is_unread_again_for_a_new_extractor(store: SqlStore) -> None:
    first = await stored(store)
    await store.stories.record(first.version_id, make_reading(), story_id=None, new_story=False)

    assert () == await store.articles.unread(limit=9, version=EXTRACTOR)
    assert (first,) == await store.articles.unread(limit=9, version="2")


async def test_unwanted_article_is_not_to_be_read(store: SqlStore) -> None:
    await stored(store, wanted=False)

    assert () == await store.articles.unread(limit=9, version=EXTRACTOR)


async def test_version_set_aside_is_not_tried_again_but_its_edit_is(store: SqlStore) -> None:
    first = await stored(store)

    await store.articles.set_aside(first.version_id, "too much memory \x00")

    assert () == await store.articles.unread(limit=9, version=EXTRACTOR)
    edited = await stored(store, text="Other words.")
    assert (edited,) == await store.articles.unread(limit=9, version=EXTRACTOR)


async def test_empty_address_has_no_newest(store: SqlStore) -> None:
    feed = await _feed(store)
    await store.articles.save([make_draft(feed_id=feed.id, url="", guid="tag:1")])

    assert await store.articles.newest("") is None


async def test_coverage_counts_what_was_read_and_names_what_was_not_reached(store: SqlStore) -> None:
    feed = await _feed(store)
    troubled = await _feed(store, "https://volga.example/feed", "Volga Wire")
    await store.feeds.record(replace(troubled, trouble="refused"))
    articles = [
        make_draft(feed_id=feed.id, url=URL + "-1"),
        make_draft(feed_id=feed.id, url=URL + "-2", full_text=False),
        make_draft(feed_id=feed.id, url=URL + "-3", language=""),
        make_draft(feed_id=feed.id, url=URL + "-before", fetched=NOW - HOUR),
        make_draft(feed_id=feed.id, url=URL + "-after", fetched=NOW + HOUR),
    ]
    await store.articles.save(articles)
    for article in await store.articles.unread(limit=9, version=EXTRACTOR):
        reading = make_reading(language="en" if article.article.language else "ru", quotes=(), actions=())
        await store.stories.record(article.version_id, reading, story_id=None, new_story=False)
    await stored(store, url=URL + "-unread")

    coverage = await store.articles.coverage(NOW, NOW + HOUR)

    stale = ("Volga Wire: refused",)
    assert Coverage(2, feeds_ok=1, stale=stale, read=3, other_languages=1, blurbs=1, waiting=1, stories=0) == coverage
