"""The REST side of a local Discord, strict about tokens, content types, limits and what an interaction allows."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.platforms.discord.limits import violations
from tests.wire import discord_shapes as shapes

API = "/api/v10"
ACKNOWLEDGE_S = 3.0  # an interaction that is not answered by then is forgotten
RETRY_AFTER_S = 0.05
PATIENCE_S = 10.0
EDITABLE = {"content", "embeds", "components", "allowed_mentions", "flags"}  # of ours, what an edit may change


@dataclass(slots=True)
class Interaction:
    """One interaction and what came back. `loading` until a deferred answer is there."""

    channel: int
    sent: float
    seconds: float | None = None
    flags: int = 0
    loading: bool = False
    choices: tuple[tuple[str, str], ...] | None = None
    messages: list[shapes.Json] = field(default_factory=list)


class Rest:
    """What was posted, registered and answered. `trouble` is what the next posts to a channel meet, `edit_trouble` the
    next edits; `edits` are the ids of the messages that were changed, each time."""

    def __init__(self, *, token: str, channels: tuple[int, ...]) -> None:
        self.token = token
        self.channels = channels
        self.forbidden: set[int] = set()
        self.trouble: list[str] = []
        self.edit_trouble: list[str] = []
        self.edits: list[str] = []
        self.messages: list[shapes.Json] = []
        self.commands: list[shapes.Json] = []
        self.requests: list[tuple[str, str]] = []
        self.interactions: dict[str, Interaction] = {}
        self.over = asyncio.Event()
        self._nonces: dict[tuple[int, str], shapes.Json] = {}
        self._news = asyncio.Condition()

    async def until(self, predicate: Callable[[], bool]) -> None:
        """Wait for an answer that makes something true."""
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(predicate)

    def app(self) -> web.Application:
        """Everything but the gateway."""
        app = web.Application(middlewares=[self._checked])
        app.add_routes(
            [
                web.get(f"{API}/users/@me", _me),
                web.get(f"{API}/users/@me/guilds", self._guilds),
                web.get(f"{API}/oauth2/applications/@me", _application),
                web.put(f"{API}/applications/{{app}}/commands", self._register),
                web.get(f"{API}/channels/{{channel}}", self._channel),
                web.get(f"{API}/channels/{{channel}}/messages", self._history),
                web.post(f"{API}/channels/{{channel}}/messages", self._post),
                web.patch(f"{API}/channels/{{channel}}/messages/{{message}}", self._edit),
                web.post(f"{API}/interactions/{{id}}/{{token}}/callback", self._callback),
                web.post(f"{API}/webhooks/{{app}}/{{token}}", self._follow_up),
                web.patch(f"{API}/webhooks/{{app}}/{{token}}/messages/@original", self._follow_up),
            ]
        )
        return app

    @web.middleware
    async def _checked(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append((request.method, request.path.removeprefix(API)))
        open_to_all = request.path.startswith(("/gateway", f"{API}/interactions", f"{API}/webhooks"))
        if not open_to_all and request.headers.get("Authorization") != f"Bot {self.token}":
            return _reply({"message": "401: Unauthorized", "code": 0}, status=401)
        if request.method in ("POST", "PUT", "PATCH"):
            assert request.headers["Content-Type"] == "application/json"
        response: web.StreamResponse = await handler(request)
        return response

    async def _guilds(self, request: web.Request) -> web.Response:
        return _reply([{"id": str(shapes.GUILD_ID), "name": "Desk"}] if self.channels else [])

    async def _register(self, request: web.Request) -> web.Response:
        self.commands[:] = [
            {**command, "id": shapes.snowflake(), "version": shapes.snowflake(), "application_id": "1100"}
            for command in await request.json()
        ]
        return _reply(self.commands)

    async def _channel(self, request: web.Request) -> web.Response:
        return self._closed(request) or _reply(shapes.channel(int(request.match_info["channel"])))

    async def _history(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        before = int(request.query.get("before", sys.maxsize))
        newest = [m for m in reversed(self.messages) if m["channel_id"] == channel and int(m["id"]) < before]
        return self._closed(request) or _reply(newest[: int(request.query.get("limit", "50"))])

    async def _post(self, request: web.Request) -> web.Response:
        if closed := self._closed(request):
            return closed
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble.isdecimal() or trouble == "banned":
            return _trouble(trouble)
        body = await request.json()
        if faults := violations(body):
            return _reply({"message": "Invalid Form Body", "code": 50035, "errors": faults}, status=400)
        answered = body.get("message_reference")
        if answered and not self._message(request.match_info["channel"], answered["message_id"]):
            return _reply(
                {"message": "Invalid Form Body", "code": 50035, "errors": {"message_reference": {}}}, status=400
            )
        message = self._posted(body, int(request.match_info["channel"]))
        if trouble == "hang":
            await self.over.wait()
        if trouble == "drop" and request.transport:
            request.transport.close()
        return _reply({**message, "nonce": body.get("nonce")})

    async def _edit(self, request: web.Request) -> web.Response:
        """Change what is named in the body and nothing else; only the bot's own messages are here."""
        if closed := self._closed(request):
            return closed
        trouble = self.edit_trouble.pop(0) if self.edit_trouble else ""
        if trouble.isdecimal():
            return _trouble(trouble)
        message = self._message(request.match_info["channel"], request.match_info["message"])
        if message is None:
            return _reply({"message": "Unknown Message", "code": 10008}, status=404)
        body = await request.json()
        if faults := (*violations(body), *(f"{name} cannot be changed" for name in body.keys() - EDITABLE)):
            return _reply({"message": "Invalid Form Body", "code": 50035, "errors": list(faults)}, status=400)
        anew = shapes.message(body, channel_id=int(message["channel_id"]))
        message |= {name: anew[name] for name in ("content", "embeds", "components") if name in body}
        message["edited_timestamp"] = anew["timestamp"]
        self.edits.append(message["id"])
        if trouble == "drop" and request.transport:
            request.transport.close()
        return _reply(message)

    def _message(self, channel: str, message_id: str) -> shapes.Json | None:
        mine = (m for m in self.messages if (m["channel_id"], m["id"]) == (channel, str(message_id)))
        return next(mine, None)

    def _posted(self, body: Mapping[str, Any], channel: int) -> shapes.Json:
        nonce = (channel, str(body.get("nonce") or shapes.snowflake()))
        if not body.get("enforce_nonce") or nonce not in self._nonces:
            self._nonces[nonce] = shapes.message(body, channel_id=channel)
            self.messages.append(self._nonces[nonce])
        return self._nonces[nonce]

    def _closed(self, request: web.Request) -> web.Response | None:
        channel = int(request.match_info["channel"])
        if channel in self.forbidden:
            return _reply({"message": "Missing Access", "code": 50001}, status=403)
        if channel not in self.channels:
            return _reply({"message": "Unknown Channel", "code": 10003}, status=404)
        return None

    async def _callback(self, request: web.Request) -> web.Response:
        found = self.interactions.get(request.match_info["token"])
        if found is None or time.monotonic() - found.sent > ACKNOWLEDGE_S:
            return _reply({"message": "Unknown interaction", "code": 10062}, status=404)
        if found.seconds is not None:
            return _reply({"message": "Interaction has already been acknowledged.", "code": 40060}, status=400)
        found.seconds = time.monotonic() - found.sent
        body = await request.json()
        data = body.get("data") or {}
        assert body["type"] in (5, 8), "answer later, or complete"
        found.loading, found.flags = body["type"] == 5, data.get("flags", 0)
        if body["type"] == 8:
            assert len(data["choices"]) <= 25
            found.choices = tuple((choice["name"], choice["value"]) for choice in data["choices"])
            assert all(0 < len(text) <= 100 for choice in found.choices for text in choice)
        await self._tell()
        loading = {"id": request.match_info["id"], "type": 2, "response_message_loading": found.loading}
        return _reply({"interaction": loading, "resource": {"type": body["type"]}})

    async def _follow_up(self, request: web.Request) -> web.Response:
        """The first message after a deferral ends the waiting and is as ephemeral as the deferral was."""
        found = self.interactions.get(request.match_info["token"])
        if found is None or found.seconds is None:
            return _reply({"message": "Unknown Webhook", "code": 10015}, status=404)
        body = await request.json()
        if faults := violations(body):
            return _reply({"message": "Invalid Form Body", "code": 50035, "errors": faults}, status=400)
        flags = found.flags if found.loading or request.method == "PATCH" else 0
        found.loading = False
        found.messages.append(shapes.message(body, channel_id=found.channel, flags=flags))
        await self._tell()
        return _reply(found.messages[-1])

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


async def _me(request: web.Request) -> web.Response:
    return _reply(shapes.user(shapes.BOT_ID, bot=True))


async def _application(request: web.Request) -> web.Response:
    return _reply(shapes.application())


def _reply(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON whose type is exactly application/json: with a charset behind it discord.py reads it as text."""
    content = json.dumps(body).encode()
    return web.Response(body=content, status=status, content_type="application/json", headers=headers)


def _trouble(kind: str) -> web.Response:
    """A 429 without `Via` is one of Cloudflare's, who has shut the bot out."""
    if kind in ("429", "banned"):
        waited = {"message": "You are being rate limited.", "retry_after": RETRY_AFTER_S, "global": False}
        return _reply(waited, status=429, headers={"Via": "1.1 google"} if kind == "429" else None)
    return _reply({"message": "trouble", "code": 0}, status=int(kind))
