"""Feeds polled a second: unchanged ones against a bare aiohttp loop, and changed ones. Prints figures, asserts nothing.

Run: python -m benchmarks.feeds
The server runs in a process of its own and listens on many ports, for the fetcher allows two connections per host.
"""

import asyncio
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from typing import NamedTuple

import aiohttp
from aiohttp import web

from bot.children import Children
from bot.feeds.fetch import AioFetcher
from bot.model import Changed, Feed, Unchanged

PORTS = 32
AT_ONCE = 64
UNCHANGED = 6_000
CHANGED = 120
ROUNDS = 3
ENTRIES = 20
ETAG = '"v1"'
PARAGRAPH = "<p>The ministers of both countries met on the bridge and signed a paper about the river. %s</p>"


class Pace(NamedTuple):
    """Calls a second, and what each costs this process."""

    rate: float
    cpu_us: float

    def __str__(self) -> str:
        return f"{self.rate:,.0f} ({self.cpu_us:,.0f} µs CPU each)"


def serve(ports: Connection) -> None:
    """Serve feeds until killed; tell the ports first."""
    asyncio.run(_serve(ports))


async def _serve(ports: Connection) -> None:
    numbers = count()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == ETAG:
            return web.Response(status=304, headers={"ETag": ETAG})
        return web.Response(body=_feed(next(numbers)), content_type="application/rss+xml", headers={"ETag": ETAG})

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    for _ in range(PORTS):
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
    ports.send([address[1] for address in runner.addresses])
    await asyncio.Event().wait()


def _feed(number: int) -> bytes:
    """Twenty entries of about four kilobytes, never twice the same."""
    entries = "".join(
        f"<item><title>Story {number}-{entry}</title><link>https://lantern.example/{number}/{entry}</link>"
        f"<guid>{number}-{entry}</guid><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[{''.join(PARAGRAPH % part for part in range(40))}]]></description></item>"
        for entry in range(ENTRIES)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>L</title>{entries}</channel></rss>'.encode()


async def bare(urls: list[str]) -> Pace:
    """Conditional GETs a second with nothing around them."""
    connector = aiohttp.TCPConnector(limit=100, limit_per_host=2)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def ask(number: int) -> None:
            url = urls[number % len(urls)]
            async with session.get(url, headers={"If-None-Match": ETAG}) as response:
                await response.read()

        return await _rate(ask, UNCHANGED)


async def unchanged(urls: list[str], fetch: AioFetcher) -> Pace:
    """The same through AioFetcher.poll."""
    feeds = [Feed(number, url, "Lantern", etag=ETAG) for number, url in enumerate(urls)]

    async def ask(number: int) -> None:
        polled = await fetch.poll(feeds[number % len(feeds)])
        if not isinstance(polled, Unchanged):
            raise TypeError(polled)

    return await _rate(ask, UNCHANGED)


async def changed(urls: list[str], fetch: AioFetcher) -> Pace:
    """Feeds a second that are parsed, twenty entries each."""
    feeds = [Feed(number, url, "Lantern") for number, url in enumerate(urls)]

    async def ask(number: int) -> None:
        polled = await fetch.poll(feeds[number % len(feeds)])
        if not isinstance(polled, Changed) or len(polled.entries) != ENTRIES:
            raise TypeError(polled)

    return await _rate(ask, CHANGED)


async def _rate(ask: Callable[[int], Awaitable[None]], times: int) -> Pace:
    numbers = iter(range(times))

    async def work() -> None:
        for number in numbers:
            await ask(number)

    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return Pace(times / (time.perf_counter() - start), (time.process_time() - cpu) / times * 1e6)


async def measure(ports: list[int]) -> None:
    """Print the figures of a few rounds, the two loops in turn."""
    hosts = [f"127.0.0.1:{port}" for port in ports]
    urls = [f"http://{host}/feed" for host in hosts]
    cores = os.cpu_count() or 1
    async with (
        Children(
            "bot.feeds.wire:work", count=cores, timeout_s=10, max_memory_bytes=400_000_000, max_calls=500
        ) as parser,
        AioFetcher(
            user_agent="Sitrep/bench",
            parser=parser,
            clock=lambda: datetime.now(UTC),
            allow_hosts=frozenset(hosts),
            per_host_spacing_s=0,
        ) as fetch,
    ):
        for _ in range(ROUNDS):
            plain, ours = await bare(urls), await unchanged(urls, fetch)
            print(
                f"304s a second: bare aiohttp loop {plain}, AioFetcher.poll {ours}, ratio {ours.rate / plain.rate:.2f}"
            )
        for _ in range(ROUNDS):
            print(f"changed feeds of {ENTRIES} entries a second: {await changed(urls, fetch)}; children: {cores}")


def main() -> None:
    """Start the server, measure, stop the server."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    server = spawn.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        asyncio.run(measure(ours.recv()))
    finally:
        server.kill()
        server.join()


if __name__ == "__main__":
    main()
