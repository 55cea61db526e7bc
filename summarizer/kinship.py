"""Same story, though no act follows from another? Whom an article and a story are both about, what names they share.

Reactions of third countries, features and next turns in new words are of one story where it is about the same two, in
like words, words for kinds of events among them: two countries seldom have two ceasefires in a week. Names of ships,
towns and people that no other story has tell more than words. Holds nothing; compares no acts.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from summarizer.actors import iso_alpha3
from summarizer.turns import Turn

Terms = dict[str, float]

MAX_ABOUT = 3  # countries that an article is about, the most prominent first; what it names after them is background
MAX_ROUNDED = 4  # of more countries it may be a round-up, which is of none of their stories for a name's sake
FOLLOWS = 0.09  # cosine of words where an act follows from another between the same two
NAMED = 0.10  # where a rare name is shared
ALIKE = 0.12  # where nothing else ties the two: unrelated stories of two countries have .05 or less
REPEATED = 0.35  # where an act is only done again: the next sanctions, the next complaint
REPEATED_NAMED = 0.20
OTHER_PAIR = 0.17  # where two countries are shared, but they are not the two that the story is most about
OTHER_PAIR_NAMED = 0.14
ONE_PARTY = 0.16  # where one country only is shared, and names
ONE_OFFICIAL = 0.18  # and one person in office
LEAST = min(FOLLOWS, NAMED, ALIKE, REPEATED_NAMED, OTHER_PAIR_NAMED, ONE_PARTY, ONE_OFFICIAL)
NEVER = 2.0
MIN_NAMES = 2  # rare names shared where one country only is, unless one is in both headlines or first paragraphs


@dataclass(frozen=True, slots=True)
class Marks:
    """What an article is known by beside its telling words and acts.

    `kinds` are weights of its words for kinds of events; `names` its names' terms, each with the name as written,
    `headed` those that its headline or first paragraph has, `officials` those of people in office; `about` codes, the
    most prominent first.
    """

    kinds: Terms = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    headed: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    about: tuple[str, ...] = ()


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Shared:
    """What an article and a story share: the codes of countries, names as written, whether one is in both heads."""

    parties: tuple[str, ...]
    names: tuple[str, ...]
    officials: tuple[str, ...]
    is_headed: bool
    is_pair: bool  # the two that the story is most about
    are_strangers: bool  # both are about two, and the article not about those of the story

    @property
    def tells_enough(self) -> bool:
        """Whether the names alone say that it is about one thing; officials tell half."""
        return self.is_headed or len(self.names) + len(self.officials) / 2 >= MIN_NAMES


def most(about: Counter[str]) -> tuple[str, ...]:
    """Codes that a story is most about, the most first."""
    return tuple(sorted(about, key=lambda code: (-about[code], code))[:MAX_ABOUT])


def pairs(about: tuple[str, ...]) -> tuple[str, ...]:
    """Name each two of the most prominent, the first two first; two organisations are in many stories."""
    return tuple(" ".join(sorted(two)) for two in combinations(about[:MAX_ABOUT], 2) if any(map(is_state, two)))


@cache
def is_state(code: str) -> bool:
    """Whether a code is a country's."""
    return code in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(iso_alpha3().values())


def product(one: Terms, other: Terms) -> float:
    """Add up what two share."""
    shared = one.keys() & other.keys()
    return math.fsum([one[term] * other[term] for term in shared]) if shared else 0.0


def length(*parts: Terms) -> float:
    """How long a vector is that comes in parts; never 0."""
    return math.sqrt(math.fsum([weight * weight for part in parts for weight in part.values()])) or 1.0


def needed(shared: Shared, found: Turn | None, *, is_round_up: bool) -> float:
    """How alike the words must be for an article to be of a story; NEVER is more than any two are."""
    if found and found.of_war:
        return NEVER
    if shared.is_pair:
        return _of_pair(shared, found)
    if not any(map(is_state, shared.parties)):
        return NEVER
    if len(shared.parties) > 1:
        return OTHER_PAIR_NAMED if shared.names else OTHER_PAIR
    if is_round_up:
        return NEVER
    if shared.tells_enough:
        return ONE_PARTY
    return ONE_OFFICIAL if shared.officials else NEVER


def _of_pair(shared: Shared, found: Turn | None) -> float:
    if found and found.is_repeated:
        return REPEATED_NAMED if shared.names else REPEATED
    if found:
        return FOLLOWS
    return NAMED if shared.names else ALIKE
