from datetime import datetime, timedelta

import pytest

from bot.decide.identity import dated, keys_of, sightings
from bot.model import Entry, Known
from tests.factories import DAY, HOUR, NOON, make_entry

SHORT = "Too short to be told apart."
OTHER = "Latvia closed the Ainaži crossing on Tuesday after a row over timber lorries that had waited for nine days."


def known_from(*entries: Entry) -> tuple[Known, ...]:
    """What the store would hold after these entries were stored."""
    pairs = zip(entries, keys_of(entries), strict=True)
    return tuple(
        Known(n, keys.url, keys.guid, keys.fingerprint, entry.title, keys.entry_sha256)
        for n, (entry, keys) in enumerate(pairs, 1)
    )


def found(entries: tuple[Entry, ...], known: tuple[Known, ...] = ()) -> list[int | None]:
    return [sighting.article_id for sighting in sightings(entries, known)]


def test_entry_seen_for_the_first_time_is_a_new_article() -> None:
    assert [None] == found((make_entry(),))


def test_same_entry_again_is_nothing_new() -> None:
    assert [] == found((make_entry(),), known_from(make_entry()))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Estonia lets the tug go"},
        {"text": OTHER},
        {"title": "Estonia lets the tug go", "guid": "tug-1-v2"},
        {"text": OTHER, "published": NOON},
        {"text": OTHER, "url": "https://harbour.example/tug?utm_source=rss#top"},
        {"text": OTHER, "url": "https://harbour.example/moved"},
        {"title": "Estonia lets the tug go", "guid": "", "published": None},
    ],
    ids=["title", "text", "title and guid", "text and date", "tracking", "address under one guid", "guid gone"],
)
def test_changed_words_are_an_edit_of_the_same_article(change: dict[str, object]) -> None:
    assert [1] == found((make_entry(**change),), known_from(make_entry()))


@pytest.mark.parametrize(
    "change",
    [
        {"guid": "tug-1-v2"},
        {"published": NOON},
        {"updated": NOON},
        {"url": "https://harbour.example/tug?utm_campaign=x&at_medium=RSS"},
        {"url": "HTTPS://Harbour.example:443/tug#comments"},
        {"url": "https://harbour.example/moved"},
        {"url": "https://harbour.example/moved", "guid": "another"},
    ],
    ids=["guid", "date", "updated", "tracking", "spelling", "address", "address and guid"],
)
def test_same_words_under_other_keys_are_the_same_article(change: dict[str, object]) -> None:
    assert all(article_id == 1 for article_id in found((make_entry(**change),), known_from(make_entry())))


def test_guid_that_counts_its_edits_in_a_fragment_is_one_guid() -> None:
    before = make_entry(url="", guid="https://harbour.example/tug#0")

    assert [1] == found((make_entry(url="", guid="https://harbour.example/tug#1", text=OTHER),), known_from(before))


def test_guid_that_all_entries_share_identifies_none() -> None:
    one = make_entry(url="https://harbour.example/1", guid="feed", text=OTHER)
    two = make_entry(url="https://harbour.example/2", guid="feed")

    assert [None, None] == found((one, two))
    assert ["", ""] == [keys.guid for keys in keys_of((one, two))]


def test_guids_that_differ_in_their_fragment_alone_do_not_join_two_articles() -> None:
    one, two = make_entry(url="", guid="live#1"), make_entry(url="", guid="live#2", text=OTHER)

    assert [None, None] == found((one, two))
    assert [] == found((one, two), known_from(one, two))


def test_entry_twice_in_one_document_counts_once() -> None:
    assert [None] == found((make_entry(), make_entry(guid="tug-again")))


def test_entry_twice_in_one_document_is_one_edit() -> None:
    edited = make_entry(text=OTHER)

    assert [1] == found((edited, edited), known_from(make_entry()))


def test_entry_without_link_is_known_by_its_guid() -> None:
    before = make_entry(url="")

    assert [1] == found((make_entry(url="", text=OTHER),), known_from(before))


def test_entry_without_link_and_guid_is_known_by_its_words() -> None:
    bare = make_entry(url="", guid="")

    assert [] == found((bare,), known_from(bare))


def test_short_entry_without_link_and_guid_is_known_by_its_words() -> None:
    bare = make_entry(url="", guid="", title="", text=SHORT)

    assert [] == found((bare,), known_from(bare))


def test_short_entries_with_links_are_not_joined_by_their_words() -> None:
    one = make_entry(url="https://harbour.example/1", guid="1", title="", text=SHORT)
    two = make_entry(url="https://harbour.example/2", guid="2", title="", text=SHORT)

    assert [None] == found((two,), known_from(one))


def test_words_are_compared_without_case_and_spacing() -> None:
    shouted = make_entry(url="https://harbour.example/2", guid="2", text=make_entry().text.upper().replace(" ", "  "))

    assert [1] == found((shouted,), known_from(make_entry()))


def test_address_goes_before_guid() -> None:
    one = make_entry(url="https://harbour.example/1", guid="1")
    two = make_entry(url="https://harbour.example/2", guid="2", text=OTHER)
    edited = make_entry(url="https://harbour.example/2", guid="1", text=OTHER + " They were let through at night.")

    assert [2] == found((edited,), known_from(one, two))


def test_entry_of_nothing_is_a_new_article_once() -> None:
    nothing = Entry("", "", "", "", None)

    assert [None] == found((nothing, nothing))
    assert [] == found((nothing,), known_from(nothing))


def test_lone_surrogates_do_not_stop_the_hash() -> None:
    assert [None] == found((make_entry(text="\ud800" * 100),))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (NOON - DAY, (NOON - DAY, "feed")),
        (NOON + timedelta(minutes=4), (NOON + timedelta(minutes=4), "feed")),
        (NOON + HOUR, (NOON, "clamped")),
        (None, (NOON, "first seen")),
    ],
    ids=["past", "clocks differ", "future", "undated"],
)
def test_date_is_the_feeds_unless_it_cannot_be(published: datetime | None, expected: tuple[datetime, str]) -> None:
    assert expected == dated(published, NOON)


@pytest.mark.parametrize("published", [None, NOON + DAY], ids=["undated", "future"])
def test_edit_without_a_date_of_its_own_keeps_the_earlier_one(published: datetime | None) -> None:
    assert NOON - DAY == dated(published, NOON, NOON - DAY)[0]
