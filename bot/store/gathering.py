"""Gathers what readings found into the ledger: each act once, with its parties and its links. Owns their rows.

An action joins an act for good; an act's own row is made anew from the actions that hold it whenever one comes or goes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby, product
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.compose.acts import Act, act_of, is_shown_as_act
from bot.compose.evidence import Evidence
from bot.compose.ledger import (
    ANSWER_WINDOW,
    ANSWERED,
    SAME_ACT_WINDOW,
    Outline,
    answers,
    changed_at,
    is_same_act,
    statuses_of,
)
from bot.model import Outlet, StoredArticle, Telling
from bot.store.engine import insert_new
from bot.store.outlines import action_of, columns_of, key_of, outline_of, outline_of_act, party_key
from bot.store.rows import AnyRow
from bot.store.tables import act_links, act_parties, actions, acts, articles, versions
from summarizer.model import ActionType, Actor, Article, Reading, Status

ADVISORY_LOCK = 7_748_378  # another number of our own: two processes that write the ledger at once take turns
MAX_CODES = 32
CHUNK = 100
Known = dict[str, dict[int, Outline]]
T = TypeVar("T")


async def acts_told_by(connection: AsyncConnection, article_id: int) -> set[int]:
    """Acts that hold an action of any version of an article."""
    told = select(actions.c.act).where(actions.c.article_id == article_id, actions.c.act.is_not(None)).distinct()
    return set((await connection.execute(told)).scalars())


async def take_turn(connection: AsyncConnection) -> None:
    """Wait until no other transaction writes the ledger; to be called before any of its rows is touched. SQLite has
    but one writer anyhow."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})


async def gather(connection: AsyncConnection, which: ColumnElement[bool]) -> set[int]:
    """Put actions that no act holds yet into their acts, known or new; return these. Only those of stories enter."""
    waiting = (
        select(actions, articles.c.story)
        .join(articles, articles.c.id == actions.c.article_id)
        .where(which, actions.c.act.is_(None), actions.c.superseded.is_(False), articles.c.story.is_not(None))
        .order_by(actions.c.told, actions.c.id)
    )
    rows = [row for row in (await connection.execute(waiting)).all() if is_shown_as_act(action_of(row))]
    placed: set[int] = set()
    for part in _chunks(rows):
        placed |= await _place(connection, part)
    return placed


async def refresh(connection: AsyncConnection, act_ids: set[int], outlets: Mapping[str, Outlet]) -> None:
    """Make acts anew from the actions that hold them now; an act that none holds any more is gone."""
    for part in _chunks(sorted(act_ids)):
        tellings = await _tellings(connection, part)
        await _unlink(connection, part)
        if gone := [act_id for act_id in part if act_id not in tellings]:
            await _forget(connection, gone)
        if tellings:
            await _link(connection, await _write(connection, tellings, outlets))


async def _place(connection: AsyncConnection, rows: Sequence[AnyRow]) -> set[int]:
    """Find or found the act of each row, in the order told; return these acts."""
    outlines = [outline_of(row) for row in rows]
    known = await _known(connection, outlines)
    founded: list[Outline] = []
    places: list[int] = []  # by row, the act's number; below zero, one of the founded
    for new in outlines:
        same = known[_key(new)]
        place = _match(new, same)
        if place is None:
            founded.append(new)
            place = -len(founded)
        same[place] = _widened(same.get(place, new), new)
        places.append(place)
    numbers = await _found(connection, founded)
    act_ids = [place if place > 0 else numbers[-place - 1] for place in places]
    held = update(actions).where(actions.c.id == bindparam("of")).values(act=bindparam("by"))
    await connection.execute(held, [{"of": row.id, "by": act} for row, act in zip(rows, act_ids, strict=True)])
    return set(act_ids)


def _match(new: Outline, same: Mapping[int, Outline]) -> int | None:
    """The act that it is, its own story's before another's, and then the one told last."""
    fitting = [(act_id, known) for act_id, known in same.items() if is_same_act(new, known)]
    best = max(fitting, key=lambda pair: (pair[1].story == new.story, pair[1].last_told, pair[0]), default=None)
    return best[0] if best else None


def _widened(known: Outline, new: Outline) -> Outline:
    first, last = min(known.first_told, new.first_told), max(known.last_told, new.last_told)
    return replace(known, first_told=first, last_told=last)


async def _known(connection: AsyncConnection, outlines: Sequence[Outline]) -> Known:
    """Acts by key that one of these may be."""
    known: Known = {_key(outline): {} for outline in outlines}
    begin, end = _window(outlines, SAME_ACT_WINDOW)
    of_late = acts.c.first_told.between(begin - ANSWER_WINDOW, end)  # what bounds the walk along the index of keys
    near = or_(
        and_(acts.c.key.in_(known), of_late, acts.c.last_told >= begin),
        and_(func.coalesce(acts.c.key, "").in_(known), acts.c.story.in_({outline.story for outline in outlines})),
    )
    for row in await connection.execute(select(acts).where(near)):
        known[row.key][row.id] = outline_of_act(row)
    return known


async def _found(connection: AsyncConnection, outlines: Sequence[Outline]) -> tuple[int, ...]:
    """Write new acts; return their numbers in order."""
    if not outlines:
        return ()
    added = insert(acts).returning(acts.c.id, sort_by_parameter_order=True)
    values = [columns_of(outline) | {"changed": outline.first_told} for outline in outlines]
    return tuple((await connection.execute(added, values)).scalars())


