"""Articles and their versions: ArticleStore. Nothing is overwritten; an edit is a new version."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, distinct, exists, false, func, or_, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Coverage, Draft, Feed, Known, PostedArticle, StoredArticle
from bot.store.characters import refuse_long_key, refuse_unstorable, short_key, storable
from bot.store.engine import Database, insert_new
from bot.store.rows import NEWEST, VERSION, stored_article
from bot.store.tables import articles, feeds, readings, versions
from bot.store.withdrawals import mark_looked_at, mark_withdrawn, read_to_look_at


class SqlArticles:
    """ArticleStore on SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, feed: Feed, entries: Sequence[tuple[str, str, str]]) -> tuple[Known, ...]:
        """Articles that share address, guid within the feed, or fingerprint within the outlet, with an entry."""
        urls, fingerprints = ({keys[place] for keys in entries} - {""} for place in (0, 2))
        guids = {short_key(guid): guid for _, guid, _ in entries if guid}
        shares_a_key = or_(
            articles.c.url.in_(urls),
            and_(articles.c.feed_id == feed.id, articles.c.guid.in_(list(guids))),
            and_(articles.c.outlet == feed.outlet, articles.c.fingerprint.in_(fingerprints)),
        )
        columns = articles.c["id", "url", "guid", "fingerprint", "entry_sha256", "feed_id"]
        query = select(*columns, versions.c.title).join(versions, NEWEST).where(shares_a_key).order_by(articles.c.id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return tuple(
                Known(
                    article_id=row.id,
                    url=row.url,
                    guid=guids.get(row.guid, row.guid),
                    fingerprint=row.fingerprint,
                    title=row.title,
                    entry_sha256=row.entry_sha256,
                    feed_id=row.feed_id,
                )
                for row in rows
            )

    async def save(self, drafts: Sequence[Draft]) -> int:
        """Store new articles and new versions in one transaction; return how many versions that made.

        A draft without `article_id` whose strongest key (address, else guid, else fingerprint) is stored already is
        taken as that article. Raises ValueError for text that cannot be stored or a feed that was removed, and then
        stores nothing.
        """
        for draft in drafts:
            _refuse(draft)
        in_order = sorted(drafts, key=_keys)  # everywhere, so that two processes with the same articles do not deadlock
        try:
            async with self._database.writing() as connection:
                return sum([await _save(connection, draft) for draft in in_order])
        except IntegrityError as exc:
            raise ValueError("an article's feed was removed meanwhile") from exc

    async def unread(self, *, limit: int, version: str = "") -> tuple[StoredArticle, ...]:
        """Newest versions that are wanted and have no reading (with `version`: none by that extractor), oldest first:
        in order of `fetched`, and of what came at once, of `published`."""
        is_read = exists().where(readings.c.version_id == versions.c.id)
        if version:
            is_read = is_read.where(readings.c.extractor == version)
        query = (
            select(*VERSION)
            .join(versions, NEWEST)
            .where(versions.c.wanted == true(), versions.c.set_aside == "", ~is_read)
            .order_by(versions.c.fetched, func.coalesce(versions.c.published, versions.c.fetched), versions.c.id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return tuple(stored_article(row) for row in await connection.execute(query))

    async def forget_extractor(self) -> None:
        """Mark every reading as by no known extractor, so that all are unread by any version."""
        async with self._database.writing() as connection:
            await connection.execute(update(readings).values(extractor=""))

    async def set_aside(self, version_id: int, reason: str) -> None:
        """Mark a version that cannot be read, so that it is not tried again."""
        mark = update(versions).where(versions.c.id == version_id).values(set_aside=storable(reason) or "unreadable")
        async with self._database.writing() as connection:
            await connection.execute(mark)

    async def newest(self, url: str) -> StoredArticle | None:
        """The newest version of the article at a canonical address."""
        query = select(*VERSION).join(versions, NEWEST).where(articles.c.url == url, articles.c.url != "")
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
            return None if row is None else stored_article(row)

    async def withdraw(self, article_id: int, at: datetime | None) -> bool:
        """Mark an article as taken back by its outlet, with None as standing again; False where it was so already."""
        async with self._database.writing() as connection:
            return await mark_withdrawn(connection, article_id, at)

    async def to_look_at(
        self, *, posted_since: datetime, before: datetime, missing_before: datetime, limit: int
    ) -> tuple[PostedArticle, ...]:
        """Articles cited in postings since then whose pages may be fetched and were not looked at since `before`
        (those that were missing then: since `missing_before`), longest ago first."""
        async with self._database.reading() as connection:
            return await read_to_look_at(
                connection, posted_since, before=before, missing_before=missing_before, limit=limit
            )

    async def looked_at(self, article_id: int, at: datetime, *, missing_since: datetime | None) -> None:
        """Note that an article's page was asked for, and since when it is missing."""
        async with self._database.writing() as connection:
            await mark_looked_at(connection, article_id, at, missing_since)

    async def coverage(self, since: datetime, until: datetime) -> Coverage:
        """Counts for a digest's footer. `read` counts articles, in any language, whose version of that time is read."""
        async with self._database.reading() as connection:
            states = (await connection.execute(select(*feeds.c["outlet", "trouble"]).order_by(feeds.c.id))).all()
            counts = (await connection.execute(_counts(since, until))).one()
        return Coverage(
            feeds=len(states),
            feeds_ok=sum(not row.trouble for row in states),
            stale=tuple(dict.fromkeys(f"{row.outlet}: {row.trouble}" for row in states if row.trouble)),
            read=counts.read,
            other_languages=counts.other_languages,
            blurbs=counts.blurbs,
            waiting=counts.waiting,
            stories=counts.stories,
        )


def _counts(since: datetime, until: datetime) -> Any:
    is_read, article = readings.c.id.is_not(None), versions.c.article_id
    waits = and_(NEWEST, ~is_read, versions.c.wanted == true(), versions.c.set_aside == "")
    of_each = {
        "read": case((is_read, article)),
        "other_languages": case((readings.c.language.not_in(("", "en")), article)),
        "blurbs": case((and_(is_read, versions.c.full_text == false()), article)),
        "waiting": case((waits, article)),
        "stories": articles.c.story,
    }
    return (
        select(*(func.count(distinct(one)).label(name) for name, one in of_each.items()))
        .select_from(versions)
        .join(articles, articles.c.id == article)
        .outerjoin(readings, readings.c.version_id == versions.c.id)
        .where(versions.c.fetched >= since, versions.c.fetched < until)
    )


def _refuse(draft: Draft) -> None:
    article = draft.article
    refuse_unstorable(url=article.url, title=article.title, text=article.text, outlet=article.outlet)
    refuse_unstorable(guid=draft.guid, fingerprint=draft.fingerprint, language=article.language)
    refuse_long_key(url=article.url, fingerprint=draft.fingerprint)


def _keys(draft: Draft) -> tuple[str, str, str]:
    return draft.article.url, draft.guid, draft.fingerprint


async def _save(connection: AsyncConnection, draft: Draft) -> int:
    """Store one draft; return how many versions that made, 0 or 1."""
    if draft.article_id is None:
        added = await connection.execute(insert_new(connection, articles).values(_new(draft)).returning(articles.c.id))
        if (article_id := added.scalar_one_or_none()) is not None:
            await _add_version(connection, draft, article_id=article_id, number=1)
            return 1
    return await _edit(connection, draft)


async def _edit(connection: AsyncConnection, draft: Draft) -> int:
    is_it = articles.c.id == draft.article_id if draft.article_id is not None else _strongest_key(draft)
    stored = (await connection.execute(select(articles).where(is_it).with_for_update())).one_or_none()
    if stored is None:
        raise ValueError(f"there is no article {draft.article_id} to add a version to")
    is_same = await _is_newest(connection, draft, stored)
    number = stored.newest if is_same else stored.newest + 1
    if not is_same or stored.entry_sha256 != draft.entry_sha256:
        change = {"entry_sha256": draft.entry_sha256, "newest": number}
        await connection.execute(update(articles).where(articles.c.id == stored.id).values(change))
    await _rename(connection, draft, stored)
    if is_same:
        return 0
    await _add_version(connection, draft, article_id=stored.id, number=number)
    return 1


async def _is_newest(connection: AsyncConnection, draft: Draft, stored: Row[Any]) -> bool:
    newest = select(*versions.c["title", "sha256"]).where(
        versions.c.article_id == stored.id, versions.c.number == stored.newest
    )
    row = (await connection.execute(newest)).one()
    return (row.title, row.sha256) == (draft.article.title, draft.article.sha256)


async def _rename(connection: AsyncConnection, draft: Draft, stored: Row[Any]) -> None:
    """Take over the keys by which the article's own feed calls it now, unless another article has them."""
    keys = {"url": draft.article.url, "guid": short_key(draft.guid), "fingerprint": draft.fingerprint}
    changed = {name: key for name, key in keys.items() if key and key != getattr(stored, name)}
    if draft.feed_id != stored.feed_id or not changed:
        return
    with suppress(IntegrityError):
        async with connection.begin_nested():
            await connection.execute(update(articles).where(articles.c.id == stored.id).values(changed))


def _strongest_key(draft: Draft) -> ColumnElement[bool]:
    if draft.article.url:
        return articles.c.url == draft.article.url
    has_no_url = articles.c.url == ""
    if draft.guid:
        return and_(has_no_url, articles.c.feed_id == draft.feed_id, articles.c.guid == short_key(draft.guid))
    return and_(
        has_no_url,
        articles.c.guid == "",
        articles.c.outlet == draft.article.outlet,
        articles.c.fingerprint == draft.fingerprint,
    )


def _new(draft: Draft) -> dict[str, Any]:
    return {
        "feed_id": draft.feed_id,
        "outlet": draft.article.outlet,
        "url": draft.article.url,
        "guid": short_key(draft.guid),
        "fingerprint": draft.fingerprint,
        "entry_sha256": draft.entry_sha256,
        "first_seen": draft.fetched,
        "seeded": draft.seeded,
        "newest": 1,
        "why": "",
    }


async def _add_version(connection: AsyncConnection, draft: Draft, *, article_id: int, number: int) -> None:
    article = draft.article
    row = {
        "article_id": article_id,
        "number": number,
        "sha256": article.sha256,
        "published": article.published,
        "fetched": draft.fetched,
        "full_text": article.full_text,
        "language": article.language,
        "wanted": draft.wanted,
        "dated": draft.dated,
        "set_aside": "",
        "title": article.title,
        "text": article.text,
    }
    await connection.execute(versions.insert().values(row))
