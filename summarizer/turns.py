"""How one act follows from another: the turns that make a story of events. Knows acts and statuses, no words or times.

Types are PLOVER's. A threat is THREATEN, or any act under a condition; talks end in an outcome; a quarrel is answered,
goes further, or is settled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from summarizer.actors import country_name
from summarizer.model import Action, Actor, Status
from summarizer.model import ActionType as T

_FRICTION = frozenset({T.ACCUSE, T.REJECT, T.THREATEN, T.PROTEST, T.SANCTION, T.MOBILIZE, T.COERCE, T.ASSAULT})
_DEEDS = frozenset({T.SANCTION, T.MOBILIZE, T.COERCE, T.ASSAULT})
_TALKS = frozenset({T.CONSULT, T.AGREE, T.REQUEST})
_OUTCOMES = frozenset({T.AGREE, T.SUPPORT, T.COOPERATE, T.CONCEDE, T.RETREAT, T.AID})
_THREATS = frozenset({Status.THREATENED, Status.CONDITIONAL})
_OPEN = _THREATS | {Status.ANNOUNCED, Status.ORDERED, Status.URGED, Status.UNDER_DISCUSSION}

AGAIN = " again"
FURTHER = ", going further"
CARRIED_OUT = ", carrying out the threat"
NOW_DONE = ", now done"
DENIED = " in denial"
ANSWERED = " in answer"
SETTLED = ", settling it"
TALKED = " after talks"
_STRONGEST_FIRST = (CARRIED_OUT, NOW_DONE, DENIED, ANSWERED, SETTLED, TALKED, FURTHER, AGAIN)


class Act(NamedTuple):
    """An act by what it is and between whom, as codes."""

    type: T
    actor: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A new act, and how it follows from an old one: words to stand behind its type."""

    act: Act
    how: str
    of_war: bool  # an assault upon an assault: a war has many, and each is an event of its own

    @property
    def is_repeated(self) -> bool:
        """Whether nothing follows: the act is only told again, or is one more of the same quarrel."""
        return self.how in (AGAIN, FURTHER)

    def __str__(self) -> str:
        """Give it in words: "Iran → Greece, COERCE again"."""
        names = f"{country_name(self.act.actor)} → {country_name(self.act.recipient)}"
        return f"{names}, {self.act.type.value}{self.how}"


def acts_of(actions: Iterable[Action], countries: tuple[str, ...]) -> dict[Act, Status]:
    """Return the acts between two parties, in order; the first telling's status counts.

    Where an act names one party only, the other is the second of the two that the article is most about.
    """
    about = countries[:2] if len(countries) > 1 else ()
    found: dict[Act, Status] = {}
    for action in actions:
        for actor, recipient in product(_codes(action.actor), _codes(action.recipient)):
            pair = _whole(actor, recipient, about)
            if pair:
                found.setdefault(Act(action.type, *pair), action.status)
    return found


def turn(acts: dict[Act, Status], known: dict[Act, Status]) -> Turn | None:
    """Find the strongest way in which one of an article's acts follows from one of a story's; acts of war come last.

    An act that the story knows is only told again, unless it has been done since.
    """
    turns = [
        Turn(act, how, of_war=act.type is old.type is T.ASSAULT)
        for act, status in acts.items()
        for old, old_status in known.items()
        if (old == act or act not in known) and (how := _follows(act, status, old, old_status))
    ]
    return min(turns, key=lambda found: (found.of_war, _STRONGEST_FIRST.index(found.how)), default=None)


def _follows(act: Act, status: Status, old: Act, old_status: Status) -> str:
    same = (act.actor, act.recipient) == (old.actor, old.recipient)
    if not same and (act.actor, act.recipient) != (old.recipient, old.actor):
        return ""
    if act.type is old.type and (same or act.type in _TALKS):
        return NOW_DONE if old_status in _OPEN and status is Status.DONE else AGAIN
    if old.type in _FRICTION:
        return _quarrel(act, status, old, old_status, same=same)
    return TALKED if old.type in _TALKS and act.type in _OUTCOMES else ""


def _quarrel(act: Act, status: Status, old: Act, old_status: Status, *, same: bool) -> str:
    if act.type not in _FRICTION:
        return SETTLED
    if not same:
        return DENIED if status is Status.DENIED else ANSWERED
    is_threat = old.type is T.THREATEN or old_status in _THREATS
    return CARRIED_OUT if is_threat and act.type in _DEEDS else FURTHER


def _codes(actor: Actor | None) -> tuple[str, ...]:
    return (actor.codes if actor else ()) or ("",)


def _whole(actor: str, recipient: str, about: tuple[str, ...]) -> tuple[str, str] | None:
    if not recipient and actor in about:
        recipient = about[1 - about.index(actor)]
    elif not actor and recipient in about:
        actor = about[1 - about.index(recipient)]
    return (actor, recipient) if actor and recipient and actor != recipient else None
