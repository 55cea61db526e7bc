"""A desk for the Slack tests: keeps what it was asked, answers what it was told to, and may be held back."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.cards import Message
from bot.commands.command import Reply, Request
from bot.platforms.slack import SlackPlatform
from tests.wire.slack import SlackServer
from tests.wire.slack_workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

Turn = Callable[[Request], Awaitable[Reply]]


@dataclass
class FakeDesk:
    """Answers every question with `turn`."""

    turn: Turn
    asked: list[tuple[str, str, Request]] = field(default_factory=list)

    async def typed(self, group: str, text: str, request: Request) -> Reply:
        self.asked.append((group, text, request))
        return await self.turn(request)

    async def press(self, action: str, value: str, request: Request) -> Reply:
        self.asked.append((action, value, request))
        return await self.turn(request)


def saying(message: Message, *, private: bool = True) -> FakeDesk:
    """A desk that always says the same."""

    async def turn(request: Request) -> Reply:
        return Reply(message, private=private)

    return FakeDesk(turn)


def slack_for(server: SlackServer, **changes: Any) -> SlackPlatform:
    """The adapter, pointed at the server, without spacing."""
    settings = {"bot_token": BOT_TOKEN, "base_url": server.base_url, "timeout_s": 2.0, "spacing_s": 0.0}
    return SlackPlatform(**(settings | changes))


@asynccontextmanager
async def listening(server: SlackServer, desk: FakeDesk, **changes: Any) -> AsyncIterator[SlackPlatform]:
    """The adapter, connected over Socket Mode."""
    slack = slack_for(server, app_token=APP_TOKEN, **changes)
    task = asyncio.create_task(slack.listen(desk))  # type: ignore[arg-type]
    try:
        await server.connected()
        yield slack
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def serving(server: SlackServer, desk: FakeDesk, **changes: Any) -> AsyncIterator[SlackPlatform]:
    """The adapter, mounted at /slack/events of a web server."""
    slack = slack_for(server, signing_secret=SIGNING_SECRET, **changes)
    app = web.Application()
    app.router.add_post("/slack/events", slack.http_handler(desk))  # type: ignore[arg-type]
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        server.endpoint = f"http://{host}:{port}/slack/events"
        yield slack
    finally:
        await runner.cleanup()
