"""One act, told by several outlets. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.compose.dating import day_named
from bot.compose.voices import independent
from bot.model import Story, Telling
from summarizer.actions import is_active
from summarizer.actors import country_name
from summarizer.model import Action, ActionType, Actor, ActorKind, Status

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
PAST = timedelta(days=2)  # what was done earlier than so long before an article is its background
BACKGROUND = 0.5  # what background counts of news
PROMINENCE = (1.0, 1.0, 0.9, 0.75, 0.6, 0.4)  # by paragraph; the first may be the headline
_WORD = re.compile(r"[^\W\d_]{4,}")
MAX_SENTENCE_WORDS = 16
_CIRCUMSTANCES = re.compile(
    r"(?i:after|amid|as|at|because|before|by|during|following|for|from|if|in|into|on|over|since|to|under|unless"
    r"|until|when|where|which|while|who|with)"
)
_DANGLING = re.compile(
    r"(?i:a|an|the|of|to|and|or|but|is|are|was|were|be|been|has|have|had|will|would|its|their|that|what|about|without"
    r"|against|between|than|not|for|with|from|by|in|on|at|over|into)"
)
_QUANTITY = re.compile(
    r"^(?:(?:some|about|nearly|almost|at least|more than|up to|\d[\d,.]*|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|dozens of|scores of|hundreds of|thousands of) )+"
)
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
        """Importance: the type's published score, times how certain the act is, how prominently and by how many
        independent outlets it is told, and whether both parties are known."""
        voices = independent(evidence.telling for evidence in self.evidence)
        told = self.prominence * (1 + 0.25 * (voices - 1))
        return WEIGHT[self.best.type] * CERTAINTY[self.best.status] * told * self.clarity

    @property
    def prominence(self) -> float:
        """From 1.4 where a headline tells it too, to 0.4 deep in the text; background counts half."""
        return max(_prominence(e) for e in self.evidence)

    @property
    def clarity(self) -> float:
        """1 where both parties are known and the phrase tells what was done, less where not."""
        return _parties(self.best) * (1.0 if _is_readable(self.best) else 0.5)

    @property
    def is_shown(self) -> bool:
        """Is it fit for a digest's bullets: two known parties, told early, as what the actor did?"""
        early = self.prominence >= PROMINENCE[4]
        return early and _parties(self.best) >= 0.6 and self.best.recipient is not None and _is_readable(self.best)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the best telling's phrase, verbatim."""
        return numbers_in(self.best.phrase)

    @property
    def is_background(self) -> bool:
        """Does every telling say that it was done well before the article?"""
        return all(_is_background(evidence) for evidence in self.evidence)

    @property
    def day(self) -> date:
        """The latest day on which it may have been done: as told, else when it was told."""
        return max(day_of(evidence) or _told_on(evidence) for evidence in self.evidence)

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
    return Act(tuple(sorted(evidence, key=_clearest_first)))


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


def day_of(evidence: Evidence) -> date | None:
    """The day on which an act was done, where its phrase names one."""
    action = evidence.action
    return day_named(action.phrase, _told_on(evidence)) if action.status is Status.DONE else None


def shown_name(actor: Actor | None) -> str:
    """How an actor is named in a digest: by its country or organisation where it is known, else as written."""
    if actor is None:
        return ""
    if actor.codes:
        names = [country_name(code) for code in actor.codes[:2]]
        return ", ".join(names) + (f" +{len(actor.codes) - 2}" if len(actor.codes) > 2 else "")
    return actor.name


def axis_of(action: Action) -> str:
    """ "US → Russia", or the actor alone: a thing to which something is done is no party."""
    recipient = action.recipient
    party = recipient if recipient and (recipient.codes or recipient.kind is not ActorKind.THING) else None
    parts = (shown_name(action.actor), shown_name(party))
    return " → ".join(part for part in parts if part)


def sentence_of(action: Action, *, max_words: int = MAX_SENTENCE_WORDS) -> str:
    """ "US → Russia: expelled 10 officials (done)"."""
    axis, status = axis_of(action), f"({action.status})"
    room = max(3, max_words - len(axis.split()) - len(status.split()))
    return f"{axis}: {shortened(action.phrase, room)} {status}"


def shortened(phrase: str, max_words: int) -> str:
    """Drop trailing words of a phrase down to the limit, at the last place where a circumstance begins, but none so
    early that little is told ("agreed on Saturday")."""
    words = phrase.split()
    if len(words) <= max_words:
        return phrase
    places = (i for i in range(max_words, max(2, max_words // 2), -1) if _CIRCUMSTANCES.fullmatch(words[i]))
    place = next(places, None)
    cut = place or max_words
    while cut > 2 and _DANGLING.fullmatch(words[cut - 1]):
        cut -= 1
    return " ".join(words[:cut]).rstrip(",;:–—") + ("" if place else "…")


def _prominence(evidence: Evidence) -> float:
    """From 1.4 for an act that the headline tells too, to 0.4 for one told deep in the text."""
    near = PROMINENCE[min(evidence.action.paragraph, len(PROMINENCE)) - 1]
    title = {word[:5].casefold() for word in _WORD.findall(evidence.telling.stored.article.title)}
    verbs = [word[:5].casefold() for word in _WORD.findall(evidence.action.phrase)]
    present = BACKGROUND if _is_background(evidence) else 1.0
    return near * present * (1.4 if any(verb in title for verb in verbs) else 1.0)


def _is_background(evidence: Evidence) -> bool:
    day = day_of(evidence)
    return day is not None and day < _told_on(evidence) - PAST


def _told_on(evidence: Evidence) -> date:
    stored = evidence.telling.stored
    return (stored.article.published or stored.fetched).date()


def _is_readable(action: Action) -> bool:
    """Does the phrase tell in more than a word what the actor did, and not what was done to somebody?"""
    return " " in action.phrase and action.phrase[:1].islower() and is_active(action.phrase)


def _parties(action: Action) -> float:
    actor, recipient = action.actor, action.recipient
    if actor is None or not actor.codes:
        return 0.4
    if recipient is None or not recipient.codes:
        return 0.6
    return 0.3 if set(actor.codes) <= set(recipient.codes) else 1.0


def party_of(actor: Actor | None) -> str:
    """An actor as a key names it: its codes, sorted, else its name in lower case, without its number; "" for nobody."""
    if actor is None:
        return ""
    return ",".join(sorted(actor.codes)) or _QUANTITY.sub("", actor.name.casefold())


def _clearest_first(evidence: Evidence) -> tuple[float, bool, int, int, int, float]:
    action, telling = evidence.action, evidence.telling
    words = len(action.phrase.split())
    return (
        -CERTAINTY[action.status],
        not _is_readable(action),
        telling.outlet.rank,
        abs(words - 8),
        action.paragraph,
        -telling.stored.fetched.timestamp(),
    )
