"""The real `sitrep run` as a process of its own, over the demonstration's feeds; tests talk to it by socket."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.server import DemoServer

NOW = datetime(2026, 3, 9, 15, 45, tzinfo=UTC)
ARTICLES = 21  # of the demonstration up to then
STOP_LIMIT_S = 20.0


class Running:
    """A started bot. `log` holds what it has written so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.log = ""

    async def follow(self) -> None:
        """Collect the log until the process ends."""
        assert self.process.stderr
        while line := await self.process.stderr.readline():
            self.log += line.decode()

    @property
    def articles_read(self) -> int:
        """How many articles the log says were read."""
        return sum(int(count) for count in re.findall(r"event=read articles=(\d+)", self.log))

    async def logged(self, words: str) -> None:
        """Wait until a line of the log holds the words."""
        await self.until(lambda: words in self.log)

    async def until(self, is_so: Callable[[], bool], *, timeout_s: float = 60.0) -> None:
        """Wait until something is so, while the process lives."""
        async with asyncio.timeout(timeout_s):
            while not is_so():
                if self.process.returncode is not None:
                    raise AssertionError(f"sitrep run ended early:\n{self.log}")
                await asyncio.sleep(0.05)

    async def stop(self) -> int:
        """Ask it to end as a host would; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_LIMIT_S):
            return await self.process.wait()


@asynccontextmanager
async def running(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[Running]:
    """Serve the demonstration's feeds as of NOW and run the bot on them; it is ended with the context."""
    async with DemoServer(lambda: NOW) as feeds:
        (folder / "feeds.toml").write_text(_feeds_toml(feeds), encoding="utf-8")
        environment = _environment(folder, feeds.host) | settings
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, env=environment,
            stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        bot = Running(process)
        following = asyncio.create_task(bot.follow())
        try:
            yield bot
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await following


def _feeds_toml(feeds: DemoServer) -> str:
    return "\n".join(
        f"[[feeds]]\nurl = {json.dumps(url)}\noutlet = {json.dumps(outlet)}\npages = {json.dumps(pages)}\n"
        for url, outlet, pages in feeds.feeds
    )


def _environment(folder: Path, host: str) -> dict[str, str]:
    root = Path(__file__).parents[2]
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(root),
        "DATABASE_URL": f"sqlite:///{folder / 'sitrep.db'}",
        "SITREP_FEEDS_FILE": str(folder / "feeds.toml"),
        "SITREP_FEEDS__ALLOW_HOSTS": json.dumps([host]),
        "SITREP_FEEDS__SPACING_S": "0",
        "SITREP_STARTS_AT": NOW.isoformat(),
    }
