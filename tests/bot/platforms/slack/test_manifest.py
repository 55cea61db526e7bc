"""The manifest follows the table of commands."""

import pytest

from bot.commands.command import Command, Param, Reply, Request
from bot.platforms.slack.manifest import RESERVED, manifest


async def nothing(desk: object, request: Request) -> Reply:
    raise AssertionError("never run")


COMMANDS = (
    Command("story", "details", "All about one story.", nothing, (Param("story", "which", required=True),)),
    Command("digest", "now", "A digest at once.", nothing),
    Command("story", "list", "Stories of today.", nothing, (Param("page", "which"),)),
    Command("search", "text", "Search.", nothing),
)


def test_every_group_is_one_slash_command() -> None:
    slashes = manifest(COMMANDS)["features"]["slash_commands"]

    assert [
        {"command": "/digest", "description": "now: A digest at once", "usage_hint": "now", "should_escape": False},
        {
            "command": "/story",
            "description": "details: All about one story; list: Stories of today",
            "usage_hint": "details <story> | list [page]",
            "should_escape": False,
        },
    ] == slashes


def test_name_that_slack_keeps_for_itself_is_left_out() -> None:
    names = {slash["command"] for slash in manifest(COMMANDS)["features"]["slash_commands"]}

    assert not names & {f"/{name}" for name in RESERVED}


@pytest.mark.parametrize("request_url, socket", [("", True), ("https://bot.example/slack/events", False)])
def test_request_url_turns_socket_mode_off(request_url: str, socket: bool) -> None:
    made = manifest(COMMANDS, request_url=request_url)

    addresses = {slash.get("url", "") for slash in made["features"]["slash_commands"]}
    assert (socket, {request_url}) == (made["settings"]["socket_mode_enabled"], addresses)


def test_scopes_are_the_least_that_do() -> None:
    scopes = manifest(COMMANDS)["oauth_config"]["scopes"]

    assert {"bot": ["channels:read", "chat:write", "chat:write.public", "commands", "users:read"]} == scopes
