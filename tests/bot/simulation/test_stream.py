from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.errors import UserError
from bot.model import Changed, Feed, Outlet
from bot.simulation.stream import StreamFetcher, feed_url, instant, outlets_of, versions_of

ROW = {
    "id": "v1",
    "article": "a",
    "version": 1,
    "url": "https://fjord.example/a?utm_source=rss",
    "outlet": "Fjord Wire",
    "outlet_kind": "wire",
    "state_media": False,
    "title": "Tug is held",
    "published": "2026-04-13T08:00:00Z",
    "fetched": "2026-04-13T09:00:00Z",
    "text": "Some sailors are held.",
}
FEED = Feed(1, feed_url("Fjord Wire"), "Fjord Wire")


def row(**changes: Any) -> dict[str, Any]:
    return ROW | changes


def test_versions_come_in_order_of_when_they_were_fetched() -> None:
    late, early = row(id="late", fetched="2026-04-14T09:00:00Z"), row(id="early")

    assert ["early", "late"] == [version.id for version in versions_of([late, early])]


def test_address_is_the_one_that_the_store_knows() -> None:
    (version,) = versions_of([row()])

    assert "https://fjord.example/a" == version.address


def test_version_without_a_date_has_none() -> None:
    (version,) = versions_of([row(published=None)])

    assert version.entry.published is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outlet("Fjord Wire", label="wire", rank=10)),
        ({"outlet_kind": "newspaper"}, Outlet("Fjord Wire", rank=20)),
        ({"outlet_kind": "government"}, Outlet("Fjord Wire", label="government", rank=30)),
        ({"outlet_kind": None, "state_media": None}, Outlet("Fjord Wire", rank=20)),
        ({"state_media": True}, Outlet("Fjord Wire", label="state media", rank=70)),
        ({"state_media": "Ruritania"}, Outlet("Fjord Wire", label="state media (Ruritania)", rank=70)),
        ({"outlet_kind": "state_media"}, Outlet("Fjord Wire", label="state media", rank=70)),
    ],
    ids=["wire", "newspaper", "government", "unknown", "state media", "with its state", "as a kind"],
)
def test_kind_of_an_outlet_gives_rank_and_label(changes: dict[str, Any], expected: Outlet) -> None:
    assert {"Fjord Wire": expected} == outlets_of(versions_of([row(**changes)]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fetched": "yesterday"}, "Version v1: yesterday is not a time"),
        ({"published": "soon"}, "Version v1: soon is not a time"),
        ({"url": ""}, "Version v1 needs url"),
        ({"outlet": None, "article": 7}, "Version v1 needs article, outlet"),
    ],
)
def test_row_that_cannot_be_used_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        versions_of([row(**change)])


def test_two_versions_of_one_id_are_refused() -> None:
    with pytest.raises(UserError, match="same"):
        versions_of([row(), row()])


def test_instant_without_an_offset_is_one_in_the_zone() -> None:
    east = timezone(timedelta(hours=2))

    assert datetime(2026, 4, 13, 16, tzinfo=UTC) == instant("2026-04-13T18:00", where="--slots", zone=east)


async def test_feed_carries_nothing_before_the_first_article() -> None:
    polled = await StreamFetcher(["Fjord Wire"]).poll(FEED)

    assert isinstance(polled, Changed)
    assert () == polled.entries


async def test_newer_version_takes_the_place_of_the_older_on_top() -> None:
    first, other, second = versions_of(
        [row(), row(id="v2", article="b"), row(id="v3", version=2, title="Tug is free", fetched="2026-04-14T09:00:00Z")]
    )
    fetcher = StreamFetcher(["Fjord Wire"])
    for version in (first, other, second):
        fetcher.publish(version)

    polled = await fetcher.poll(FEED)

    assert isinstance(polled, Changed)
    assert (second.entry, other.entry) == polled.entries
