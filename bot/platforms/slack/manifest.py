"""The Slack app manifest, made from the one table of commands. Pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.commands.command import Command

RESERVED = frozenset(
    {"status", "me", "join", "away", "dnd", "shrug", "remind", "msg", "feed", "who", "collapse", "expand", "leave"}
    | {"open", "search", "topic", "mute", "pro", "shortcuts"}
)
"""Slack's own commands: an app whose manifest holds one of them cannot be installed."""

SCOPES = ("channels:read", "chat:write", "chat:write.public", "commands", "users:read")
MAX_DESCRIPTION, MAX_HINT = 2_000, 1_000  # app manifest reference: slash_commands
MAX_COMMAND = 32  # slash command name, as reported by those who tried


def manifest(commands: Sequence[Command], *, request_url: str = "") -> dict[str, Any]:
    """Describe the app to Slack. With `request_url` for signed HTTP; without, for Socket Mode.

    A group whose name Slack keeps for itself is left out: `/sitrep <group> …` still reaches it.
    """
    address = {"url": request_url} if request_url else {}
    reach = {"request_url": request_url} if request_url else {}
    return {
        "display_information": {
            "name": "Sitrep",
            "description": "Foreign-policy news: provable quotes, coded actions, finishable digests.",
        },
        "features": {
            "bot_user": {"display_name": "Sitrep", "always_online": True},
            "slash_commands": [_slash(group, members) | address for group, members in _groups(commands)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "interactivity": {"is_enabled": True} | reach,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not request_url,
            "token_rotation_enabled": False,
        },
    }


def _groups(commands: Sequence[Command]) -> list[tuple[str, tuple[Command, ...]]]:
    ordered = sorted(commands, key=lambda command: command.group)  # stable: a group keeps the table's order
    groups = [(group, tuple(members)) for group, members in groupby(ordered, key=lambda command: command.group)]
    return [(group, members) for group, members in groups if group not in RESERVED and len(group) <= MAX_COMMAND]


def _slash(group: str, members: tuple[Command, ...]) -> dict[str, Any]:
    helps = "; ".join(f"{command.name}: {command.help.rstrip('.')}".removeprefix(": ") for command in members)
    return {
        "command": f"/{group}",
        "description": helps[:MAX_DESCRIPTION],
        "usage_hint": " | ".join(_usage(command) for command in members)[:MAX_HINT],
        "should_escape": False,
    }


def _usage(command: Command) -> str:
    params = (f"<{param.name}>" if param.required else f"[{param.name}]" for param in command.params)
    return " ".join((command.name, *params)).lstrip()
