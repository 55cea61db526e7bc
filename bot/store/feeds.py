"""The feeds and what their last answers taught: FeedStore."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Feed
from bot.store.characters import refuse_long_key, refuse_unstorable, storable
from bot.store.engine import Database, insert_new
from bot.store.tables import feeds


class SqlFeeds:
    """FeedStore on SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[Feed, ...]:
        """Every feed, in order of id."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(feeds).order_by(feeds.c.id))
            return tuple(_feed(row) for row in rows)

    async def due(self, now: datetime, *, limit: int) -> tuple[Feed, ...]:
        """Feeds whose next poll has come, those never polled first, then the longest overdue."""
        has_come = or_(feeds.c.next_poll.is_(None), feeds.c.next_poll <= now)
        longest_first = feeds.c.next_poll.asc().nulls_first()
        query = select(feeds).where(has_come).order_by(longest_first, feeds.c.id).limit(limit)
        async with self._database.reading() as connection:
            return tuple(_feed(row) for row in await connection.execute(query))

    async def add(self, url: str, *, outlet: str, pages: bool = True) -> Feed | None:
        """Add a feed; None where that address is known already. Raises ValueError for one that cannot be stored."""
        refuse_unstorable(url=url, outlet=outlet)
        refuse_long_key(url=url)
        feed = Feed(id=0, url=url, outlet=outlet, pages=pages)
        async with self._database.writing() as connection:
            added = await connection.execute(insert_new(connection, feeds).values(_columns(feed)).returning(*feeds.c))
            row = added.one_or_none()
            return None if row is None else _feed(row)

    async def remove(self, url: str) -> bool:
        """Forget a feed; its articles stay. False where there is none."""
        async with self._database.writing() as connection:
            removed = await connection.execute(delete(feeds).where(feeds.c.url == url))
            return removed.rowcount > 0

    async def record(self, feed: Feed) -> None:
        """Write a feed's new state. It keeps its old address where another feed has the new one."""
        refuse_unstorable(url=feed.url, outlet=feed.outlet)
        refuse_long_key(url=feed.url)
        async with self._database.writing() as connection:
            columns = _columns(feed)
            if await _is_taken(connection, feed):
                del columns["url"]
            await connection.execute(update(feeds).where(feeds.c.id == feed.id).values(columns))


async def _is_taken(connection: AsyncConnection, feed: Feed) -> bool:
    other = select(feeds.c.id).where(feeds.c.url == feed.url, feeds.c.id != feed.id)
    return (await connection.execute(other)).first() is not None


def _feed(row: Row[Any]) -> Feed:
    return Feed(**row._mapping)


def _columns(feed: Feed) -> dict[str, Any]:
    served = {name: storable(getattr(feed, name)) for name in ("etag", "last_modified", "trouble")}
    return {name: value for name, value in (asdict(feed) | served).items() if name != "id"}
