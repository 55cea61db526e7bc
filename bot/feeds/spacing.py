"""Politeness: how many requests a host gets at once, and how close together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

AT_ONCE = 2  # connections per host that no operator of a site complains about


@dataclass(slots=True)
class _Host:
    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    next_start: float = 0.0
    waiting: int = 0


class Spacing:
    """Turns per host: at most two at once, their starts `spacing_s` apart."""

    def __init__(self, spacing_s: float) -> None:
        self._spacing_s = spacing_s
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it."""
        state = self._hosts.setdefault(host, _Host())
        state.waiting += 1
        try:
            async with state.free:
                await self._wait(state)
                yield
        finally:
            state.waiting -= 1
            if not state.waiting:
                self._forget(host, state)

    async def _wait(self, state: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, state.next_start)
        state.next_start = start + self._spacing_s
        if start > now:
            await asyncio.sleep(start - now)

    def _forget(self, host: str, state: _Host) -> None:
        """Drop a host that nobody waits for once its spacing has passed, so that memory does not grow."""
        now = asyncio.get_running_loop().time()
        if state.next_start <= now:
            self._hosts.pop(host, None)
        else:
            asyncio.get_running_loop().call_at(state.next_start, self._forget_idle, host, state)

    def _forget_idle(self, host: str, state: _Host) -> None:
        if not state.waiting and self._hosts.get(host) is state:
            del self._hosts[host]
