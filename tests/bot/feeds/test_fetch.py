"""Polls over loopback: what is asked, and what an answer means."""

import gzip
import hashlib
import zlib
from dataclasses import replace

import brotli
import pytest
from aiohttp import web
from yarl import URL

from bot.feeds.transport import moved_to
from bot.model import Changed, Failed, Hints, Trouble, Unchanged
from tests.bot.feeds.dialects import rss
from tests.bot.feeds.loopback import NoParser, fetcher, serve

BODY = rss("<title>Talks open</title><link>/talks</link>").encode()
SHA256 = hashlib.sha256(BODY).hexdigest()
RSS_TYPE = {"Content-Type": "application/rss+xml"}


def answer(body: bytes = BODY, **headers: str) -> web.Response:
    return web.Response(
        body=body, headers=RSS_TYPE | {name.replace("_", "-"): value for name, value in headers.items()}
    )


async def test_a_first_poll_brings_entries_and_what_to_ask_with_next_time() -> None:
    given = answer(ETag='"v1"', Last_Modified="Mon, 09 Mar 2026 10:00:00 GMT", Cache_Control="max-age=60")

    async with serve({"/feed": given}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Changed)
    assert ["Talks open"] == [entry.title for entry in polled.entries]
    assert [site.url("/talks")] == [entry.url for entry in polled.entries]
    expected = ('"v1"', "Mon, 09 Mar 2026 10:00:00 GMT", SHA256, "The Lantern", "")
    assert expected == (polled.etag, polled.last_modified, polled.body_sha256, polled.title, polled.moved_to)
    assert Hints(max_age_s=60.0) == polled.hints


async def test_the_next_poll_is_conditional() -> None:
    async with serve({"/feed": web.Response(status=304)}) as site, fetcher(site, parser=NoParser()) as fetch:
        polled = await fetch.poll(site.feed(etag='W/"v1"', last_modified="Mon, 09 Mar 2026 10:00:00 GMT"))

    assert Unchanged(etag='W/"v1"', last_modified="Mon, 09 Mar 2026 10:00:00 GMT") == polled
    sent = site.asked[0].headers
    assert ('W/"v1"', "Mon, 09 Mar 2026 10:00:00 GMT") == (sent["If-None-Match"], sent["If-Modified-Since"])


async def test_what_a_304_says_anew_is_kept() -> None:
    given = web.Response(status=304, headers={"Last-Modified": "Mon, 09 Mar 2026 11:00:00 GMT", "ETag": '"v2"'})

    async with serve({"/feed": given}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed(etag='"v1"'))

    assert Unchanged(etag='"v2"', last_modified="Mon, 09 Mar 2026 11:00:00 GMT") == polled


