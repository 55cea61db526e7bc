"""A local Discord over sockets: REST and gateway as far as Sitrep uses them, strict where Discord is.

async with DiscordServer(channels=(42,)) as discord:
    platform = DiscordPlatform(token=discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url)
    ...
    seconds, messages, ephemeral = await discord.command("story details", {"story": "2"})
"""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple, Self

from aiohttp import web

from bot.platforms.discord.limits import violations
from tests.wire import discord_shapes as shapes
from tests.wire.discord_gateway import Gateway

PATIENCE_S = 10.0
ACKNOWLEDGE_S = 3.0  # an interaction that is not answered by then is forgotten
TYPES = {3: str, 4: int}  # option types STRING and INTEGER
RETRY_AFTER_S = 0.05


class Answered(NamedTuple):
    """How a command, button or choice was answered. Not `ephemeral`: some message of it was seen by all."""

    seconds: float
    messages: tuple[shapes.Json, ...]
    ephemeral: bool


@dataclass(slots=True)
class _Interaction:
    """One interaction and what came back. `loading` until a deferred answer is there."""

    channel: int
    sent: float
    seconds: float | None = None
    flags: int = 0
    loading: bool = False
    choices: tuple[tuple[str, str], ...] | None = None
    messages: list[shapes.Json] = field(default_factory=list)


