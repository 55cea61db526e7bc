"""Keeps messages to one channel apart, as Slack asks: about one a second."""

import asyncio

SPACING_S = 1.0  # Web API rate limits: chat.postMessage, one message a second a channel


class Pace:
    """Hands out the moments at which messages may go to a channel."""

    def __init__(self, spacing_s: float = SPACING_S) -> None:
        self._spacing_s = spacing_s
        self._free: dict[str, float] = {}

    async def wait(self, channel_id: str) -> None:
        """Wait for this channel's next moment and take it; waiters go in the order in which they came."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._free.get(channel_id, now))
        self._free = {channel: free for channel, free in self._free.items() if free > now}
        self._free[channel_id] = at + self._spacing_s
        await asyncio.sleep(at - now)
