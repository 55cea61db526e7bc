"""The JSON that Discord sends, as far as a bot that sees guilds gets any. Ids are snowflakes of the present."""

import itertools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import discord

Json = dict[str, Any]
APPLICATION_ID, BOT_ID, GUILD_ID, USER_ID = 1100, 1100, 2200, 3300
MANAGE_CHANNELS = 1 << 4
USUAL_RIGHTS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 16)  # view, send, embed links, read history
EPHEMERAL = 1 << 6
_numbers = itertools.count(1)


def snowflake() -> str:
    """A new id, later than all before."""
    return str(discord.utils.time_snowflake(datetime.now(UTC)) + next(_numbers))


def user(user_id: int, *, bot: bool = False) -> Json:
    """A user."""
    return {
        "id": str(user_id),
        "username": f"user{user_id}",
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
    }


def application() -> Json:
    """The bot's application."""
    return {
        "id": str(APPLICATION_ID),
        "name": "Sitrep",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "flags": 0,
        "verify_key": "0",
        "owner": user(USER_ID),
        "team": None,
    }


def channel(channel_id: int) -> Json:
    """A text channel of the one guild."""
    return {
        "id": str(channel_id),
        "type": 0,
        "guild_id": str(GUILD_ID),
        "name": f"channel-{channel_id}",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "rate_limit_per_user": 0,
        "permissions": str(USUAL_RIGHTS),
    }


def guild(channels: Iterable[int]) -> Json:
    """The one guild, whole."""
    everyone = {
        "id": str(GUILD_ID),
        "name": "@everyone",
        "permissions": str(USUAL_RIGHTS),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    lists = ("emojis", "stickers", "features", "voice_states", "presences", "threads", "stage_instances")
    return {
        "id": str(GUILD_ID),
        "name": "Desk",
        "owner_id": str(USER_ID),
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "nsfw_level": 0,
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
        "roles": [everyone],
        "channels": [channel(number) for number in channels],
        "members": [member(BOT_ID, rights=USUAL_RIGHTS, bot=True)],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        **{name: [] for name in lists},
    }


def member(user_id: int, *, rights: int, bot: bool = False) -> Json:
    """A member of the guild with resolved rights, as in an interaction."""
    return {
        "user": user(user_id, bot=bot),
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(rights),
    }


def message(body: Mapping[str, Any], *, channel_id: int, flags: int = 0) -> Json:
    """A message of the bot as Discord gives it back: embeds trimmed and typed, components numbered."""
    rows = [
        {**row, "id": n, "components": [{**part, "id": 10 * n + m} for m, part in enumerate(row["components"], 1)]}
        for n, row in enumerate(body.get("components") or (), 1)
    ]
    return {
        "id": snowflake(),
        "channel_id": str(channel_id),
        "author": user(BOT_ID, bot=True),
        "content": (body.get("content") or "").strip(),
        "embeds": [_embed(embed) for embed in body.get("embeds") or ()],
        "components": rows,
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "pinned": False,
        "type": 19 if body.get("message_reference") else 0,
        "flags": flags | (body.get("flags") or 0),
        **({"message_reference": body["message_reference"]} if body.get("message_reference") else {}),
    }


def interaction(kind: int, data: Json, *, channel_id: int, user_id: int, manage: bool) -> Json:
    """What Discord sends when somebody uses a command (2), a component (3) or a completion (4)."""
    rights = USUAL_RIGHTS | (MANAGE_CHANNELS if manage else 0)
    return {
        "id": snowflake(),
        "application_id": str(APPLICATION_ID),
        "type": kind,
        "token": f"token-{snowflake()}",
        "version": 1,
        "guild_id": str(GUILD_ID),
        "channel_id": str(channel_id),
        "channel": channel(channel_id),
        "member": member(user_id, rights=rights),
        "data": data,
        "app_permissions": str(USUAL_RIGHTS),
        "attachment_size_limit": 10_000_000,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD_ID)},
        "context": 0,
        "locale": "en-US",
        "guild_locale": "en-US",
    }


def _embed(embed: Mapping[str, Any]) -> Json:
    texts = {key: value.strip() for key, value in embed.items() if isinstance(value, str)}
    return {**embed, **texts, "type": "rich", "content_scan_version": 0}
