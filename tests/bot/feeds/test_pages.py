"""Article pages over loopback: robots.txt, what is a page, what is too little."""

import pytest
from aiohttp import web

from tests.bot.feeds.loopback import fetcher, serve
from tests.bot.feeds.test_page import FIRST, SECOND, page

ARTICLE = web.Response(body=page(), content_type="text/html")
ALLOWED = web.Response(text="User-agent: *\nAllow: /\n")


async def test_a_page_gives_its_article() -> None:
    async with serve({"/robots.txt": ALLOWED, "/talks": ARTICLE}) as site, fetcher(site) as fetch:
        text = await fetch.page(site.url("/talks"))

    assert text is not None
    assert [FIRST.strip(), SECOND.strip()] == text.split("\n\n")[-2:]


async def test_robots_txt_is_asked_once_for_several_pages() -> None:
    async with serve({"/a": ARTICLE, "/b": ARTICLE}) as site, fetcher(site) as fetch:
        await fetch.page(site.url("/a"))
        await fetch.page(site.url("/b"))

    assert ["/robots.txt", "/a", "/b"] == [request.path for request in site.asked]


async def test_a_forbidden_page_is_never_asked_for() -> None:
    rules = web.Response(text="User-agent: Sitrep\nDisallow: /talks\n")

    async with serve({"/robots.txt": rules, "/talks": ARTICLE}) as site, fetcher(site) as fetch:
        assert await fetch.page(site.url("/talks")) is None

    assert ["/robots.txt"] == [request.path for request in site.asked]


async def test_a_redirect_onto_a_forbidden_page_gives_nothing() -> None:
    rules = web.Response(text="User-agent: *\nDisallow: /private/\n")
    there = web.Response(status=302, headers={"Location": "/private/talks"})

    async with (
        serve({"/robots.txt": rules, "/talks": there, "/private/talks": ARTICLE}) as site,
        fetcher(site) as fetch,
    ):
        assert await fetch.page(site.url("/talks")) is None


@pytest.mark.parametrize("status", [200, 404, 410, 503])
async def test_status_is_what_the_page_answers(status: int) -> None:
    there = web.Response(status=status, body=page(), content_type="text/html")

    async with serve({"/robots.txt": ALLOWED, "/talks": there}) as site, fetcher(site) as fetch:
        assert status == await fetch.status(site.url("/talks"))


async def test_status_of_a_forbidden_page_is_not_asked_for() -> None:
    rules = web.Response(text="User-agent: Sitrep\nDisallow: /talks\n")

    async with serve({"/robots.txt": rules, "/talks": ARTICLE}) as site, fetcher(site) as fetch:
        assert await fetch.status(site.url("/talks")) is None


NOTHING = {
    "not found": web.Response(status=404),
    "refused": web.Response(status=403, body=page(), content_type="text/html"),
    "a PDF": web.Response(body=page(), content_type="application/pdf"),
    "a script shell": web.Response(text="<html><body><script>start()</script></body></html>", content_type="text/html"),
    "nothing": web.Response(body=b"", content_type="text/html"),
    "too large": web.Response(body=page() + b" " * 6_000_000, content_type="text/html"),
}


@pytest.mark.parametrize("given", NOTHING.values(), ids=NOTHING.keys())
async def test_what_carries_no_article_gives_nothing(given: web.Response) -> None:
    async with serve({"/robots.txt": ALLOWED, "/talks": given}) as site, fetcher(site) as fetch:
        assert await fetch.page(site.url("/talks")) is None


@pytest.mark.parametrize("url", ["", "mailto:desk@lantern.example", "file:///etc/hostname"])
async def test_what_is_no_web_address_gives_nothing(url: str) -> None:
    async with serve({}) as site, fetcher(site) as fetch:
        assert await fetch.page(url) is None
