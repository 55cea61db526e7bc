"""Does an article in another language tell a story that English ones tell? By countries, names and numbers alone.

Joins only where it is safe: the right countries, enough rare names and numbers in common, and no other story close.
"""

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Generic, TypeVar

from summarizer.actors import country_name, known_names, mentions
from summarizer.tongues import OPENING_CHARS, UNSPACED, marks_of, name_key, names_in, numbers_in

S = TypeVar("S", int, str)

WINDOW = timedelta(hours=72)  # other languages follow a day behind
MIN_CODES = 2  # countries and bodies in common; one will do beside many names
MIN_RARE = 2  # rare names and numbers in common
MIN_RARE_ALONE = 4  # where only one country is in common
MIN_RARE_UNSPACED = 1  # where names cannot be compared, a number beside three countries
LEAD = 1.5  # points by which the best story must be ahead of the next
CODE_POINTS, RARE_POINTS = 1.0, 1.5
MAX_STORIES_OF_RARE = 3  # a name or number of more stories tells nothing
MAX_LIVE = 20_000


@dataclass(frozen=True, slots=True)
class Crossing(Generic[S]):
    """The story that an article in another language tells, and what shows it."""

    story: S
    why: str


@dataclass(slots=True)
class _Told:
    """How often articles of a story name each thing."""

    codes: Counter[str] = field(default_factory=Counter)
    rare: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Marked(Generic[S]):
    story: S
    at: datetime
    codes: frozenset[str]
    rare: frozenset[str]


class Crossings(Generic[S]):
    """What the English articles of the last `window` name, by story."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._articles: dict[int, _Marked[S]] = {}
        self._by_age: list[tuple[datetime, int]] = []  # a heap; replaced articles leave stale pairs behind
        self._told: dict[S, _Told] = {}
        self._stories_of: dict[str, Counter[S]] = {}

    def add(self, article_id: int, story: S, title: str, text: str, at: datetime) -> None:
        """Take in an English article of a story; one added again is replaced."""
        if article_id in self._articles:
            self._drop(article_id)
        opening: str = f"{title}\n{text[:OPENING_CHARS]}"
        codes = frozenset(code for mention in mentions(opening) for code in mention.actor.codes)
        rare = frozenset((*(names_in(opening) - _names_of_places()), *numbers_in(opening)))
        self._insert(article_id, _Marked(story, at, codes, rare))
        heapq.heappush(self._by_age, (at, article_id))
        self._forget(at - self._window)

    def merge(self, old: S, into: S) -> None:
        """Take the articles of one story for another's."""
        for article_id, marked in [pair for pair in self._articles.items() if pair[1].story == old]:
            self._drop(article_id)
            self._insert(article_id, replace(marked, story=into))

    def match(self, title: str, text: str, language: str) -> Crossing[S] | None:
        """Name the story that an article tells, where that is safe. Changes nothing."""
        marks = marks_of(title, text, language)
        rare = (marks.names | marks.numbers) - _names_of_places()
        scored = sorted(
            ((self._points(story, marks.codes, rare), story) for story in self._candidates(rare, marks.codes)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD):
            return None
        story = scored[0][1]
        codes, shared = self._shared(story, marks.codes, rare)
        return Crossing(story, _why(codes, shared, language)) if _is_safe(codes, shared, language) else None

    def _candidates(self, rare: Iterable[str], codes: tuple[str, ...]) -> list[S]:
        by_rare = (story for one in sorted(rare) if self._is_rare(one) for story in self._stories_of[one])
        return list(dict.fromkeys(by_rare)) if codes else []

    def _points(self, story: S, codes: tuple[str, ...], rare: Iterable[str]) -> float:
        shared_codes, shared_rare = self._shared(story, codes, rare)
        return CODE_POINTS * len(shared_codes) + RARE_POINTS * len(shared_rare)

    def _shared(self, story: S, codes: tuple[str, ...], rare: Iterable[str]) -> tuple[list[str], list[str]]:
        told = self._told[story]
        in_common = sorted(one for one in rare if one in told.rare and self._is_rare(one))
        return [code for code in codes if code in told.codes], in_common

    def _is_rare(self, one: str) -> bool:
        return 0 < len(self._stories_of.get(one, ())) <= MAX_STORIES_OF_RARE

    def _insert(self, article_id: int, marked: _Marked[S]) -> None:
        self._articles[article_id] = marked
        told = self._told.setdefault(marked.story, _Told())
        told.codes.update(marked.codes)
        told.rare.update(marked.rare)
        for one in marked.rare:
            self._stories_of.setdefault(one, Counter())[marked.story] += 1

    def _drop(self, article_id: int) -> None:
        marked = self._articles.pop(article_id)
        told = self._told.setdefault(marked.story, _Told())  # where all that was left had no marks, it is gone
        told.codes = +(told.codes - Counter(marked.codes))
        told.rare = +(told.rare - Counter(marked.rare))
        if not told.codes and not told.rare:
            del self._told[marked.story]
        for one in marked.rare:
            left = self._stories_of[one] - Counter([marked.story])
            if left:
                self._stories_of[one] = left
            else:
                del self._stories_of[one]

    def _forget(self, before: datetime) -> None:
        while self._by_age and (self._by_age[0][0] < before or len(self._articles) > MAX_LIVE):
            at, article_id = heapq.heappop(self._by_age)
            marked = self._articles.get(article_id)
            if marked is not None and marked.at == at:
                self._drop(article_id)


def _is_safe(codes: list[str], shared: list[str], language: str) -> bool:
    if language in UNSPACED:
        return len(codes) >= MIN_CODES and len(shared) >= MIN_RARE_UNSPACED
    return (len(codes) >= MIN_CODES and len(shared) >= MIN_RARE) or (bool(codes) and len(shared) >= MIN_RARE_ALONE)


def _why(codes: list[str], shared: list[str], language: str) -> str:
    places = ", ".join(country_name(code) for code in codes[:3])
    return f"in {language}: names {places} and {', '.join(shared[:4])} like it"


@cache
def _names_of_places() -> frozenset[str]:
    """How countries, capitals and bodies begin, which are compared as codes."""
    return frozenset(name_key(word) for form in known_names() for word in form.split() if word[:1].isupper())
