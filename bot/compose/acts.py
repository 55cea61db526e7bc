"""One act, told by several outlets. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.compose.evidence import (
    CERTAINTY,
    PROMINENCE,
    Evidence,
    clarity_of_parties,
    clearest_first,
    day_of,
    is_background,
    is_in_own_words,
    is_readable,
    prominence_of,
    told_on,
)
from bot.compose.phrases import points_back, shortened, whole
from bot.compose.voices import independent
from bot.model import Story
from summarizer.actors import country_name
from summarizer.model import Action, ActionType, Actor, ActorKind

# Importance by type: the absolute Goldstein-like scores published with the PLOVER ontology.
WEIGHT = {
    ActionType.AGREE: 2.5,
    ActionType.CONSULT: 2.5,
    ActionType.SUPPORT: 5.0,
    ActionType.CONCEDE: 4.5,
    ActionType.COOPERATE: 9.5,
    ActionType.AID: 10.0,
    ActionType.RETREAT: 6.5,
    ActionType.REQUEST: 0.5,
    ActionType.ACCUSE: 3.0,
    ActionType.REJECT: 2.0,
    ActionType.THREATEN: 3.5,
    ActionType.PROTEST: 5.0,
    ActionType.SANCTION: 6.0,
    ActionType.MOBILIZE: 5.5,
    ActionType.COERCE: 7.0,
    ActionType.ASSAULT: 9.0,
}
TOPIC = {
    ActionType.AGREE: "agreement",
    ActionType.CONSULT: "talks",
    ActionType.SUPPORT: "support",
    ActionType.CONCEDE: "concession",
    ActionType.COOPERATE: "cooperation",
    ActionType.AID: "aid",
    ActionType.RETREAT: "withdrawal",
    ActionType.REQUEST: "appeal",
    ActionType.ACCUSE: "accusation",
    ActionType.REJECT: "refusal",
    ActionType.THREATEN: "threat",
    ActionType.PROTEST: "protest",
    ActionType.SANCTION: "sanctions",
    ActionType.MOBILIZE: "mobilisation",
    ActionType.COERCE: "coercion",
    ActionType.ASSAULT: "attack",
}
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
MAX_SENTENCE_WORDS = 16
_QUANTITY = re.compile(
    r"^(?:(?:some|about|nearly|almost|at least|more than|up to|\d[\d,.]*|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|dozens of|scores of|hundreds of|thousands of) )+"
)
_PART = re.compile(r"(?i)(?:a|the|its|their)? ?(?:first|last|second|third|some|several|remaining)\b")
_MARKS = re.compile(r"[“”\"‘«»„‹›]")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a story with all its evidence, the best telling first."""

    evidence: tuple[Evidence, ...]

    @property
    def best(self) -> Action:
        """The telling that readers are shown."""
        return self.evidence[0].action

    @property
    def key(self) -> str:
        """What makes it the same act: type, actor and recipient."""
        return key_of(self.best)

    @property
    def weight(self) -> float:
        """Importance: the type's published score, times how certain the act is, how prominently and by how many
        independent outlets it is told, and whether both parties are known."""
        voices = independent(evidence.telling for evidence in self.evidence)
        told = self.prominence * (1 + 0.25 * (voices - 1))
        return WEIGHT[self.best.type] * CERTAINTY[self.best.status] * told * self.clarity

    @property
    def prominence(self) -> float:
        """From 1.4 where a headline tells it too, to 0.4 deep in the text; background counts half."""
        return max(prominence_of(e) for e in self.evidence)

    @property
    def clarity(self) -> float:
        """1 where both parties are known and the phrase tells what was done, less where not."""
        return clarity_of_parties(self.best) * (1.0 if is_readable(self.best) else 0.5)

    @property
    def is_shown(self) -> bool:
        """Is it fit for a digest's bullets: two known parties, told early, as what the actor did?"""
        early = self.prominence >= PROMINENCE[4]
        recipient = self.best.recipient
        named = recipient is not None and bool(recipient.codes or not points_back(self.best.phrase))
        told = is_readable(self.best) and not self.is_spoken
        return early and told and named and clarity_of_parties(self.best) >= 0.6

    @property
    def is_spoken(self) -> bool:
        """Is the best telling in a speaker's own words?"""
        return is_in_own_words(self.evidence[0])

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the best telling's phrase, verbatim."""
        return numbers_in(self.best.phrase)

    @property
    def is_background(self) -> bool:
        """Does every telling say that it was done well before the article?"""
        return all(is_background(evidence) for evidence in self.evidence)

    @property
    def day(self) -> date:
        """The latest day on which it may have been done: as told, else when it was told."""
        return max(day_of(evidence) or told_on(evidence) for evidence in self.evidence)

    @property
    def state(self) -> str:
        """Status, numbers and day as one string, kept in a channel's snapshot."""
        return f"{self.best.status}|{' '.join(self.numbers)}|{self.day}"


