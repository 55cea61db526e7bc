"""Finds the terms of named lists in a text: words and phrases, "*" for any ending. Knows no term's meaning.

Words are compared in lower case, hyphens part them, a possessive "'s" is dropped. Where terms overlap the longest
counts, so that "world cup" is no "world".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

REMEMBERED = 20_000  # words: about a language as newspapers use it

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\+?")
_BETWEEN = " \n\t\u00a0-‐‑–’'"
_POSSESSIVES = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands: `text[start:end]`, of the lists `kinds`."""

    start: int
    end: int
    term: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One term by its words; `opened` tells which of them may have any ending."""

    term: str
    words: tuple[str, ...]
    opened: tuple[bool, ...]
    kinds: tuple[str, ...]


class Glossary:
    """Terms of several lists, compiled once; finding takes a few lookups a word, however many the terms."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        kinds: dict[str, tuple[str, ...]] = {}
        for kind, terms in lists.items():
            for term in terms:
                kinds[term] = (*kinds.get(term, ()), kind)
        phrases = [_phrase(term, of) for term, of in kinds.items()]
        self._whole = _by_first_word(phrase for phrase in phrases if not phrase.opened[0])
        self._begun = _by_first_word(phrase for phrase in phrases if phrase.opened[0])
        self._lengths = tuple(sorted({len(word) for word in self._begun}, reverse=True))
        self._starting = lru_cache(maxsize=REMEMBERED)(self._phrases_from)

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Find the terms in `text[start:end]`, in order, without overlaps; offsets are into `text`."""
        return tuple(self._hits(text, start, len(text) if end is None else end))

    def _hits(self, text: str, start: int, end: int) -> Iterator[Hit]:
        words = list(_WORD.finditer(text, start, end))
        at = 0
        while at < len(words):
            starting = self._starting(words[at].group())
            found = [phrase for phrase in starting if _stands(phrase, words, at)] if starting else []
            length = max((len(phrase.words) for phrase in found), default=1)
            longest = [phrase for phrase in found if len(phrase.words) == length]
            if longest:
                kinds = dict.fromkeys(kind for phrase in longest for kind in phrase.kinds)
                yield Hit(words[at].start(), words[at + length - 1].end(), longest[0].term, tuple(kinds))
            at += length

    def _phrases_from(self, word: str) -> tuple[_Phrase, ...]:
        plain = _plain(word)
        begun = (self._begun.get(plain[:length], ()) for length in self._lengths if length <= len(plain))
        return (*self._whole.get(plain, ()), *(phrase for phrases in begun for phrase in phrases))


def _phrase(term: str, kinds: tuple[str, ...]) -> _Phrase:
    lowered = term.lower()
    words = [(match.group(), lowered[match.end() : match.end() + 1] == "*") for match in _WORD.finditer(lowered)]
    if not words:
        raise ValueError(f"{term!r} holds no word")
    return _Phrase(term, tuple(_plain(w) for w, _ in words), tuple(opened for _, opened in words), kinds)


def _by_first_word(phrases: Iterable[_Phrase]) -> dict[str, tuple[_Phrase, ...]]:
    index: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        index.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(starting) for word, starting in index.items()}


def _stands(phrase: _Phrase, words: list[re.Match[str]], at: int) -> bool:
    """Whether a phrase whose first word stands is there as a whole; "trade, war" is no trade war."""
    if len(phrase.words) == 1:
        return True
    there = words[at : at + len(phrase.words)]
    if len(there) < len(phrase.words):
        return False
    for word, opened, match in zip(phrase.words[1:], phrase.opened[1:], there[1:], strict=True):
        plain = _plain(match.group())
        if not (plain.startswith(word) if opened else plain == word):
            return False
    return all(not one.string[one.end() : other.start()].strip(_BETWEEN) for one, other in pairwise(there))


def _plain(word: str) -> str:
    lowered = word.lower()
    for ending in _POSSESSIVES:
        if lowered.endswith(ending):
            return lowered.removesuffix(ending)
    return lowered
