"""Readings and the stories that they make: StoryStore."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, literal, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Found, Member, Merge, Outlet, Placed, Scope, StoredArticle, Story, Telling
from bot.records import reading_from_record
from bot.store.characters import storable
from bot.store.columns import UtcDateTime
from bot.store.engine import Database
from bot.store.ids import story_id as name_of
from bot.store.ledger import write_reading
from bot.store.merging import merge, number_of
from bot.store.rows import NEWEST, VERSION, AnyRow, stored_article
from bot.store.search import search
from bot.store.tables import articles, merges, readings, stories, versions
from summarizer.model import Reading


class SqlStories:
    """StoryStore on SQL. `outlets` tells by name what the configuration knows of an outlet."""

    def __init__(self, database: Database, outlets: Mapping[str, Outlet]) -> None:
        self._database = database
        self._outlets = outlets

    async def record(
        self, version_id: int, reading: Reading, *, story_id: str | None, new_story: bool, why: str = ""
    ) -> str | None:
        """Store a reading and the article's story in one transaction; return the story's id.

        An article that is in a story stays in it; else it joins `story_id`, or founds a story, or neither. A version
        that was read before has its reading replaced. Raises ValueError where there is no such version or story.
        """
        async with self._database.writing() as connection:
            version = await _version(connection, version_id)
            story = await _story(connection, version, story_id=story_id, new_story=new_story)
            if story is not None:
                await _join(connection, version, story.number, why=storable(why))
            await write_reading(connection, reading, version, outlets=self._outlets)
            return None if story is None else str(story.id)

    async def merge(self, old: str, into: str, *, at: datetime, why: str) -> bool:
        """Make two stories one: `old` leads to `into` for ever. False where either is unknown or they are one already.

        Ids that were merged before count as those that they lead to.
        """
        async with self._database.writing() as connection:
            one, other = await number_of(connection, old), await number_of(connection, into)
            if one is None or other is None or one == other:
                return False
            await merge(connection, one, other, at=at, why=storable(why), outlets=self._outlets)
            return True

    async def story_of(self, article_id: int) -> str | None:
        """The story an article is in."""
        query = select(stories.c.id).join(articles, articles.c.story == stories.c.number)
        async with self._database.reading() as connection:
            return (await connection.execute(query.where(articles.c.id == article_id))).scalar_one_or_none()

    async def get(self, story_id: str) -> Story | None:
        """One story with its tellings; an id that was merged leads to the other story."""
        async with self._database.reading() as connection:
            number = await number_of(connection, story_id)
        return next(iter(await self._stories(stories.c.number == number, until=None)), None) if number else None

    async def merges(self, story_id: str) -> tuple[Merge, ...]:
        """The merges that led to a story, oldest first."""
        into = stories.alias("into")
        query = (
            select(stories.c.id, into.c.id.label("into"), *merges.c["at", "why"])
            .join(stories, stories.c.number == merges.c.story)
            .join(into, into.c.number == merges.c.into)
            .where(into.c.id == story_id)
            .order_by(merges.c.at, merges.c.story)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return tuple(Merge(row.id, row.into, row.at, row.why) for row in rows)

    async def placed(self, article_id: int) -> Placed | None:
        """Where an article went and why, by its newest version that is read; None where none is."""
        query = (
            select(*VERSION, readings.c.record, stories.c.id.label("story"), articles.c.why)
            .join(versions, versions.c.article_id == articles.c.id)
            .join(readings, readings.c.version_id == versions.c.id)
            .outerjoin(stories, stories.c.number == articles.c.story)
            .where(articles.c.id == article_id)
            .order_by(versions.c.number.desc())
            .limit(1)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return row and Placed(stored_article(row), reading_from_record(row.record), row.story, row.why)

    async def active(self, since: datetime, until: datetime) -> tuple[Story, ...]:
        """Stories with a telling fetched, or withdrawn, in since ≤ t < until, in order of id, as they were told before
        `until`."""
        told = (
            select(articles.c.story)
            .join(versions, versions.c.article_id == articles.c.id)
            .join(readings, readings.c.version_id == versions.c.id)
            .where(versions.c.fetched >= since, versions.c.fetched < until)
        )
        taken_back = select(articles.c.story).where(articles.c.withdrawn >= since, articles.c.withdrawn < until)
        return await self._stories(or_(stories.c.number.in_(told), stories.c.number.in_(taken_back)), until=until)

    async def members(self, since: datetime) -> tuple[Member, ...]:
        """Articles of stories since then, with their newest words, oldest first. An article counts from when it was
        published, or first seen where it has no date: as the read job counts."""
        at = func.coalesce(versions.c.published, articles.c.first_seen, type_=UtcDateTime).label("at")
        query = (
            select(articles.c.id, at, stories.c.id.label("story"), *versions.c["title", "text"], readings.c.record)
            .join(stories, stories.c.number == articles.c.story)
            .join(versions, NEWEST)
            .outerjoin(readings, readings.c.version_id == versions.c.id)
            .where(at >= since)
            .order_by(at, articles.c.id)
        )
        async with self._database.reading() as connection:
            return tuple(_member(row) for row in await connection.execute(query))

    async def foreign(self, since: datetime, until: datetime) -> tuple[StoredArticle, ...]:
        """Articles of no story, fetched in that time, whose newest version is read and not in English, newest first;
        only those whose names tell of foreign policy.

        Their language is the one found in reading.
        """
        query = (
            select(*VERSION, readings.c.language.label("found"))
            .join(versions, NEWEST)
            .join(readings, readings.c.version_id == versions.c.id)
            .where(versions.c.fetched >= since, versions.c.fetched < until, articles.c.story.is_(None))
            .where(readings.c.language.not_in(("", "en")), readings.c.relevant == true())
            .order_by(versions.c.fetched.desc(), versions.c.id.desc())
        )
        async with self._database.reading() as connection:
            return tuple(stored_article(row, language=row.found) for row in await connection.execute(query))

    async def search(self, query: str, *, limit: int, offset: int = 0, scope: Scope | None = None) -> tuple[Found, ...]:
        """Full-text search over titles and texts of newest versions, best first."""
        async with self._database.reading() as connection:
            return await search(connection, query, limit=limit, offset=offset, scope=scope)

    async def _stories(self, wanted: ColumnElement[bool], *, until: datetime | None) -> tuple[Story, ...]:
        async with self._database.reading() as connection:
            rows: Sequence[AnyRow] = (await connection.execute(_tellings(wanted, until=until))).all()
        rows = sorted(rows, key=lambda row: (row.story, row.fetched, row.version_id))
        by_story = groupby(rows, key=lambda row: str(row.story))
        return tuple(self._story(tuple(told)) for _, told in by_story)

    def _story(self, rows: tuple[AnyRow, ...]) -> Story:
        first = rows[0]
        tellings = tuple(self._telling(row) for row in rows)
        return Story(first.story, first.first_seen, changed=tellings[-1].stored.fetched, tellings=tellings)

    def _telling(self, row: AnyRow) -> Telling:
        outlet = self._outlets.get(row.outlet, Outlet(row.outlet))
        return Telling(stored_article(row), reading_from_record(row.record), outlet, row.withdrawn)


def _member(row: AnyRow) -> Member:
    reading = reading_from_record(row.record) if row.record else None
    return Member(
        article_id=row.id,
        story_id=row.story,
        title=row.title,
        text=row.text,
        at=row.at,
        actions=reading.actions if reading else (),
        countries=reading.countries if reading else (),
        language=reading.language if reading else "",
    )


def _tellings(wanted: ColumnElement[bool], *, until: datetime | None) -> Any:
    """Of every article of the stories, the newest version that is read (and was fetched before `until`), and whether it
    was withdrawn by then."""
    newest_first = func.row_number().over(partition_by=articles.c.id, order_by=versions.c.number.desc())
    gone = articles.c.withdrawn if until is None else case((articles.c.withdrawn < until, articles.c.withdrawn))
    told = (
        select(*VERSION, stories.c.id.label("story"), stories.c.first_seen, readings.c.record, gone.label("withdrawn"))
        .add_columns(newest_first.label("place"))
        .select_from(stories)
        .join(articles, articles.c.story == stories.c.number)
        .join(versions, versions.c.article_id == articles.c.id)
        .join(readings, readings.c.version_id == versions.c.id)
        .where(wanted, true() if until is None else versions.c.fetched < until)
        .subquery()
    )
    return select(told).where(told.c.place == 1)


async def _version(connection: AsyncConnection, version_id: int) -> AnyRow:
    query = (
        select(
            *versions.c["id", "article_id", "number", "text", "published", "fetched"],
            *articles.c["story", "first_seen"],
            readings.c.id.label("reading_id"),
        )
        .join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(readings, readings.c.version_id == versions.c.id)
        .where(versions.c.id == version_id)
        .with_for_update(of=articles)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise ValueError(f"there is no version {version_id} to record a reading of")
    return row


async def _story(
    connection: AsyncConnection, version: AnyRow, *, story_id: str | None, new_story: bool
) -> AnyRow | None:
    """The number and id of the story that the version's article is in, or is to join, or founds."""
    if version.story is None and story_id is None:
        return await _found(connection, version.first_seen) if new_story else None
    number = version.story or await number_of(connection, str(story_id))
    is_it = stories.c.number == number
    row = (await connection.execute(select(*stories.c["number", "id"]).where(is_it))).one_or_none()
    if row is None:
        raise ValueError(f"there is no story {story_id} to join")
    return row


async def _found(connection: AsyncConnection, at: datetime) -> AnyRow:
    added = insert(stories).values(id=None, first_seen=at, changed=at).returning(stories.c.number)
    number: int = (await connection.execute(added)).scalar_one()
    named = update(stories).where(stories.c.number == number).values(id=name_of(number))
    return (await connection.execute(named.returning(*stories.c["number", "id"]))).one()


async def _join(connection: AsyncConnection, version: AnyRow, number: int, *, why: str) -> None:
    if version.story is None:
        joined = update(articles).where(articles.c.id == version.article_id).values(story=number, why=why)
        await connection.execute(joined)
    first_seen, fetched = literal(version.first_seen, UtcDateTime), literal(version.fetched, UtcDateTime)
    is_earlier, is_later = stories.c.first_seen > first_seen, stories.c.changed < fetched
    earliest = case((is_earlier, first_seen), else_=stories.c.first_seen)
    latest = case((is_later, fetched), else_=stories.c.changed)
    widen = update(stories).where(stories.c.number == number, or_(is_earlier, is_later))
    await connection.execute(widen.values(first_seen=earliest, changed=latest))
