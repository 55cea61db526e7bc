"""Slack as a platform: sends parts, settles unknown ones, and listens. Draws with render, answers with events."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.cards import Message
from bot.errors import ConfigError, Refused, Unknown
from bot.model import Channel, Payload
from bot.platforms.slack import doctor, limits, socket_mode
from bot.platforms.slack import render as drawing
from bot.platforms.slack.events import bolt_app
from bot.platforms.slack.failures import TROUBLE, failure_of
from bot.platforms.slack.pace import SPACING_S, Pace
from bot.platforms.slack.people import People
from bot.platforms.slack.replies import Replies

if TYPE_CHECKING:
    from bot.commands.desk import Desk

Handler = Callable[[web.Request], Awaitable[web.Response]]

EVENT_TYPE = "sitrep_delivery"
_CONNECT_S = 10.0
_LOOK_BACK_S = 7 * 24 * 3600.0
_PAGE, _MAX_PAGES = 200, 10
_log = structlog.get_logger(__name__)


class SlackPlatform:
    """Posts with the bot token; listens over Socket Mode with the app token, else over signed HTTP.

    `managers` are ids of users who may change feeds and schedules besides admins, owners and a channel's creator.
    `spacing_s` is the least time between two messages to one channel.
    """

    name = "slack"

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        base_url: str = "https://slack.com/api/",
        managers: frozenset[str] = frozenset(),
        timeout_s: float = 15.0,
        spacing_s: float = SPACING_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bot_token, self._app_token, self._signing_secret = bot_token, app_token, signing_secret
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._clock = clock
        self._pace = Pace(spacing_s)
        self._people = People(self._client, managers)
        self._replies = Replies(self._client, timeout_s=timeout_s)

    def render(self, message: Message) -> tuple[Payload, ...]:
        """Draw a message as Block Kit parts."""
        return drawing.render(message)

    def words(self, payload: Payload) -> str:
        """Return what a reader sees of a part."""
        return drawing.words(payload)

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        """Post one part with its token as metadata, in a message's thread where its ts is given; return its own ts."""
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"token": token}}
        answer = await self._ask(
            channel,
            payload,
            lambda client: client.chat_postMessage(
                channel=channel.id, metadata=metadata, thread_ts=thread or None, **payload
            ),
        )
        return str(answer["ts"])

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        """Change a message's text and blocks; its token stays."""
        shown = {name: payload[name] for name in ("text", "blocks") if name in payload}
        await self._ask(channel, payload, lambda client: client.chat_update(channel=channel.id, ts=remote_id, **shown))

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        """Look through the last week's messages, or a thread's, for a token. Raises Unknown where history may not be
        read."""
        try:
            async with self._client() as client:
                return await self._found(client, channel, token, thread=thread)
        except TROUBLE as error:
            raise Unknown(
                f"Slack does not show the history of {channel.id}: look there whether the message arrived. "
                "With the scopes channels:history and groups:history Sitrep can look itself."
            ) from error

    async def listen(self, desk: "Desk") -> None:
        """Carry commands and buttons to the desk until cancelled. Without an app token they come over HTTP."""
        if self._app_token:
            await socket_mode.serve(self._bolt(desk), self._app_token)
            return
        if not self._signing_secret:
            _log.warning("slack_commands_off", reason="neither app token nor signing secret is set")
        await asyncio.Event().wait()

    def http_handler(self, desk: "Desk") -> Handler:
        """Return the handler of POST /slack/events. Raises ConfigError without a signing secret."""
        if not self._signing_secret:
            raise ConfigError("Slack over HTTP needs the signing secret: it is on the app's Basic Information page.")
        app = self._bolt(desk)

        async def handle(request: web.Request) -> web.Response:
            if not request.headers.get("X-Slack-Request-Timestamp", "").isdecimal():
                return web.json_response({"error": "invalid request"}, status=401)
            try:
                question = await to_bolt_request(request)
            except (LookupError, UnicodeDecodeError):
                return web.json_response({"error": "unreadable request"}, status=400)
            return await to_aiohttp_response(await app.async_dispatch(question))

        return handle

    async def may_manage(self, channel: Channel, user: str) -> bool:
        """Tell whether a user may change feeds and schedules in a channel."""
        return await self._people.may_manage(channel, user)

    async def check(self) -> tuple[str, ...]:
        """Return what is wrong with tokens, scopes and the way commands arrive; empty when all is well."""
        async with self._client() as client:
            return await doctor.findings(client, app_token=self._app_token, signing_secret=self._signing_secret)

    def _bolt(self, desk: "Desk") -> AsyncApp:
        return bolt_app(desk, self._people, self._replies, base_url=self._base_url, signing_secret=self._signing_secret)

    async def _ask(
        self, channel: Channel, payload: Payload, call: Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]
    ) -> AsyncSlackResponse:
        if found := limits.violations(payload):
            raise Refused(f"Slack would not take this message for {channel.id}: {found[0]}.")
        await self._pace.wait(channel.id)
        try:
            async with self._client() as client:
                return await call(client)
        except TROUBLE as error:
            raise failure_of(error, channel) from error

    async def _found(self, client: AsyncWebClient, channel: Channel, token: str, *, thread: str) -> str | None:
        oldest, cursor = str(self._clock() - _LOOK_BACK_S), ""
        asked: dict[str, Any] = {"channel": channel.id, "include_all_metadata": True, "limit": _PAGE, "oldest": oldest}
        for _ in range(_MAX_PAGES):
            if thread:
                page = await client.conversations_replies(ts=thread, cursor=cursor or None, **asked)
            else:
                page = await client.conversations_history(cursor=cursor or None, **asked)
            for message in page["messages"]:
                if _token_of(message) == token:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return None
        raise Unknown(f"Too much was said in {channel.id} since: look there whether the message arrived.")

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[AsyncWebClient]:
        """A client on a connection of its own: a kept one may have died, and a post lost on it is an unknown one."""
        timeout = aiohttp.ClientTimeout(total=self._timeout_s, connect=min(_CONNECT_S, self._timeout_s / 2))
        async with aiohttp.ClientSession(timeout=timeout) as session:
            yield AsyncWebClient(self._bot_token, base_url=self._base_url, session=session, retry_handlers=[])


def _token_of(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("token", ""))