def acts_of(story: Story) -> tuple[Act, ...]:
    """The acts of a story, weightiest first; acts of one type between the same two parties are one."""
    by_key: dict[str, list[Evidence]] = {}
    for telling in story.tellings:
        for action in telling.reading.actions:
            if is_shown_as_act(action):
                by_key.setdefault(key_of(action), []).append(Evidence(telling, action))
    acts = (act_of(evidence) for evidence in by_key.values())
    return tuple(sorted(acts, key=lambda act: (-act.weight, act.best.paragraph, act.key)))


def act_of(evidence: Iterable[Evidence]) -> Act:
    """One act of all its evidence, of which there is at least one."""
    return Act(tuple(sorted(evidence, key=clearest_first)))


def is_shown_as_act(action: Action) -> bool:
    """Is it known who acts, in words without a quotation?"""
    return action.actor is not None and not has_marks(action.phrase)


def has_marks(text: str) -> bool:
    """Does the text hold quotation marks? Straight and curly apostrophes are none."""
    return bool(_MARKS.search(text))


def key_of(action: Action) -> str:
    """Type, actor and recipient of an action as one string."""
    return f"{action.type}|{party_of(action.actor)}|{party_of(action.recipient)}"


def numbers_in(phrase: str) -> tuple[str, ...]:
    """Numbers as written, in order."""
    return tuple(match.group() for match in _NUMBER.finditer(phrase))


def shown_name(actor: Actor | None) -> str:
    """How an actor is named in a digest: by its country or organisation where it is known, else as written."""
    if actor is None:
        return ""
    if actor.codes:
        names = [country_name(code) for code in actor.codes[:2]]
        return ", ".join(names) + (f" +{len(actor.codes) - 2}" if len(actor.codes) > 2 else "")
    return actor.name


def axis_of(action: Action, *, by_name: bool = False) -> str:
    """ "US → Russia", or the actor alone: a thing to which something is done is no party; where only names will do,
    neither are "three men"."""
    recipient = action.recipient
    party = recipient if recipient and (recipient.codes or recipient.kind is not ActorKind.THING) else None
    if action.actor and party and party.codes and set(party.codes) < set(action.actor.codes):
        party = None  # "Ethiopia, Eritrea → Eritrea" is what the two do together
    if by_name and party and not party.codes and not party.name[:1].isupper():
        party = None
    parts = (shown_name(action.actor) if by_name else _doer(action.actor), shown_name(party))
    return " → ".join(part for part in parts if part)


def _doer(actor: Actor | None) -> str:
    """An actor, but for a part that is not the whole ("the first Ugandan troops"), which stays as written."""
    return actor.name if actor and is_part(actor) else shown_name(actor)


def is_part(actor: Actor) -> bool:
    """Do its words say that it is only some of those it belongs to?"""
    return bool(_PART.match(actor.name))


def sentence_of(action: Action, *, max_words: int = MAX_SENTENCE_WORDS) -> str:
    """ "US → Russia: expelled 10 officials (done)"; where it is too long, whom the phrase names is not named before."""
    told = _sentence(action, axis_of(action), max_words)
    recipient = action.recipient
    is_named_twice = recipient is not None and not recipient.codes and recipient.name in action.phrase
    if "…" in told and is_named_twice and action.actor:
        return _sentence(action, _doer(action.actor), max_words)
    return told


def _sentence(action: Action, axis: str, max_words: int) -> str:
    status = f"({action.status})"
    room = max(3, max_words - len(axis.split()) - len(status.split()))
    return f"{axis}: {shortened(whole(action.phrase), room)} {status}"


def party_of(actor: Actor | None) -> str:
    """An actor as a key names it: its codes, sorted, else its name in lower case, without its number; "" for nobody."""
    if actor is None:
        return ""
    return ",".join(sorted(actor.codes)) or _QUANTITY.sub("", actor.name.casefold())
