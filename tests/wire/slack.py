"""A Slack on loopback: Web API, Socket Mode, response_url and signed requests, as strict as Slack's documents.

Bodies that break Block Kit's limits are refused as Slack refuses them and kept in `refused`, so that a test can say
that there were none. Time is measured with the event loop's clock.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from bot.platforms.slack.limits import violations
from tests.wire.slack_workspace import CHANNEL, SIGNING_SECRET, TEAM, USER, Workspace

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MAX_USES = 5  # answers through one response_url


@dataclass(frozen=True)
class Fault:
    """What happens to the next post. `status` answers it so; `hang` never answers; `drop` cuts the line. With `stored`
    the message arrives all the same."""

    status: int = 0
    retry_after: str = ""
    error: str = ""
    hang: bool = False
    drop: bool = False
    stored: bool = False


@dataclass
class Asked:
    """One question put to the app, and how it was acknowledged and answered."""

    acked_after_s: float = -1.0
    status: int = 0
    ack: Mapping[str, Any] = field(default_factory=dict)
    answers: list[dict[str, Any]] = field(default_factory=list)
    answered_after_s: list[float] = field(default_factory=list)


class SlackServer:
    """An async context manager. `base_url` goes into the adapter; questions go to `endpoint` (our address, HTTP mode)
    where it is set, else through the newest WebSocket."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.messages = self.workspace.messages
        self.refused = self.workspace.refused
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: deque[Fault] = deque()
        self.endpoint = ""
        self.base_url = ""
        self.connections = 0
        self._sockets: list[web.WebSocketResponse] = []
        self._pending: dict[str, tuple[Asked, float, asyncio.Event]] = {}
        self._response_urls: dict[str, tuple[Asked, float]] = {}
        self._changed = asyncio.Condition()
        self._closing = asyncio.Event()

    async def __aenter__(self) -> "SlackServer":
        app = web.Application(client_max_size=2**22)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_post("/respond/{ticket}", self._respond)
        app.router.add_get("/link/{ticket}", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._origin = f"{host}:{port}"
        self.base_url = f"http://{self._origin}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()

    # What a test does

    async def command(
        self, name: str, text: str = "", *, channel: str = CHANNEL, user: str = USER, answers: int = 1
    ) -> Asked:
        """Type a slash command, wait for its acknowledgement and that many answers."""
        body = {"command": name, "text": text, "channel_id": channel, "user_id": user, "team_id": TEAM}
        return await self._ask("slash_commands", body, answers=answers)

    async def press(
        self, button: Mapping[str, Any], *, channel: str = CHANNEL, user: str = USER, answers: int = 1
    ) -> Asked:
        """Press a button as drawn, wait for its acknowledgement and that many answers."""
        pressed = {key: button[key] for key in ("action_id", "value", "url", "type", "text") if key in button}
        body = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "channel": {"id": channel},
            "container": {"type": "message", "channel_id": channel, "is_ephemeral": False},
            "actions": [pressed | {"block_id": "b1", "action_ts": str(time.time())}],
        }
        return await self._ask("interactive", body, answers=answers)

    async def connected(self, times: int = 1) -> None:
        """Wait until the app has opened a WebSocket that many times."""
        await self.until(lambda: self.connections >= times)

    async def answered(self, asked: Asked, count: int) -> None:
        """Wait until a question has that many answers."""
        await self.until(lambda: len(asked.answers) >= count)

    async def posted(self, count: int) -> None:
        """Wait until that many messages were posted."""
        await self.until(lambda: len(self.messages) >= count)

    async def refresh(self) -> None:
        """Ask the app to reconnect, as Slack does every few hours."""
        await self._sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})

    async def signed(self, body: str, *, secret: str = SIGNING_SECRET, age_s: int = 0, kind: str = FORM) -> int:
        """Post a signed body to the app's endpoint; return the HTTP status."""
        stamp = str(int(time.time()) - age_s)
        signature = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}
        return await self.unsigned(body, headers=headers)

    async def unsigned(self, body: str, *, headers: Mapping[str, str]) -> int:
        """Post a body as it is to the app's endpoint; return the HTTP status."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.endpoint, data=body.encode(), headers=headers) as answer,
        ):
            await answer.read()
            return answer.status

    def buttons(self, message: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        """The buttons of a message, by default the newest posted one."""
        blocks = (message or self.messages[-1])["blocks"]
        return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]

    @property
    def response_urls(self) -> list[str]:
        """Every response_url handed out, oldest first."""
        return [f"http://{self._origin}/respond/{ticket}" for ticket in self._response_urls]

    # Asking the app

    async def _ask(self, kind: str, body: dict[str, Any], *, answers: int) -> Asked:
        asked, began, ticket = Asked(), asyncio.get_running_loop().time(), secrets.token_hex(8)
        self._response_urls[ticket] = (asked, began)
        body |= {"response_url": f"http://{self._origin}/respond/{ticket}", "trigger_id": ticket, "api_app_id": "A0APP"}
        if self.endpoint:
            form = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            asked.status = await self.signed(urlencode(form))
            asked.acked_after_s = asyncio.get_running_loop().time() - began
        else:
            await self._send_envelope(kind, body, asked, began)
        await self.answered(asked, answers)
        return asked

    async def _send_envelope(self, kind: str, body: dict[str, Any], asked: Asked, began: float) -> None:
        envelope, acked = secrets.token_hex(8), asyncio.Event()
        self._pending[envelope] = (asked, began, acked)
        message = {"type": kind, "envelope_id": envelope, "payload": body, "accepts_response_payload": True}
        await self._sockets[-1].send_json(message)
        await asyncio.wait_for(acked.wait(), 3.0)  # Slack tells the user of a timeout then

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["ticket"] not in self.workspace.tickets:
            return web.Response(status=404)
        self.workspace.tickets.discard(request.match_info["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0APP"}})
        self._sockets.append(socket)
        self.connections += 1
        await self._notify()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        return socket

    def _acknowledged(self, ack: dict[str, Any]) -> None:
        asked, began, acked = self._pending.pop(ack["envelope_id"])
        asked.acked_after_s = asyncio.get_running_loop().time() - began
        asked.ack = ack.get("payload") or {}
        asked.status = 200
        acked.set()

    async def _respond(self, request: web.Request) -> web.Response:
        asked, began = self._response_urls.get(request.match_info["ticket"], (None, 0.0))
        if asked is None or len(asked.answers) >= MAX_USES:
            return web.Response(status=404, text="used_url")
        body = await request.json()
        drawn = {key: body[key] for key in body.keys() - {"response_type", "replace_original", "delete_original"}}
        if request.content_type != JSON or (found := violations(drawn)):
            self.refused.append(found if request.content_type == JSON else ("not JSON",))
            return web.Response(status=400, text="invalid_blocks")
        asked.answers.append(body)
        asked.answered_after_s.append(asyncio.get_running_loop().time() - began)
        await self._notify()
        return web.Response(text="ok")

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, body = request.match_info["method"], await self._body(request)
        self.calls.append((method, body))
        headers = {"x-oauth-scopes": ",".join(sorted(self.workspace.scopes))}
        token = request.headers.get("Authorization", "").removeprefix("Bearer").strip()
        if trouble := self.workspace.trouble(method, token):
            return web.json_response({"ok": False, **trouble}, headers=headers)
        if request.can_read_body and request.content_type not in (JSON, FORM):
            return web.json_response({"ok": False, "error": "invalid_post_type"}, headers=headers)
        if method.startswith("chat.") and self.faults:
            return await self._fail(request, self.faults.popleft(), body)
        answer = self.workspace.answer(method, body)
        if method == "apps.connections.open":
            answer["url"] = f"ws://{self._origin}/link/{answer['url']}"
        await self._notify()
        return web.json_response(answer, headers=headers)

    async def _body(self, request: web.Request) -> dict[str, Any]:
        sent: dict[str, Any] = dict(request.query)
        if request.content_type == JSON:
            sent.update(await request.json())
            return sent
        return sent | {key: str(value) for key, value in (await request.post()).items()}

    async def _fail(self, request: web.Request, fault: Fault, body: dict[str, Any]) -> web.StreamResponse:
        if fault.stored:
            self.workspace.store(body)
            await self._notify()
        if fault.hang:
            await self._closing.wait()
        if (fault.hang or fault.drop) and request.transport is not None:
            request.transport.abort()
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error}, status=fault.status or 200)
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        error = {"ok": False, "error": "ratelimited"} if fault.status == 429 else None
        return web.json_response(error, status=fault.status or 500, headers=headers)

    # Waiting

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, is_so: Callable[[], object], *, timeout_s: float = 5.0) -> None:
        """Wait until something is so; looked at whenever anything arrives."""
        async with asyncio.timeout(timeout_s), self._changed:
            await self._changed.wait_for(lambda: bool(is_so()))
