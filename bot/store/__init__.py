"""The database: one set of statements for SQLite and PostgreSQL. Owns all SQL; nothing above knows which it is."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from bot.model import Outlet
from bot.store.acts import SqlLedger
from bot.store.articles import SqlArticles
from bot.store.deliveries import SqlDeliveries
from bot.store.engine import Database, connect
from bot.store.feeds import SqlFeeds
from bot.store.follows import SqlFollows
from bot.store.migrate import check, migrate
from bot.store.stories import SqlStories
from bot.store.subscriptions import SqlSubscriptions

__all__ = ["SqlStore", "migrate", "open_store"]


class SqlStore:
    """Store on SQL. Entering it checks that the database answers and has this code's schema."""

    def __init__(self, database: Database, outlets: Mapping[str, Outlet]) -> None:
        self._database = database
        self.feeds = SqlFeeds(database)
        self.articles = SqlArticles(database)
        self.stories = SqlStories(database, outlets)
        self.ledger = SqlLedger(database, outlets)
        self.subscriptions = SqlSubscriptions(database)
        self.follows = SqlFollows(database)
        self.deliveries = SqlDeliveries(database)

    async def check(self) -> None:
        """Raise ConfigError with the next step where the database cannot be used."""
        await check(self._database)

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def __aenter__(self) -> Self:
        try:
            await self.check()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def open_store(database_url: str, *, outlets: Mapping[str, Outlet] | None = None) -> SqlStore:
    """Prepare a store for `async with`. `outlets` tells, by name, what is known of an outlet; others have a name only.

    Raises ConfigError, here or on entering, where the database cannot be used.
    """
    return SqlStore(connect(database_url), outlets or {})
