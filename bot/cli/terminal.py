"""What the commands share: settings, logging, drawing a message, a progress bar, running a coroutine."""

import asyncio
import logging
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import structlog
import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bot.cards import Message, Tone
from bot.commands.command import Reply
from bot.errors import ConfigError, UserError
from bot.model import Channel
from bot.platforms.console import ConsolePlatform
from config.settings import Settings

T = TypeVar("T")
stderr = Console(stderr=True, highlight=False)


def settings() -> Settings:
    """Read the settings. Raises ConfigError with the setting's name and its remedy."""
    try:
        found = Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"The setting {name} is wrong: {first['msg']}. Mend it in sitrep.toml, .env or the environment."
        ) from exc
    except (SettingsError, ValueError) as exc:
        raise ConfigError(f"sitrep.toml cannot be read: {exc}. Mend that line and start again.") from exc
    log_to_stderr(found.log_level)
    return found


def log_to_stderr(level: str) -> None:
    """Event names with fields, one line each, on stderr; libraries only from warnings on."""
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's coroutine to its end."""
    return asyncio.run(work)


def channel_named(text: str) -> Channel:
    """Read a channel as people write one. Raises UserError."""
    try:
        return Channel.parse(text)
    except ValueError as exc:
        raise UserError("Write a channel as platform:workspace:channel, like slack:T0123:C0456.") from exc


def draw(message: Message) -> None:
    """Print a message as the console platform draws it."""
    platform = ConsolePlatform(write=typer.echo)
    for payload in platform.render(message):
        typer.echo(platform.words(payload) if "text" not in payload else payload["text"])


def answer(reply: Reply) -> None:
    """Print a command's answer; one that says that something cannot be done ends with exit code 1."""
    draw(reply.message)
    if any(card.tone is Tone.TROUBLE for card in reply.message.cards):
        raise typer.Exit(1)


class Bar:
    """Bars on stderr for long work, and a way to write to stdout past them.

    A bar begins with the first word of work and ends where something is written; it leaves no trace, and stays away
    where nobody looks.
    """

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def tell(self, what: str, done: int, in_all: int) -> None:
        """Move the bar of one kind of work."""
        if not stderr.is_terminal:
            return
        if self._progress is None:
            self._progress = Progress(*_COLUMNS, console=stderr, transient=True, redirect_stdout=False)
            self._progress.start()
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=in_all)
        self._progress.update(self._tasks[what], completed=done, total=in_all)

    def write(self, text: str) -> None:
        """Write a text to stdout where no bar stands."""
        self.end()
        typer.echo(text)

    def end(self) -> None:
        """Take the bars away."""
        if self._progress is not None:
            self._progress.stop()
        self._progress = None
        self._tasks = {}


_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """Show bars until the context ends."""
    bar = Bar()
    try:
        yield bar
    finally:
        bar.end()
