"""Where outlets tell one act with another status, actor, recipient or day. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, permutations

from bot.compose.acts import TOPIC, numbers_in, party_of, shown_name
from bot.compose.dating import days_meant
from bot.compose.evidence import Evidence
from bot.compose.sides import DAY, Difference, Kind, Side, acts_told, are_near, core_of, sentence_at
from bot.model import Telling
from summarizer.model import Action, ActionType, Actor, Span, Status

FIRM = (Status.DONE, Status.ANNOUNCED, Status.ORDERED)
OPEN = (Status.UNDER_DISCUSSION, Status.THREATENED, Status.CONDITIONAL, Status.URGED)
ANSWER_DAYS = 2  # so long a denial answers what other outlets told
MAX_NAME_GAP = 12
MIN_CORE = 2  # words of a phrase that make two phrases one act
SAME_CORE = 0.6
_IF = re.compile(r"(?i)\b(?:if|unless|once|provided|as long as|only)\b")
_DENIES = re.compile(r"(?i)\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rebut|disput|disown|disclaim)\w*\b")
_DOUBTED = re.compile(
    r"(?i)\b(?:alleged(?:ly)?|claim(?:s|ed)?|purported(?:ly)?|unconfirmed|suspect\w*|may have|so-called"
    r"|could not be verified)\b"
)
_SAID = re.compile(r"(?i)\b(?:said|says|according to|told|reported|accus\w+)\b")
# Of these acts there is one doer, and another doer is another story: who fired, who rammed, who crossed.
ONE_DOER = frozenset({ActionType.ASSAULT, ActionType.COERCE, ActionType.MOBILIZE, ActionType.RETREAT})


def act_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """Status, then parties, then date, of the acts that originals tell; `tellings` are oldest first."""
    told = tuple(acts_told(tellings))
    yield from _status_differences(told)
    yield from _party_differences(told)
    yield from _date_differences(told)


def _status_differences(told: tuple[Evidence, ...]) -> Iterator[Difference]:
    seen: set[tuple[str, str]] = set()
    pairs = [(a, b) for a, b in permutations(told, 2) if _apart(a, b) and (_denies(b, a) or _doubts(b, a))]
    found = [(_rank(claim, answer), claim, answer) for claim, answer in pairs]
    for _, claim, answer in sorted(found, key=lambda triple: triple[0]):
        parties = (party_of(answer.action.actor), "denied" if answer.action.status is Status.DENIED else "open")
        if parties not in seen:
            seen.add(parties)
            yield _difference(Kind.STATUS, claim, answer)


def _rank(claim: Evidence, answer: Evidence) -> tuple[int, int, int, float, int, int, int]:
    """The claim first that has most in common with its answer, then the one told first."""
    in_phrase, in_sentence = len(_core(claim) & _core(answer)), len(_core_of_sentence(claim) & _core(answer))
    stored, action = claim.telling.stored, claim.action
    at = claim.telling.stored.told.timestamp()
    ids = stored.article_id, action.start, answer.telling.stored.article_id
    return -in_phrase, -in_sentence, action.paragraph, at, *ids


def _denies(answer: Evidence, claim: Evidence) -> bool:
    """Is one a denial, by whom the other says did it, in an outlet that the other's does not follow?"""
    denial, act = answer.action, claim.action
    rejects = act.type is ActionType.ACCUSE and denial.type is ActionType.REJECT and _DENIES.match(denial.phrase)
    says_no = denial.status is Status.DENIED or rejects
    if not says_no or act.status in (Status.DENIED, *OPEN) or act.type in (ActionType.REJECT, ActionType.REQUEST):
        return False
    if abs(answer.telling.stored.told - claim.telling.stored.told) > ANSWER_DAYS * DAY:
        return False
    accused = act.recipient if act.type is ActionType.ACCUSE else act.actor
    return (
        _is_one(denial.actor, accused)
        and len(_core(answer) & (_core(claim) | _core_of_sentence(claim))) >= MIN_CORE - 1
        and not _denied_by(claim.telling, denial.actor)
    )


def _denied_by(telling: Telling, who: Actor | None) -> bool:
    """Does an article tell that somebody denies something?"""
    return any(a.status is Status.DENIED and _is_one(a.actor, who) for a in telling.reading.actions)


def _doubts(answer: Evidence, claim: Evidence) -> bool:
    """Does one tell as open or doubted what the other tells as firm, at the same time or later?"""
    doubt, firm = answer.action, claim.action
    if not (
        doubt.type is firm.type and _same_parties(doubt, firm) and firm.status in FIRM and _one_core(answer, claim)
    ):
        return False
    if any(a.type is firm.type and a.status in FIRM and _same_parties(a, firm) for a in answer.telling.reading.actions):
        return False
    sentence = _sentence(claim)
    if doubt.status is Status.ALLEGED:
        doubted = _DOUBTED.search(_sentence(answer)) and not _SAID.search(sentence)
        return bool(doubted) and firm.status is Status.DONE and are_near(answer.telling, claim.telling)
    if doubt.status not in OPEN or _IF.search(sentence) or not are_near(answer.telling, claim.telling):
        return False
    one_statement = doubt.status is Status.CONDITIONAL and firm.status is Status.ANNOUNCED
    return one_statement or answer.telling.stored.told >= claim.telling.stored.told


def _party_differences(told: tuple[Evidence, ...]) -> Iterator[Difference]:
    for one, other in combinations(told, 2):
        if _may_be_one(one, other) and one.action.status in FIRM and other.action.status in FIRM:
            if _have_two_actors(one.action, other.action) and not _tells_both(one, other, of_actor=True):
                yield _difference(Kind.ACTOR, one, other)
            if _have_two_recipients(one.action, other.action) and not _tells_both(one, other, of_actor=False):
                yield _difference(Kind.RECIPIENT, one, other)


