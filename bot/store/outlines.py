"""Between rows of the ledger and values: actions as found, and outlines of acts. Owns no statement."""

from typing import Any

from bot.compose.acts import party_of
from bot.compose.ledger import Outline
from bot.store.rows import AnyRow
from summarizer.model import Action, ActionType, Actor, ActorKind, Status

MAX_PARTY_CHARS = 200  # what is longer is no name, and too long for an index


def action_of(row: AnyRow) -> Action:
    """Read a row of `actions`."""
    return Action(
        type=ActionType(row.type),
        mode=row.mode,
        actor=_actor(row.actor, row.actor_codes, row.actor_kind),
        recipient=_actor(row.recipient, row.recipient_codes, row.recipient_kind),
        status=Status(row.status),
        phrase=row.phrase,
        start=row.start,
        end=row.end,
        paragraph=row.paragraph,
        reported_by=row.reported_by,
    )


def outline_of(row: AnyRow) -> Outline:
    """What a row of `actions`, with its story, tells of an act."""
    action = action_of(row)
    return Outline(
        action.type,
        party_key(action.actor),
        party_key(action.recipient),
        action.status,
        action.phrase,
        story=row.story,
        first_told=row.told,
        last_told=row.told,
    )


def outline_of_act(row: AnyRow) -> Outline:
    """Read a row of `acts`."""
    times = {"first_told": row.first_told, "last_told": row.last_told}
    return Outline(
        ActionType(row.type), row.actor, row.recipient, Status(row.status), row.phrase, story=row.story, **times
    )


def columns_of(outline: Outline) -> dict[str, Any]:
    """An outline as a row of `acts`."""
    return {
        "key": key_of(outline.type, outline.actor, outline.recipient),
        "type": outline.type.value,
        "actor": outline.actor,
        "recipient": outline.recipient,
        "status": outline.status.value,
        "phrase": outline.phrase,
        "story": outline.story,
        "first_told": outline.first_told,
        "last_told": outline.last_told,
    }


def key_of(kind: ActionType, actor: str, recipient: str) -> str:
    """What acts that may be one have in common."""
    return f"{kind}|{actor}|{recipient}"


def party_key(actor: Actor | None) -> str:
    """An actor as questions and comparisons name it."""
    return party_of(actor)[:MAX_PARTY_CHARS]


def _actor(name: str, codes: str, kind: str) -> Actor | None:
    return Actor(name, tuple(codes.split()), ActorKind(kind)) if kind else None
