"""One interaction from Discord: acknowledged at once, put to the desk as a Request, answered with the desk's Reply."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
import structlog

from bot.commands.command import Reply, Request
from bot.errors import SitrepError
from bot.model import Channel, Payload
from bot.platforms.discord.escape import escape
from bot.platforms.discord.presses import view_of
from bot.platforms.discord.render import render

log = structlog.get_logger()
Interaction = discord.Interaction[Any]
SHOWN = "Shown to everyone in this channel."
BROKEN = "Sitrep could not answer: something is wrong on its side. Its log says what; try again later."


def request_of(interaction: Interaction, values: Mapping[str, object], *, managers: frozenset[str]) -> Request:
    """Who asks, where, and with which values; the right to manage is that of the channel, or of being named."""

    async def may_manage() -> bool:
        rights = interaction.permissions
        in_guild = interaction.guild_id is not None
        return str(interaction.user.id) in managers or (in_guild and (rights.manage_channels or rights.administrator))

    channel = Channel("discord", str(interaction.guild_id or ""), str(interaction.channel_id or ""))
    given = {name: str(value) for name, value in values.items() if value is not None}
    return Request(channel, str(interaction.user.id), given, may_manage)


async def answer(interaction: Interaction, ask: Callable[[], Awaitable[Reply]]) -> None:
    """Acknowledge, ask the desk, show what it says. Nothing is awaited before the acknowledgement."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    try:
        await _show(interaction, await ask())
    except SitrepError as trouble:
        await interaction.edit_original_response(content=escape(str(trouble)))
    except Exception:
        log.exception("discord.answer", interaction=interaction.id)
        await interaction.edit_original_response(content=BROKEN)


async def _show(interaction: Interaction, reply: Reply) -> None:
    """The first message that follows an ephemeral acknowledgement is ephemeral too, whatever it asks for."""
    parts = [_arguments(payload) for payload in render(reply.message)]
    if reply.private:
        await interaction.edit_original_response(**parts.pop(0))
    else:
        await interaction.edit_original_response(content=SHOWN)
    for part in parts:
        await interaction.followup.send(**part, ephemeral=reply.private)


def _arguments(payload: Payload) -> dict[str, Any]:
    """A payload as discord.py's arguments."""
    arguments: dict[str, Any] = {
        "content": payload.get("content"),
        "embeds": [discord.Embed.from_dict(embed) for embed in payload["embeds"]],
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    view = view_of(payload["components"])
    return arguments | ({"view": view} if view else {})
