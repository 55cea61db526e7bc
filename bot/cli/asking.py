"""Puts a command of the chat to the desk from the terminal, for the console's channel or another."""

from collections.abc import Callable

import typer

from bot.app import CONSOLE, App, opened
from bot.cli.terminal import answer, channel_named, finish, settings
from bot.commands.command import Request

CHANNEL = typer.Option(str(CONSOLE), help="For which channel: platform:workspace:channel.")


def ask(path: str, values: dict[str, str], *, channel: str = str(CONSOLE)) -> None:
    """Print the answer to one command; one that says that something cannot be done ends with exit code 1."""
    where = channel_named(channel)

    async def work(app: App) -> None:
        answer(await app.desk.answer(path, Request(where, "terminal", values, _yes)))

    with_app(work)


def with_app(work: Callable[[App], object]) -> None:
    """Do what needs the program opened."""

    async def opened_for() -> None:
        async with opened(settings(), write=typer.echo) as app:
            await work(app)  # type: ignore[misc]

    finish(opened_for())


async def _yes() -> bool:
    """Whoever holds the terminal may manage."""
    return True
