"""digest, story, search, verify: what is known, in the terminal."""

from collections.abc import Callable
from functools import cache

import typer

from bot.app import CONSOLE, App, opened
from bot.cards import Bullets, Card, Heading, Message, Run
from bot.cli.terminal import answer, channel_named, draw, finish, settings
from bot.commands.command import Request
from bot.compose.explain import explanation
from bot.errors import UserError
from bot.jobs.digest import composed, post_now
from bot.jobs.verify import verify as verify_posted
from bot.model import Found, Payload

digest_app = typer.Typer(help="Compose a channel's digest.", no_args_is_help=True)
story_app = typer.Typer(help="Stories: what they hold, and which there are.", no_args_is_help=True)
_CHANNEL = typer.Option(str(CONSOLE), help="Whose memory counts: platform:workspace:channel.")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(digest_app, name="digest")
    app.add_typer(story_app, name="story")
    app.command()(search)
    app.command()(why)
    app.command()(verify)


@digest_app.command("preview")
def digest_preview(
    channel: str = _CHANNEL,
    explain: bool = typer.Option(False, help="Print the sum that ranks each story, and why others are left out."),
) -> None:
    """Print what the next digest would hold.

    Nothing counts as shown.
    """

    async def work(app: App) -> None:
        digest = await composed(app.outside, channel_named(channel))
        draw(explanation(digest.explained) if explain else digest.message)

    _with_app(work)


@digest_app.command("post")
def digest_post(channel: str = _CHANNEL) -> None:
    """Post the digest now; it counts as shown."""

    async def work(app: App) -> None:
        where = channel_named(channel)
        if where.platform not in app.outside.platforms:
            raise UserError(
                f"{where.platform} is not set up here. Set its token; `sitrep doctor` names what is missing."
            )
        digest = await post_now(app.outside, where)
        if where.platform != "console":
            typer.echo(f"Posted to {channel}: {len(digest.stories)} stories.")

    _with_app(work)


@story_app.command("list")
def story_list() -> None:
    """List the stories of the last three days."""
    _ask("story list", {})


@story_app.command("details")
def story_details(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print all that is known of one story."""
    _ask("story details", {"story": story, "page": str(page)})


@story_app.command("timeline")
def story_timeline(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print how one story went: every act and change of status, dated."""
    _ask("story timeline", {"story": story, "page": str(page)})


def search(
    words: list[str] = typer.Argument(help="What to look for."),
    limit: int = typer.Option(10, min=1, max=100, help="How many hits at most."),
) -> None:
    """Search all stored articles."""

    async def work(app: App) -> None:
        hits = await app.store.stories.search(" ".join(words), limit=limit)
        if not hits:
            typer.echo("Nothing found. Try fewer or other words.")
            raise typer.Exit(1)
        draw(Message((Card((Heading(f"{len(hits)} found"), Bullets(tuple(_hit(hit) for hit in hits)))),), "Search"))

    _with_app(work)


def why(
    id_: str = typer.Argument(metavar="ID", help="A story's id, its number in the latest digest, or an address."),
) -> None:
    """Print why a story or an article was kept, dropped, grouped, merged or ranked."""
    _ask("why", {"id": id_})


def verify() -> None:
    """Check every quotation that was posted.

    Against the stored articles, character by character. Exit code 1 where one does not hold.
    """

    async def work(app: App) -> None:
        outcome = await verify_posted(app.store.deliveries, lambda platform, payload: _words_of(platform)(payload))
        for sentence in outcome.problems:
            typer.echo(sentence)
        typer.echo(f"{outcome.checked} quoted passages checked, {len(outcome.problems)} wrong.")
        if outcome.struck:
            typer.echo(f"{outcome.struck} of them are struck: history, true to the version that said so then.")
        if outcome.problems:
            raise typer.Exit(1)

    _with_app(work)


def _ask(path: str, values: dict[str, str]) -> None:
    async def work(app: App) -> None:
        answer(await app.desk.answer(path, Request(CONSOLE, "terminal", values)))

    _with_app(work)


def _with_app(work: Callable[[App], object]) -> None:
    async def opened_for() -> None:
        async with opened(settings(), write=typer.echo) as app:
            await work(app)  # type: ignore[misc]

    finish(opened_for())


def _hit(hit: Found) -> tuple[Run, ...]:
    story = f" · {hit.story_id}" if hit.story_id else ""
    return (Run(hit.title, bold=True, url=hit.url), Run(f" — {hit.outlet}{story}: {hit.passage}"))


@cache
def _words_of(platform: str) -> Callable[[Payload], str]:
    """How a platform's payloads are read back. Imports only the platform that is asked for."""
    if platform == "slack":
        from bot.platforms.slack import SlackPlatform

        return SlackPlatform(bot_token="").words
    if platform == "discord":
        from bot.platforms.discord import DiscordPlatform

        return DiscordPlatform(token="").words
    from bot.platforms.console import ConsolePlatform

    return ConsolePlatform(write=typer.echo).words
