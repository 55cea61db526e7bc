"""What a passage counts: "4 soldiers", "10 Russian diplomats". Pure."""

import re
from dataclasses import dataclass

STEM_CHARS = 5
MAX_LINK_CHARS = 3  # of, in, on: no things
_COUNT = re.compile(
    r"(?<![\w$€£¥.,–-])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>(?: [^\W\d_][\w’'-]*){1,2})(?![\w’'-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
UNITS = """
    million billion trillion percent per cent times days hours minutes weeks months years year week month day after
    before when while with from into over under than that were been have will more less other each since until and
    january february march april may june july august september october november december
"""
_NO_THINGS = frozenset(UNITS.split())


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts: `words` as they stand, `things` the first letters of what may be counted, `whose`
    the name before it ("Russian")."""

    number: int
    words: str
    things: frozenset[str]
    whose: str = ""

    def is_of(self, other: "Count") -> bool:
        """Do two counts count the same things, as far as their words tell?"""
        return bool(self.things & other.things) and (self.whose == other.whose or not (self.whose and other.whose))


def counts_in(passage: str) -> tuple[Count, ...]:
    """Find counts in figures, in order; sums of money, years, dates and lengths of time are none."""
    found = (_count(match) for match in _COUNT.finditer(passage) if not _YEAR.fullmatch(match["number"]))
    return tuple(count for count in found if count.things)


def _count(match: re.Match[str]) -> Count:
    """A unit behind the number ("400 million", "3 days") makes it no count of things."""
    words = match["rest"].split()
    if words[0].lower() in _NO_THINGS:
        words = []
    elif len(words) > 1 and words[1].lower() in _NO_THINGS:
        words = words[:1]
    words = words[:1] if len(words) > 1 and len(words[1]) <= MAX_LINK_CHARS else words
    things = frozenset(word[:STEM_CHARS] for word in words if word.islower() and len(word) > MAX_LINK_CHARS)
    whose = next((word for word in words if not word.islower()), "")
    return Count(int(match["number"].replace(",", "")), " ".join((match["number"], *words)), things, whose)
