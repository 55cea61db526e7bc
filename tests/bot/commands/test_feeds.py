from dataclasses import replace

import pytest

from tests.bot.commands.world import DeskWorld, said
from tests.factories import HOUR

URL = "https://harbour.example/feed"


@pytest.fixture
def world() -> DeskWorld:
    return DeskWorld()


async def feeds(world: DeskWorld, text: str) -> str:
    return said(await world.desk.typed("feeds", text, world.request(may_manage=True)))


async def test_feed_is_added(world: DeskWorld) -> None:
    text = await feeds(world, f"add {URL} Harbour Daily")

    assert "Added Harbour Daily. Its first poll comes within a minute; what it holds already is not posted." == text
    assert [(URL, "Harbour Daily")] == [(feed.url, feed.outlet) for feed in await world.store.feeds.all()]


@pytest.mark.parametrize(
    "typed", [f"<{URL}>", f"<{URL}|harbour.example/feed>", f" {URL} "], ids=["link", "label", "blanks"]
)
async def test_address_is_read_as_chats_write_it(world: DeskWorld, typed: str) -> None:
    await world.desk.answer("feeds add", world.request(may_manage=True, url=typed))

    assert [URL] == [feed.url for feed in await world.store.feeds.all()]


async def test_feed_without_a_name_is_called_after_its_host(world: DeskWorld) -> None:
    await feeds(world, "add https://www.harbour.example/feed")

    assert ["harbour.example"] == [feed.outlet for feed in await world.store.feeds.all()]


@pytest.mark.parametrize(
    "url", ["ftp://x.example/feed", "harbour.example/feed", "https://", "http://[::1", "https://x:port/"]
)
async def test_what_is_no_web_address_is_refused(world: DeskWorld, url: str) -> None:
    assert "A feed's address begins with https:// or http://." == await feeds(world, f"add {url}")
    assert () == await world.store.feeds.all()


async def test_known_feed_is_told_as_known(world: DeskWorld) -> None:
    await feeds(world, f"add {URL}")

    assert "That feed is known already. See /feeds list." == await feeds(world, f"add {URL}")


@pytest.mark.parametrize("wanted", [URL, "Harbour Daily", "harbour daily", f"<{URL}>"])
async def test_feed_is_removed_by_address_or_outlet(world: DeskWorld, wanted: str) -> None:
    await feeds(world, f"add {URL} Harbour Daily")

    reply = await world.desk.answer("feeds remove", world.request(may_manage=True, feed=wanted))

    assert "Removed Harbour Daily. Its articles stay." == said(reply)
    assert () == await world.store.feeds.all()


async def test_outlet_of_two_words_is_removed_as_typed(world: DeskWorld) -> None:
    await feeds(world, f"add {URL} Harbour Daily")

    assert "Removed Harbour Daily. Its articles stay." == await feeds(world, "remove Harbour Daily")


async def test_unknown_feed_is_told_with_the_next_step(world: DeskWorld) -> None:
    assert "No such feed. See /feeds list." == await feeds(world, "remove Fjord")


async def test_outlet_with_two_feeds_asks_for_the_address(world: DeskWorld) -> None:
    await feeds(world, f"add {URL} Harbour")
    await feeds(world, f"add {URL}/2 Harbour")

    assert "2 feeds carry that name; give the address. See /feeds list." == await feeds(world, "remove Harbour")


async def test_list_tells_the_health_of_each(world: DeskWorld) -> None:
    for number, state in enumerate(
        ({"last_ok": world.clock() - HOUR}, {"trouble": "gone. harbour.example answered 404.", "failures": 3}, {})
    ):
        feed = await world.store.feeds.add(f"{URL}/{number}", outlet=f"Outlet {number}")
        assert feed is not None
        await world.store.feeds.record(replace(feed, **state))  # type: ignore[arg-type]

    assert [
        "Feeds",
        "• Outlet 0 — ok, answered 1 h ago",
        "• Outlet 1 — gone. harbour.example answered 404. (3 in a row)",
        "• Outlet 2 — not polled yet",
        "3 feeds, 2 ok",
    ] == (await feeds(world, "list")).splitlines()


async def test_empty_list_is_told_with_the_next_step(world: DeskWorld) -> None:
    assert "No feeds yet. Add one: /feeds add https://… Name of the outlet" == await feeds(world, "list")


async def test_long_list_is_cut_and_says_so(world: DeskWorld) -> None:
    for number in range(70):
        await world.store.feeds.add(f"{URL}/{number}", outlet=f"Outlet {number}")

    assert "70 feeds, 70 ok · 10 more" in await feeds(world, "list")


async def test_feed_that_cannot_be_stored_is_refused(world: DeskWorld) -> None:
    world.store.feeds.max_chars = 100

    text = await feeds(world, f"add {URL}/{'x' * 100}")

    assert "That address or name cannot be stored: it is too long, or holds odd characters." == text
