"""What a channel follows and mutes: FollowStore."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from bot.model import Channel, Follow
from bot.store.characters import refuse_unstorable
from bot.store.engine import Database
from bot.store.tables import follows


class SqlFollows:
    """FollowStore on SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, channel: Channel, now: datetime) -> tuple[Follow, ...]:
        """What has not ended by then, in order of subject."""
        lasting = or_(follows.c.until.is_(None), follows.c.until > now)
        query = select(follows).where(follows.c.channel == str(channel), lasting)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        # sorted here, because databases differ in how they order text
        return tuple(Follow(row.subject, row.until, row.mute) for row in sorted(rows, key=lambda row: str(row.subject)))

    async def save(self, channel: Channel, follow: Follow) -> None:
        """Add or replace what is said of a subject."""
        refuse_unstorable(channel=str(channel), subject=follow.subject)
        row = {"channel": str(channel), "subject": follow.subject, "until": follow.until, "mute": follow.mute}
        async with self._database.writing() as connection:
            await connection.execute(delete(follows).where(_is(channel, follow.subject)))
            await connection.execute(insert(follows).values(row))

    async def remove(self, channel: Channel, subject: str) -> bool:
        """Forget a subject; False where nothing was said of it."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(follows).where(_is(channel, subject)))).rowcount > 0


def _is(channel: Channel, subject: str) -> ColumnElement[bool]:
    return and_(follows.c.channel == str(channel), follows.c.subject == subject)
