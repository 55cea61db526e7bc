"""One guarded GET: redirects by hand, limits on time and size. Every trouble is a value with a sentence.

Sentences name the host only: paths and user names may hold an operator's secrets.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.errors import SitrepError
from bot.feeds.decoding import Body, CodingError, TooLargeError
from bot.feeds.guard import guarded_connector, is_allowed, is_refusal
from bot.feeds.spacing import AT_ONCE, Spacing
from bot.model import Failed, Trouble

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
MAX_CONNECTIONS = 100
DNS_KEPT_S = 300
MAX_HEADER_BYTES = 32_768  # one header line; some sites send long policies


@dataclass(frozen=True, slots=True)
class Answer:
    """What the last server said. `url` is where it was said; `moved_to` the same after permanent redirects only."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


class _GaveUpError(SitrepError):
    """Carries a Failed out of the nested steps."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.failed = Failed(trouble, message)


class Transport:
    """A guarded HTTP client. Open it inside the event loop that uses it."""

    def __init__(
        self,
        *,
        user_agent: str,
        allow_hosts: frozenset[str],
        connect_timeout_s: float,
        total_timeout_s: float,
        max_bytes: int,
        per_host_spacing_s: float,
    ) -> None:
        self._user_agent = user_agent
        self._allow_hosts = allow_hosts
        self._connect_timeout_s = connect_timeout_s
        self._total_timeout_s = total_timeout_s
        self._max_bytes = max_bytes
        self._spacing = Spacing(per_host_spacing_s)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = guarded_connector(
            self._allow_hosts, limit=MAX_CONNECTIONS, limit_per_host=AT_ONCE, ttl_dns_cache=DNS_KEPT_S
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._connect_timeout_s),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate, br"},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=MAX_HEADER_BYTES,
            max_field_size=MAX_HEADER_BYTES,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(self, url: str, headers: Mapping[str, str]) -> Answer | Failed:
        """Ask for `url`, following up to five redirects; each hop passes the guard. Bodies of errors are not read."""
        try:
            return await self._follow(_web_url(url), headers)
        except _GaveUpError as exc:
            return exc.failed

    async def _follow(self, url: URL, headers: Mapping[str, str]) -> Answer:
        first, seen, is_permanent = url, {url}, True
        budget_s = self._total_timeout_s
        while True:
            answer, took_s = await self._ask(url, headers, budget_s)
            if answer.status not in REDIRECTS:
                has_moved = url is not first and is_permanent
                return replace(answer, moved_to=moved_to(first, url)) if has_moved else answer
            budget_s -= took_s
            is_permanent = is_permanent and answer.status in PERMANENT
            url = _next(url, answer.headers.get("Location", ""))
            if url in seen or len(seen) > MAX_REDIRECTS:
                raise _GaveUpError(Trouble.BROKEN, f"{first.host} redirects without end. Open the feed in a browser.")
            seen.add(url)

    async def _ask(self, url: URL, headers: Mapping[str, str], budget_s: float) -> tuple[Answer, float]:
        """One hop and the seconds it took. Waiting for the host's turn does not count."""
        self._check_literal(url)
        clock = asyncio.get_running_loop().time
        async with self._spacing.turn(url.authority):
            start = clock()
            try:
                async with asyncio.timeout(budget_s):
                    return await self._once(url, headers), clock() - start
            except TimeoutError as exc:
                limit = f"{self._total_timeout_s:g} seconds"
                raise _unreachable(url, f"did not answer in full within {limit}") from exc
            except aiohttp.ClientError as exc:
                raise _client_trouble(url, exc) from exc
            except (ValueError, OSError) as exc:  # hostile header lines and addresses raise these past aiohttp
                raise _unreachable(url, "gave an answer that is not HTTP") from exc

    async def _once(self, url: URL, headers: Mapping[str, str]) -> Answer:
        if self._session is None:
            raise RuntimeError("open the transport before use")
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            body = await self._read(url, response) if 200 <= response.status < 300 else b""
            return Answer(response.status, response.headers, body, str(url))

    async def _read(self, url: URL, response: aiohttp.ClientResponse) -> bytes:
        body = Body(response.headers.get("Content-Encoding", ""), max_bytes=self._max_bytes)
        try:
            if (response.content_length or 0) > self._max_bytes:
                raise TooLargeError
            async for chunk in response.content.iter_any():
                body.feed(chunk)
        except TooLargeError as exc:
            limit = f"{self._max_bytes / 1e6:g} MB"
            raise _GaveUpError(
                Trouble.TOO_LARGE, f"{url.host} sent more than {limit}. Look for a shorter feed."
            ) from exc
        except CodingError as exc:
            raise _GaveUpError(Trouble.BROKEN, f"{url.host} sent bytes that cannot be unpacked. Try later.") from exc
        return body.bytes()

    def _check_literal(self, url: URL) -> None:
        """Refuse a literal address before anything is opened; names are decided at the socket."""
        host, port = url.host or "", url.port or 0
        if _is_ip_literal(host) and not is_allowed(host, port, self._allow_hosts):
            raise _forbidden(url)


def moved_to(first: URL, last: URL) -> str:
    """What to remember after permanent redirects: the last address, or "" where it is the first, or where https
    would be lost for http."""
    is_downgrade = first.scheme == "https" and last.scheme == "http"
    return "" if last == first or is_downgrade else str(last)


def _web_url(text: str) -> URL:
    try:
        url = URL(text.strip()).with_fragment(None)
        is_web = url.scheme in {"http", "https"} and bool(url.host) and url.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise _GaveUpError(Trouble.FORBIDDEN_ADDRESS, "That is no http or https address. Check its spelling.")
    return url


def _next(url: URL, location: str) -> URL:
    """The address of the next hop. The user name goes along only to the same origin."""
    if not location:
        raise _GaveUpError(Trouble.BROKEN, f"{url.host} redirects to nowhere. Open the feed in a browser.")
    try:
        target = url.join(URL(location.strip()))
    except ValueError:
        target = URL()
    target = _web_url(str(target))
    if url.user and not target.user and target.origin() == url.origin():
        return target.with_user(url.user).with_password(url.password)
    return target


def _is_ip_literal(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _forbidden(url: URL) -> _GaveUpError:
    advice = "Only public addresses are fetched; name a local one under feeds.allow_hosts."
    return _GaveUpError(Trouble.FORBIDDEN_ADDRESS, f"{url.host} is no address that may be fetched. {advice}")


def _unreachable(url: URL, what: str) -> _GaveUpError:
    return _GaveUpError(Trouble.UNREACHABLE, f"{url.host} {what}. It will be tried again.")


def _client_trouble(url: URL, error: aiohttp.ClientError) -> _GaveUpError:
    if is_refusal(error):
        return _forbidden(url)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _GaveUpError(Trouble.UNREACHABLE, f"{url.host} has no address. Check the spelling.")
    if isinstance(error, aiohttp.ClientSSLError):
        return _GaveUpError(Trouble.UNREACHABLE, f"{url.host} has a certificate that cannot be verified. Try later.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return _unreachable(url, "does not accept connections")
    if isinstance(error, aiohttp.InvalidURL):
        return _GaveUpError(Trouble.FORBIDDEN_ADDRESS, "That is no http or https address. Check its spelling.")
    return _unreachable(url, "broke off in the middle of its answer")
