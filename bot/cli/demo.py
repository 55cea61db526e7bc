"""demo: three days of invented news through the real program, offline."""

from pathlib import Path

import typer

from bot.cli.terminal import finish, log_to_stderr, progress_bar
from bot.demo.show import show

DATABASE = Path("sitrep-demo.db")


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(demo)


def demo(
    database: Path = typer.Option(DATABASE, help="Where what it stores stays; an old one is replaced.", dir_okay=False),
) -> None:
    """Run three days of invented news, offline.

    The real program: poll, read, group, post digests, answer /story details, verify every quotation.
    """
    log_to_stderr("ERROR")
    with progress_bar() as bar:
        wrong = finish(show(database, write=bar.write, progress=bar.tell))
    for sentence in wrong:
        typer.echo(f"demo: {sentence}", err=True)
    if wrong:
        raise typer.Exit(1)
