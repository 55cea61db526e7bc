"""All that is ever sent, and what it showed: DeliveryStore."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, and_, exists, func, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.decide.memory import united
from bot.model import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    LastDigest,
    Operation,
    Overtaken,
    Posted,
    Posting,
    Snapshot,
    Target,
)
from bot.store.characters import refuse_unstorable, storable
from bot.store.engine import Database
from bot.store.merging import leading
from bot.store.overtaken import citation_of, read_overtaken
from bot.store.postings import read_digests, snapshot_from_record, write_posting
from bot.store.rows import AnyRow
from bot.store.tables import articles, citations, deliveries, postings, shown, versions

PAGE = 50  # deliveries read at a time by `posted`
OPEN = (DeliveryState.SENDING, DeliveryState.UNKNOWN)


class SqlDeliveries:
    """DeliveryStore on SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(self, posting: Posting) -> bool:
        """Record a posting in one transaction; False, and nothing changed, where it was recorded before.

        Raises ValueError where it cites a version that is not stored, or holds text that cannot be.
        """
        refuse_unstorable(
            channel=str(posting.channel), key=posting.key, citations="".join(cited.words for cited in posting.citations)
        )
        try:
            async with self._database.writing() as connection:
                return await write_posting(connection, posting)
        except IntegrityError as exc:
            raise ValueError(f"{posting.kind} {posting.key} cites a version that is not stored") from exc

    async def claim(self, now: datetime, *, limit: int) -> tuple[Delivery, ...]:
        """Take pending deliveries that are due, in order of id, and mark them as sending.

        Two that claim at once never get the same. A part is not claimed before all earlier parts of its posting are
        sent (of a correction: sent or failed edits), so one call gives at most one part of a posting.
        """
        async with self._database.writing() as connection:
            claimed = (await connection.execute(_claim(now, limit))).scalars().all()
            return await _deliveries(connection, deliveries.c.id.in_(claimed)) if claimed else ()

    async def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        remote_id: str = "",
        error: str = "",
        due: datetime | None = None,
    ) -> None:
        """Write how a claimed (or unknown) delivery ended; pending with `due` puts it back for later.

        A delivery that is already sent or failed stays so: a late word of another process does not send it again.
        Where a part fails, the later parts of its posting fail with it; but an edit takes nothing along.
        """
        values = {"state": state.value, "remote_id": storable(remote_id), "error": storable(error)}
        end = _settle(delivery_id, values | ({"due": due} if due else {}))
        async with self._database.writing() as connection:
            columns = deliveries.c["posting_id", "part", "operation"]
            settled = (await connection.execute(end.returning(*columns))).one_or_none()
            if settled is None or settled.operation == Operation.EDIT.value:
                return
            if state is DeliveryState.FAILED:
                await connection.execute(_fail_later_parts(settled))

    async def interrupted(self, before: datetime) -> tuple[Delivery, ...]:
        """Mark as unknown what was claimed before then and is still sending; return all that is unknown, by id."""
        died = (
            update(deliveries)
            .where(deliveries.c.state == DeliveryState.SENDING.value, deliveries.c.claimed < before)
            .values(state=DeliveryState.UNKNOWN.value, error="the sending was interrupted")
        )
        async with self._database.writing() as connection:
            await connection.execute(died)
            return await _deliveries(connection, deliveries.c.state == DeliveryState.UNKNOWN.value)

    async def last_digest(self, channel: Channel, before: datetime | None = None) -> LastDigest | None:
        """The newest digest recorded for a channel (before a moment)."""
        async with self._database.reading() as connection:
            found = await read_digests(connection, channel, _until(before), limit=1)
        return found[0] if found else None

    async def digests(self, channel: Channel, *, limit: int) -> tuple[LastDigest, ...]:
        """The digests recorded for a channel, newest first."""
        async with self._database.reading() as connection:
            return await read_digests(connection, channel, true(), limit=limit)

    async def keys_since(self, channel: Channel, kind: DeliveryKind, since: datetime) -> frozenset[str]:
        """The keys of the channel's postings of a kind since then."""
        mine = (postings.c.channel == str(channel)) & (postings.c.kind == kind.value) & (postings.c.at >= since)
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(select(postings.c.key).where(mine))).scalars())

    async def outcomes(self, channel: Channel, since: datetime) -> Mapping[DeliveryState, int]:
        """Count the deliveries of the channel's postings since then, by how they stand."""
        mine = (postings.c.channel == str(channel)) & (postings.c.at >= since)
        of_it = postings.c.id == deliveries.c.posting_id
        counted = (
            select(deliveries.c.state, func.count()).join(postings, of_it).where(mine).group_by(deliveries.c.state)
        )
        async with self._database.reading() as connection:
            return {DeliveryState(state): count for state, count in await connection.execute(counted)}

    async def shown(self, channel: Channel, before: datetime | None = None) -> Mapping[str, Snapshot]:
        """By story id, the newest snapshot of what the channel has seen (before a moment).

        Of stories merged into one, all together.
        """
        newest = (
            select(func.max(shown.c.posting_id).label("posting_id"), shown.c.story)
            .join(postings, postings.c.id == shown.c.posting_id)
            .where(shown.c.channel == str(channel), _until(before))
            .group_by(shown.c.story)
            .subquery()
        )
        is_newest = (shown.c.posting_id == newest.c.posting_id) & (shown.c.story == newest.c.story)
        async with self._database.reading() as connection:
            seen = select(*shown.c["story", "snapshot"]).join(newest, is_newest).order_by(shown.c.posting_id)
            rows = (await connection.execute(seen)).all()
            leads = await leading(connection, select(shown.c.story).where(shown.c.channel == str(channel)))
        snapshots: dict[str, Snapshot] = {}
        for row in rows:
            story, snapshot = leads.get(row.story, row.story), snapshot_from_record(row.snapshot)
            snapshots[story] = united(snapshots[story], snapshot) if story in snapshots else snapshot
        return snapshots

    async def overtaken(self, since: datetime) -> tuple[Overtaken, ...]:
        """Postings since then with a cited article that was edited and read, or withdrawn, in a state that was not
        considered yet; oldest first. One that is still being sent or corrected waits."""
        async with self._database.reading() as connection:
            return await read_overtaken(connection, since)

    async def considered(self, overtaken: Overtaken) -> None:
        """Note that this state of its articles needs no further look."""
        done = update(postings).where(postings.c.id == overtaken.id).values(considered=overtaken.state)
        async with self._database.writing() as connection:
            await connection.execute(done)

    async def posted(self) -> AsyncIterator[Posted]:
        """Every delivery that carries citations, oldest first.

        Citations are kept by posting: each of its parts comes with all of them.
        """
        after = 0
        while page := await self._page(after):
            for delivery in page:
                yield delivery
            after = page[-1].delivery.id

    async def _page(self, after: int) -> tuple[Posted, ...]:
        carries = exists().where(citations.c.posting_id == deliveries.c.posting_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(_select(deliveries.c.id > after, carries).limit(PAGE))).all()
            cited = await _cited(connection, {row.posting_id for row in rows})
        return tuple(_posted(row, cited[row.posting_id]) for row in rows)


