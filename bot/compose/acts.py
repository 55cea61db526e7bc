"""One act, told by several outlets. Pure."""

import re
from dataclasses import dataclass

from bot.model import Story, Telling
from summarizer.actors import country_name
from summarizer.model import Action, ActionType, Actor, Status

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
CERTAINTY = {
    Status.DONE: 1.0,
    Status.ANNOUNCED: 0.9,
    Status.ORDERED: 0.8,
    Status.DENIED: 0.7,
    Status.THREATENED: 0.6,
    Status.CONDITIONAL: 0.5,
    Status.ALLEGED: 0.5,
    Status.UNDER_DISCUSSION: 0.4,
    Status.URGED: 0.4,
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
_MARKS = re.compile(r"[“”\"‘«»„‹›]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one outlet tells the act."""

    telling: Telling
    action: Action


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
        """Importance: the type's published score times how certain the act is."""
        both = 1.0 if self.best.actor and self.best.recipient else 0.6
        return WEIGHT[self.best.type] * CERTAINTY[self.best.status] * both

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the best telling's phrase, verbatim."""
        return numbers_in(self.best.phrase)

    @property
    def state(self) -> str:
        """Status and numbers as one string, kept in a channel's snapshot."""
        return f"{self.best.status}|{' '.join(self.numbers)}"


def acts_of(story: Story) -> tuple[Act, ...]:
    """The acts of a story, weightiest first; acts of one type between the same two parties are one."""
    by_key: dict[str, list[Evidence]] = {}
    for telling in story.tellings:
        for action in telling.reading.actions:
            if action.actor and not _MARKS.search(action.phrase):
                by_key.setdefault(key_of(action), []).append(Evidence(telling, action))
    acts = (Act(tuple(sorted(evidence, key=_clearest_first))) for evidence in by_key.values())
    return tuple(sorted(acts, key=lambda act: (-act.weight, act.best.paragraph, act.key)))


def key_of(action: Action) -> str:
    """Type, actor and recipient of an action as one string."""
    return f"{action.type}|{_who(action.actor)}|{_who(action.recipient)}"


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


def axis_of(action: Action) -> str:
    """ "US → Russia", or the actor alone."""
    parts = (shown_name(action.actor), shown_name(action.recipient))
    return " → ".join(part for part in parts if part)


def sentence_of(action: Action) -> str:
    """ "US → Russia: expelled 10 officials (done)"."""
    return f"{axis_of(action)}: {action.phrase} ({action.status})"


def _who(actor: Actor | None) -> str:
    if actor is None:
        return ""
    return ",".join(sorted(actor.codes)) or actor.name.casefold()


def _clearest_first(evidence: Evidence) -> tuple[float, int, int, int, float]:
    action, telling = evidence.action, evidence.telling
    words = len(action.phrase.split())
    return (
        -CERTAINTY[action.status],
        telling.outlet.rank,
        abs(words - 8),
        action.paragraph,
        -telling.stored.fetched.timestamp(),
    )
