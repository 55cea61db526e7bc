import re

import pytest

from bot.commands.answers import usage
from bot.commands.command import Command
from bot.commands.table import COMMANDS
from bot.platforms.slack.manifest import manifest

# Slack's own slash commands, which an app's command of that name would not be reached behind (Slack help centre)
SLACKS_OWN = """
    active apps archive away call collapse dm dnd expand feed feedback huddle invite join kick leave list me msg mute
    open part prefs remind remove rename search shortcuts shrug star status topic unarchive who
"""
DISCORD_NAME = re.compile(r"[-_a-z0-9]{1,32}")  # Discord application command naming
MAX_DISCORD_DESCRIPTION = 100  # Discord application command structure
each = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.path)


def test_paths_are_unique() -> None:
    assert len(COMMANDS) == len({command.path for command in COMMANDS})


def test_group_with_the_name_of_one_of_slacks_own_commands_is_not_offered_there() -> None:
    offered = {slash["command"] for slash in manifest(COMMANDS)["features"]["slash_commands"]}

    assert set() == {f"/{name}" for name in SLACKS_OWN.split()} & offered


def test_command_without_a_name_is_alone_in_its_group() -> None:
    alone = [command.group for command in COMMANDS if not command.name]

    assert alone == [command.group for command in COMMANDS if command.group in alone]


@each
def test_names_are_what_discord_takes(command: Command) -> None:
    names = (command.group, command.name or command.group, *(param.name for param in command.params))

    assert all(DISCORD_NAME.fullmatch(name) for name in names)


@each
def test_descriptions_fit(command: Command) -> None:
    texts = (command.help, *(param.help for param in command.params))

    assert all(0 < len(text) <= MAX_DISCORD_DESCRIPTION for text in texts)


@each
def test_required_parameters_come_first(command: Command) -> None:
    required = [param.required for param in command.params]

    assert required == sorted(required, reverse=True)


def test_usage_shows_what_is_required_and_what_is_not() -> None:
    details = next(command for command in COMMANDS if command.path == "story details")

    assert "/story details <story> [page]" == usage(details)
