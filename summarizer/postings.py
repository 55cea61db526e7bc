"""An inverted index: what is found by a term. Owns only its own memory; weighs and compares nothing."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Generic, TypeVar

K = TypeVar("K", int, str)


class Postings(Generic[K]):
    """Keys by term, in order of posting. A term with more than `limit` keys tells little and finds nothing.

    Most terms have one key or a few: those are kept in a list, which is small; the long ones in a dict, from which the
    oldest go at no cost.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._short: dict[str, list[K]] = {}
        self._long: dict[str, dict[K, None]] = {}

    def __len__(self) -> int:
        """Count the terms."""
        return len(self._short) + len(self._long)

    def of(self, term: str) -> Collection[K]:
        """Return what a term finds; nothing where it is unknown or has too many keys."""
        if term in self._long:
            return self._long[term] if len(self._long[term]) <= self._limit else ()
        return self._short.get(term, ())

    def latest(self, term: str, count: int) -> list[K]:
        """Return the latest of what a term finds, the last posted first."""
        if term in self._long:
            return list(islice(reversed(self._long[term]), count)) if len(self._long[term]) <= self._limit else []
        return self._short.get(term, [])[: -count - 1 : -1]

    def add(self, terms: Iterable[str], key: K) -> None:
        """Post a key that none of the terms has yet."""
        for term in terms:
            if term in self._long:
                self._long[term][key] = None
                continue
            posting = self._short.setdefault(term, [])
            posting.append(key)
            if len(posting) > self._limit:
                self._long[term] = dict.fromkeys(self._short.pop(term))

    def remove(self, terms: Iterable[str], key: K) -> None:
        """Take a key from terms that all have it."""
        for term in terms:
            if term in self._long:
                del self._long[term][key]
                if not self._long[term]:
                    del self._long[term]
                continue
            self._short[term].remove(key)
            if not self._short[term]:
                del self._short[term]
