"""Run as a process: records and delivers one posting, and kills itself at a named step ("after claim", "before send").

Usage: python -m tests.e2e.dying DATABASE_URL OUTBOX STEP. The outbox is a file that plays the platform: a line for each
message that arrived.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cards import Message
from bot.jobs.deliver import deliver, settle_interrupted
from bot.jobs.memory import StoryMemory
from bot.jobs.outside import Outside
from bot.model import Channel, DeliveryKind, Payload, Posting
from bot.store import migrate, open_store

AT = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
CHANNEL = Channel("outbox", "", "1")


class Outbox:
    """A platform that is a file."""

    name = "outbox"

    def __init__(self, path: Path) -> None:
        self._path = path

    def render(self, message: Message) -> tuple[Payload, ...]:
        return ({"text": message.fallback},)

    def words(self, payload: Payload) -> str:
        return str(payload["text"])

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        with self._path.open("a") as file:
            file.write(f"{token} {payload['text']}\n")
        return token

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        return token if self._path.exists() and token in self._path.read_text() else None

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        with self._path.open("a") as file:
            file.write(f"{remote_id} edited:{payload['text']}\n")


class Dying:
    """Passes every call on, and ends the process where the step is reached."""

    def __init__(self, inner: Any, step: str) -> None:
        self._inner = inner
        self._step = step

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._inner, name)

        async def call(*args: Any, **kwargs: Any) -> Any:
            self._die(f"before {name}")
            result = await method(*args, **kwargs)
            self._die(f"after {name}")
            return result

        return call

    def _die(self, step: str) -> None:
        if step == self._step:
            os.kill(os.getpid(), signal.SIGKILL)


class DyingStore:
    """A store whose deliveries die at a step."""

    def __init__(self, store: Any, step: str) -> None:
        self.deliveries = Dying(store.deliveries, step)


async def main(database_url: str, outbox: Path, step: str) -> None:
    await migrate(database_url)
    async with open_store(database_url) as store:
        platform: Any = Dying(Outbox(outbox), step)
        platform.name = "outbox"
        wired: Any = DyingStore(store, step)
        nothing: Any = None
        outside = Outside(
            store=wired,
            fetcher=nothing,
            reader=nothing,
            platforms={"outbox": platform},
            outlets={},
            memory=StoryMemory(),
            now=lambda: AT,
        )
        await settle_interrupted(outside, at_start=True)
        parts = ({"text": "first"}, {"text": "second"})
        await wired.deliveries.post(Posting(CHANNEL, DeliveryKind.DIGEST, AT.isoformat(), parts, AT))
        await deliver(outside)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