def _may_be_one(one: Evidence, other: Evidence) -> bool:
    a, b = one.action, other.action
    alike_told = a.type is b.type and numbers_in(a.phrase) == numbers_in(b.phrase) and _one_core(one, other)
    return alike_told and _apart(one, other) and are_near(one.telling, other.telling)


def _have_two_actors(one: Action, other: Action) -> bool:
    same = _both_known(one.recipient, other.recipient) and _is_one(one.recipient, other.recipient)
    return one.type in ONE_DOER and same and _are_apart(one.actor, other.actor)


def _have_two_recipients(one: Action, other: Action) -> bool:
    return _is_one(one.actor, other.actor) and _are_apart(one.recipient, other.recipient)


def _date_differences(told: tuple[Evidence, ...]) -> Iterator[Difference]:
    seen: set[str] = set()
    for one, other in combinations(told, 2):
        subject = f"{one.action.type}|{party_of(one.action.actor)}"
        if subject not in seen and _have_two_days(one, other):
            seen.add(subject)
            yield _difference(Kind.DATE, one, other)


def _have_two_days(one: Evidence, other: Evidence) -> bool:
    """Does each name one day for the act, another one, and nowhere the other's?"""
    a, b = one.action, other.action
    if not _apart(one, other) or a.status is not b.status or a.type is not b.type or not _same_parties(a, b):
        return False
    days = _days(one), _days(other)
    told_apart = days[0] != days[1] and all(len(day) == 1 for day in days) and _one_core(one, other)
    near = abs(one.telling.stored.told - other.telling.stored.told) <= ANSWER_DAYS * DAY
    return told_apart and near and not (_mentions(one.telling, days[1]) or _mentions(other.telling, days[0]))


def _days(evidence: Evidence) -> frozenset[date]:
    ahead = evidence.action.status is not Status.DONE
    return frozenset(days_meant(evidence.action.phrase, evidence.telling.stored.told.date(), ahead=ahead))


def _mentions(telling: Telling, days: frozenset[date]) -> bool:
    text, on = telling.stored.article.text, telling.stored.told.date()
    return any(day in days for ahead in (False, True) for day in days_meant(text, on, ahead=ahead))


def _apart(one: Evidence, other: Evidence) -> bool:
    return one.telling.outlet.name != other.telling.outlet.name


def _same_parties(one: Action, other: Action) -> bool:
    """One actor, and no different recipient."""
    open_ended = one.recipient is None or other.recipient is None or not _both_known(one.recipient, other.recipient)
    return _is_one(one.actor, other.actor) and (open_ended or _is_one(one.recipient, other.recipient))


def _is_one(one: Actor | None, other: Actor | None) -> bool:
    if one is None or other is None:
        return False
    if one.codes and other.codes:
        return bool(set(one.codes) & set(other.codes))
    return party_of(one) == party_of(other)


def _both_known(one: Actor | None, other: Actor | None) -> bool:
    return bool(one and other and one.codes and other.codes)


def _are_apart(one: Actor | None, other: Actor | None) -> bool:
    return bool(one and other and one.codes and other.codes) and not _is_one(one, other)


def _tells_both(one: Evidence, other: Evidence, *, of_actor: bool) -> bool:
    """Does one of the two outlets tell the act of both parties? Then there are two acts."""
    for evidence, counterpart in ((one, other), (other, one)):
        wanted = counterpart.action.actor if of_actor else counterpart.action.recipient
        for action in evidence.telling.reading.actions:
            party = action.actor if of_actor else action.recipient
            if action.type is counterpart.action.type and _is_one(party, wanted):
                return True
    return False


def _one_core(one: Evidence, other: Evidence) -> bool:
    """Have two phrases verb and object in common, as far as their words tell?"""
    a, b = _core(one), _core(other)
    common = len(a & b)
    return common >= MIN_CORE and common >= SAME_CORE * min(len(a), len(b))


def _core(evidence: Evidence) -> frozenset[str]:
    """The stems of a phrase without days and small words."""
    return core_of(evidence.action.phrase)


def _core_of_sentence(evidence: Evidence) -> frozenset[str]:
    return core_of(_sentence(evidence))


def _sentence(evidence: Evidence) -> str:
    return _passage(evidence).of(evidence.telling.stored.article.text)


def _passage(evidence: Evidence) -> Span:
    text, action = evidence.telling.stored.article.text, evidence.action
    at = text.find(action.phrase, action.start, action.end)
    return sentence_at(evidence.telling, at if at >= 0 else action.start)


def _difference(kind: Kind, one: Evidence, other: Evidence) -> Difference:
    best = one.action
    parties = " → ".join(name for name in (shown_name(best.actor), shown_name(best.recipient)) if name)
    sides = (_side(one), _side(other))
    return Difference(kind, f"{parties}: {TOPIC[best.type]}", sides)


def _side(evidence: Evidence) -> Side:
    """The act in its outlet's words, with the actor's name where that stands right before."""
    text, action = evidence.telling.stored.article.text, evidence.action
    at = text.find(action.phrase, action.start, action.end)
    passage = _passage(evidence)
    status = "" if action.type is ActionType.ACCUSE else str(action.status)  # that it was said is not in question
    if at < 0:
        return Side(evidence.telling, (passage,), passage, label=status)
    name = action.actor.name if action.actor else ""
    named = text.rfind(name, passage.start, at) if name else -1
    start = named if named >= 0 and at - named - len(name) <= MAX_NAME_GAP else at
    return Side(evidence.telling, (Span(start, at + len(action.phrase)),), passage, label=status)
