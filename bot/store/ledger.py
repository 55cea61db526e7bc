"""Writes a reading: the whole of it as a record, its quotes and actions as rows, its actions into the ledger."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Outlet
from bot.records import reading_to_record
from bot.store.characters import storable
from bot.store.gathering import acts_told_by, gather, refresh, take_turn
from bot.store.rows import AnyRow
from bot.store.tables import actions, quotes, readings
from summarizer.model import Action, Actor, Quote, Reading

MAX_SPEAKER_CHARS = 300  # what is longer is no name, and too long for an index


async def write_reading(
    connection: AsyncConnection, reading: Reading, version: AnyRow, *, outlets: Mapping[str, Outlet]
) -> None:
    """Write a version's reading, instead of the one with its `reading_id` where that is not None.

    `version` also has id, number, article_id, text, published and fetched. The article has joined its story before.
    """
    await take_turn(connection)
    changed = await acts_told_by(connection, version.article_id)
    for table in (actions, quotes, readings) if version.reading_id is not None else ():
        await connection.execute(delete(table).where(table.c.version_id == version.id))
    await connection.execute(insert(readings).values(_reading(reading, version.id)))
    older = update(actions).where(actions.c.article_id == version.article_id, actions.c.version_id < version.id)
    await connection.execute(older.values(superseded=True))
    if reading.actions:
        await connection.execute(insert(actions), [_action(action, version) for action in reading.actions])
    if reading.quotes:
        await connection.execute(insert(quotes), [_quote(quote, version) for quote in reading.quotes])
    changed |= await gather(connection, actions.c.version_id == version.id)
    await refresh(connection, changed, outlets)


def _reading(reading: Reading, version_id: int) -> dict[str, Any]:
    return {
        "version_id": version_id,
        "extractor": reading.version,
        "language": reading.language,
        "relevant": reading.relevance.relevant,
        "score": reading.relevance.score,
        "record": reading_to_record(reading),
    }


def _action(action: Action, version: AnyRow) -> dict[str, Any]:
    # an edit often carries the date of the first version: what it says anew was told when it was fetched
    told = version.published if version.number == 1 and version.published else version.fetched
    return {
        "version_id": version.id,
        "article_id": version.article_id,
        "act": None,
        "superseded": False,
        "told": told,
        "type": action.type.value,
        "mode": storable(action.mode),
        **_party("actor", action.actor),
        **_party("recipient", action.recipient),
        "status": action.status.value,
        "phrase": storable(action.phrase),
        "start": action.start,
        "end": action.end,
        "paragraph": action.paragraph,
        "reported_by": storable(action.reported_by),
    }


def _party(role: str, actor: Actor | None) -> dict[str, str]:
    return {
        role: storable(actor.name) if actor else "",
        f"{role}_codes": _codes(actor.codes if actor else ()),
        f"{role}_kind": actor.kind.value if actor else "",
    }


def _quote(quote: Quote, version: AnyRow) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "version_id": version.id,
        "speaker": storable(speaker.name)[:MAX_SPEAKER_CHARS] if speaker else "",
        "speaker_codes": _codes(speaker.codes if speaker else ()),
        "words": version.text[quote.start : quote.end],
        "start": quote.start,
        "end": quote.end,
        "paragraph": quote.paragraph,
    }


def _codes(codes: Iterable[str]) -> str:
    """Codes between spaces, so that a pattern finds one among several; "" for none."""
    joined = " ".join(codes)
    return f" {joined} " if joined else ""
