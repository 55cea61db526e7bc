"""The Fetcher over HTTP: conditional polls and article pages. Decides what a status means; parses in a child."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

from bot.children import ChildError, ChildFailed
from bot.feeds.hints import read_hints
from bot.feeds.robots import Robots
from bot.feeds.transport import Answer, Transport
from bot.feeds.wire import ParsedFeed, feed_call, page_call, read_feed, read_page
from bot.model import Changed, Failed, Feed, Hints, Polled, Trouble, Unchanged
from bot.urls import is_web_url

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8,"
    " */*;q=0.1"
)
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
HTML_TYPES = ("text/html", "application/xhtml+xml")
HTML_START = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>)?\s*")
MAX_VALIDATOR = 1_000  # characters of an ETag

STATUSES = {
    401: Trouble.REFUSED, 403: Trouble.REFUSED, 406: Trouble.REFUSED, 407: Trouble.REFUSED, 451: Trouble.REFUSED,
    404: Trouble.GONE, 410: Trouble.GONE,
    408: Trouble.BUSY, 425: Trouble.BUSY, 429: Trouble.BUSY, 503: Trouble.BUSY,
}  # fmt: skip
ADVICE = {
    Trouble.REFUSED: "it refuses this bot. Ask the site, or set another User-Agent",
    Trouble.GONE: "the feed is gone. Look for its new address on the site",
    Trouble.BUSY: "it asks us to wait. It will be tried again, less often",
    Trouble.SERVER: "the server is in trouble. It will be tried again",
    Trouble.BROKEN: "that is no feed. Open the address in a browser",
}


class Parser(Protocol):
    """Runs bot.feeds.wire.work somewhere; bot.children.Children does. Raises ChildError."""

    async def call(self, payload: bytes, *, timeout_s: float | None = None) -> bytes:
        """One job."""


class AioFetcher:
    """Implements bot.ports.Fetcher. `parser` runs bot.feeds.wire.work, and is opened and closed by its owner."""

    def __init__(
        self,
        *,
        user_agent: str,
        parser: Parser,
        clock: Callable[[], datetime],
        allow_hosts: frozenset[str] = frozenset(),
        connect_timeout_s: float = 10.0,
        total_timeout_s: float = 30.0,
        max_bytes: int = 5_000_000,
        max_entries: int = 500,
        per_host_spacing_s: float = 1.0,
    ) -> None:
        self._transport = Transport(
            user_agent=user_agent,
            allow_hosts=allow_hosts,
            connect_timeout_s=connect_timeout_s,
            total_timeout_s=total_timeout_s,
            max_bytes=max_bytes,
            per_host_spacing_s=per_host_spacing_s,
        )
        self._robots = Robots(self._robots_txt, product=user_agent.partition("/")[0].strip(), clock=clock)
        self._parser = parser
        self._clock = clock
        self._max_entries = max_entries

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.__aexit__(kind, error, trace)

    async def poll(self, feed: Feed) -> Polled:
        """Ask once, conditionally; bytes that are known by their hash are never parsed."""
        answer = await self._transport.get(feed.url, _conditions(feed))
        if isinstance(answer, Failed):
            return answer
        hints = read_hints(answer.headers, self._clock())
        if answer.status == 304 and (feed.etag or feed.last_modified):
            return Unchanged(
                etag=_validator(answer, "ETag") or feed.etag,
                last_modified=_validator(answer, "Last-Modified") or feed.last_modified,
                hints=hints,
            )
        if not 200 <= answer.status < 300:
            return _refusal(answer, feed.url, hints)
        etag, last_modified = _validator(answer, "ETag"), _validator(answer, "Last-Modified")
        sha256 = hashlib.sha256(answer.body).hexdigest()
        if sha256 == feed.body_sha256:
            return Unchanged(etag=etag, last_modified=last_modified, hints=hints)
        parsed = await self._parse(answer)
        if isinstance(parsed, Failed):
            return parsed
        return Changed(
            entries=parsed.entries,
            etag=etag,
            last_modified=last_modified,
            body_sha256=sha256,
            title=parsed.title,
            moved_to=answer.moved_to,
            hints=read_hints(answer.headers, self._clock(), rss_ttl_s=parsed.ttl_s),
        )

    async def page(self, url: str) -> str | None:
        """The article on a page; None where robots.txt forbids it, it cannot be had, or carries too little text."""
        if not is_web_url(url) or not await self._robots.allows(url):
            return None
        answer = await self._transport.get(url, {"Accept": PAGE_TYPES})
        if isinstance(answer, Failed) or not 200 <= answer.status < 300 or not _is_page(answer):
            return None
        if answer.url != url and not await self._robots.allows(answer.url):
            return None
        try:
            return read_page(await self._parser.call(page_call(answer.body, url=answer.url)))
        except ChildError:
            return None

    async def status(self, url: str) -> int | None:
        """What a page answers; None where robots.txt forbids it or nothing answers."""
        if not is_web_url(url) or not await self._robots.allows(url):
            return None
        answer = await self._transport.get(url, {"Accept": PAGE_TYPES})
        return None if isinstance(answer, Failed) else answer.status

    async def _parse(self, answer: Answer) -> ParsedFeed | Failed:
        host, content_type = _host(answer.url), answer.headers.get("Content-Type", "")
        if not answer.body.strip():
            return Failed(Trouble.BROKEN, f"{host} sent nothing where a feed should be. It will be tried again.")
        if _starts_as_html(answer.body):
            return _web_page(host)
        payload = feed_call(answer.body, url=answer.url, content_type=content_type, max_entries=self._max_entries)
        try:
            return read_feed(await self._parser.call(payload))
        except ChildFailed:
            if content_type.lower().startswith(HTML_TYPES):
                return _web_page(host)
            return Failed(Trouble.BROKEN, f"{host} sent no feed that can be read. Open the address in a browser.")
        except ChildError as exc:
            return Failed(Trouble.BROKEN, f"{host} sent a feed that cannot be read safely. {exc}")

    async def _robots_txt(self, url: str) -> tuple[int, bytes] | None:
        answer = await self._transport.get(url, {"Accept": "text/plain, */*;q=0.1"})
        return None if isinstance(answer, Failed) else (answer.status, answer.body)


def _conditions(feed: Feed) -> dict[str, str]:
    headers = {"Accept": FEED_TYPES}
    if feed.etag:
        headers["If-None-Match"] = feed.etag
    if feed.last_modified:
        headers["If-Modified-Since"] = feed.last_modified
    return headers


def _validator(answer: Answer, name: str) -> str:
    """A header to send back next time; "" where it could not be sent as it came."""
    value = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= MAX_VALIDATOR else ""


def _refusal(answer: Answer, url: str, hints: Hints) -> Failed:
    default = Trouble.SERVER if answer.status >= 500 else Trouble.BROKEN
    trouble = STATUSES.get(answer.status, default)
    return Failed(trouble, f"{_host(url)} answered {answer.status}: {ADVICE[trouble]}.", hints)


def _web_page(host: str) -> Failed:
    return Failed(Trouble.HTML, f"{host} sent a web page where a feed should be. Look on it for the feed's address.")


def _starts_as_html(body: bytes) -> bool:
    """Is it HTML by its first bytes, comments aside?"""
    head = body[:4096]
    start = PROLOGUE.match(head)
    rest = head[start.end() :] if start else head
    while rest.startswith(b"<!--") and b"-->" in rest:
        rest = rest.partition(b"-->")[2].lstrip()
    return bool(HTML_START.match(rest))


def _is_page(answer: Answer) -> bool:
    """A page says that it is HTML, or says nothing."""
    return answer.headers.get("Content-Type", HTML_TYPES[0]).lower().startswith(HTML_TYPES)


def _host(url: str) -> str:
    return urlsplit(url).hostname or "The server"
