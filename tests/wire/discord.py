"""A local Discord over sockets: REST and gateway as far as Sitrep uses them, strict where Discord is.

async with DiscordServer(channels=(42,)) as discord:
    platform = DiscordPlatform(token=discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url)
    ...
    seconds, messages, ephemeral = await discord.command("story details", {"story": "2"})
"""

import asyncio
import time
from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple, Self

from aiohttp import web

from tests.wire import discord_shapes as shapes
from tests.wire.discord_gateway import Gateway
from tests.wire.discord_rest import API, PATIENCE_S, Interaction, Rest

TYPES = {3: str, 4: int}  # option types STRING and INTEGER


class Answered(NamedTuple):
    """How a command, button or choice was answered. Not `ephemeral`: some message of it was seen by all."""

    seconds: float
    messages: tuple[shapes.Json, ...]
    ephemeral: bool


class DiscordServer:
    """One guild, some channels, one bot. `messages` are those posted to channels, `commands` those registered,
    `requests` all that was asked as (method, path). `trouble` is what the next posts to a channel meet, in order: "429"
    (with Via) | "banned" (429 without) | a status like "503" | "hang" | "drop"; the last two take the message first.
    `edit_trouble` is what edits meet: a status or "drop"; `edits` are the ids of the messages changed."""

    def __init__(self, *, channels: tuple[int, ...] = (42,), token: str = "wire-token") -> None:
        self.token = token
        self.channels = channels
        self.gateway = Gateway(token=token, guild=lambda: shapes.guild(self.channels))
        self._rest = rest = Rest(token=token, channels=channels)
        self.messages, self.commands, self.requests = rest.messages, rest.commands, rest.requests
        self.trouble, self.forbidden = rest.trouble, rest.forbidden
        self.edit_trouble, self.edits = rest.edit_trouble, rest.edits

    async def __aenter__(self) -> Self:
        app = self._rest.app()
        app.router.add_get("/gateway", self.gateway.serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}{API}"
        self.gateway_url = self.gateway.url = f"ws://127.0.0.1:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rest.over.set()
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
        await self._rest.until(lambda: found.choices is not None)
        return found.choices or ()

    async def _ask(
        self, kind: int, data: shapes.Json, *, channel: int, user: int, manage: bool, messages: int
    ) -> Answered:
        sent = shapes.interaction(kind, data, channel_id=channel or self.channels[0], user_id=user, manage=manage)
        if kind == 3:
            sent["message"] = self._component(data["custom_id"])[0]
        found = await self._send(sent)
        await self._rest.until(lambda: len(found.messages) >= messages)
        hidden = all(message["flags"] & shapes.EPHEMERAL for message in found.messages)
        return Answered(found.seconds or 0.0, tuple(found.messages), hidden)

    async def _send(self, sent: shapes.Json) -> Interaction:
        await self.connected()
        found = self._rest.interactions[sent["token"]] = Interaction(int(sent["channel_id"]), time.monotonic())
        await self.gateway.dispatch("INTERACTION_CREATE", sent)
        return found

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
        shown = [*self.messages, *(m for found in self._rest.interactions.values() for m in found.messages)]
        for message in sorted(shown, key=lambda message: int(message["id"]), reverse=True):
            for part in (part for row in message["components"] for part in row["components"]):
                if part.get("custom_id") == custom_id:
                    return message, part
        raise AssertionError(f"no message has a component {custom_id}")
