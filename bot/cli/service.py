"""run, poll, migrate, reread: what moves the line along."""

import typer

from bot.app import opened, poll_due, read_waiting, seed
from bot.app import run as run_app
from bot.cli.terminal import finish, progress_bar, settings
from bot.jobs.poll import poll as poll_feeds
from bot.jobs.read import read
from bot.model import Feed
from bot.store import migrate as migrate_database
from summarizer import VERSION


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(run)
    app.command()(poll)
    app.command()(migrate)
    app.command()(reread)


def run() -> None:
    """Poll, read, post and answer until stopped."""
    finish(run_app(settings()))


def poll(
    every: bool = typer.Option(False, "--all", help="Poll every feed, not only those that are due."),
) -> None:
    """Poll once, and read what came."""
    finish(_poll(every=every))


def migrate() -> None:
    """Bring the database up to date."""
    finish(migrate_database(settings().database_url))
    typer.echo("The database is up to date.")


def reread() -> None:
    """Read every stored article again."""
    finish(_reread())


async def _poll(*, every: bool) -> None:
    with progress_bar() as bar:
        async with opened(settings(), progress=bar.tell) as app:
            await seed(app)
            feeds: tuple[Feed, ...] = await app.store.feeds.all()
            if every:
                polls = await poll_feeds(app.outside, feeds)
                articles = await read(app.outside)
                told = f"{polls.feeds} feeds polled, {polls.new} new articles, {articles} read."
            else:
                await poll_due(app)
                await read_waiting(app)
                told = "Polled what was due."
            after = await app.store.feeds.all()
    typer.echo(told)
    for feed in after:
        if feed.trouble:
            typer.echo(f"  {feed.outlet}: {feed.trouble}")
    if after and all(feed.trouble for feed in after):
        raise typer.Exit(1)


async def _reread() -> None:
    with progress_bar() as bar:
        async with opened(settings(), progress=bar.tell) as app:
            await app.store.articles.forget_extractor()
            count = await read(app.outside, version=VERSION)
    typer.echo(f"{count} articles read with extractor {VERSION}.")
