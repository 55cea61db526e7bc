"""Which channel gets a digest when: SubscriptionStore."""

from datetime import time
from typing import Any

from sqlalchemy import Row, select, update

from bot.model import Channel, Subscription
from bot.store.characters import refuse_unstorable
from bot.store.engine import Database, insert_new
from bot.store.tables import subscriptions


class SqlSubscriptions:
    """SubscriptionStore on SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[Subscription, ...]:
        """Every subscription, in order of channel."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(subscriptions))).all()
        # sorted here, because databases differ in how they order text
        return tuple(_subscription(row) for row in sorted(rows, key=lambda row: str(row.channel)))

    async def get(self, channel: Channel) -> Subscription | None:
        """One channel's subscription."""
        query = select(subscriptions).where(subscriptions.c.channel == str(channel))
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
            return None if row is None else _subscription(row)

    async def save(self, subscription: Subscription) -> None:
        """Add or replace the channel's subscription."""
        columns = _columns(subscription)
        refuse_unstorable(channel=columns["channel"], zone=subscription.zone)
        change = update(subscriptions).where(subscriptions.c.channel == columns["channel"]).values(columns)
        async with self._database.writing() as connection:
            if (await connection.execute(change)).rowcount == 0:
                await connection.execute(insert_new(connection, subscriptions).values(columns))


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        channel=Channel.parse(row.channel),
        times=tuple(time.fromisoformat(text) for text in row.times),
        zone=row.zone,
        days=tuple(row.days),
        since=row.since,
        last_slot=row.last_slot,
        paused=row.paused,
        topics=tuple(row.topics),
        regions=tuple(row.regions),
        breaking=row.breaking,
    )


def _columns(subscription: Subscription) -> dict[str, Any]:
    return {
        "channel": str(subscription.channel),
        "times": [at.isoformat() for at in subscription.times],
        "zone": subscription.zone,
        "days": list(subscription.days),
        "since": subscription.since,
        "last_slot": subscription.last_slot,
        "paused": subscription.paused,
        "topics": list(subscription.topics),
        "regions": list(subscription.regions),
        "breaking": subscription.breaking,
    }