def _until(before: datetime | None) -> ColumnElement[bool]:
    return true() if before is None else postings.c.at < before


def _settle(delivery_id: int, values: dict[str, Any]) -> Update:
    is_open = deliveries.c.state.in_([state.value for state in OPEN])
    return update(deliveries).where(deliveries.c.id == delivery_id, is_open).values(values)


def _fail_later_parts(failed: AnyRow) -> Update:
    return (
        update(deliveries)
        .where(
            deliveries.c.posting_id == failed.posting_id,
            deliveries.c.part > failed.part,
            deliveries.c.state == DeliveryState.PENDING.value,
        )
        .values(state=DeliveryState.FAILED.value, error=f"part {failed.part} failed")
    )


def _claim(now: datetime, limit: int) -> ReturningUpdate[tuple[int]]:
    earlier = deliveries.alias("earlier")
    waits = exists().where(
        earlier.c.posting_id == deliveries.c.posting_id,
        earlier.c.part < deliveries.c.part,
        earlier.c.state != DeliveryState.SENT.value,
        ~and_(earlier.c.operation == Operation.EDIT.value, earlier.c.state == DeliveryState.FAILED.value),
    )
    is_pending = deliveries.c.state == DeliveryState.PENDING.value
    # A row that another process is claiming is passed over in PostgreSQL; SQLite has one writer at a time.
    free = (
        select(deliveries.c.id)
        .where(is_pending, deliveries.c.due <= now, ~waits)
        .order_by(deliveries.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("free")
    )
    return (
        update(deliveries)
        .where(deliveries.c.id.in_(select(free.c.id)), is_pending)
        .values(state=DeliveryState.SENDING.value, claimed=now, tries=deliveries.c.tries + 1)
        .returning(deliveries.c.id)
    )


def _select(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*deliveries.c, *postings.c["channel", "kind", "key"])
        .join(postings, postings.c.id == deliveries.c.posting_id)
        .where(*conditions)
        .order_by(deliveries.c.id)
    )


async def _deliveries(connection: AsyncConnection, condition: ColumnElement[bool]) -> tuple[Delivery, ...]:
    rows: Sequence[AnyRow] = (await connection.execute(_select(condition))).all()
    return tuple(_delivery(row) for row in rows)


async def _cited(connection: AsyncConnection, posting_ids: set[int]) -> Mapping[int, Sequence[AnyRow]]:
    """By posting, its citations with the text and the address of what they cite."""
    query = (
        select(*citations.c, versions.c.text, articles.c.url)
        .join(versions, versions.c.id == citations.c.version_id)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(citations.c.posting_id.in_(posting_ids))
        .order_by(citations.c.posting_id, citations.c.id)
    )
    rows: Sequence[AnyRow] = (await connection.execute(query)).all()
    return {posting_id: tuple(cited) for posting_id, cited in groupby(rows, key=lambda row: int(row.posting_id))}


def _delivery(row: AnyRow) -> Delivery:
    return Delivery(
        id=row.id,
        channel=Channel.parse(row.channel),
        kind=DeliveryKind(row.kind),
        key=row.key,
        part=row.part,
        payload=row.payload,
        token=row.token,
        state=DeliveryState(row.state),
        tries=row.tries,
        remote_id=row.remote_id,
        error=row.error,
        claimed=row.claimed,
        target=Target(Operation(row.operation), row.target),
    )


def _posted(row: AnyRow, cited: Sequence[AnyRow]) -> Posted:
    return Posted(
        delivery=_delivery(row),
        citations=tuple(citation_of(one) for one in cited),
        texts={one.version_id: one.text for one in cited},
        urls={one.version_id: one.url for one in cited},
    )