class DiscordServer:
    """One guild, some channels, one bot. `messages` are those posted to channels, `commands` those registered,
    `requests` all that was asked as (method, path). `trouble` is what the next posts to a channel meet, in order: "429"
    (with Via) | "banned" (429 without) | a status like "503" | "hang" | "drop"; the last two take the message first."""

    def __init__(self, *, channels: tuple[int, ...] = (42,), token: str = "wire-token") -> None:
        self.token = token
        self.channels = channels
        self.forbidden: set[int] = set()
        self.trouble: list[str] = []
        self.messages: list[shapes.Json] = []
        self.commands: list[shapes.Json] = []
        self.requests: list[tuple[str, str]] = []
        self.gateway = Gateway(token=token, guild=lambda: shapes.guild(self.channels))
        self._nonces: dict[tuple[int, str], shapes.Json] = {}
        self._interactions: dict[str, _Interaction] = {}
        self._news = asyncio.Condition()
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self._app(), shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}/api/v10"
        self.gateway_url = self.gateway.url = f"ws://127.0.0.1:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        await self.gateway.close(1001)
        await self._runner.cleanup()

    async def connected(self) -> None:
        """Wait until the bot has registered its commands and is on the gateway."""
        async with asyncio.timeout(PATIENCE_S):
            await self.gateway.ready.wait()

    async def command(
        self,
        path: str,
        options: Mapping[str, str | int] | None = None,
        *,
        channel: int = 0,
        user: int = shapes.USER_ID,
        manage: bool = False,
        messages: int = 1,
    ) -> Answered:
        """Use a slash command as a client would: only registered ones, with typed options. Waits for `messages`."""
        data = self._invoked(path, options or {})
        return await self._ask(2, data, channel=channel, user=user, manage=manage, messages=messages)

    async def press(
        self, custom_id: str, *, channel: int = 0, user: int = shapes.USER_ID, manage: bool = False, messages: int = 1
    ) -> Answered:
        """Press a button of the newest message that has it."""
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._ask(3, data, channel=channel, user=user, manage=manage, messages=messages)

    async def choose(
        self,
        custom_id: str,
        value: str,
        *,
        channel: int = 0,
        user: int = shapes.USER_ID,
        manage: bool = False,
        messages: int = 1,
    ) -> Answered:
        """Choose a value in a menu of the newest message that has it."""
        options = self._component(custom_id)[1]["options"]
        assert value in {option["value"] for option in options}, f"{custom_id} does not offer {value}"
        data = {"custom_id": custom_id, "component_type": 3, "values": [value]}
        return await self._ask(3, data, channel=channel, user=user, manage=manage, messages=messages)

    async def complete(self, path: str, option: str, typed: str, *, channel: int = 0) -> tuple[tuple[str, str], ...]:
        """Type into an option that completes; the choices offered as (name, value)."""
        data = self._invoked(path, {option: typed}, focused=option)
        sent = shapes.interaction(4, data, channel_id=channel or self.channels[0], user_id=shapes.USER_ID, manage=False)
        found = await self._send(sent)
        await self._until(lambda: found.choices is not None)
        return found.choices or ()

    async def _ask(
        self, kind: int, data: shapes.Json, *, channel: int, user: int, manage: bool, messages: int
    ) -> Answered:
        sent = shapes.interaction(kind, data, channel_id=channel or self.channels[0], user_id=user, manage=manage)
        if kind == 3:
            sent["message"] = self._component(data["custom_id"])[0]
        found = await self._send(sent)
        await self._until(lambda: len(found.messages) >= messages)
        hidden = all(message["flags"] & shapes.EPHEMERAL for message in found.messages)
        return Answered(found.seconds or 0.0, tuple(found.messages), hidden)

    async def _send(self, sent: shapes.Json) -> _Interaction:
        await self.connected()
        found = self._interactions[sent["token"]] = _Interaction(int(sent["channel_id"]), time.monotonic())
        await self.gateway.dispatch("INTERACTION_CREATE", sent)
        return found

    async def _until(self, predicate: Any) -> None:
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(predicate)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _invoked(self, path: str, options: Mapping[str, str | int], *, focused: str = "") -> shapes.Json:
        group, name = path.split(" ")
        root = next((c for c in self.commands if c["name"] == group), None)
        assert root, f"/{group} is not registered"
        sub = next((o for o in root["options"] if o["name"] == name), None)
        assert sub, f"/{path} is not registered"
        known = {option["name"]: option for option in sub.get("options", ())}
        given = []
        for key, value in options.items():
            assert isinstance(value, TYPES[known[key]["type"]]), f"/{path} {key} takes another type"
            assert not focused or known[key].get("autocomplete"), f"/{path} {key} does not complete"
            given.append({"name": key, "type": known[key]["type"], "value": value, "focused": key == focused})
        missing = {key for key, option in known.items() if option.get("required")} - set(options)
        assert focused or not missing, f"/{path} needs {missing}"
        return {"id": root["id"], "name": group, "type": 1, "options": [{"type": 1, "name": name, "options": given}]}

    def _component(self, custom_id: str) -> tuple[shapes.Json, shapes.Json]:
        """The newest message with a component, and the component."""
        shown = [*self.messages, *(m for found in self._interactions.values() for m in found.messages)]
        for message in sorted(shown, key=lambda message: int(message["id"]), reverse=True):
            for part in (part for row in message["components"] for part in row["components"]):
                if part.get("custom_id") == custom_id:
                    return message, part
        raise AssertionError(f"no message has a component {custom_id}")

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._checked])
        api = "/api/v10"
        app.add_routes(
            [
                web.get("/gateway", self.gateway.serve),
                web.get(f"{api}/users/@me", _me),
                web.get(f"{api}/users/@me/guilds", self._guilds),
                web.get(f"{api}/oauth2/applications/@me", _application),
                web.put(f"{api}/applications/{{app}}/commands", self._register),
                web.get(f"{api}/channels/{{channel}}", self._channel),
                web.get(f"{api}/channels/{{channel}}/messages", self._history),
                web.post(f"{api}/channels/{{channel}}/messages", self._post),
                web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self._callback),
                web.post(f"{api}/webhooks/{{app}}/{{token}}", self._follow_up),
                web.patch(f"{api}/webhooks/{{app}}/{{token}}/messages/@original", self._follow_up),
            ]
        )
        return app

    @web.middleware
    async def _checked(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append((request.method, request.path.removeprefix("/api/v10")))
        open_to_all = request.path.startswith(("/gateway", "/api/v10/interactions", "/api/v10/webhooks"))
        if not open_to_all and request.headers.get("Authorization") != f"Bot {self.token}":
            return _reply({"message": "401: Unauthorized", "code": 0}, status=401)
        if request.method in ("POST", "PUT", "PATCH"):
            assert request.headers["Content-Type"] == "application/json"
        response: web.StreamResponse = await handler(request)
        return response

    async def _guilds(self, request: web.Request) -> web.Response:
        return _reply([{"id": str(shapes.GUILD_ID), "name": "Desk"}] if self.channels else [])

    async def _register(self, request: web.Request) -> web.Response:
        self.commands = [
            {**command, "id": shapes.snowflake(), "version": shapes.snowflake(), "application_id": "1100"}
            for command in await request.json()
        ]
        return _reply(self.commands)

    async def _channel(self, request: web.Request) -> web.Response:
        return self._closed(request) or _reply(shapes.channel(int(request.match_info["channel"])))

    async def _history(self, request: web.Request) -> web.Response:
        channel = request.match_info["channel"]
        newest = [message for message in reversed(self.messages) if message["channel_id"] == channel]
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
        message = self._posted(body, int(request.match_info["channel"]))
        if trouble == "hang":
            await self._over.wait()
        if trouble == "drop" and request.transport:
            request.transport.close()
        return _reply({**message, "nonce": body.get("nonce")})

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
        found = self._interactions.get(request.match_info["token"])
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
        found = self._interactions.get(request.match_info["token"])
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
