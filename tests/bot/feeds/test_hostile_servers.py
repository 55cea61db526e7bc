"""Servers that do harm, by intent or not: size, time, broken HTTP, bombs for the parser."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.children import Children
from bot.feeds.wire import feed_call
from bot.model import Changed, Failed, Polled, Trouble
from tests.bot.feeds.dialects import rss
from tests.bot.feeds.loopback import NoParser, Site, fetcher, serve

MEGABYTE = 1_000_000


def trouble(polled: Polled) -> Trouble:
    assert isinstance(polled, Failed)
    return polled.trouble


async def endless(request: web.BaseRequest) -> web.StreamResponse:
    """Sends for as long as somebody listens."""
    response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
    await response.prepare(request)
    while True:
        await response.write(b"<item/>" * 10_000)


async def drip(request: web.BaseRequest) -> web.StreamResponse:
    """Sends a byte now and then, never the end."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<")
        await asyncio.sleep(0.02)


async def silent(request: web.BaseRequest) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def bomb(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=gzip.compress(bytes(100 * MEGABYTE), 9), headers={"Content-Encoding": "gzip"})


async def large(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=bytes(20 * MEGABYTE))


TOO_LARGE = {"20 MB": large, "without end": endless, "a gzip bomb": bomb}


@pytest.mark.parametrize("given", TOO_LARGE.values(), ids=TOO_LARGE.keys())
async def test_a_body_beyond_the_limit_is_left_unread(given: web.Response) -> None:
    async with serve({"/feed": given}) as site, fetcher(site, parser=NoParser()) as fetch:
        assert Trouble.TOO_LARGE == trouble(await fetch.poll(site.feed()))


@pytest.mark.parametrize("given", [drip, silent], ids=["endless drip", "silence"])
async def test_an_answer_that_does_not_end_is_cut_by_the_total_time(given: web.Response) -> None:
    async with serve({"/feed": given}) as site, fetcher(site, total_timeout_s=0.2) as fetch:
        assert Trouble.UNREACHABLE == trouble(await fetch.poll(site.feed()))


async def test_hops_share_one_total_time() -> None:
    async def slow(request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.sleep(0.15)
        return web.Response(status=302, headers={"Location": f"/{request.path}x"})

    hops: dict[str, web.Response | object] = {"/feed" + "x" * n: slow for n in range(9)}
    async with serve(hops) as site, fetcher(site, total_timeout_s=0.25) as fetch:  # type: ignore[arg-type]
        await fetch.poll(site.feed())

    assert len(site.asked) <= 2


@asynccontextmanager
async def raw_server(sent: bytes) -> AsyncIterator[Site]:
    """A server that answers every connection with the same bytes and hangs up."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(sent)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield Site(port=server.sockets[0].getsockname()[1])


RAW = {
    "not HTTP": b"220 mail.lantern.example ESMTP\r\n",
    "hangs up": b"",
    "breaks off": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>",
    "a header without end": b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n",
    "a wrong length": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss>",
    "a wrong chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>",
}


@pytest.mark.parametrize("sent", RAW.values(), ids=RAW.keys())
async def test_a_broken_answer_counts_as_none(sent: bytes) -> None:
    async with raw_server(sent) as site, fetcher(site) as fetch:
        assert Trouble.UNREACHABLE == trouble(await fetch.poll(site.feed()))


async def test_a_location_of_broken_bytes_ends() -> None:
    sent = b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe[/\r\nContent-Length: 0\r\n\r\n"

    async with raw_server(sent) as site, fetcher(site) as fetch:
        assert isinstance(await fetch.poll(site.feed()), Failed)


@pytest.mark.parametrize("etag", [b'"\xff\xfe"', b'"' + b"x" * 5_000 + b'"'], ids=["broken bytes", "endless"])
async def test_an_etag_that_cannot_be_sent_back_is_not_kept(etag: bytes) -> None:
    body = rss("<title>Talks open</title>").encode()
    head = b"HTTP/1.1 200 OK\r\nETag: " + etag + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"

    async with raw_server(head + body) as site, fetcher(site) as fetch:
        polled = await fetch.poll(site.feed())

    assert isinstance(polled, Changed)
    assert "" == polled.etag


async def test_a_port_where_nobody_listens_is_no_answer() -> None:
    async with serve({}) as site:
        gone = replace(site)

    async with fetcher(gone) as fetch:
        assert Trouble.UNREACHABLE == trouble(await fetch.poll(gone.feed()))


BOMBS = {
    "comments": "<!--" * 125_000,
    "attributes": "<rss " + 'a="b" ' * 250_000,
    "open tags": "<rss>" + "<a" * 150_000,
    "less than": "<rss>" + "<" * 300_000,
    "entities": '<?xml version="1.0"?><!DOCTYPE r ['
    '<!ENTITY e0 "boom">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    + ']><rss version="2.0"><channel><title>&e9;</title></channel></rss>',
    "one long title": f"<rss version='2.0'><channel><title>{'x' * 4_900_000}</title></channel></rss>",
}


async def test_bombs_end_and_the_next_feed_is_read() -> None:
    answers = {f"/{number}": web.Response(text=bomb) for number, bomb in enumerate(BOMBS.values())}
    good = web.Response(text=rss("<title>Talks open</title>"))
    limits = {"count": 2, "timeout_s": 0.4, "max_memory_bytes": 200 * MEGABYTE, "max_calls": 100}

    async with (
        Children("bot.feeds.wire:work", **limits) as parser,  # type: ignore[arg-type]
        serve({**answers, "/feed": good}) as site,
        fetcher(site, parser=parser) as fetch,
    ):
        polled = await asyncio.gather(*(fetch.poll(site.feed(path)) for path in answers))
        after = await fetch.poll(site.feed())

    assert all(isinstance(result, Failed | Changed) for result in polled)
    assert isinstance(after, Changed)
    assert Trouble.BROKEN == trouble(polled[0])


LOADED = """
import json, sys
from bot.feeds.wire import work

def loaded(payload):
    work(payload)
    return json.dumps(sorted(sys.modules)).encode()
"""


async def test_a_parsing_child_loads_no_network_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loaded_by_parsing.py").write_text(LOADED)
    monkeypatch.syspath_prepend(str(tmp_path))
    call = feed_call(
        rss("<title>Talks open</title>").encode(), url="https://a.example/", content_type="", max_entries=5
    )

    async with Children(
        "loaded_by_parsing:loaded", count=1, timeout_s=20, max_memory_bytes=400 * MEGABYTE, max_calls=9
    ) as parser:
        loaded = set(json.loads(await parser.call(call)))

    assert not loaded & {"aiohttp", "asyncio", "trafilatura", "spacy", "sqlalchemy", "discord", "pytest"}
