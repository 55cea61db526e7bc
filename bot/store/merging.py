"""Makes two stories one: their articles and acts go together, and the old id leads to the other for ever."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Outlet
from bot.store.gathering import refresh, take_turn
from bot.store.tables import actions, acts, articles, merges, stories


async def number_of(connection: AsyncConnection, story_id: str) -> int | None:
    """The number of the story that an id names or, once merged, leads to; None where there is none."""
    query = (
        select(func.coalesce(merges.c.into, stories.c.number))
        .select_from(stories)
        .outerjoin(merges, merges.c.story == stories.c.number)
        .where(stories.c.id == story_id)
    )
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def merge(
    connection: AsyncConnection, old: int, into: int, *, at: datetime, why: str, outlets: Mapping[str, Outlet]
) -> None:
    """Move all of one story into another. What led to the old one leads to the other now."""
    await take_turn(connection)
    await connection.execute(update(articles).where(articles.c.story == old).values(story=into))
    touched = await _move_acts(connection, old, into)
    await connection.execute(update(merges).where(merges.c.into == old).values(into=into))
    await connection.execute(insert(merges).values(story=old, into=into, at=at, why=why))
    await _widen(connection, old, into)
    await refresh(connection, touched, outlets)


async def _move_acts(connection: AsyncConnection, old: int, into: int) -> set[int]:
    """In a story, acts of one key are one: the other story's takes over what the old one's held."""
    moved = (await connection.execute(select(*acts.c["id", "key"]).where(acts.c.story == old))).all()
    there = select(*acts.c["key", "id"]).where(acts.c.story == into).order_by(acts.c.id.desc())
    known: dict[str, int] = {row.key: row.id for row in await connection.execute(there)}
    for row in moved:
        if row.key in known:
            held = update(actions).where(actions.c.act == row.id).values(act=known[row.key])
            await connection.execute(held)
    await connection.execute(update(acts).where(acts.c.story == old).values(story=into))
    return {row.id for row in moved} | {known[row.key] for row in moved if row.key in known}


async def _widen(connection: AsyncConnection, old: int, into: int) -> None:
    both = select(func.min(stories.c.first_seen).label("first"), func.max(stories.c.changed).label("last"))
    row: Any = (await connection.execute(both.where(stories.c.number.in_((old, into))))).one()
    widened = update(stories).where(stories.c.number == into).values(first_seen=row.first, changed=row.last)
    await connection.execute(widened)


async def leading(connection: AsyncConnection, story_ids: Select[Any]) -> dict[str, str]:
    """Of the ids that a query gives, those that were merged, with the id that each leads to."""
    into = stories.alias("into")
    query = (
        select(stories.c.id, into.c.id.label("leads"))
        .join(merges, merges.c.story == stories.c.number)
        .join(into, into.c.number == merges.c.into)
        .where(stories.c.id.in_(story_ids))
    )
    return {row.id: row.leads for row in await connection.execute(query)}
