"""A web server on 127.0.0.1 and a fetcher that may talk to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.children import ChildFailed
from bot.feeds.fetch import AioFetcher, Parser
from bot.feeds.wire import work
from bot.model import Feed

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """What is served, by path with its query, and what was asked."""

    answers: dict[str, web.Response | Handler] = field(default_factory=dict)
    asked: list[web.BaseRequest] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/feed") -> str:
        return f"http://{self.host}{path}"

    def feed(self, path: str = "/feed", **changes: Any) -> Feed:
        return Feed(**({"id": 1, "url": self.url(path), "outlet": "The Lantern"} | changes))

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request)
        wanted = self.answers.get(request.path_qs, web.Response(status=404))
        if isinstance(wanted, web.Response):  # each can be sent only once
            return web.Response(status=wanted.status, body=wanted.body, headers=wanted.headers)
        return await wanted(request)


class InProcess:
    """Parser: does the work here and now, for tests that are not about the child."""

    async def call(self, payload: bytes, *, timeout_s: float | None = None) -> bytes:
        try:
            return work(payload)
        except Exception as exc:
            raise ChildFailed(str(exc)) from exc


class NoParser:
    """Parser: must not be called."""

    async def call(self, payload: bytes, *, timeout_s: float | None = None) -> bytes:
        raise AssertionError("these bytes were parsed")


@asynccontextmanager
async def serve(answers: dict[str, web.Response | Handler]) -> AsyncIterator[Site]:
    """A site on a free port."""
    site = Site(answers)
    runner = web.ServerRunner(web.Server(site.answer), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()


def fetcher(site: Site, *, parser: Parser | None = None, **settings: Any) -> AioFetcher:
    """A fetcher that may talk to the site only."""
    wanted = {"allow_hosts": frozenset({site.host}), "per_host_spacing_s": 0.0} | settings
    return AioFetcher(
        user_agent="Sitrep/1.0 (+mailto:desk@lantern.example)",
        parser=parser or InProcess(),
        clock=lambda: NOW,
        **wanted,
    )
