"""How much a story matters to one channel now: a sum, each of whose terms can be told in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log2

from bot.compose.acts import TOPIC, WEIGHT, Act
from bot.compose.changes import Change, Kind
from bot.compose.evidence import CERTAINTY
from bot.compose.voices import independent
from bot.compose.wishes import Subject, Wishes, followed, watched
from bot.compose.wording import age_of
from bot.model import Snapshot, Story

# One unit is a point of the PLOVER scores in acts.WEIGHT (talks 2.5, sanctions 6, attack 9); all else is weighed
# against them, by reading digests.
MAX_ACTS = 3  # the second counts half, the third a third
KNOWN = 0.25  # what an act counts that the channel has seen at this status
NOT_UNDERSTOOD = 1.0  # a story without acts: as talks told far down (2.5 × 0.4)
CORROBORATION = 3.0  # for each doubling of the independent outlets: half of sanctions that are done
WATCHED = 1.5  # for each party on the watch list, of at most MAX_WATCHED
MAX_WATCHED = 2
FOLLOWED = 3.0  # as much as a second voice; the second follow counts half, and so on
AGEING = 0.08  # an hour: a day costs less than talks told first
OLDEST = timedelta(days=2)  # older costs no more
CHANGES = {
    Kind.NEW: (2.0, "new since the last digest"),
    Kind.CORRECTION: (4.0, "corrects what was shown here"),
    Kind.STATUS: (3.0, "an act shown here changed its status"),
    Kind.DENIAL: (3.0, "an act shown here is denied"),
    Kind.ACT: (2.0, "a new act in a story shown here"),
    Kind.COUNT: (1.5, "a count shown here has grown"),
    Kind.CONFIRMED: (1.0, "what was alleged is told as a fact"),
    Kind.NUMBER: (1.0, "a number shown here changed"),
    Kind.SPEAKER: (0.5, "a new speaker"),
}
SMALL = (Kind.COUNT, Kind.CONFIRMED, Kind.NUMBER, Kind.SPEAKER)
REPEATED = 1.0  # what a small update costs for each update of the story that the channel has had
MAX_REPEATED = 4
_SHARES = ("", ", second act ×0.50", ", third act ×0.33")


@dataclass(frozen=True, slots=True)
class Term:
    """One reason: `name` is its kind ("act"), `points` has one decimal, `words` say why ("5 h old")."""

    name: str
    points: float
    words: str

    def __str__(self) -> str:
        sign = "−" if self.points < 0 else "+"
        return f"{sign}{abs(self.points):.1f} {self.words}"


@dataclass(frozen=True, slots=True)
class Rank:
    """Why a story stands where it stands. The total is exactly the sum of the points as they are printed."""

    terms: tuple[Term, ...]

    @property
    def total(self) -> float:
        """The sum, with one decimal."""
        return round(sum(term.points for term in self.terms), 1)

    def plus(self, *terms: Term) -> "Rank":
        """The same reasons and more."""
        return replace(self, terms=(*self.terms, *terms))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that has something to say to a channel. `before` is what the channel has seen of it."""

    story: Story
    acts: tuple[Act, ...]
    change: Change
    subject: Subject
    before: Snapshot | None = None


def rank_of(candidate: Candidate, wishes: Wishes, now: datetime) -> Rank:
    """Sum up: acts, independent outlets, watch list, what is new, age, follows. A term of 0.0 is left out."""
    terms = (
        *_acts(candidate),
        _corroboration(candidate),
        _watched(candidate, wishes),
        *_novelty(candidate),
        _age(candidate, now),
        _followed(candidate, wishes, now),
    )
    rounded = (replace(term, points=round(term.points, 1)) for term in terms)
    return Rank(tuple(term for term in rounded if term.points))


def _acts(candidate: Candidate) -> Iterator[Term]:
    weighed = [(_weight(act, candidate), act) for act in candidate.acts]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].best.paragraph, pair[1].key))
    if not weighed:
        yield Term("act", NOT_UNDERSTOOD, "no act understood")
    for place, (points, act) in enumerate(weighed[:MAX_ACTS]):
        yield Term("act", points / (place + 1), _act_words(act, candidate) + _SHARES[place])


def _weight(act: Act, candidate: Candidate) -> float:
    score = WEIGHT[act.best.type] * CERTAINTY[act.best.status] * act.prominence * act.clarity
    return score * (KNOWN if _is_known(act, candidate) else 1.0)


def _is_known(act: Act, candidate: Candidate) -> bool:
    """Has the channel seen the act as it is? What an update changes, and all that a correction may, it has not."""
    before, change = candidate.before, candidate.change
    if before is None or change.kind is Kind.CORRECTION or act.key == change.key:
        return False
    return before.acts.get(act.key, "").partition("|")[0] == act.best.status


def _act_words(act: Act, candidate: Candidate) -> str:
    """ "sanctions 6.0, done ×1.0, in a headline ×1.40"; unclear where a party is not known or the phrase is odd."""
    best = act.best
    first = min(evidence.action.paragraph for evidence in act.evidence)
    told = "in a headline" if act.prominence > 1 else "long past" if act.is_background else f"from ¶{first}"
    factors = (
        (told, act.prominence),
        ("unclear", act.clarity),
        ("known here", KNOWN if _is_known(act, candidate) else 1.0),
    )
    rest = "".join(f", {words} ×{factor:.2f}" for words, factor in factors if factor != 1.0)
    return f"{TOPIC[best.type]} {WEIGHT[best.type]}, {best.status} ×{CERTAINTY[best.status]}{rest}"


def _corroboration(candidate: Candidate) -> Term:
    """Outlets that tell it in a voice of their own; of an update, among those that the channel has not seen."""
    told = candidate.story.tellings if candidate.before is None else candidate.change.tellings
    voices = max(1, independent(told or candidate.story.tellings))
    return Term("voices", CORROBORATION * log2(voices), f"told by {voices} independent outlets")


def _watched(candidate: Candidate, wishes: Wishes) -> Term:
    names = watched(wishes, candidate.subject)[:MAX_WATCHED]
    return Term("watch list", WATCHED * len(names), f"watch list: {', '.join(names)}")


def _novelty(candidate: Candidate) -> Iterator[Term]:
    kind = candidate.change.kind
    yield Term("change", *CHANGES[kind])
    before = candidate.before.updates if candidate.before else 0
    if kind in SMALL:
        updates = "update" if before == 1 else "updates"
        yield Term(
            "repeated", -REPEATED * min(before, MAX_REPEATED), f"a small update after {before} {updates} shown here"
        )


def _age(candidate: Candidate, now: datetime) -> Term:
    """Since the act that counts most was first told so; in an update, by whom the channel has not seen."""
    unseen = candidate.change.tellings or candidate.story.tellings
    told = candidate.story.tellings if candidate.before is None else unseen
    heaviest = max(candidate.acts, key=lambda act: _weight(act, candidate), default=None)
    evidence = heaviest.evidence if heaviest else ()
    telling_it = [e.telling for e in evidence if e.telling in told and e.action.status is evidence[0].action.status]
    since = min(telling.stored.appeared for telling in telling_it or unseen)
    hours = min(max(now - since, timedelta()), OLDEST) / timedelta(hours=1)
    return Term("age", -AGEING * hours, f"{age_of(since, now)} old")


def _followed(candidate: Candidate, wishes: Wishes, now: datetime) -> Term:
    names = followed(wishes, candidate.subject, now)
    points = sum(FOLLOWED / (place + 1) for place in range(len(names)))
    return Term("follow", points, f"you follow {', '.join(names)}")
