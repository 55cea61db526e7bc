"""follow, mute, unfollow, following, status: what a channel wants to read, and how it goes."""

import typer

from bot.cli.asking import CHANNEL, ask

_WHAT = typer.Argument(help="A country or body, a pair like 'US > Russia', a topic, a region, or a story.")
_FOR = typer.Option("", "--for", help="How long: 12h, 3d, 2w, 1m, or 'until 2026-03-01'; for good if left out.")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    for command in (follow, mute, unfollow, following, status):
        app.command()(command)


def follow(what: list[str] = _WHAT, length: str = _FOR, channel: str = CHANNEL) -> None:
    """Have a channel's digest favour what is named."""
    ask("follow", {"what": " ".join(what), "for": length}, channel=channel)


def mute(what: list[str] = _WHAT, length: str = _FOR, channel: str = CHANNEL) -> None:
    """Keep what is named out of a channel's digest."""
    ask("mute", {"what": " ".join(what), "for": length}, channel=channel)


def unfollow(
    what: list[str] = typer.Argument(help="What is followed or muted, or all."), channel: str = CHANNEL
) -> None:
    """Neither follow nor mute what is named any more."""
    ask("unfollow", {"what": " ".join(what)}, channel=channel)


def following(page: int = typer.Option(1, "--page", min=1, help="Which page."), channel: str = CHANNEL) -> None:
    """List what a channel follows and mutes, and until when."""
    ask("following", {"page": str(page)}, channel=channel)


def status(channel: str = CHANNEL) -> None:
    """Print how it goes: feeds, articles, stories, a channel's next digest and deliveries."""
    ask("sitrep status", {}, channel=channel)