async def test_a_304_that_nobody_asked_for_is_trouble() -> None:
    async with serve({"/feed": web.Response(status=304)}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert Trouble.BROKEN == polled.trouble


async def test_known_bytes_are_not_parsed_again() -> None:
    async with serve({"/feed": answer(ETag='"v2"')}) as site, fetcher(site, parser=NoParser()) as fetch:
        polled = await fetch.poll(site.feed(etag='"v1"', body_sha256=SHA256))

    assert Unchanged(etag='"v2"', last_modified="") == polled


@pytest.mark.parametrize(
    "coding, body",
    [
        ("gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("br", brotli.compress(BODY)),
        ("identity", gzip.compress(BODY)),
    ],
    ids=["gzip", "deflate", "brotli", "gzip without a word"],
)
async def test_a_compressed_body_counts_as_its_contents(coding: str, body: bytes) -> None:
    async with serve({"/feed": answer(body, Content_Encoding=coding)}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Changed)
    assert SHA256 == polled.body_sha256


async def test_the_bot_says_who_it_is_and_what_it_takes() -> None:
    async with serve({"/feed": answer()}) as site, fetcher(site) as fetch:
        await fetch.poll(site.feed())

    sent = site.asked[0].headers
    assert "Sitrep/1.0 (+mailto:desk@lantern.example)" == sent["User-Agent"]
    assert "gzip, deflate, br" == sent["Accept-Encoding"]


async def test_no_cookie_is_brought_back() -> None:
    async with serve({"/feed": answer(Set_Cookie="reader=17")}) as site, fetcher(site) as fetch:
        await fetch.poll(site.feed())
        await fetch.poll(site.feed())

    assert "Cookie" not in site.asked[1].headers


STATUSES = {
    400: Trouble.BROKEN, 401: Trouble.REFUSED, 403: Trouble.REFUSED, 404: Trouble.GONE, 406: Trouble.REFUSED,
    408: Trouble.BUSY, 410: Trouble.GONE, 429: Trouble.BUSY, 451: Trouble.REFUSED, 500: Trouble.SERVER,
    502: Trouble.SERVER, 503: Trouble.BUSY, 504: Trouble.SERVER,
}  # fmt: skip


@pytest.mark.parametrize("status, expected", STATUSES.items())
async def test_a_status_means_trouble(status: int, expected: Trouble) -> None:
    async with serve({"/feed": web.Response(status=status)}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert expected == polled.trouble
    assert polled.message.startswith(f"127.0.0.1 answered {status}: ")


async def test_a_busy_server_says_when() -> None:
    given = web.Response(status=429, headers={"Retry-After": "600"})

    async with serve({"/feed": given}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert Hints(retry_after_s=600.0) == polled.hints


BODIES = {
    "nothing": (b"", "application/rss+xml", Trouble.BROKEN),
    "white space": (b" \n ", "application/rss+xml", Trouble.BROKEN),
    "eleven bytes": (b"unavailable", "application/rss+xml", Trouble.BROKEN),
    "not XML": (b"{'feed': 1}", "application/json", Trouble.BROKEN),
    "HTML": (b"<!DOCTYPE html><html><body>Welcome</body></html>", "text/html", Trouble.HTML),
    "HTML that says it is XML": (b"\xef\xbb\xbf <!-- x --><html><p>Consent</html>", "text/xml", Trouble.HTML),
    "a piece of HTML": (b"<div>We value your privacy</div>", "text/html; charset=utf-8", Trouble.HTML),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0", "image/png", Trouble.BROKEN),
}


@pytest.mark.parametrize("body, content_type, expected", BODIES.values(), ids=BODIES.keys())
async def test_what_is_no_feed_is_told_as_such(body: bytes, content_type: str, expected: Trouble) -> None:
    given = web.Response(body=body, headers={"Content-Type": content_type})

    async with serve({"/feed": given}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert expected == polled.trouble


async def test_a_feed_that_says_it_is_html_is_read() -> None:
    given = web.Response(body=BODY, content_type="text/html")

    async with serve({"/feed": given}) as site, fetcher(site) as fetch:
        assert isinstance(await fetch.poll(site.feed()), Changed)


def redirect(status: int, location: str) -> web.Response:
    return web.Response(status=status, headers={"Location": location} if location else {})


MOVES = {
    "permanent": ([301], "/to1"),
    "permanent, method kept": ([308], "/to1"),
    "permanent all the way": ([301, 308, 301], "/to3"),
    "temporary": ([302], ""),
    "temporary, method kept": ([307], ""),
    "permanent, then temporary": ([301, 302], ""),
    "temporary, then permanent": ([302, 301], ""),
    "five hops": ([301] * 5, "/to5"),
}


@pytest.mark.parametrize("statuses, expected", MOVES.values(), ids=MOVES.keys())
async def test_only_permanent_redirects_move_a_feed(statuses: list[int], expected: str) -> None:
    hops = {f"/to{number}": redirect(status, f"to{number + 1}") for number, status in enumerate(statuses)}

    async with serve({**hops, f"/to{len(statuses)}": answer()}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed("/to0"))

    assert isinstance(polled, Changed)
    assert (site.url(expected) if expected else "") == polled.moved_to


async def test_a_page_at_the_end_of_a_permanent_redirect_moves_nothing() -> None:
    page = web.Response(text="<html><body>Back soon</body></html>", content_type="text/html")

    async with serve({"/feed": redirect(301, "/maintenance"), "/maintenance": page}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert Trouble.HTML == polled.trouble


@pytest.mark.parametrize(
    "first, last, expected",
    [
        ("http://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://b.example/x", "https://b.example/x"),
        ("https://a.example/x", "http://a.example/x", ""),
        ("https://a.example/x", "https://a.example/x", ""),
    ],
    ids=["http to https", "another host", "https to http", "nowhere"],
)
def test_https_is_never_lost(first: str, last: str, expected: str) -> None:
    assert expected == moved_to(URL(first), URL(last))


REDIRECTS = {
    "to itself": ({"/feed": redirect(302, "/feed")}, Trouble.BROKEN),
    "in a circle": ({"/feed": redirect(301, "/b"), "/b": redirect(301, "/feed")}, Trouble.BROKEN),
    "without end": (
        {"/feed": redirect(302, "/1"), **{f"/{n}": redirect(302, f"/{n + 1}") for n in range(1, 20)}},
        Trouble.BROKEN,
    ),
    "to nowhere": ({"/feed": redirect(302, "")}, Trouble.BROKEN),
    "to a file": ({"/feed": redirect(302, "file:///etc/hostname")}, Trouble.FORBIDDEN_ADDRESS),
    "to another scheme": ({"/feed": redirect(302, "gopher://127.0.0.1/")}, Trouble.FORBIDDEN_ADDRESS),
    "to no address": ({"/feed": redirect(302, "http://[bad/")}, Trouble.FORBIDDEN_ADDRESS),
}


@pytest.mark.parametrize("answers, expected", REDIRECTS.values(), ids=REDIRECTS.keys())
async def test_a_bad_redirect_ends(answers: dict[str, web.Response], expected: Trouble) -> None:
    async with serve(dict(answers)) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert expected == polled.trouble
    assert len(site.asked) <= 6


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"], ids=["by address", "by name"])
async def test_a_redirect_to_an_address_that_is_not_allowed_is_not_followed(host: str) -> None:
    async with serve({"/feed": answer()}) as private:
        there = redirect(302, f"http://{host}:{private.port}/feed")
        async with serve({"/feed": there}) as site, fetcher(site) as fetch:
            polled = await fetch.poll(site.feed())

    assert isinstance(polled, Failed)
    assert (Trouble.FORBIDDEN_ADDRESS, []) == (polled.trouble, private.asked)


@pytest.mark.parametrize(
    "url", ["ftp://lantern.example/feed", "file:///etc/hostname", "lantern.example/feed", "", "http://"]
)
async def test_what_is_no_web_address_is_told(url: str) -> None:
    async with serve({}) as site, fetcher(site) as fetch:
        polled = await fetch.poll(replace(site.feed(), url=url))

    assert isinstance(polled, Failed)
    assert Trouble.FORBIDDEN_ADDRESS == polled.trouble


async def test_a_feeds_user_name_is_sent_and_never_told() -> None:
    async with serve({"/feed": web.Response(status=401)}) as site, fetcher(site) as fetch:
        url = site.url("/feed?key=hidden").replace("http://", "http://reader:word@")
        polled = await fetch.poll(replace(site.feed(), url=url))

    assert isinstance(polled, Failed)
    assert "Basic cmVhZGVyOndvcmQ=" == site.asked[0].headers["Authorization"]
    assert not [secret for secret in ("reader", "word", "hidden") if secret in polled.message]
