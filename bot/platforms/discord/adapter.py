"""Discord as a platform: sends, finds and checks through REST, listens through the gateway."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.cards import Message
from bot.errors import Refused, RetryLater, SitrepError, Unknown
from bot.model import Channel, Payload
from bot.platforms.discord import render
from bot.platforms.discord.client import DeskClient
from bot.platforms.discord.limits import violations
from bot.platforms.discord.trouble import SERVER_WAIT_S, UNKNOWN_BOT, translated

if TYPE_CHECKING:
    from bot.commands.desk import Desk

log = structlog.get_logger()
API_URL = "https://discord.com/api/v10"
GATEWAY_URL = "wss://gateway.discord.gg/"
TIMEOUT_S = 60.0  # for one request with the waits and repeats that discord.py puts into it
RECENT = timedelta(hours=24)  # how old a message may be to be the one whose sending was not answered
MESSAGES = "/channels/{channel_id}/messages"
AUTHENTICATION_FAILED = 4004  # Discord gateway close codes
PAGE = 100  # Discord API reference: messages of a channel, largest page
MAX_PAGES = 10
RIGHTS = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)


class DiscordPlatform:
    """One bot account. The addresses of REST and gateway hold for the whole process: discord.py keeps them as class
    attributes. `managers` are ids of users who may change things in every channel."""

    name = "discord"

    def __init__(
        self,
        *,
        token: str,
        api_url: str = "",
        gateway_url: str = "",
        managers: frozenset[str] = frozenset(),
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._token = token
        self._api_url = api_url.rstrip("/") or API_URL
        self._gateway_url = gateway_url or GATEWAY_URL
        self._managers = managers
        self._timeout_s = timeout_s
        self._client: DeskClient | None = None
        self._entering = asyncio.Lock()

    def render(self, message: Message) -> tuple[Payload, ...]:
        """Draw a message as one or more messages of embeds, split only at card borders."""
        return render.render(message)

    def words(self, payload: Payload) -> str:
        """What a reader sees of a payload, escaping undone."""
        return render.words(payload)

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        """Post one part, as a reply where `thread` is a message's id. A repeat with the same token within some minutes
        returns the first message's id."""
        body = {**payload, "nonce": token, "enforce_nonce": True, **(_reply_to(thread) if thread else {})}
        _refuse(body)
        sent = await self._ask("POST", MESSAGES, channel, where=f"channel {channel.id}", json=body)
        return str(sent["id"])

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        """Change what a message of this bot shows."""
        if not remote_id.isdecimal():
            raise Refused(f"{remote_id} is no Discord message id.")
        _refuse(payload)
        where = f"a message in channel {channel.id}"
        await self._ask("PATCH", f"{MESSAGES}/{remote_id}", channel, where=where, json=dict(payload))

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        """Look through the channel's recent messages for one of this bot that reads, and answers, the same."""
        async for message in self._recent(channel):
            bot = (await self._entered()).user
            ours = bot is not None and int(message["author"]["id"]) == bot.id
            if ours and _alike(message, payload) and thread == _answered(message):
                return str(message["id"])
        return None

    async def listen(self, desk: "Desk") -> None:
        """Serve commands, buttons and menus until cancelled. Raises Refused where Discord will not have the bot."""
        client = await self._entered_at_last()
        try:
            with translated("the gateway"):
                await client.serve(desk)
                log.info("discord.listening", commands=len(desk.commands))
                await client.connect()
        except discord.ConnectionClosed as exc:
            closed = f"Discord closed the gateway for good (code {exc.code})."
            raise Refused(UNKNOWN_BOT if exc.code == AUTHENTICATION_FAILED else closed) from exc
        finally:
            await self.close()

    async def check(self, channels: Iterable[Channel] = ()) -> tuple[str, ...]:
        """What stands in the way of working here, each with its next step; () where nothing does."""
        if not self._token:
            return ("No Discord token. Create a bot at https://discord.com/developers/applications and set its token.",)
        try:
            client = await self._entered()
            findings = [*await self._servers(client)]
            for channel in channels:
                findings += await self._reachable(channel)
        except SitrepError as exc:
            return (str(exc),)
        return tuple(findings)

    async def close(self) -> None:
        """Close all connections. The next call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _recent(self, channel: Channel) -> AsyncIterator[Mapping[str, Any]]:
        """The channel's messages of the last day, newest first. Raises Unknown where not all of them can be read."""
        earliest = discord.utils.utcnow() - RECENT
        before: Mapping[str, Any] = {}
        for _ in range(MAX_PAGES):
            page = await self._page(channel, {"limit": PAGE, **before})
            for message in page:
                if discord.utils.snowflake_time(int(message["id"])) < earliest:
                    return
                yield message
            if len(page) < PAGE:
                return
            before = {"before": page[-1]["id"]}
        raise Unknown(f"Too much was said in channel {channel.id} since: look there whether the message arrived.")

    async def _page(self, channel: Channel, asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        where = f"the history of channel {channel.id}"
        try:
            return list(await self._ask("GET", MESSAGES, channel, where=where, params=asked))
        except SitrepError as exc:
            raise Unknown(f"Whether it was posted cannot be told: {exc} Reading Message History settles it.") from exc

    async def _servers(self, client: DeskClient) -> tuple[str, ...]:
        findings = []
        application = client.application
        if application and application.interactions_endpoint_url:
            findings.append("Commands go to an Interactions Endpoint URL, not to this bot. Clear it in the portal.")
        if application and not await self._ask("GET", "/users/@me/guilds", where="the bot's servers"):
            invitation = discord.utils.oauth_url(application.id, permissions=RIGHTS)
            findings.append(f"The bot is on no Discord server. Invite it: {invitation}+applications.commands")
        return tuple(findings)

    async def _reachable(self, channel: Channel) -> tuple[str, ...]:
        try:
            await self._ask("GET", "/channels/{channel_id}", channel, where=f"channel {channel.id}")
        except Refused as exc:
            return (str(exc),)
        return ()

    async def _ask(self, method: str, path: str, channel: Channel | None = None, *, where: str, **sent: Any) -> Any:
        parameters: dict[str, Any] = {"channel_id": _number(channel)} if channel else {}
        client = await self._entered()
        with translated(where):
            async with asyncio.timeout(self._timeout_s):
                return await client.http.request(Route(method, path, **parameters), **sent)

    async def _entered_at_last(self) -> DeskClient:
        """Log in, waiting out what passes."""
        while True:
            try:
                return await self._entered()
            except RetryLater as trouble:
                log.warning("discord.login", error=str(trouble), wait_s=trouble.after_s)
                await asyncio.sleep(trouble.after_s)

    async def _entered(self) -> DeskClient:
        """The client, logged in. Raises Refused or RetryLater."""
        async with self._entering:
            if self._client is None:
                Route.BASE = self._api_url
                DiscordWebSocket.DEFAULT_GATEWAY = URL(self._gateway_url)
                discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody misses voice here
                self._client = await self._log_in(DeskClient(managers=self._managers))
            return self._client

    async def _log_in(self, client: DeskClient) -> DeskClient:
        try:
            with translated("the bot's account"):
                async with asyncio.timeout(self._timeout_s):
                    await client.login(self._token)
        except Unknown as exc:
            await client.close()
            raise RetryLater(str(exc), after_s=SERVER_WAIT_S) from exc
        except BaseException:
            await client.close()
            raise
        return client


def _number(channel: Channel) -> int:
    """The channel's id, which is part of an address and so must be nothing but a number."""
    if not channel.id.isdecimal():
        raise Refused(f"{channel.id} is no Discord channel id. Copy it with Developer Mode: it is a long number.")
    return int(channel.id)


def _reply_to(message_id: str) -> dict[str, Any]:
    """What makes a message a reply that notifies nobody, and that is refused where the other is gone."""
    return {
        "message_reference": {"message_id": message_id, "fail_if_not_exists": True},
        "allowed_mentions": {"parse": [], "replied_user": False},
    }


def _answered(message: Mapping[str, Any]) -> str:
    """The id of the message that this one answers, ""."""
    return str((message.get("message_reference") or {}).get("message_id") or "")


def _refuse(body: Mapping[str, Any]) -> None:
    if faults := violations(body):
        raise Refused(f"The message is not one that Discord takes: {'; '.join(faults)}.")


def _alike(message: Mapping[str, Any], payload: Payload) -> bool:
    """Discord gives embeds back with fields of its own and white space trimmed; what is read stays the same."""
    return render.words(message).split() == render.words(payload).split()
