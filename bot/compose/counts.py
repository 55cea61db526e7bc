"""What a passage counts: "4 soldiers", "nearly ten Russian diplomats". Pure."""

import re
from dataclasses import dataclass

from bot.compose.stems import STEM_CHARS

MAX_LINK_CHARS = 3  # of, in, on: no things
ROUNDED = 0.05  # so near to a round number another may be what was rounded
ABOUT = 0.1  # so near to "about 30" another may be what is meant
MIN_ROUND = 100
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_IN_WORDS = (
    rf"(?i:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES[1:])}|(?<=\ba )dozen)"
)
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_IN_WORDS})"
_COUNT = re.compile(
    rf"(?<![\w$€£¥.,–-])(?P<number>{NUMBER})"
    r"(?P<rest>(?: [^\W\d_][\w’'-]*){1,2})(?![\w’'-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BOUND = re.compile(
    r"""(?ix) \b (?: (?P<over> more\ than | (?<!ed\ )(?<!ing\ )(?<!took\ )over
        | at\ least | no\ fewer\ than | above | upwards\ of )
    | (?P<under> fewer\ than | less\ than | under | up\ to | at\ most | no\ more\ than | as\ many\ as )
    | (?P<about> about | some | around | roughly | approximately | nearly | almost | close\ to | an\ estimated ) )
    \ (?:a\ )? $"""
)
MAX_BOUND_CHARS = 20
_MAGNITUDES = ("thousand", "million", "billion", "trillion")
_CURRENCIES = {
    "$": "dollar", "us$": "dollar", "doll": "dollar", "€": "euro", "euro": "euro", "£": "pound", "poun": "pound",
    "¥": "yen", "yen": "yen", "yuan": "yuan", "roub": "rouble", "rubl": "rouble",
}  # fmt: skip
_AMOUNT = re.compile(
    rf"""(?ix) (?<![\w.,]) (?: (?P<sign>us\$|[$€£¥]) \s? )?
    (?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?) (?:[ -](?P<magnitude>{"|".join(_MAGNITUDES)}))? \b
    (?(sign)|\ (?:u\.?s\.?\ )?(?P<currency>dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?)\b)"""
)
UNITS = """
    million billion trillion percent per cent times days hours minutes weeks months years year week month day after
    before when while with from into over under than that were been have will more less other each since until and
    january february march april may june july august september october november december
"""
_GENERIC = """
    sides countries country nations states governments leaders ministers presidents parties capitals neighbours
    neighbors delegations points rounds others people's decades centuries
"""
_NO_THINGS = frozenset((UNITS + _GENERIC).split())
_PLURAL = re.compile(r"(?:[^\W\d_]+[^s\W\d_]s|people|men|women|children|fishermen|seamen|servicemen|aircraft|crew)")
# Words that outlets use of the same things, by their first letters.
_ALIKE = (
    "soldi troop servi", "diplo envoy membe staff", "sailo seame crew crewm", "ships vesse boats", "plane aircr jets",
    "firms compa", "tonne tons",
)  # fmt: skip
_THING = {stem: group.split()[0] for group in _ALIKE for stem in group.split()}


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts: `words` as they stand at `start`, `things` the first letters of what may be counted,
    `whose` the name before it ("Russian"), `bound` "over", "under" or "about" where it is none to the digit."""

    number: int
    words: str
    things: frozenset[str]
    whose: str = ""
    bound: str = ""
    start: int = 0

    def is_of(self, other: "Count") -> bool:
        """Do two counts count the same things, as far as their words tell?"""
        return bool(self.things & other.things) and (self.whose == other.whose or not (self.whose and other.whose))

    def agrees_with(self, other: "Count") -> bool:
        """Can both numbers be true of one thing: equal, within the bounds they give, or one the other rounded?"""
        pair = sorted((self, other), key=lambda count: (count.number, count.bound, count.words))
        less, more = pair
        open_ended = less.bound == "over" or more.bound == "under"
        loose = ABOUT if "about" in (less.bound, more.bound) else 0.0
        near = more.number - less.number <= more.number * loose
        return less.number == more.number or open_ended or near or _is_rounded(less.number, more.number)


def counts_in(passage: str) -> tuple[Count, ...]:
    """Find counts in figures and in words from two to ninety-nine, in order; sums of money, years, dates and lengths of
    time are none."""
    found = (_count(passage, m) for m in _COUNT.finditer(passage) if not _YEAR.fullmatch(m["number"]))
    return tuple(count for count in found if count.things)


def alike(stem: str) -> str:
    """One stem for those of words that outlets use of the same things: soldiers and troops, ships and vessels."""
    return _THING.get(stem[:STEM_CHARS], stem)


def amounts_in(passage: str) -> tuple[Count, ...]:
    """Find sums of money, in order: "$4.8 billion", "93 million euros"; the things are the currency."""
    return tuple(_amount(passage, match) for match in _AMOUNT.finditer(passage))


def _amount(passage: str, match: re.Match[str]) -> Count:
    factor = 10 ** (3 * (_MAGNITUDES.index(match["magnitude"].lower()) + 1)) if match["magnitude"] else 1
    number = round(float(match["number"].replace(",", "")) * factor)
    currency = _CURRENCIES[(match["sign"] or match["currency"]).lower()[:4]]
    return Count(number, match.group(), frozenset({currency}), "", _bound(passage, match.start()), match.start())


def _bound(passage: str, start: int) -> str:
    before = _BOUND.search(passage, max(0, start - MAX_BOUND_CHARS), start)
    return str(before.lastgroup) if before else ""


def _count(passage: str, match: re.Match[str]) -> Count:
    """A unit behind the number ("400 million", "3 days") makes it no count of things."""
    words = match["rest"].split()
    if words[0].lower() in _NO_THINGS:
        words = []
    elif len(words) > 1 and (_is_no_thing(words[1]) or _PLURAL.fullmatch(words[0])):
        words = words[:1]
    stems = (word[:STEM_CHARS] for word in words if word.islower() and len(word) > MAX_LINK_CHARS)
    things = frozenset(alike(stem) for stem in stems)
    whose = next((word for word in words if not word.islower()), "")
    if not things and whose.endswith("s"):  # "four Americans"
        things, whose = frozenset({whose[:STEM_CHARS].lower()}), ""
    told = " ".join((match["number"], *words))
    return Count(value_of(match["number"]), told, things, whose, _bound(passage, match.start()), match.start())


def _is_no_thing(word: str) -> bool:
    return word.lower() in _NO_THINGS or len(word) <= MAX_LINK_CHARS


def value_of(number: str) -> int:
    """Read a number in figures, or in words from one to ninety-nine."""
    digits = number.replace(",", "")
    return int(digits) if digits.isdigit() else sum(_SPELLED[part] for part in number.lower().split("-"))


def _is_rounded(less: int, more: int) -> bool:
    """Is one a round number of hundreds or more, and the other within its rounding?"""
    units = (10 ** (len(str(n)) - len(str(n).rstrip("0"))) for n in (less, more) if n >= MIN_ROUND)
    return any(more - less <= min(unit / 2, ROUNDED * more) for unit in units)
