"""robots.txt, asked once a day per host and kept in memory (RFC 9309)."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego
from yarl import URL

KEPT_FOR = timedelta(days=1)  # RFC 9309, 2.4
ASK_AGAIN = timedelta(hours=1)  # after an answer that gave no rules
MAX_HOSTS = 2_000
MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 kibibytes

Ask = Callable[[str], Awaitable[tuple[int, bytes] | None]]  # status and body, or None where there is no answer


@dataclass(slots=True)
class _Host:
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    until: datetime | None = None
    rules: Protego | None = None  # None: nothing may be fetched


class Robots:
    """Answers whether a page may be fetched by this bot."""

    def __init__(self, ask: Ask, *, product: str, clock: Callable[[], datetime]) -> None:
        self._ask = ask
        self._product = product
        self._clock = clock
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    async def allows(self, url: str) -> bool:
        """Nothing is allowed where robots.txt cannot be had because of a server's error; all is where there is none."""
        origin = str(URL(url).origin())
        host = self._hosts.setdefault(origin, _Host())
        self._hosts.move_to_end(origin)
        if len(self._hosts) > MAX_HOSTS:
            self._hosts.popitem(last=False)
        async with host.asking:
            if host.until is None or host.until <= self._clock():
                host.rules = _rules(await self._ask(f"{origin}/robots.txt"))
                host.until = self._clock() + (KEPT_FOR if host.rules else ASK_AGAIN)
        return host.rules is not None and bool(host.rules.can_fetch(url, self._product))


def _rules(answer: tuple[int, bytes] | None) -> Protego | None:
    """RFC 9309, 2.3.1: 4xx means no rules, 5xx and silence mean complete disallow."""
    if answer is None or answer[0] >= 500:
        return None
    status, body = answer
    return Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace") if status < 300 else "")
