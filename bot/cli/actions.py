"""actions: who did what to whom, over all stories, as lines or for export."""

import csv
import json
import sys
from collections.abc import AsyncIterator
from itertools import count

import typer

from bot.app import CONSOLE, App, opened
from bot.cards import Bullets, Card, Heading, Message
from bot.cli.terminal import draw, finish, settings
from bot.commands.actions import title_of
from bot.compose.asked import asked_of
from bot.compose.ledger_lines import COLUMNS, line_of, record_of, row_of
from bot.errors import UserError
from bot.model import ActsAsked, RecordedAct

BATCH = 100
MOST = 100_000


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(actions)


def actions(
    actor: str = typer.Option("", "--from", help="Who acts: country, capital, code or group, like US or 'EU members'."),
    recipient: str = typer.Option("", "--to", help="To whom, in the same words."),
    kind: str = typer.Option("", "--type", help="Type of act, like sanction or talks."),
    status: str = typer.Option("", "--status", help="done, announced, ordered, threatened, alleged, denied …"),
    since: str = typer.Option("", "--since", help="24h, 7d, 2w, or a date like 2026-03-01."),
    limit: int = typer.Option(20, "--limit", min=1, max=MOST, help="How many acts at most."),
    page: int = typer.Option(1, "--page", min=1, help="Which page of so many acts."),
    as_csv: bool = typer.Option(False, "--csv", help="Write CSV, one row an act."),
    as_json: bool = typer.Option(False, "--json", help="Write JSON, with all evidence."),
) -> None:
    """List who did what to whom, over all stories.

    The act that changed last comes first; each names its evidence. Exit code 1 where there is none.
    """
    if as_csv and as_json:
        raise UserError("Choose one of --csv and --json.")
    values = {"from": actor, "to": recipient, "type": kind, "status": status, "since": since}
    write = _write_csv if as_csv else _write_json if as_json else _print

    async def work() -> None:
        async with opened(settings(), write=typer.echo) as app:
            asked = asked_of(values, app.outside.now())
            found = _found(app, asked, limit=limit, offset=(page - 1) * limit)
            if not await write(app, asked, found):
                raise typer.Exit(1)

    finish(work())


async def _found(app: App, asked: ActsAsked, *, limit: int, offset: int) -> AsyncIterator[RecordedAct]:
    """Up to `limit` acts, asked for a batch at a time."""
    for start in count(0, BATCH):
        wanted = min(BATCH, limit - start)
        acts = await app.store.ledger.ask(asked, limit=wanted, offset=offset + start) if wanted > 0 else ()
        for act in acts:
            yield act
        if len(acts) < wanted or wanted <= 0:
            return


async def _print(app: App, asked: ActsAsked, found: AsyncIterator[RecordedAct]) -> bool:
    zone = await _zone(app)
    rows = tuple([line_of(act, zone=zone, now=app.outside.now()) async for act in found])
    if rows:
        draw(Message((Card((Heading(title_of(asked)), Bullets(rows))),), title_of(asked)))
    else:
        typer.echo(f"No such act: {title_of(asked)}. Ask for less, or for a longer time.", err=True)
    return bool(rows)


async def _write_csv(app: App, asked: ActsAsked, found: AsyncIterator[RecordedAct]) -> bool:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    written = 0
    async for act in found:
        writer.writerow(row_of(act))
        written += 1
    return written > 0


async def _write_json(app: App, asked: ActsAsked, found: AsyncIterator[RecordedAct]) -> bool:
    acts = [record_of(act) async for act in found]
    json.dump(acts, sys.stdout, ensure_ascii=False, indent=2)
    typer.echo()
    return bool(acts)


async def _zone(app: App) -> str:
    subscription = await app.store.subscriptions.get(CONSOLE)
    return subscription.zone if subscription else "UTC"
