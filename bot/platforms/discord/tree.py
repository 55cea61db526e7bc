"""The slash commands of Discord, built from the desk's one table: groups, typed options, completion."""

import asyncio
import inspect
import keyword
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.commands.command import COMPLETED, Choice, Command, Param, ParamKind

MAX_HELP = 100  # Discord API reference: description of commands and options
MAX_CHOICES = 25  # Discord API reference: autocomplete choices, of 100 characters each
MAX_CHOICE = 100
COMPLETION_S = 2.0  # Discord forgets an unanswered completion after three seconds
INTERACTION = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)

Interaction = discord.Interaction[Any]
Options = dict[str, str | int | None]


class Answering(Protocol):
    """What the commands do when they are used."""

    async def run_command(self, interaction: Interaction, path: str, options: Options) -> None:
        """Answer a command."""

    async def complete(self, interaction: Interaction, path: str, param: str, *, typed: str) -> tuple[Choice, ...]:
        """Complete one option."""


def tree_of(
    commands: Sequence[Command], answering: Answering
) -> tuple[app_commands.Group | app_commands.Command[Any, ..., Any], ...]:
    """Every command as a subcommand of its group, or by itself where it has no name in one; in the table's order."""
    found: dict[str, app_commands.Group | app_commands.Command[Any, ..., Any]] = {}
    for command in commands:
        if not command.name:
            found[command.group] = _command(command, command.group, answering)
            continue
        names = ", ".join(other.name for other in commands if other.group == command.group)
        group = app_commands.Group(name=command.group, description=_help(f"Sitrep: {names}"))
        group = found.setdefault(command.group, group)  # type: ignore[assignment]
        group.add_command(_command(command, command.name, answering))
    return tuple(found.values())


def _command(command: Command, name: str, answering: Answering) -> app_commands.Command[Any, ..., Any]:
    async def run(interaction: Interaction, **options: str | int | None) -> None:
        given = {name.removesuffix("_"): value for name, value in options.items()}
        await answering.run_command(interaction, command.path, given)

    # discord.py reads a command's options off its callback's signature
    run.__signature__ = inspect.Signature((INTERACTION, *map(_option, command.params)))  # type: ignore[attr-defined]
    named = app_commands.rename(**{_identifier(param): param.name for param in command.params})(run)
    described = app_commands.describe(**{_identifier(param): _help(param.help) for param in command.params})(named)
    made: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name=name, description=_help(command.help), callback=described
    )
    for param in command.params:
        if param.kind in COMPLETED:
            made.autocomplete(_identifier(param))(_completion(command, param, answering))
    return made


def _identifier(param: Param) -> str:
    """What Python can call the parameter: "from" is a word of its own."""
    return f"{param.name}_" if keyword.iskeyword(param.name) else param.name


def _option(param: Param) -> inspect.Parameter:
    kind = int if param.kind is ParamKind.WHOLE else str
    return inspect.Parameter(
        _identifier(param),
        inspect.Parameter.KEYWORD_ONLY,
        annotation=kind if param.required else kind | None,
        default=inspect.Parameter.empty if param.required else None,
    )


def _completion(
    command: Command, param: Param, answering: Answering
) -> Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    async def complete(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(COMPLETION_S):
                choices = await answering.complete(interaction, command.path, param.name, typed=current)
        except TimeoutError:
            choices = ()
        fitting = (choice for choice in choices if 0 < len(choice.value) <= MAX_CHOICE and choice.label.strip())
        return [
            app_commands.Choice(name=choice.label[:MAX_CHOICE], value=choice.value)
            for choice, _ in zip(fitting, range(MAX_CHOICES), strict=False)
        ]

    return complete


def _help(text: str) -> str:
    return text if len(text) <= MAX_HELP else f"{text[: MAX_HELP - 1].rstrip()}…"
