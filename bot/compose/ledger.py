"""Which acts of the ledger are one, which one answers, and how an act came to its status. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.compose.acts import Act, act_of, numbers_in
from bot.compose.evidence import CERTAINTY, Evidence
from bot.compose.stems import stem_of, stems_of
from bot.model import RecordedAct, ToldAct
from summarizer.model import Action, ActionType, Status

SAME_ACT_WINDOW = timedelta(days=14)
RETOLD_WINDOW = timedelta(days=2)  # so long a vaguer word for an act is another outlet's word for it, not a new act
ANSWER_WINDOW = timedelta(days=60)
# What threats are mostly of: in one story it takes no common word to see that one was carried out.
THREATENED_MOSTLY = frozenset({ActionType.SANCTION, ActionType.MOBILIZE, ActionType.COERCE, ActionType.ASSAULT})
CARRIED_OUT_BY = THREATENED_MOSTLY | {ActionType.REJECT, ActionType.PROTEST, ActionType.RETREAT, ActionType.AID}
CARRIED_OUT_AS = frozenset({Status.DONE, Status.ORDERED, Status.ANNOUNCED})
STILL_TO_DO = frozenset({Status.THREATENED, Status.CONDITIONAL, Status.ANNOUNCED, Status.ORDERED})
ANSWERED = frozenset({ActionType.THREATEN, ActionType.ACCUSE})
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rebut|disput|disown|disclaim)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """What tells whether two acts are one, or one answers the other. Parties are as in an act's key."""

    type: ActionType
    actor: str
    recipient: str
    status: Status
    phrase: str
    story: int
    first_told: datetime
    last_told: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A telling that brings an act to a status. Types differ where one act led to another."""

    at: datetime
    action: Action
    told: ToldAct


def is_same_act(new: Outline, known: Outline) -> bool:
    """Is what a telling says an act that is known already?

    Within a story, acts of one type between the same two parties are one. Across stories they are one where they are
    near in time, have an object in common and no different number, and the newer telling does not go back behind what
    was done before.
    """
    if (new.type, new.actor, new.recipient) != (known.type, known.actor, known.recipient):
        return False
    if new.story == known.story:
        return True
    near = known.first_told - SAME_ACT_WINDOW <= new.first_told <= known.last_told + SAME_ACT_WINDOW
    return near and _goes_on(new, known) and _one_number(new, known) and bool(_objects(new) & _objects(known))


def answers(later: Outline, earlier: Outline) -> bool:
    """Does the later act carry out what was threatened or announced, or deny an accusation?

    It does so within two months, in words that both have, or in the same story where that tells enough.
    """
    gap = later.first_told - earlier.first_told
    if not timedelta(0) < gap <= ANSWER_WINDOW:
        return False
    in_words, in_story = bool(stems_of(later.phrase) & stems_of(earlier.phrase)), later.story == earlier.story
    carries_out = _carries_out(later, earlier) and (in_words or (in_story and later.type in THREATENED_MOSTLY))
    return carries_out or (_denies(later, earlier) and (in_words or in_story))


def evidence_of(recorded: RecordedAct) -> Act:
    """The act as its present tellings give it, the best one first."""
    return act_of(Evidence(told.telling, action_in(told)) for told in recorded.told if not told.superseded)


def action_in(told: ToldAct) -> Action:
    """The act as one article tells it."""
    return told.telling.reading.actions[0]


def steps_of(recorded: RecordedAct) -> tuple[Step, ...]:
    """How it came to its status, and the acts linked to it to theirs, oldest first.

    A step is the first telling of a status that is more certain than those before, or a denial: a vaguer word for what
    is known already, in the same article or in another outlet's, is none.
    """
    steps = (step for act in (*recorded.before, recorded, *recorded.after) for step in _steps(act))
    return tuple(sorted(steps, key=lambda step: step.at))


def statuses_of(act: Act) -> tuple[Status, ...]:
    """The statuses under which an act is found: that of its best telling, and denied where anybody denies it."""
    denied = any(evidence.action.status is Status.DENIED for evidence in act.evidence)
    return tuple(dict.fromkeys((act.best.status, *((Status.DENIED,) if denied else ()))))


def changed_at(told: Iterable[tuple[datetime, Status]], statuses: tuple[Status, ...]) -> datetime:
    """When the last of these statuses was first told."""
    firsts: dict[Status, datetime] = {}
    for at, status in told:
        firsts[status] = min(at, firsts.get(status, at))
    return max(firsts[status] for status in statuses)


def _steps(recorded: RecordedAct) -> Iterator[Step]:
    reached, denied = 0.0, False
    for told in sorted(recorded.told, key=lambda told: (told.at, -CERTAINTY[action_in(told).status])):
        action = action_in(told)
        if action.status is Status.DENIED and not denied:
            denied = True
            yield Step(told.at, action, told)
        elif action.status is not Status.DENIED and CERTAINTY[action.status] > reached:
            reached = CERTAINTY[action.status]
            yield Step(told.at, action, told)


def _goes_on(new: Outline, known: Outline) -> bool:
    forward = CERTAINTY[new.status] >= CERTAINTY[known.status] or new.status is Status.DENIED
    return forward or new.first_told <= known.last_told + RETOLD_WINDOW


def _one_number(new: Outline, known: Outline) -> bool:
    numbers = [set(numbers_in(outline.phrase)) for outline in (new, known)]
    return not all(numbers) or bool(numbers[0] & numbers[1])


def _objects(outline: Outline) -> frozenset[str]:
    """What a phrase is about beyond its verb and the word for its type, by their first letters."""
    _, _, rest = outline.phrase.partition(" ")
    return frozenset(stem for stem in stems_of(rest) if not stem.startswith(stem_of(outline.type.value)))


def _carries_out(later: Outline, earlier: Outline) -> bool:
    """Is it what was threatened, or the doing of what was to be done?"""
    parties = (later.actor, later.recipient) == (earlier.actor, earlier.recipient)
    threat = earlier.type is ActionType.THREATEN and earlier.status is not Status.DENIED
    to_do = earlier.type is later.type and earlier.status in STILL_TO_DO and later.status is Status.DONE
    return parties and later.type in CARRIED_OUT_BY and (to_do or (threat and later.status in CARRIED_OUT_AS))


def _denies(later: Outline, claim: Outline) -> bool:
    by_accused = later.actor == claim.recipient and later.recipient in (claim.actor, "")
    says_no = later.status is Status.DENIED or (later.type is ActionType.REJECT and _DENIAL.search(later.phrase))
    return claim.type is ActionType.ACCUSE and bool(claim.recipient) and by_accused and bool(says_no)
