"""Full-text search: FTS5 in SQLite, tsvector in PostgreSQL, one rule for both of what a query means.

A query is words that must all occur, stemmed; whatever else it holds is not looked at, so that no query is a mistake.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, column, exists, false, func, literal_column, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Found, Scope
from bot.store.rows import NEWEST
from bot.store.tables import act_parties, actions, articles, stories, versions

MAX_WORDS = 16
MAX_QUERY_CHARS = 400
# The commonest of the words that PostgreSQL's "english" leaves out, so that both databases do.
STOP_WORDS = """
    a about after against all an and any are as at be because been before between but by can did do does during for from
    had has have he her his how i if in into is it its more most no nor not of on or other our out over she should so
    some such than that the their them then there these they this those through to too under until up very was we were
    what when where which while who whom why will with you your
"""
PUNCTUATION = re.compile("[\x00\ud800-\udfff\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2026\u2013\u2014]")
PASSAGE_CHARS = 240
TITLE_WEIGHT = 4.0  # a hit in a title counts as much as four in the text
FTS5 = table("versions_search", column("rowid"))


async def search(
    connection: AsyncConnection, query: str, *, limit: int, offset: int = 0, scope: Scope | None = None
) -> tuple[Found, ...]:
    """Newest versions that hold all the query's words, best first; none for a query without words."""
    words = query_words(query)
    if not words:
        return ()
    hits = _sqlite(words) if connection.dialect.name == "sqlite" else _postgresql(query)
    rows = await connection.execute(hits.where(*_within(scope or Scope())).limit(limit).offset(offset))
    return tuple(
        Found(
            article_id=row.article_id,
            story_id=row.story or "",
            title=row.title,
            outlet=row.outlet,
            url=row.url,
            published=row.published,
            passage=passage(row.text, words),
        )
        for row in rows
    )


def query_words(query: str) -> tuple[str, ...]:
    """The words of a query that are looked for, in lower case."""
    words = re.findall(r"[^\W_]+", query.lower())
    return tuple(word for word in words if word not in STOP_WORDS.split())[:MAX_WORDS]


def passage(text: str, words: tuple[str, ...]) -> str:
    """About 240 characters of one paragraph around the first word that is found, uncut at word borders."""
    at = _first(text, words)
    paragraph_start = text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0
    paragraph_end = end if (end := text.find("\n\n", at)) >= 0 else len(text)
    start = max(paragraph_start, at - PASSAGE_CHARS // 2)
    end = min(paragraph_end, start + PASSAGE_CHARS)
    if start > paragraph_start:
        start = space + 1 if (space := text.find(" ", start, at)) >= 0 else start
    if end < paragraph_end:
        end = space if (space := text.rfind(" ", at, end)) > at else end
    return text[start:end].strip()


def _first(text: str, words: tuple[str, ...]) -> int:
    """Where the first of the words stands, else a word that begins like one (both databases stem), else 0."""
    whole = rf"\b(?:{'|'.join(words)})\b"
    stems = rf"\b(?:{'|'.join(word[: max(3, len(word) - 3)] for word in words)})"
    found = re.search(whole, text, re.IGNORECASE) or re.search(stems, text, re.IGNORECASE)
    return found.start() if found else 0


def _hits(index: FromClause, matches: ColumnElement[bool], order: ColumnElement[Any]) -> Select[Any]:
    columns = (*versions.c["article_id", "title", "text", "published"], *articles.c["outlet", "url"])
    return (
        select(*columns, stories.c.id.label("story"))
        .select_from(index)
        .join(articles, NEWEST)
        .outerjoin(stories, stories.c.number == articles.c.story)
        .where(matches)
        .order_by(order, versions.c.id.desc())
    )


def _within(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """What an article must fulfil besides its words; its acts are read off the ledger's own rows."""
    if scope.outlets:
        yield articles.c.outlet.in_(scope.outlets)
    if scope.since is not None:
        yield func.coalesce(versions.c.published, versions.c.fetched) >= scope.since
    kinds = [kind.value for kind in scope.types]
    parts: tuple[tuple[ColumnElement[str], Sequence[str]], ...] = (
        (act_parties.c.actor, scope.actors),
        (act_parties.c.recipient, scope.recipients),
        (act_parties.c.type, kinds),
    )
    asked = [part.in_(values) for part, values in parts if values]
    if asked:
        tells = (actions.c.article_id == articles.c.id, actions.c.superseded == false())
        yield exists().where(*tells, act_parties.c.act == actions.c.act, *asked)


def _sqlite(words: tuple[str, ...]) -> Select[Any]:
    index: ColumnElement[Any] = literal_column("versions_search")
    quoted = " ".join(f'"{word}"' for word in words)
    found = versions.join(FTS5, FTS5.c.rowid == versions.c.id)
    return _hits(found, index.op("MATCH")(quoted), func.bm25(index, TITLE_WEIGHT, 1.0))


def _postgresql(query: str) -> Select[Any]:
    # the query as typed, so that "U.S." is cut into words as the texts were (see the migration)
    index: ColumnElement[Any] = literal_column("versions.search")
    asked = func.plainto_tsquery(literal_column("'english'::regconfig"), PUNCTUATION.sub(" ", query)[:MAX_QUERY_CHARS])
    return _hits(versions, index.op("@@")(asked), func.ts_rank(index, asked).desc())
