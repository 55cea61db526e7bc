"""The demo's server answers on loopback as the simulated time has it, and keeps its outlets' quirks."""

import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from aiohttp import ClientSession
from multidict import CIMultiDictProxy

from bot.demo.server import DemoServer

END = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """A response with its body read."""

    status: int
    url: str
    headers: CIMultiDictProxy[str]
    body: bytes


class Site:
    """A running server, a client for it, and the simulated time."""

    def __init__(self) -> None:
        self.now = END
        self.server = DemoServer(lambda: self.now)
        self.client = ClientSession()

    async def get(self, path: str, *, redirects: bool = True, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://{self.server.host}{path}"
        async with self.client.get(url, headers=sent, allow_redirects=redirects) as response:
            return Answer(response.status, str(response.url), response.headers, await response.read())

    async def titles(self, outlet: str) -> list[str]:
        return [entry.title for entry in feedparser.parse((await self.get(f"/{outlet}/feed.xml")).body).entries]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with site.server, site.client:
        yield site


@pytest.mark.parametrize(
    ("outlet", "words"),
    [
        ("meridian", "<p>“Noon has come and our seven men have not,” Foreign Minister Liis Rannamäe said."),
        ("volga", '"We took the proportion, not the number," he noted.'),
        ("nile", '"He has lost twenty kilos and none of his jokes," said Gayane Mkrtchyan'),
        ("rhein", "„Wer den Dorsch retten will, muss ihn in Ruhe lassen“"),
    ],
    ids=["rss2 curly", "rss2 straight", "rdf straight", "atom German"],
)
async def test_words_of_a_quotation_survive_serving(site: Site, outlet: str, words: str) -> None:
    assert words in (await site.get(f"/{outlet}/feed.xml")).body.decode()


async def test_a_feed_lists_nothing_from_the_future(site: Site) -> None:
    site.now = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)

    assert [
        "Kenya accuses Tanzania of “blockade” at main border crossing",
        "Estonia threatens to expel Russian diplomats unless tug crew is freed",
    ] == await site.titles("meridian")


async def test_the_broken_feed_is_a_web_page_with_status_200(site: Site) -> None:
    broken = await site.get("/gulf/feed.xml")

    assert (200, "text/html; charset=utf-8") == (broken.status, broken.headers["Content-Type"])
    with pytest.raises(ET.ParseError):
        ET.fromstring(broken.body)


async def test_an_unchanged_feed_answers_304_by_etag(site: Site) -> None:
    first = await site.get("/potomac/feed.xml")

    again = await site.get("/potomac/feed.xml", If_None_Match=first.headers["ETag"])

    assert (304, b"", first.headers["ETag"]) == (again.status, again.body, again.headers["ETag"])


async def test_an_unchanged_feed_answers_304_by_last_modified(site: Site) -> None:
    first = await site.get("/potomac/feed.xml")

    again = await site.get("/potomac/feed.xml", If_Modified_Since=first.headers["Last-Modified"])

    assert 304 == again.status


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
async def test_a_correction_alone_makes_the_feed_new(site: Site, validator: str) -> None:
    site.now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    first = await site.get("/potomac/feed.xml")
    site.now = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)

    condition = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[validator]
    again = await site.get("/potomac/feed.xml", **{condition: first.headers[validator]})

    assert 200 == again.status
    assert first.headers[validator] != again.headers[validator]


async def test_the_moved_feed_redirects_for_good(site: Site) -> None:
    moved = await site.get("/andean/feed.xml", redirects=False)

    assert (301, "/andean/rss.xml") == (moved.status, moved.headers["Location"])


async def test_the_moved_feed_is_found_at_its_new_address(site: Site) -> None:
    assert "Chile and Bolivia sign agreement to reopen Arica railway" in await site.titles("andean")


async def test_the_busy_feed_asks_to_come_back_later_on_the_second_day(site: Site) -> None:
    site.now = END - timedelta(days=1)

    busy = await site.get("/nile/feed.xml")

    assert (503, "3600") == (busy.status, busy.headers["Retry-After"])


async def test_the_busy_feed_has_recovered_on_the_third_day(site: Site) -> None:
    assert "Egypt delivers field hospital to Chad for Sudanese refugees" in await site.titles("nile")


async def test_a_page_is_found_under_its_tracked_link(site: Site) -> None:
    page = await site.get("/harbour/tug-families?utm_source=rss&utm_medium=feed")

    assert "‘A ship’s crew isn’t a bargaining chip.’" in page.body.decode()


@pytest.mark.parametrize(
    ("minute", "said", "unsaid"),
    [(19, "Forty-two trucks", "Twenty-four trucks"), (20, "Twenty-four trucks", "Forty-two trucks")],
    ids=["before", "after"],
)
@pytest.mark.parametrize("path", ["/potomac/un-convoy-darfur", "/potomac/feed.xml"], ids=["page", "feed"])
async def test_a_correction_replaces_the_text_at_its_time(
    site: Site, path: str, minute: int, said: str, unsaid: str
) -> None:
    site.now = datetime(2026, 3, 10, 9, minute, tzinfo=UTC)

    text = (await site.get(path)).body.decode()

    assert (True, False) == (said in text, unsaid in text)


@pytest.mark.parametrize("path", ["/nowhere/feed.xml", "/meridian/nothing", "/meridian/rss.xml", "/private/x"])
async def test_what_does_not_exist_is_404(site: Site, path: str) -> None:
    assert 404 == (await site.get(path)).status


async def test_a_page_does_not_exist_before_it_is_published(site: Site) -> None:
    site.now = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)

    assert 404 == (await site.get("/meridian/estonia-expels-diplomats")).status


async def test_robots_may_read_all_but_private_pages(site: Site) -> None:
    assert b"User-agent: *\nDisallow: /private/\n" == (await site.get("/robots.txt")).body


async def test_feeds_ask_for_pages_where_they_have_blurbs(site: Site) -> None:
    asked = {feed.outlet for feed in site.server.feeds if feed.pages}

    assert {"The Harbour Courier", "Straits Examiner", "Andean Dispatch"} == asked


async def test_feeds_stand_on_the_servers_own_host(site: Site) -> None:
    assert all(feed.url.startswith(f"http://{site.server.host}/") for feed in site.server.feeds)
    assert site.server.host.startswith("127.0.0.1:")


def test_host_is_refused_while_the_server_does_not_run() -> None:
    server = DemoServer(lambda: END)

    with pytest.raises(RuntimeError, match="does not run"):
        _ = server.host
