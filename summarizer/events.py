"""Same event? An online index of recent articles, compared by TF-IDF cosine and by who is involved.

Document frequencies grow as articles arrive: an article is weighed by what was known then. Nothing depends on hash
order: sums are exact whatever their order, and ties go to the smaller story.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Generic, TypeVar

from summarizer.postings import Postings
from summarizer.terms import PARTIES, Told, common

S = TypeVar("S", int, str)

FADE_A_DAY = 0.2  # share of similarity lost with each day between two articles: yesterday's turn is another event
OTHER_PARTIES = 0.5  # share of similarity left between two different pairs: EU and UK sanctions on one target
SAME_PARTIES = 1.2  # gain between two equal pairs
MAX_TERMS = 120  # of an article, those that weigh most; 60 to 250 are within .001 on labelled events
POSTED = 60  # of them, uncommon ones, by which an article is found
MAX_ABOUT = 3  # countries that an article is about; with more a round-up would be about any two
LOOKED_UP = 30  # terms of an article, those that weigh most, by which candidates are found
MIN_SHARED = 2  # of them that a candidate shares
MAX_POSTINGS = 150  # live articles of an uncommon term; one of more tells little
MAX_POSTINGS_READ = 50  # of them, the latest; with the next it bounds the cost of a look-up, however many are live
MAX_STORIES_COMPARED = 8  # those that share the most; 6 to 30 are the same on labelled events
MAX_ARTICLES_COMPARED = 8  # the latest of a story
MAX_LIVE = 60_000  # articles; beyond it the oldest go before their window ends
MAX_DOCUMENTS = 100_000  # then all frequencies are halved, so that memory stays bounded and old news fades

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Entry(Generic[S]):
    story: S
    at: datetime
    vector: Vector
    parties: tuple[str, ...]
    names: frozenset[str]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness(Generic[S]):
    """How like a story an article is: mean over the story's latest articles.

    `all` is the cosine, aged and weighed by parties; `telling` what terms that are neither common nor names give of the
    cosine itself; `same_parties`: one of them is about the same two.
    """

    story: S
    all: float
    telling: float
    same_parties: bool


class Events(Generic[S]):
    """The articles of the last `window`, by story, and the document frequencies of all that came before."""

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._entries: dict[int, _Entry[S]] = {}
        self._by_age: list[tuple[datetime, int]] = []  # a heap; replaced articles leave stale pairs behind
        self._members: dict[S, dict[int, None]] = {}
        self._postings: Postings[int] = Postings(MAX_POSTINGS)
        self._frequencies: Counter[str] = Counter()
        self._documents = 0

    def __len__(self) -> int:
        """Count the live articles."""
        return len(self._entries)

    def __contains__(self, article_id: int) -> bool:
        """Whether an article is live."""
        return article_id in self._entries

    def vector(self, told: Told, *, known: bool = False) -> Vector:
        """Weigh terms by (1 + log tf) · idf, the weightiest first, scaled to length one.

        An article not yet `known` counts itself.
        """
        unseen = 0 if known else 1
        frequencies, n = self._frequencies, self._documents + unseen + 1
        weights = {
            term: (1 + math.log(count)) * (1 + math.log(n / (frequencies.get(term, 0) + unseen + 1)))
            for term, count in told.counts.items()
        }
        most = sorted([(-weight, term) for term, weight in weights.items()])[:MAX_TERMS]
        length = math.sqrt(math.fsum([weight * weight for weight, _ in most])) or 1.0
        return {term: -weight / length for weight, term in most}

    def likenesses(self, told: Told, vector: Vector, at: datetime, *, about: tuple[str, ...] = ()) -> list[Likeness[S]]:
        """Compare an article with the live stories that share enough uncommon terms, the likest first.

        `about` are the codes that it is about, the most prominent first, where they are known.
        """
        found = [self._likeness(told, vector, at, story=story, about=about) for story in self._candidates(vector)]
        return sorted(found, key=lambda likeness: (-likeness.all, likeness.story))

    def add(self, article_id: int, story: S, told: Told, at: datetime, *, about: tuple[str, ...] = ()) -> Vector:
        """Put an article into a story, learn its words and return their weights. An article added again is replaced."""
        if article_id in self._entries:
            self._drop(article_id)
        else:
            self._learn(told)
        vector = self.vector(told, known=True)
        self._insert(article_id, _Entry(story, at, vector, told.parties, told.names, about[:MAX_ABOUT]))
        self._forget(at - self._window)
        return vector

    def merge(self, old: S, into: S) -> None:
        """Move all articles of one story into another, in order of time."""
        both = [*self._members.get(into, ()), *self._members.pop(old, ())]
        for article_id in both:
            self._entries[article_id] = replace(self._entries[article_id], story=into)
        if both:
            self._members[into] = dict.fromkeys(sorted(both, key=lambda one: (self._entries[one].at, one)))

    def _learn(self, told: Told) -> None:
        self._documents += 1
        for term in told.counts:
            self._frequencies[term] += 1
        if self._documents >= MAX_DOCUMENTS:
            self._documents //= 2
            halved = {term: count // 2 for term, count in self._frequencies.items() if count > 1}
            self._frequencies = Counter(halved)

    def _candidates(self, vector: Vector) -> list[S]:
        """Name the stories with articles that share enough of the terms that weigh most, most shared first."""
        postings = (self._postings.latest(term, MAX_POSTINGS_READ) for term in vector if term not in common())
        shared: Counter[int] = Counter()
        for posting in islice(filter(None, postings), LOOKED_UP):
            shared.update(posting)
        most: dict[S, int] = {}
        for article_id, count in shared.items():
            if count >= MIN_SHARED:
                story = self._entries[article_id].story
                most[story] = max(count, most.get(story, 0))
        return heapq.nsmallest(MAX_STORIES_COMPARED, most, key=lambda story: (-most[story], story))

    def _likeness(self, told: Told, vector: Vector, at: datetime, *, story: S, about: tuple[str, ...]) -> Likeness[S]:
        left_out = common() | told.names
        latest = [self._entries[one] for one in islice(reversed(self._members[story]), MAX_ARTICLES_COMPARED)]
        aged = telling = 0.0
        for entry in latest:
            shared = vector.keys() & entry.vector.keys()
            is_told_of = _is_told_of(entry.parties, about) or _is_told_of(told.parties, entry.about)
            weighed = self._freshness(entry.at, at) * _agreement(entry.parties, told.parties, is_told_of=is_told_of)
            aged += _product(vector, entry.vector, shared) * weighed
            telling += _product(vector, entry.vector, shared - left_out - entry.names)
        same = len(told.parties) == PARTIES and any(entry.parties == told.parties for entry in latest)
        return Likeness(story, aged / len(latest), telling / len(latest), same)

    def _freshness(self, one: datetime, other: datetime) -> float:
        apart = abs(other - one)
        return 0.0 if apart > self._window else max(0.0, 1 - FADE_A_DAY * (apart / timedelta(days=1)))

    def _insert(self, article_id: int, entry: _Entry[S]) -> None:
        self._entries[article_id] = entry
        self._members.setdefault(entry.story, {})[article_id] = None
        self._postings.add(_posted(entry.vector), article_id)
        heapq.heappush(self._by_age, (entry.at, article_id))

    def _forget(self, before: datetime) -> None:
        while self._by_age and (self._by_age[0][0] < before or len(self._entries) > MAX_LIVE):
            at, article_id = heapq.heappop(self._by_age)
            entry = self._entries.get(article_id)
            if entry is not None and entry.at == at:
                self._drop(article_id)

    def _drop(self, article_id: int) -> None:
        entry = self._entries.pop(article_id)
        del self._members[entry.story][article_id]
        if not self._members[entry.story]:
            del self._members[entry.story]
        self._postings.remove(_posted(entry.vector), article_id)


def _posted(vector: Vector) -> Iterable[str]:
    words = common()
    return islice((term for term in vector if term not in words), POSTED)


def _is_told_of(parties: tuple[str, ...], about: tuple[str, ...]) -> bool:
    """Whether an article is about both of two parties, though it may name a third one more, who reacts to them."""
    return set(parties) <= set(about[:MAX_ABOUT])


def _agreement(one: tuple[str, ...], other: tuple[str, ...], *, is_told_of: bool) -> float:
    """What two articles' parties say of their likeness; nothing where one of them has no two."""
    if len(one) < PARTIES or len(other) < PARTIES:
        return 1.0
    return SAME_PARTIES if one == other else 1.0 if is_told_of else OTHER_PARTIES


def _product(one: Vector, other: Vector, terms: Iterable[str]) -> float:
    return math.fsum([one[term] * other[term] for term in terms])
