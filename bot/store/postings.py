"""Writes what a posting consists of: its deliveries, what it quotes and what it shows; reads which there were."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, insert, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Channel, DeliveryKind, DeliveryState, LastDigest, Posting, Snapshot, Target
from bot.store.engine import insert_new
from bot.store.ids import delivery_token
from bot.store.tables import citations, deliveries, postings, shown


async def write_posting(connection: AsyncConnection, posting: Posting) -> bool:
    """Write a posting with all its rows; False, and nothing written, where it was written before."""
    added = insert_new(connection, postings).values(_posting(posting)).returning(postings.c.id)
    posting_id = (await connection.execute(added)).scalar_one_or_none()
    if posting_id is None:
        return False
    rows = {
        deliveries: [_delivery(posting, part) for part in range(1, len(posting.parts) + 1)],
        citations: [asdict(citation) for citation in posting.citations],
        shown: [_shown(posting, story) for story in posting.snapshots],
    }
    for table, values in rows.items():
        if values:
            await connection.execute(insert(table), [value | {"posting_id": posting_id} for value in values])
    return True


async def read_digests(
    connection: AsyncConnection, channel: Channel, condition: ColumnElement[bool], *, limit: int
) -> tuple[LastDigest, ...]:
    """A channel's digests that fulfil a condition, newest first."""
    query = (
        select(*postings.c["key", "at", "stories"])
        .where(postings.c.channel == str(channel), postings.c.kind == DeliveryKind.DIGEST.value, condition)
        .order_by(postings.c.at.desc(), postings.c.id.desc())
        .limit(limit)
    )
    return tuple(LastDigest(row.key, row.at, tuple(row.stories)) for row in await connection.execute(query))


def snapshot_from_record(record: dict[str, Any]) -> Snapshot:
    """Read a snapshot as it is stored; JSON has no numbers as keys and no tuples."""
    return Snapshot(
        acts=record["acts"],
        speakers=tuple(record["speakers"]),
        quotes=tuple((article_id, words) for article_id, words in record["quotes"]),
        versions={int(article_id): version for article_id, version in record["versions"].items()},
        openings={int(article_id): words for article_id, words in record.get("openings", {}).items()},
        updates=record.get("updates", 0),
    )


def _posting(posting: Posting) -> dict[str, Any]:
    return {
        "channel": str(posting.channel),
        "kind": posting.kind.value,
        "key": posting.key,
        "at": posting.at,
        "stories": list(posting.stories),
        "message": null() if posting.message is None else posting.message,
        "corrects": posting.corrects,
        "considered": "",
    }


def _delivery(posting: Posting, part: int) -> dict[str, Any]:
    target = posting.targets[part - 1] if posting.targets else Target()
    return {
        "part": part,
        "payload": posting.parts[part - 1],
        "token": delivery_token(str(posting.channel), posting.kind.value, posting.key, part=part),
        "state": DeliveryState.PENDING.value,
        "tries": 0,
        "due": posting.at,
        "remote_id": "",
        "error": "",
        "operation": target.operation.value,
        "target": target.remote_id,
    }


def _shown(posting: Posting, story: str) -> dict[str, Any]:
    snapshot = posting.snapshots[story]
    return {
        "channel": str(posting.channel),
        "story": story,
        "snapshot": {
            "acts": dict(snapshot.acts),
            "speakers": list(snapshot.speakers),
            "quotes": [list(quote) for quote in snapshot.quotes],
            "versions": {str(article_id): version for article_id, version in snapshot.versions.items()},
            "openings": {str(article_id): words for article_id, words in snapshot.openings.items()},
            "updates": snapshot.updates,
        },
    }
