"""digest, story, search, verify: what is known, in the terminal."""

from collections.abc import Callable
from functools import cache

import typer

from bot.app import CONSOLE, App
from bot.cards import Bullets, Card, Heading, Message
from bot.cli.asking import CHANNEL, ask, with_app
from bot.cli.terminal import channel_named, draw
from bot.commands.search import NEXT_STEP, row_of, scope_of, title_of
from bot.commands.story import zone_of
from bot.compose.explain import explanation
from bot.errors import UserError
from bot.jobs.digest import composed, post_now
from bot.jobs.verify import verify as verify_posted
from bot.model import Payload

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

    with_app(work)


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

    with_app(work)


@digest_app.command("pause")
def digest_pause(channel: str = CHANNEL) -> None:
    """Post no digest to a channel until it is resumed."""
    ask("digest pause", {}, channel=channel)


@digest_app.command("resume")
def digest_resume(channel: str = CHANNEL) -> None:
    """Post digests to a channel again; those of the pause are not made good."""
    ask("digest resume", {}, channel=channel)


@digest_app.command("history")
def digest_history(channel: str = CHANNEL) -> None:
    """List the last ten digests of a channel, with their stories."""
    ask("digest history", {}, channel=channel)


@story_app.command("list")
def story_list() -> None:
    """List the stories of the last three days."""
    ask("story list", {})


@story_app.command("details")
def story_details(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print all that is known of one story."""
    ask("story details", {"story": story, "page": str(page)})


@story_app.command("timeline")
def story_timeline(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print how one story went: every act and change of status, dated."""
    ask("story timeline", {"story": story, "page": str(page)})


@story_app.command("sources")
def story_sources(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print who tells one story: each voice, its copies, versions."""
    ask("story sources", {"story": story, "page": str(page)})


@story_app.command("quotes")
def story_quotes(
    story: str = typer.Argument(help="A story's id, or its number in the latest digest."),
    speaker: str = typer.Option("", help="A speaker's name or a part of it; all if left out."),
    page: int = typer.Option(1, min=1, help="Which page."),
) -> None:
    """Print who is quoted in one story, word for word, by speaker."""
    ask("story quotes", {"story": story, "speaker": speaker, "page": str(page)})


def search(
    words: list[str] = typer.Argument(help="Words that must all occur."),
    actor: str = typer.Option("", "--from", help="Articles that tell an act of this party, like US or 'EU members'."),
    recipient: str = typer.Option("", "--to", help="Articles that tell an act upon this party."),
    kind: str = typer.Option("", "--type", help="Articles that tell such an act, like sanction or talks."),
    outlet: str = typer.Option("", "--outlet", help="An outlet's name or a part of it."),
    since: str = typer.Option("", "--since", help="24h, 7d, 2w, or a date like 2026-03-01."),
    limit: int = typer.Option(10, min=1, max=100, help="How many hits at most."),
    page: int = typer.Option(1, "--page", min=1, help="Which page of so many hits."),
) -> None:
    """Search all stored articles."""
    values = {"from": actor, "to": recipient, "type": kind, "outlet": outlet, "since": since}

    async def work(app: App) -> None:
        wanted, scope, now = " ".join(words), await scope_of(app.desk, values), app.outside.now()
        hits = await app.store.stories.search(wanted, limit=limit, offset=(page - 1) * limit, scope=scope)
        if not hits:
            typer.echo(f"Nothing found. {NEXT_STEP}")
            raise typer.Exit(1)
        zone = await zone_of(app.desk, CONSOLE)
        rows = tuple(row_of(app.desk, hit, zone, now) for hit in hits)
        draw(Message((Card((Heading(title_of(wanted, scope)), Bullets(rows))),), "Search"))

    with_app(work)


def why(
    id_: str = typer.Argument(metavar="ID", help="A story's id, its number in the latest digest, or an address."),
) -> None:
    """Print why a story or an article was kept, dropped, grouped, merged or ranked."""
    ask("why", {"id": id_})


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

    with_app(work)


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
