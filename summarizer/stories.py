"""Same event? An online index of recent articles, grouped by TF-IDF cosine with average link, and by who is involved.

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

from summarizer.actors import mentions

S = TypeVar("S", int, str)

WINDOW = timedelta(hours=48)  # measured best on labelled events; without a window F1 falls by .08
THRESHOLD = 0.12  # mean cosine, aged, to a story's articles; .11 to .13 are within .004 on labelled events
FADE_A_DAY = 0.2  # share of similarity lost with each day between two articles: yesterday's turn is another event
TITLE_COUNTS = 3  # times that a title's words count
MAX_WORDS = 250  # the opening tells the event; background further down is shared by many stories
PARTIES = 2  # who acts and who is acted upon: the two that the headline and the opening name most
OPENING_CHARS = 1_500  # where names are looked for: about MAX_WORDS
TITLE_NAMES = 2  # times that a name in the title counts as a party's
MIN_NAMED = 2  # times that a party is named; once is an aside
OTHER_PARTIES = 0.5  # share of similarity left between two different pairs: EU and UK sanctions on one target
SAME_PARTIES = 1.2  # gain between two equal pairs
MIN_TELLING = 0.03  # mean cosine over what is neither common nor a name of a place: two countries have many stories
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
class _Cast:
    parties: frozenset[str]  # the codes of the two that an article is about, fewer where it names fewer
    names: frozenset[str]  # all terms by which it names countries and organisations


@dataclass(frozen=True, slots=True)
class _Entry(Generic[S]):
    story: S
    at: datetime
    vector: dict[str, float]
    cast: _Cast


@dataclass(frozen=True, slots=True)
class _Likeness:
    all: float  # the aged cosine
    telling: float  # what terms that are neither common nor names give of the cosine


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
        vector, cast = self._vector(_counts(title, text), unseen=1), _cast(title, text)
        scored = [(self._similarity(vector, cast, at, story), story) for story in self._candidates(vector)]
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
        self._insert(article_id, _Entry(story, at, self._vector(counts), _cast(title, text)))
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

    def _similarity(self, vector: dict[str, float], cast: _Cast, at: datetime, story: S) -> _Likeness:
        """Average the likeness to the story's latest articles."""
        latest = [self._entries[one] for one in islice(reversed(self._members[story]), MAX_ARTICLES_COMPARED)]
        each = [
            _cosine(
                vector,
                entry.vector,
                factor=self._freshness(entry.at, at) * _agreement(entry.cast.parties, cast.parties),
                names=entry.cast.names | cast.names,
            )
            for entry in latest
        ]
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


def _cast(title: str, text: str) -> _Cast:
    opening = text[:OPENING_CHARS]
    in_title, in_text = mentions(title), mentions(opening)
    named = Counter(code for mention in in_text for code in mention.actor.codes)
    for mention in in_title:
        named.update(dict.fromkeys(mention.actor.codes, TITLE_NAMES))
    words = (mention.actor.name for mention in (*in_title, *in_text))
    return _Cast(
        parties=frozenset(code for code, count in named.most_common(PARTIES) if count >= MIN_NAMED),
        names=frozenset(term for name in words for term in _terms(_WORD.finditer(name))),
    )


def _agreement(one: frozenset[str], other: frozenset[str]) -> float:
    """What two articles' parties say of their likeness; nothing where one of them has no two."""
    if len(one) < PARTIES or len(other) < PARTIES:
        return 1.0
    return SAME_PARTIES if one == other else OTHER_PARTIES


def _cosine(one: dict[str, float], other: dict[str, float], *, factor: float, names: frozenset[str]) -> _Likeness:
    """Multiply two vectors of length one; `factor` is for age and parties."""
    common = _lexicon().common
    total = telling = 0.0
    for term, weight in one.items():
        if term in other:
            product = weight * other[term]
            total += product
            telling += 0.0 if term in common or term in names else product
    return _Likeness(total * factor, telling)


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
    common = frozenset(_stem(word) for word in (*words["common"], *words["kinds"]))
    return _Lexicon(frozenset(words["ignored"]), common)
