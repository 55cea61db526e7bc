"""Answers questions to the ledger: LedgerStore.

Every part of a question that names one value walks an index in the order of the answer and stops at its end; several
values are several walks. So an answer costs what it holds, not what the ledger holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ActsAsked, Outlet, RecordedAct, Telling, ToldAct
from bot.store.engine import Database
from bot.store.outlines import action_of
from bot.store.rows import VERSION, AnyRow, stored_article
from bot.store.tables import act_links, act_parties, actions, acts, articles, readings, stories, versions
from summarizer.model import Reading

MAX_WALKS = 60  # SQLite takes 500 terms of a compound SELECT; each is a seek
LATEST = 2_000  # so many rows tell who is busy of late
PARTY = act_parties.c


class SqlLedger:
    """LedgerStore on SQL. `outlets` tells by name what the configuration knows of an outlet."""

    def __init__(self, database: Database, outlets: Mapping[str, Outlet]) -> None:
        self._database = database
        self._outlets = outlets

    async def ask(self, asked: ActsAsked, *, limit: int, offset: int = 0) -> tuple[RecordedAct, ...]:
        """Acts that fit, the one that changed last first."""
        async with self._database.reading() as connection:
            act_ids = (await connection.execute(_page(asked, limit=limit, offset=offset))).scalars().all()
            links = (await connection.execute(_links(act_ids))).all()
            linked = {act_id for row in links for act_id in row}
            found = await self._acts(connection, {*act_ids, *linked})
        # one of them may have gone between two statements
        return tuple(_with_links(act_id, found, links) for act_id in act_ids if act_id in found)

    async def parties(self, *, limit: int) -> tuple[str, ...]:
        """Who acts most often of late: codes, or names in lower case, the busiest first."""
        latest = select(PARTY.actor).order_by(PARTY.changed.desc(), PARTY.act.desc()).limit(LATEST).subquery()
        busiest = select(latest.c.actor).group_by(latest.c.actor).order_by(func.count().desc(), latest.c.actor)
        async with self._database.reading() as connection:
            return tuple((await connection.execute(busiest.limit(limit))).scalars())

    async def _acts(self, connection: AsyncConnection, act_ids: Iterable[int]) -> dict[int, RecordedAct]:
        rows = (await connection.execute(_tellings(sorted(act_ids)))).all()
        by_act = groupby(rows, key=lambda row: row.act)
        return {act_id: self._act(act_id, tuple(told)) for act_id, told in by_act}

    def _act(self, act_id: int, rows: tuple[AnyRow, ...]) -> RecordedAct:
        return RecordedAct(act_id, rows[0].changed, tuple(self._told(row) for row in rows))

    def _told(self, row: AnyRow) -> ToldAct:
        outlet = self._outlets.get(row.outlet, Outlet(row.outlet))
        reading = Reading(row.extractor, row.read_language, actions=(action_of(row),))
        telling = Telling(stored_article(row), reading, outlet, row.withdrawn)
        return ToldAct(telling, row.told, row.story or "", row.superseded)


def _page(asked: ActsAsked, *, limit: int, offset: int) -> Select[Any]:
    """The ids of one page of acts, each once."""
    walks = [_walk(where, asked).limit(limit + offset).subquery() for where in _leads(asked)]
    found = union_all(*(select(walk) for walk in walks)).subquery() if len(walks) > 1 else walks[0]
    newest_first = (found.c.changed.desc(), found.c.act.desc())
    return (
        select(found.c.act).group_by(found.c.act, found.c.changed).order_by(*newest_first).limit(limit).offset(offset)
    )


def _walk(where: tuple[ColumnElement[bool], ...], asked: ActsAsked) -> Select[Any]:
    """Acts in order, along the index that the first conditions lead."""
    since = () if asked.since is None else (PARTY.changed >= asked.since,)
    rows = select(PARTY.changed, PARTY.act).where(*where, *since)
    return rows.distinct().order_by(PARTY.changed.desc(), PARTY.act.desc())


def _leads(asked: ActsAsked) -> Iterator[tuple[ColumnElement[bool], ...]]:
    """One walk for each value of what leads an index: a pair of parties, a party, a type, a status, or time alone."""
    types = _one_of(PARTY.type, [kind.value for kind in asked.types])
    statuses = _one_of(PARTY.status, [status.value for status in asked.statuses])
    actors, recipients = asked.actors, asked.recipients
    if actors and recipients and len(actors) * len(recipients) <= MAX_WALKS:
        pairs = ((actor, recipient) for actor in actors for recipient in recipients)
        yield from ((PARTY.actor == actor, PARTY.recipient == to, types, statuses) for actor, to in pairs)
    elif actors and (not recipients or len(actors) <= len(recipients)):
        to = _one_of(PARTY.recipient, recipients)
        yield from ((PARTY.actor == actor, to, types, statuses) for actor in actors)
    elif recipients:
        by = _one_of(PARTY.actor, actors)
        yield from ((PARTY.recipient == recipient, by, types, statuses) for recipient in recipients)
    elif asked.types:
        yield from ((PARTY.type == kind.value, statuses) for kind in asked.types)
    elif asked.statuses:
        yield from ((PARTY.status == status.value,) for status in asked.statuses)
    else:
        yield ()


def _one_of(column: ColumnElement[str], values: Sequence[str]) -> ColumnElement[bool]:
    """A condition that is looked up in the index walked, and does not lead to another one: hence the concatenation."""
    return func.coalesce(column, "").in_(values) if values else true()


def _links(act_ids: Sequence[int]) -> Select[Any]:
    linked = or_(act_links.c.earlier.in_(act_ids), act_links.c.later.in_(act_ids))
    return select(act_links.c.earlier, act_links.c.later).where(linked).order_by(*act_links.c)


def _tellings(act_ids: Sequence[int]) -> Select[Any]:
    """All that tells of some acts, oldest first in each."""
    return (
        select(actions, *(column for column in VERSION if column.name not in ("version_id", "article_id")))
        .add_columns(acts.c.changed, articles.c.withdrawn, stories.c.id.label("story"))
        .add_columns(readings.c.extractor, readings.c.language.label("read_language"))
        .join(acts, acts.c.id == actions.c.act)
        .join(versions, versions.c.id == actions.c.version_id)
        .join(articles, articles.c.id == actions.c.article_id)
        .join(readings, readings.c.version_id == versions.c.id)
        .outerjoin(stories, stories.c.number == articles.c.story)
        .where(actions.c.act.in_(act_ids))
        .order_by(actions.c.act, actions.c.told, actions.c.id)
    )


def _with_links(act_id: int, found: Mapping[int, RecordedAct], links: Sequence[AnyRow]) -> RecordedAct:
    act = found[act_id]
    before = tuple(found[row.earlier] for row in links if row.later == act_id and row.earlier in found)
    after = tuple(found[row.later] for row in links if row.earlier == act_id and row.later in found)
    return RecordedAct(act.id, act.changed, act.told, before, after)