async def _tellings(connection: AsyncConnection, act_ids: Sequence[int]) -> dict[int, tuple[AnyRow, ...]]:
    """By act, the rows of the actions it holds, where one at least is of a newest version."""
    told = (
        select(actions, *versions.c["number", "fetched"], *articles.c["outlet", "story"])
        .join(versions, versions.c.id == actions.c.version_id)
        .join(articles, articles.c.id == actions.c.article_id)
        .where(actions.c.act.in_(act_ids), articles.c.story.is_not(None))
        .order_by(actions.c.act, actions.c.id)
    )
    rows = (await connection.execute(told)).all()
    by_act = {act_id: tuple(told) for act_id, told in groupby(rows, key=lambda row: row.act)}
    return {act_id: told for act_id, told in by_act.items() if not all(row.superseded for row in told)}


async def _forget(connection: AsyncConnection, act_ids: Sequence[int]) -> None:
    await connection.execute(update(actions).where(actions.c.act.in_(act_ids)).values(act=None))
    await connection.execute(delete(act_parties).where(act_parties.c.act.in_(act_ids)))
    await connection.execute(delete(acts).where(acts.c.id.in_(act_ids)))


async def _unlink(connection: AsyncConnection, act_ids: Sequence[int]) -> None:
    linked = or_(act_links.c.earlier.in_(act_ids), act_links.c.later.in_(act_ids))
    await connection.execute(delete(act_links).where(linked))


async def _write(
    connection: AsyncConnection, tellings: Mapping[int, tuple[AnyRow, ...]], outlets: Mapping[str, Outlet]
) -> dict[int, Outline]:
    """Write acts and their parties as their tellings have them; return what links are made of."""
    await connection.execute(delete(act_parties).where(act_parties.c.act.in_(list(tellings))))
    outlines: dict[int, Outline] = {}
    parties: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    for act_id, rows in tellings.items():
        told = [(_telling(row, outlets), row) for row in rows if not row.superseded]
        act = act_of(Evidence(telling, telling.reading.actions[0]) for telling, _ in told)
        best = next(row for telling, row in told if telling is act.evidence[0].telling)
        first, last = min(row.told for row in rows), max(row.told for row in rows)
        outlines[act_id] = replace(outline_of(best), first_told=first, last_told=last)
        changed = changed_at(((row.told, Status(row.status)) for row in rows), statuses_of(act))
        changes.append(columns_of(outlines[act_id]) | {"changed": changed, "of": act_id})
        parties += (row | {"act": act_id, "changed": changed} for row in _parties(act))
    set_to: dict[str, Any] = {name: bindparam(name) for name in changes[0] if name != "of"}
    await connection.execute(update(acts).where(acts.c.id == bindparam("of")).values(**set_to), changes)
    await connection.execute(insert(act_parties), parties)
    return outlines


def _parties(act: Act) -> Iterator[dict[str, Any]]:
    """One row for each actor, recipient and status."""
    best = act.best
    for actor, recipient, status in product(_each(best.actor), _each(best.recipient), statuses_of(act)):
        yield {"actor": actor, "recipient": recipient, "type": best.type.value, "status": status.value}


def _each(actor: Actor | None) -> tuple[str, ...]:
    """An actor's codes, else its name, "" for nobody."""
    codes = actor.codes[:MAX_CODES] if actor else ()
    return codes or (party_key(actor),)


async def _link(connection: AsyncConnection, outlines: Mapping[int, Outline]) -> None:
    """Link acts to those that they carry out or deny, and to those that do so to them."""
    begin, end = _window(outlines.values(), ANSWER_WINDOW)
    told = {outline.story for outline in outlines.values()}
    accused = acts.c.recipient.in_({outline.actor for outline in outlines.values()})
    near = or_(
        acts.c.key.in_({key for outline in outlines.values() for key in _answering(outline)}),
        and_(acts.c.story.in_(told), accused, acts.c.type == ActionType.ACCUSE.value),
    )
    found = await connection.execute(select(acts).where(near, acts.c.first_told.between(begin, end)))
    others = {row.id: outline_of_act(row) for row in found} | dict(outlines)
    by_key: dict[str, list[int]] = {}
    for act_id, other in others.items():
        for key in (_key(other), f"accuses {other.recipient} in {other.story}"):
            by_key.setdefault(key, []).append(act_id)
    links = {
        (earlier, later)
        for one, outline in outlines.items()
        for key in (*_answering(outline), f"accuses {outline.actor} in {outline.story}")
        for other in by_key.get(key, ())
        for earlier, later in ((one, other), (other, one))
        if answers(others[later], others[earlier])
    }
    if links:
        rows = [{"earlier": earlier, "later": later} for earlier, later in sorted(links)]
        await connection.execute(insert_new(connection, act_links), rows)


def _answering(to: Outline) -> Iterator[str]:
    """Keys of acts between the same parties: of its own type; and either way, where one is a threat or accusation."""
    yield _key(to)
    for kind in ActionType if to.type in ANSWERED else ANSWERED:
        yield from (key_of(kind, to.actor, recipient) for recipient in (to.recipient, ""))
        if to.recipient:
            yield from (key_of(kind, to.recipient, recipient) for recipient in (to.actor, ""))


def _window(outlines: Iterable[Outline], reach: timedelta) -> tuple[datetime, datetime]:
    times = [outline.first_told for outline in outlines]
    return min(times) - reach, max(times) + reach


def _telling(row: AnyRow, outlets: Mapping[str, Outlet]) -> Telling:
    """A telling without its words, which are not needed to choose the best."""
    article = Article(url="", title="", text="", published=None, outlet=row.outlet)
    stored = StoredArticle(row.article_id, row.version_id, row.number, article, fetched=row.fetched, seeded=False)
    return Telling(stored, Reading("", "", actions=(action_of(row),)), outlets.get(row.outlet, Outlet(row.outlet)))


def _key(outline: Outline) -> str:
    return key_of(outline.type, outline.actor, outline.recipient)


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
