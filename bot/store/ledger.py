"""Writes a reading: the whole of it as a record, its acts and quotes as rows that a ledger can ask for."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records import reading_to_record
from bot.store.characters import storable
from bot.store.rows import AnyRow
from bot.store.tables import acts, quotes, readings
from summarizer.model import Action, Actor, Quote, Reading

MAX_SPEAKER_CHARS = 300  # what is longer is no name, and too long for an index


async def write_reading(connection: AsyncConnection, reading: Reading, version: AnyRow, *, story: int | None) -> None:
    """Write a version's reading, instead of the one with its `reading_id` where that is not None.

    `version` also has id, article_id, text and published.
    """
    for table in (acts, quotes, readings) if version.reading_id is not None else ():
        await connection.execute(delete(table).where(table.c.version_id == version.id))
    await connection.execute(insert(readings).values(_reading(reading, version.id)))
    if reading.actions:
        rows = [_act(action, version) | {"story": story} for action in reading.actions]
        await connection.execute(insert(acts), rows)
    if reading.quotes:
        await connection.execute(insert(quotes), [_quote(quote, version) for quote in reading.quotes])


def _reading(reading: Reading, version_id: int) -> dict[str, Any]:
    return {
        "version_id": version_id,
        "extractor": reading.version,
        "language": reading.language,
        "relevant": reading.relevance.relevant,
        "score": reading.relevance.score,
        "record": reading_to_record(reading),
    }


def _act(action: Action, version: AnyRow) -> dict[str, Any]:
    return {
        "version_id": version.id,
        "article_id": version.article_id,
        "published": version.published,
        "type": action.type.value,
        "actor": _name(action.actor),
        "actor_codes": _codes(action.actor.codes if action.actor else ()),
        "recipient": _name(action.recipient),
        "recipient_codes": _codes(action.recipient.codes if action.recipient else ()),
        "status": action.status.value,
        "phrase": storable(action.phrase),
        "paragraph": action.paragraph,
        "reported_by": storable(action.reported_by),
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


def _name(actor: Actor | None) -> str:
    return storable(actor.name) if actor else ""


def _codes(codes: Iterable[str]) -> str:
    """Codes between spaces, so that a pattern finds one among several; "" for none."""
    joined = " ".join(codes)
    return f" {joined} " if joined else ""
