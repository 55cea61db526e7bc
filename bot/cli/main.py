"""The commands of `sitrep`, wired; and the last line of defence: one plain sentence instead of a traceback."""

import sys

import typer

from bot.cli import actions, demo, feeds, following, reading, replay, service, setup, simulate, stories
from bot.errors import SitrepError

app = typer.Typer(
    name="sitrep",
    help="A foreign-policy news bot: provable quotes, coded actions, finishable digests.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
demo.register(app)
simulate.register(app)
setup.register(app)
service.register(app)
reading.register(app)
stories.register(app)
replay.register(app)
actions.register(app)
following.register(app)
feeds.register(app)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except SitrepError as error:
        sys.stderr.write(f"sitrep: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
