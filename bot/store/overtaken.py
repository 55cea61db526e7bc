"""Finds postings whose cited articles were edited or withdrawn since, with all that a correction is made of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import (
    Channel,
    Citation,
    DeliveryKind,
    DeliveryState,
    Edited,
    Operation,
    Overtaken,
    PostedPart,
    Posting,
    StoredArticle,
)
from bot.records import reading_from_record
from bot.store.rows import VERSION, AnyRow, stored_article
from bot.store.tables import articles, citations, deliveries, postings, readings, versions

_ENDED = (DeliveryState.SENT.value, DeliveryState.FAILED.value)


async def read_overtaken(connection: AsyncConnection, since: datetime) -> tuple[Overtaken, ...]:
    """Read them, oldest first."""
    rows: Sequence[AnyRow] = (await connection.execute(_changed(since))).all()
    states = _states(rows)
    waiting = [posting_id for posting_id, (state, considered) in states.items() if state != considered]
    if not waiting:
        return ()
    found = [await _overtaken(connection, posting_id, states[posting_id][0]) for posting_id in waiting]
    return tuple(one for one in found if one is not None)


def citation_of(row: AnyRow) -> Citation:
    """Read a row of citations."""
    return Citation(row.version_id, row.sha256, row.start, row.end, row.paragraph, row.words, row.struck)


def _changed(since: datetime) -> Select[Any]:
    """A row for each posting and article it cites, where of one of them a newer version was read, or is withdrawn, or
    anything was so when the posting was considered last."""
    of_late = select(postings.c.id).where(
        postings.c.at >= since, postings.c.corrects.is_(None), postings.c.message.is_not(None)
    )
    # postings chosen first: joined to them, SQLite walks through all citations there ever were
    cited = (
        select(citations.c.posting_id, versions.c.article_id, func.min(versions.c.number).label("shown"))
        .join(versions, versions.c.id == citations.c.version_id)
        .where(citations.c.posting_id.in_(of_late))
        .group_by(citations.c.posting_id, versions.c.article_id)
        .subquery()
    )
    later = versions.alias("later")
    # looked up article by article: there are few that are cited, and many versions
    newest = (
        select(func.max(later.c.number))
        .join(readings, readings.c.version_id == later.c.id)
        .where(later.c.article_id == cited.c.article_id)
        .scalar_subquery()
    )
    row = select(cited, *postings.c["id", "considered"], newest.label("number"), articles.c.withdrawn)
    with_posting = row.join(postings, postings.c.id == cited.c.posting_id)
    told = with_posting.join(articles, articles.c.id == cited.c.article_id).subquery()
    is_changed = or_(told.c.number > told.c.shown, told.c.withdrawn.is_not(None), told.c.considered != "")
    return select(told).where(is_changed).order_by(told.c.id, told.c.article_id)


def _states(rows: Iterable[AnyRow]) -> dict[int, tuple[str, str]]:
    """By posting, the state of its changed articles in words, and the state that was considered last."""
    told: dict[int, list[str]] = {}
    considered: dict[int, str] = {}
    for row in rows:
        told.setdefault(row.id, []).append(f"{row.article_id}.{row.number}{'w' if row.withdrawn else ''}")
        considered[row.id] = row.considered
    return {posting_id: (" ".join(words), considered[posting_id]) for posting_id, words in told.items()}


async def _overtaken(connection: AsyncConnection, posting_id: int, state: str) -> Overtaken | None:
    """One of them; None where a part of it, or of a correction of it, has not come to its end."""
    of_it = or_(postings.c.id == posting_id, postings.c.corrects == posting_id)
    query = select(deliveries, postings.c.corrects).join(postings, postings.c.id == deliveries.c.posting_id)
    sent: Sequence[AnyRow] = (await connection.execute(query.where(of_it).order_by(deliveries.c.id))).all()
    if any(row.state not in _ENDED for row in sent):
        return None
    row = (await connection.execute(select(postings).where(postings.c.id == posting_id))).one()
    arrived = {one.posting_id for one in sent if one.state == DeliveryState.SENT.value}
    latest = select(postings.c.message).where(postings.c.id.in_(arrived))
    shown = (await connection.execute(latest.order_by(postings.c.id.desc()).limit(1))).scalar_one_or_none()
    cited = await connection.execute(
        select(citations).where(citations.c.posting_id == posting_id).order_by(citations.c.id)
    )
    posting = Posting(
        channel=Channel.parse(row.channel),
        kind=DeliveryKind(row.kind),
        key=row.key,
        parts=(),
        at=row.at,
        stories=tuple(row.stories),
        citations=tuple(citation_of(one) for one in cited),
        message=row.message,
    )
    parts = _parts(sent)
    changed = await _edited(connection, posting.citations) if parts else ()
    times = len({one.posting_id for one in sent} - {posting_id})
    return Overtaken(posting_id, posting, parts, shown or row.message, changed, state=state, times=times)


def _parts(sent: Iterable[AnyRow]) -> tuple[PostedPart, ...]:
    """The parts that arrived, each with the payload of its newest edit that did."""
    payloads: dict[str, Mapping[str, Any]] = {}
    for row in sent:
        if row.state != DeliveryState.SENT.value:
            continue
        if row.operation == Operation.POST.value and row.corrects is None:
            payloads[row.remote_id] = row.payload
        elif row.operation == Operation.EDIT.value and row.target in payloads:
            payloads[row.target] = row.payload
    return tuple(PostedPart(remote_id, payload) for remote_id, payload in payloads.items())


async def _edited(connection: AsyncConnection, cited: Iterable[Citation]) -> tuple[Edited, ...]:
    """The cited articles, each with its versions that are cited or read."""
    ids = {citation.version_id for citation in cited}
    of_them = select(versions.c.article_id).where(versions.c.id.in_(ids))
    query = (
        select(*VERSION, readings.c.record, articles.c.withdrawn)
        .join(versions, versions.c.article_id == articles.c.id)
        .outerjoin(readings, readings.c.version_id == versions.c.id)
        .where(articles.c.id.in_(of_them), or_(versions.c.id.in_(ids), readings.c.id.is_not(None)))
        .order_by(articles.c.id, versions.c.number)
    )
    rows: Sequence[AnyRow] = (await connection.execute(query)).all()
    by_article: dict[int, list[tuple[StoredArticle, AnyRow]]] = {}
    for row in rows:
        by_article.setdefault(row.article_id, []).append((stored_article(row), row))
    return tuple(
        Edited(tuple(stored for stored, _ in told), reading_from_record(told[-1][1].record), told[-1][1].withdrawn)
        for told in by_article.values()
        if told[-1][1].record
    )
