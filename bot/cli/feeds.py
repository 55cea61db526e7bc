"""feeds: add, remove, list, check, import, export."""

from pathlib import Path

import tomlkit
import typer

from bot.app import App, opened
from bot.cli.asking import ask
from bot.cli.terminal import finish, progress_bar, settings
from bot.errors import UserError
from bot.feeds.opml import read_opml, write_opml
from bot.model import Changed, Failed, Feed, Polled

feeds_app = typer.Typer(help="The feeds that are polled.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.add_typer(feeds_app, name="feeds")


@feeds_app.command("list")
def list_feeds() -> None:
    """List every feed with its health."""
    ask("feeds list", {})


@feeds_app.command()
def add(
    url: str = typer.Argument(help="The feed's address."),
    outlet: str = typer.Option("", help="Name of the outlet; the host's name if left out."),
) -> None:
    """Add a feed."""
    ask("feeds add", {"url": url, "outlet": outlet})


@feeds_app.command()
def remove(feed: str = typer.Argument(help="Its address or outlet.")) -> None:
    """Remove a feed; its articles stay."""
    ask("feeds remove", {"feed": feed})


@feeds_app.command()
def check(url: str = typer.Argument("", help="One feed's address; all known feeds if left out.")) -> None:
    """Ask each feed once; store nothing."""
    finish(_check(url))


@feeds_app.command("import")
def import_opml(opml: Path = typer.Argument(help="An OPML file.", dir_okay=False)) -> None:
    """Add the feeds of an OPML file."""
    finish(_import(opml))


@feeds_app.command()
def export(
    out: Path = typer.Argument(
        None, help="Where it goes; .opml or .toml. Printed as TOML if left out.", dir_okay=False
    ),
) -> None:
    """Write the feeds as OPML or TOML."""
    finish(_export(out))


async def _check(url: str) -> None:
    with progress_bar() as bar:
        async with opened(settings()) as app:
            feeds = (Feed(0, url, url),) if url else await app.store.feeds.all()
            answers: list[tuple[Feed, Polled]] = []
            for number, feed in enumerate(feeds, 1):
                answers.append((feed, await app.outside.fetcher.poll(_afresh(feed))))
                bar.tell("Checking feeds", number, len(feeds))
    for feed, polled in answers:
        typer.echo(f"{feed.outlet}: {_verdict(polled)}")
    if any(isinstance(polled, Failed) for _, polled in answers):
        raise typer.Exit(1)


def _afresh(feed: Feed) -> Feed:
    """The feed without validators, so that it is parsed whatever was known."""
    return Feed(feed.id, feed.url, feed.outlet, pages=feed.pages)


def _verdict(polled: Polled) -> str:
    match polled:
        case Failed():
            return polled.message
        case Changed():
            moved = f", moved to {polled.moved_to}" if polled.moved_to else ""
            dated = sum(entry.published is not None for entry in polled.entries)
            full = sum(entry.full_text for entry in polled.entries)
            return f"ok, {len(polled.entries)} entries ({dated} dated, {full} with full text){moved}"
        case _:
            return "ok, unchanged"


async def _import(opml: Path) -> None:
    try:
        rows = read_opml(opml.read_text("utf-8", "replace"))
    except OSError as exc:
        raise UserError(f"Cannot read {opml}: {exc.strerror}.") from exc
    if not rows:
        raise UserError(f"{opml} holds no feeds. An OPML file has <outline xmlUrl=…> elements.")
    async with opened(settings()) as app:
        added = [await app.store.feeds.add(url, outlet=title or url) for url, title in rows]
    new = sum(feed is not None for feed in added)
    typer.echo(f"{new} feeds added, {len(added) - new} known already.")


async def _export(out: Path | None) -> None:
    async with opened(settings()) as app:
        text = await _exported(app, as_opml=out is not None and out.suffix == ".opml")
    if out is None:
        typer.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    typer.echo(f"Written: {out}")


async def _exported(app: App, *, as_opml: bool) -> str:
    feeds = await app.store.feeds.all()
    if as_opml:
        return write_opml((feed.url, feed.outlet) for feed in feeds)
    rows = tomlkit.aot()
    for feed in feeds:
        rows.append(tomlkit.item({"url": feed.url, "outlet": feed.outlet, "pages": feed.pages}))
    document = tomlkit.document()
    document["feeds"] = rows
    return tomlkit.dumps(document)
