"""How much of the news a choice of sentences tells: the words and word pairs that others are likely to tell it with.

After Gillick and Favre, "A scalable global model for summarization" (2009): a summary is worth the concepts it covers,
each counted once, so that a second telling of the same adds nothing. The chance of a concept is a logistic of where it
stands: in the title, early, in central sentences, as a name. Pure; knows nothing of acts or of positions to prefer.
"""

import math
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

from summarizer.language import words

STEM_CHARS = 5  # "expels" and "expelled", "Russia" and "Russian" share so many
EARLY_DECAY = 0.8  # a word first met one sentence later is so much less likely to be news
EXPECTED_WORDS = 200.0  # what a choice's length is measured against; the more, the less a long sentence costs
PAIR_WEIGHT = 4.0  # a pair covered tells who did it, where its words alone do not

# Logistic weights fitted on stories.dev (is the word in the opening of another outlet's article?), rounded; fits on
# halves of the events agree to a tenth.
_CONTENT = {"bias": -3.9, "title": 1.1, "early": 2.2, "share": 5.5, "name": 0.8}
_FUNCTION = {"bias": -2.5, "share": 8.8}
_PAIR = {"bias": -4.7, "title": 0.5, "early": 2.0, "share": 8.5, "names": 0.9}

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W_]+(?:[’'.-][^\W_]+)*")
Pair = tuple[str, str]
Concept = TypeVar("Concept", str, Pair)


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence tells: its concepts with what each is worth, and how many words it takes."""

    worth: dict[str | Pair, float]
    length: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sentences chosen so far tell together, each concept once."""

    concepts: frozenset[str | Pair] = frozenset()
    worth: float = 0.0
    length: int = 0

    def rated_with(self, told: Told) -> float:
        """Rate the choice with one more sentence, from 0: what all are worth, against their length."""
        return 2 * (self.worth + self._added(told)) / (self.length + told.length + EXPECTED_WORDS)

    def including(self, told: Told) -> "Cover":
        """The choice with one more sentence."""
        return Cover(self.concepts | told.worth.keys(), self.worth + self._added(told), self.length + told.length)

    def _added(self, told: Told) -> float:
        return sum(worth for concept, worth in told.worth.items() if concept not in self.concepts)


def concepts(
    title: str, sentences: Sequence[str], split: Sequence[tuple[str, ...]], *, shares: Sequence[float], start: int = 0
) -> tuple[Told, ...]:
    """Weigh the words and pairs of `sentences`, which come `split` into words too.

    `shares` of 1 say how central each sentence is; `start` is the one that the news begins at.
    """
    titled = content_stems(words(title))
    names = frozenset(name.lower() for sentence in sentences for name in _NAME.findall(sentence))
    early = [EARLY_DECAY ** (n - start if n >= start else n + 1) for n in range(len(split))]
    in_words = _places([dict.fromkeys(one) for one in split], early, shares)
    in_pairs = _places([dict.fromkeys(pairwise(one)) for one in split], early, shares)
    chances = {word: _word_chance(word, *place, titled=titled, names=names) for word, place in in_words.items()}
    pairs = {pair: _pair_chance(pair, *place, titled=titled, names=names) for pair, place in in_pairs.items()}
    return tuple(_told(one, chances, pairs) for one in split)


def content_stems(split: Iterable[str]) -> frozenset[str]:
    """The stems of those words that carry the sense."""
    small = function_words()
    return frozenset(word[:STEM_CHARS] for word in split if word not in small)


@cache
def function_words() -> frozenset[str]:
    """English words that say little by themselves, as sumy lists them, and those that only introduce speech."""
    from sumy.utils import get_stop_words  # slow import

    return frozenset({*get_stop_words("english"), "said", "says"})


def _told(split: tuple[str, ...], chances: dict[str, float], pairs: dict[Pair, float]) -> Told:
    worth: dict[str | Pair, float] = {word: chances[word] for word in split}
    worth.update({pair: PAIR_WEIGHT * pairs[pair] for pair in pairwise(split)})
    return Told(worth, len(split))


def _places(
    told: Iterable[Iterable[Concept]], early: Sequence[float], shares: Sequence[float]
) -> dict[Concept, tuple[float, float]]:
    """How early each concept comes at best, and what share of the article's centre its sentences hold."""
    found: dict[Concept, tuple[float, float]] = {}
    for n, concepts_told in enumerate(told):
        for concept in concepts_told:
            best, share = found.get(concept, (0.0, 0.0))
            found[concept] = (max(best, early[n]), share + shares[n])
    return found


def _word_chance(word: str, early: float, share: float, *, titled: AbstractSet[str], names: AbstractSet[str]) -> float:
    if word in function_words():
        return _logistic(_FUNCTION["bias"] + _FUNCTION["share"] * share)
    signs = _CONTENT["title"] * (word[:STEM_CHARS] in titled) + _CONTENT["name"] * (word in names)
    return _logistic(_CONTENT["bias"] + signs + _CONTENT["early"] * early + _CONTENT["share"] * share)


def _pair_chance(pair: Pair, early: float, share: float, *, titled: AbstractSet[str], names: AbstractSet[str]) -> float:
    one, other = pair
    signs = _PAIR["title"] * ((one[:STEM_CHARS] in titled) + (other[:STEM_CHARS] in titled))
    signs += _PAIR["names"] * (one in names and other in names) + _PAIR["share"] * share
    return _logistic(_PAIR["bias"] + signs + _PAIR["early"] * early)


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))
