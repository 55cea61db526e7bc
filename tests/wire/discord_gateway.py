"""The gateway side of a local Discord: HELLO, IDENTIFY or RESUME, HEARTBEAT, events, in one zlib stream a socket."""

import asyncio
import json
import zlib
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire import discord_shapes as shapes

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 9, 10, 11
AUTHENTICATION_FAILED = 4004


class Gateway:
    """One session at a time. `identified` and `resumed` count; `intents` are those of the last IDENTIFY."""

    def __init__(self, *, token: str, guild: Callable[[], shapes.Json]) -> None:
        self.url = ""
        self.identified = 0
        self.resumed = 0
        self.intents = 0
        self.ready = asyncio.Event()
        self._token = token
        self._guild = guild
        self._session = ""
        self._events: list[shapes.Json] = []
        self._socket: web.WebSocketResponse | None = None
        self._deflate = zlib.compressobj()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Handle one connection until it closes."""
        assert request.query["v"] == "10"
        assert request.query["compress"] == "zlib-stream"
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket, self._deflate = socket, zlib.compressobj()
        await self._write({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT or not await self._heard(json.loads(frame.data)):
                break
        if self._socket is socket:
            self.ready.clear()
        return socket

    async def dispatch(self, event: str, data: shapes.Json) -> None:
        """Send an event; one that is lost with its connection is sent again after a RESUME."""
        packet = {"op": DISPATCH, "t": event, "s": len(self._events) + 1, "d": data}
        self._events.append(packet)
        await self._write(packet)

    async def close(self, code: int) -> None:
        """Close the connection as Discord does now and then: 4000 and 1001 are to be resumed, 4004 is for good."""
        self.ready.clear()
        if self._socket is not None:
            await self._socket.close(code=code)

    async def _heard(self, packet: Any) -> bool:
        assert self._socket is not None
        match packet["op"]:
            case 1:
                await self._write({"op": HEARTBEAT_ACK, "d": None})
            case 2 | 6 if packet["d"]["token"] != self._token:
                await self._socket.close(code=AUTHENTICATION_FAILED)
                return False
            case 2:
                await self._identify(packet["d"])
            case 6:
                await self._resume(packet["d"])
        return True

    async def _identify(self, asked: shapes.Json) -> None:
        self.identified += 1
        self.intents = asked["intents"]
        self._session, self._events = f"session-{self.identified}", []
        guild = self._guild()
        await self.dispatch(
            "READY",
            {
                "v": 10,
                "user": shapes.user(shapes.BOT_ID, bot=True),
                "guilds": [{"id": guild["id"], "unavailable": True}],
                "session_id": self._session,
                "resume_gateway_url": self.url,
                "application": {"id": str(shapes.APPLICATION_ID), "flags": 0},
            },
        )
        await self.dispatch("GUILD_CREATE", guild)
        self.ready.set()

    async def _resume(self, asked: shapes.Json) -> None:
        if asked["session_id"] != self._session:
            await self._write({"op": INVALID_SESSION, "d": False})
            return
        self.resumed += 1
        for packet in self._events[asked["seq"] :]:
            await self._write(packet)
        await self.dispatch("RESUMED", {})
        self.ready.set()

    async def _write(self, packet: shapes.Json) -> None:
        """Every packet ends in a sync flush, 00 00 FF FF, by which the client knows that it is whole."""
        if self._socket is None or self._socket.closed:
            return
        body = self._deflate.compress(json.dumps(packet).encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(body)
