"""Same story, days later? A bounded memory of each story's acts, words, names and countries. Holds no texts.

Two events are one story where an act of the one answers, carries out, repeats or denies an act of the other between the
same two parties, and the words say that it is about the same thing; or where whom and what they are about says so
(`kinship`). Nothing depends on hash order.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Generic, TypeVar

from summarizer.kinship import (
    LEAST,
    MAX_ABOUT,
    MAX_ROUNDED,
    UNMARKED,
    Marks,
    Shared,
    Terms,
    length,
    most,
    needed,
    pairs,
    product,
)
from summarizer.model import Status
from summarizer.postings import Postings
from summarizer.turns import Act, Turn, turn

S = TypeVar("S", int, str)

MEMORY = timedelta(days=14)  # a story that rests longer is told anew
MAX_STORIES = 30_000  # two thousand new ones a day; beyond it those that rest longest go
MAX_TERMS = 40  # telling terms of a story, those that weigh most
MAX_ACTS = 40  # of a story, the latest
MAX_POSTINGS = 100  # stories of a telling term; a term of more tells little
MAX_STORIES_COMPARED = 20  # those that share the most telling terms
MIN_SHARED = 3  # telling terms
TIED = 0.16  # cosine of telling words where an act follows from another; on our streams turns of a story have .26 or
# more after two days, look-alikes between the same two parties .10 or less; .13 to .18 are within .007 in recall
REPEATED = 0.25  # where an act is only told or done again
OF_WAR = 0.35  # where a strike follows a strike: a second one on one city has .22

NAMED_WITHIN = timedelta(days=7)  # rest after which what has no act in common is told anew
MAX_KINDS = 12  # words for kinds of events of a story
MAX_NAMES = 40  # of a story, the first ones
RARE = 3  # stories that a rare name is in
MAX_OF_PAIR = 60  # stories of two countries that are compared, those told last

FORGOTTEN = datetime.min.replace(tzinfo=UTC)

Acts = dict[Act, Status]


@dataclass(frozen=True, slots=True)
class Tie(Generic[S]):
    """That an article continues a story.

    `turn` is how, None where no act follows; `likeness` the cosine of words, `shared` those, the most telling first;
    `rested` the time since the story was last told; `names` and `parties` the rare names and the countries shared.
    """

    story: S
    turn: Turn | None
    likeness: float
    shared: tuple[str, ...]
    rested: timedelta
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(slots=True)
class _Profile:
    number: int  # in order of founding
    last: datetime
    acts: Acts = field(default_factory=dict)
    terms: Terms = field(default_factory=dict)
    kinds: Terms = field(default_factory=dict)
    length: float = 1.0  # of terms and kinds together
    names: dict[str, bool] = field(default_factory=dict)  # and whether in a headline or a first paragraph
    about: Counter[str] = field(default_factory=Counter)
    pairs: tuple[str, ...] = ()  # of those that it is most about, the two foremost first


class Chains(Generic[S]):
    """What is remembered of each story that was told within MEMORY."""

    def __init__(self) -> None:
        self._profiles: dict[S, _Profile] = {}
        self._postings: Postings[S] = Postings(MAX_POSTINGS)
        self._names: Postings[S] = Postings(RARE)
        self._pairs: dict[str, dict[S, None]] = {}  # those told last come last
        self._by_age: list[tuple[datetime, S]] = []  # a heap; stories told again leave stale pairs behind
        self._founded = 0

    def __len__(self) -> int:
        """Count the stories remembered."""
        return len(self._profiles)

    def ties(self, terms: Terms, acts: Acts, at: datetime) -> list[Tie[S]]:
        """Return the stories that an article with these telling terms and acts continues, the likest first."""
        if not acts:
            return []
        return sorted(self._ties(terms, acts, at), key=lambda tie: (-tie.likeness, self.age(tie.story)))

    def kin(self, terms: Terms, acts: Acts, marks: Marks, at: datetime) -> list[Tie[S]]:
        """Return the stories of which an article is though no act need follow, by whom both are about; likest first."""
        return sorted(self._kin(terms, acts, marks, at), key=lambda tie: (-tie.likeness, self.age(tie.story)))

    def turn(self, story: S, acts: Acts) -> Turn | None:
        """Return how an article's acts follow from the story's, whatever its words."""
        return turn(acts, self._profiles[story].acts) if story in self._profiles else None

    def has_acts(self, story: S) -> bool:
        """Whether an act of the story is known."""
        return story in self._profiles and bool(self._profiles[story].acts)

    def are_one(self, one: S, other: S) -> bool:
        """Whether two stories continue each other, by their own acts and words."""
        if one not in self._profiles or other not in self._profiles:
            return False
        first, second = sorted((self._profiles[one], self._profiles[other]), key=lambda profile: profile.number)
        found = turn(second.acts, first.acts)
        return found is not None and not found.of_war and _cosine(first.terms, second.terms) >= TIED

    def shared(self, story: S, terms: Terms) -> tuple[str, ...]:
        """Return the telling terms that an article shares with a story, the most telling first."""
        known = self._profiles[story].terms if story in self._profiles else {}
        return tuple(sorted(terms.keys() & known.keys(), key=lambda term: (-terms[term], term)))

    def common(self, story: S, marks: Marks) -> Shared:
        """Return the countries and rare names that an article shares with a story."""
        profile = self._profiles.get(story) or _Profile(self._founded, FORGOTTEN)
        known = [name for name in marks.names if name in profile.names and story in self._names.of(name)]
        about, foremost = most(profile.about), pairs(marks.about)
        named, officials = (
            tuple(dict.fromkeys(marks.names[name] for name in known if (name in marks.officials) is in_office))
            for in_office in (False, True)
        )
        return Shared(
            parties=tuple(code for code in marks.about[:MAX_ABOUT] if code in about),
            names=named,
            officials=officials,
            is_headed=any(name in marks.headed and profile.names[name] for name in known),
            is_pair=any(pair in foremost for pair in profile.pairs[:1]),
            are_strangers=bool(profile.pairs and foremost) and profile.pairs[0] not in foremost,
        )

    def age(self, story: S) -> int:
        """The story's place in order of founding; a forgotten one comes last."""
        return self._profiles[story].number if story in self._profiles else self._founded

    def add(self, story: S, terms: Terms, acts: Acts, at: datetime, *, marks: Marks = UNMARKED) -> None:
        """Remember what an article adds to its story. The same article again adds nothing."""
        profile = self._profiles.get(story)
        if profile is None:
            profile = self._profiles[story] = _Profile(self._founded, at)
            self._founded += 1
            heapq.heappush(self._by_age, (at, story))
        elif at > profile.last:
            profile.last = at
            heapq.heappush(self._by_age, (at, story))
        self._learn(story, profile, terms, acts)
        self._mark(story, profile, marks)
        self._forget(at - MEMORY)

    def merge(self, old: S, into: S) -> None:
        """Move what is remembered of one story into another, which becomes as old as the older."""
        profile = self._profiles.get(old)
        if profile is None or old == into:
            return
        self._drop(old)
        self.add(into, profile.terms, profile.acts, profile.last)
        self._inherit(into, profile)
        self._profiles[into].number = min(self._profiles[into].number, profile.number)

    def _kin(self, terms: Terms, acts: Acts, marks: Marks, at: datetime) -> Iterator[Tie[S]]:
        long = length(terms, marks.kinds)
        for story in self._related(marks):
            profile = self._profiles[story]
            rested = at - profile.last
            likeness = (product(terms, profile.terms) + product(marks.kinds, profile.kinds)) / (long * profile.length)
            if rested > NAMED_WITHIN or likeness < LEAST:
                continue
            both: Shared = self.common(story, marks)
            found = turn(acts, profile.acts)
            if likeness >= needed(both, found, is_round_up=len(marks.about) > MAX_ROUNDED):
                names = (*both.names, *both.officials)
                words = self.shared(story, terms)
                yield Tie(story, found, likeness, words, max(rested, timedelta()), names, both.parties)

    def _related(self, marks: Marks) -> list[S]:
        """Stories that are about two of the same, those told last, and those that share a rare name."""
        found: dict[S, None] = {}
        for pair in pairs(marks.about):
            found.update(dict.fromkeys(islice(reversed(self._pairs.get(pair, ())), MAX_OF_PAIR)))
        for name in marks.names:
            found.update(dict.fromkeys(self._names.of(name)))
        return list(found)

    def _ties(self, terms: Terms, acts: Acts, at: datetime) -> Iterator[Tie[S]]:
        for story in self._candidates(terms):
            profile = self._profiles[story]
            rested, likeness = at - profile.last, _cosine(terms, profile.terms)
            if rested > MEMORY or likeness < TIED:
                continue
            found = turn(acts, profile.acts)
            if found and likeness >= _needed(found):
                yield Tie(story, found, likeness, self.shared(story, terms), max(rested, timedelta()))

    def _candidates(self, terms: Terms) -> list[S]:
        shared: Counter[S] = Counter()
        for term in terms:
            shared.update(iter(self._postings.of(term)))
        enough = [story for story, count in shared.items() if count >= MIN_SHARED]
        return heapq.nsmallest(
            MAX_STORIES_COMPARED, enough, key=lambda story: (-shared[story], self._profiles[story].number)
        )

    def _learn(self, story: S, profile: _Profile, terms: Terms, acts: Acts) -> None:
        for act, status in acts.items():
            before = profile.acts.pop(act, status)
            profile.acts[act] = before if before is Status.DONE else status
        for act in list(profile.acts)[:-MAX_ACTS]:
            del profile.acts[act]
        self._postings.add([term for term in terms if term not in profile.terms], story)
        for term, weight in terms.items():
            profile.terms[term] = max(weight, profile.terms.get(term, 0.0))
        surplus = max(0, len(profile.terms) - MAX_TERMS)
        least = heapq.nsmallest(surplus, profile.terms, key=lambda term: (profile.terms[term], term))
        self._postings.remove(least, story)
        for term in least:
            del profile.terms[term]

    def _mark(self, story: S, profile: _Profile, marks: Marks) -> None:
        """Learn whom an article is about, its names and its words for kinds of events."""
        for term, weight in marks.kinds.items():
            if term in profile.kinds or len(profile.kinds) < MAX_KINDS:
                profile.kinds[term] = max(weight, profile.kinds.get(term, 0.0))
        profile.length = length(profile.terms, profile.kinds)
        new = [name for name in marks.names if name not in profile.names][: max(0, MAX_NAMES - len(profile.names))]
        self._names.add(new, story)
        profile.names.update(dict.fromkeys(new, False))
        profile.names.update((name, True) for name in marks.headed if name in profile.names)
        profile.about.update({code: MAX_ABOUT - n for n, code in enumerate(marks.about[:MAX_ABOUT])})
        self._unpair(story, profile)
        profile.pairs = pairs(most(profile.about))
        for pair in profile.pairs:
            self._pairs.setdefault(pair, {})[story] = None

    def _inherit(self, story: S, old: _Profile) -> None:
        """Let a story be known by all that another was."""
        headed = frozenset(name for name, is_headed in old.names.items() if is_headed)
        names = {name: name for name in old.names}
        self._mark(story, self._profiles[story], Marks(old.kinds, names, headed, about=most(old.about)))

    def _unpair(self, story: S, profile: _Profile) -> None:
        for pair in profile.pairs:
            del self._pairs[pair][story]
            if not self._pairs[pair]:
                del self._pairs[pair]

    def _forget(self, before: datetime) -> None:
        while self._by_age and (self._by_age[0][0] < before or len(self._profiles) > MAX_STORIES):
            at, story = heapq.heappop(self._by_age)
            profile = self._profiles.get(story)
            if profile is not None and profile.last == at:
                self._drop(story)

    def _drop(self, story: S) -> None:
        profile = self._profiles.pop(story)
        self._postings.remove(profile.terms, story)
        self._names.remove(profile.names, story)
        self._unpair(story, profile)


def _needed(found: Turn) -> float:
    if found.of_war:
        return OF_WAR
    return REPEATED if found.is_repeated else TIED


def _cosine(one: Terms, other: Terms) -> float:
    return product(one, other) / (length(one) * length(other))
