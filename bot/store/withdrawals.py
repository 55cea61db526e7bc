"""Which articles their outlets took back, and which of those posted are to be looked for again. Owns no transaction."""

from datetime import datetime

from sqlalchemy import and_, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import PostedArticle
from bot.store.tables import articles, citations, feeds, postings, versions


async def mark_withdrawn(connection: AsyncConnection, article_id: int, at: datetime | None) -> bool:
    """Mark an article as withdrawn, or with None as standing again; False where it was so already."""
    is_other = articles.c.withdrawn.is_(None) if at else articles.c.withdrawn.is_not(None)
    mark = update(articles).where(articles.c.id == article_id, is_other).values(withdrawn=at)
    return (await connection.execute(mark)).rowcount > 0


async def mark_looked_at(
    connection: AsyncConnection, article_id: int, at: datetime, missing_since: datetime | None
) -> None:
    """Note that an article's page was asked for."""
    mark = update(articles).where(articles.c.id == article_id)
    await connection.execute(mark.values(looked_at=at, missing_since=missing_since))


async def read_to_look_at(
    connection: AsyncConnection, posted_since: datetime, *, before: datetime, missing_before: datetime, limit: int
) -> tuple[PostedArticle, ...]:
    """Articles that a posting since then cites and whose page their feed allows to be fetched, not looked at since
    `before` (those that were missing: since `missing_before`); those never looked at first."""
    of_late = select(postings.c.id).where(postings.c.at >= posted_since)
    cited = select(versions.c.article_id).join(citations, citations.c.version_id == versions.c.id)
    is_posted = articles.c.id.in_(cited.where(citations.c.posting_id.in_(of_late)))
    is_due = or_(
        articles.c.looked_at.is_(None),
        articles.c.looked_at < before,
        and_(articles.c.missing_since.is_not(None), articles.c.looked_at < missing_before),
    )
    query = (
        select(*articles.c["id", "url", "missing_since"])
        .join(feeds, feeds.c.id == articles.c.feed_id)
        .where(feeds.c.pages == true(), articles.c.url != "", articles.c.withdrawn.is_(None), is_posted, is_due)
        .order_by(articles.c.looked_at.is_not(None), articles.c.looked_at, articles.c.id)
        .limit(limit)
    )
    rows = await connection.execute(query)
    return tuple(PostedArticle(row.id, row.url, row.missing_since) for row in rows)
