"""From rows to values: what several rooms of the store read alike."""

from typing import Any

from sqlalchemy import Row, and_

from bot.model import StoredArticle
from bot.store.tables import articles, versions
from summarizer.model import Article

AnyRow = Row[*tuple[Any, ...]]
NEWEST = and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.newest)
VERSION = (
    versions.c.id.label("version_id"),
    *versions.c["article_id", "number", "title", "text", "published", "fetched", "full_text", "language"],
    *articles.c["url", "outlet", "seeded"],
)


def stored_article(row: AnyRow, *, language: str | None = None) -> StoredArticle:
    """Read a row that has the columns VERSION. `language` is that found in reading, where it is known better."""
    article = Article(
        url=row.url,
        title=row.title,
        text=row.text,
        published=row.published,
        outlet=row.outlet,
        language=row.language if language is None else language,
        full_text=row.full_text,
    )
    return StoredArticle(row.article_id, row.version_id, row.number, article, fetched=row.fetched, seeded=row.seeded)
