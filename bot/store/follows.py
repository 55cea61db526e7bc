"""What a channel follows and mutes: FollowStore. What is said of a story holds for the one that it was merged into."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, insert, literal, or_, select

from bot.model import Channel, Follow
from bot.store.characters import refuse_unstorable
from bot.store.engine import Database
from bot.store.merging import leading
from bot.store.tables import follows, merges, stories

STORY = "story:"


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
            named = select(func.substr(follows.c.subject, len(STORY) + 1)).where(follows.c.subject.startswith(STORY))
            leads = await leading(connection, named.where(follows.c.channel == str(channel)))
        subjects = {f"{STORY}{old}": f"{STORY}{into}" for old, into in leads.items()}
        # sorted here, because databases differ in how they order text
        found = (Follow(subjects.get(row.subject, row.subject), row.until, row.mute) for row in rows)
        return tuple(sorted(found, key=lambda follow: (follow.subject, follow.mute)))

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
    """Rows of the subject, under the id of a story that was merged into it too."""
    into = stories.alias("into")
    merged = (
        select(literal(STORY) + stories.c.id)
        .join(merges, merges.c.story == stories.c.number)
        .join(into, into.c.number == merges.c.into)
        .where(into.c.id == subject.removeprefix(STORY))
    )
    return and_(follows.c.channel == str(channel), or_(follows.c.subject == subject, follows.c.subject.in_(merged)))
