"""The demo's web server on 127.0.0.1: feeds and pages of the invented world as they stand at the simulated time."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from types import TracebackType
from typing import NamedTuple, Self

from aiohttp import web

from bot.demo.dialects import MEDIA_TYPES, feed
from bot.demo.pages import article_page, maintenance_page
from bot.demo.world import DemoArticle, DemoOutlet, World, load

ROBOTS = "User-agent: *\nDisallow: /private/\n"
RETRY_AFTER_S = 3600
RELATED_LINKS = 3


class DemoFeed(NamedTuple):
    """A feed to subscribe to; `pages` says that its entries are blurbs whose pages are to be fetched."""

    url: str
    outlet: str
    pages: bool


class DemoServer:
    """Serves while entered; `clock` gives the simulated time, aware, at each request."""

    def __init__(self, clock: Callable[[], datetime], world: World | None = None) -> None:
        self._clock = clock
        self._world = world or load()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get("/{outlet}/feed.xml", self._feed)
        app.router.add_get("/{outlet}/rss.xml", self._moved_feed)
        app.router.add_get("/{outlet}/{slug}", self._page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def host(self) -> str:
        """Host and port, as `feeds.allow_hosts` wants it. Raises RuntimeError while the server does not run."""
        if self._runner is None:
            raise RuntimeError("the demo server does not run: enter it with `async with` first")
        address, port = self._runner.addresses[0][:2]
        return f"{address}:{port}"

    @property
    def feeds(self) -> tuple[DemoFeed, ...]:
        """All feeds, by rank; the one that has moved at its old address."""
        return tuple(
            DemoFeed(f"http://{self.host}/{outlet.slug}/feed.xml", outlet.name, outlet.text == "blurb")
            for outlet in self._world.outlets
        )

    async def _robots(self, _: web.Request) -> web.Response:
        return web.Response(text=ROBOTS)

    async def _feed(self, request: web.Request) -> web.Response:
        outlet = self._outlet(request)
        if outlet.quirk == "redirect":
            raise web.HTTPMovedPermanently(f"/{outlet.slug}/rss.xml")
        if outlet.quirk == "broken":
            return web.Response(text=maintenance_page(outlet), content_type="text/html")
        if outlet.quirk == "busy" and self._clock().date() == outlet.busy_on:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": str(RETRY_AFTER_S)})
        return self._xml(request, outlet)

    async def _moved_feed(self, request: web.Request) -> web.Response:
        outlet = self._outlet(request)
        if outlet.quirk != "redirect":
            raise web.HTTPNotFound
        return self._xml(request, outlet)

    def _xml(self, request: web.Request, outlet: DemoOutlet) -> web.Response:
        """Answer with the feed, or 304 where the outlet keeps validators and the reader has these bytes."""
        now = self._clock()
        articles = self._world.of(outlet.slug, now)
        body = feed(outlet, articles, now=now, host=self.host).encode()
        response = web.Response(body=body, content_type=MEDIA_TYPES[outlet.dialect], charset="utf-8")
        if outlet.quirk != "not_modified":
            return response
        etag = hashlib.sha256(body).hexdigest()[:16]
        changed = max((version.at for each in articles if (version := each.version(now))), default=None)
        validators = {"ETag": f'"{etag}"'} | (_last_modified(changed) if changed else {})
        if _is_unchanged(request, etag, changed):
            return web.Response(status=304, headers=validators)
        response.headers.update(validators)
        return response

    async def _page(self, request: web.Request) -> web.Response:
        outlet = self._outlet(request)
        now = self._clock()
        article = self._article(outlet, request.match_info["slug"])
        version = article.version(now)
        if version is None:
            raise web.HTTPNotFound
        related = tuple(each for each in self._world.of(outlet.slug, now) if each != article)[:RELATED_LINKS]
        html = article_page(outlet, article, version, related=related, host=self.host)
        return web.Response(text=html, content_type="text/html")

    def _outlet(self, request: web.Request) -> DemoOutlet:
        try:
            return self._world.outlet(request.match_info["outlet"])
        except KeyError as exc:
            raise web.HTTPNotFound from exc

    def _article(self, outlet: DemoOutlet, slug: str) -> DemoArticle:
        try:
            return self._world.article(outlet.slug, slug)
        except KeyError as exc:
            raise web.HTTPNotFound from exc


def _last_modified(changed: datetime) -> dict[str, str]:
    return {"Last-Modified": format_datetime(changed, usegmt=True)}


def _is_unchanged(request: web.Request, etag: str, changed: datetime | None) -> bool:
    """Compare the reader's validators; If-None-Match goes before If-Modified-Since (RFC 9110, 13.1.3)."""
    if request.if_none_match:
        return any(each.value in (etag, "*") for each in request.if_none_match)
    since = request.if_modified_since
    return since is not None and changed is not None and changed <= since
