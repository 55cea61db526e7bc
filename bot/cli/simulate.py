"""simulate: a file of article versions through the real program under a simulated clock."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli.reading import rows_of
from bot.cli.terminal import finish, log_to_stderr, progress_bar
from bot.errors import UserError
from bot.simulation.run import Outcome, Shown, simulate
from bot.simulation.stream import instant, versions_of
from summarizer.model import Action, Actor


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command("simulate")(simulate_file)


def simulate_file(
    jsonl: Path = typer.Option(..., help="Article versions, one JSON object a line, by `fetched`.", dir_okay=False),
    slots: str = typer.Option(..., help="When a digest is due: ISO times with commas between.", metavar="ISO,ISO,…"),
    zone: str = typer.Option("Europe/Kyiv", help="The channel's IANA zone."),
    out: Path = typer.Option(..., help="Where the outcome goes, as one JSON object.", dir_okay=False),
) -> None:
    """Run a stream of article versions through the program under a simulated clock.

    The real jobs on a store of their own: identity, versions, reading, grouping, digests, delivery. The same input
    gives the same bytes.
    """
    log_to_stderr("ERROR")
    versions = versions_of(rows_of(jsonl))
    if not versions:
        raise UserError(f"{jsonl} holds no article.")
    due = _slots(slots, zone)
    with progress_bar() as bar:
        outcome = finish(simulate(versions, tuple(due), zone=zone, progress=bar.tell))
    out.write_text(f"{json.dumps(_record(outcome, due), ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    items = sum(len(digest.items) for digest in outcome.digests)
    typer.echo(f"{len(versions)} versions, {len(due)} digests, {items} items: {out}")


def _slots(text: str, zone: str) -> dict[datetime, str]:
    """Each slot as written, by its instant; one without an offset is wall-clock time in the zone."""
    try:
        local = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as exc:
        raise UserError(f"No such zone: {zone}. Write one like Europe/Kyiv.") from exc
    written = [part.strip() for part in text.split(",") if part.strip()]
    return {instant(slot, where="--slots", zone=local): slot for slot in written}


def _record(outcome: Outcome, written: Mapping[datetime, str]) -> dict[str, Any]:
    return {
        "grouping": dict(outcome.grouping),
        "relevance": dict(outcome.relevance),
        "digests": [
            {"slot": written[digest.slot], "items": [_told(shown) for shown in digest.items]}
            for digest in outcome.digests
        ],
        "details": [
            {"articles": list(details.articles), "slot": written[details.slot], "text": details.text}
            for details in outcome.details
        ],
    }


def _told(shown: Shown) -> dict[str, Any]:
    return {
        "articles": list(shown.articles),
        "status": shown.told.tone.upper(),
        "text": shown.told.text,
        "quotes": list(shown.told.quotes),
        "act": _act(shown.told.act) if shown.told.act else None,
    }


def _act(act: Action) -> dict[str, Any]:
    return {
        "type": act.type.value,
        "actor_code": _codes(act.actor),
        "recipient_code": _codes(act.recipient),
        "status": act.status.name.lower(),
    }


def _codes(actor: Actor | None) -> str | None:
    return ";".join(actor.codes) if actor and actor.codes else None
