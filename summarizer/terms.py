"""What an article is told in: its terms with their counts, and whom it is about. Compares nothing."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

from summarizer.actors import mentions

TITLE_COUNTS = 3  # times that a title's words count
MAX_WORDS = 250  # the opening tells the event; background further down is shared by many stories
MAX_CHARS = 5_000  # bounds the work on what is no prose
PARTIES = 2  # who acts and who is acted upon: the two that the headline and the opening name most
OPENING_CHARS = 1_500  # where names are looked for: about MAX_WORDS
TITLE_NAMES = 2  # times that a name in the title counts as a party's
MIN_NAMED = 2  # times that a party is named; once is an aside
REMEMBERED = 64  # articles whose terms are kept: each is first placed, then added

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_PARTICLE = r"(?:(?:al|el|bin|ibn|von|van|de|der|da|dos)[ -])"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+"
_WHOLE = rf"{_CAPITAL}(?:(?: of)?[-’' ]{_PARTICLE}?{_CAPITAL})*"  # "Strait of Hormuz"
_PROPER = re.compile(rf"(?<=[a-zß-ÿ,;–] )[“\"‘]?({_WHOLE})")  # within a sentence
_NAME = rf"{_PARTICLE}?{_CAPITAL}"
_OFFICE = r"minister|president|premier|secretary|chancellor|spokes\w+|ambassador|envoy|governor|commissioner|chief"
_TITLED = re.compile(rf"({_NAME}(?: {_NAME}){{1,3}}), (?:[^\s,]+ ){{0,5}}(?:{_OFFICE})\b")  # "…, the minister"
_OFFICIAL = re.compile(
    r"(?:[Mm]inister|[Pp]resident|[Pp]remier|[Ss]ecretary|[Cc]hancellor|[Ss]pokes(?:wo)?man|[Ss]pokesperson|[Aa]mbassador"
    r"|[Ee]nvoy|[Gg]overnor|[Gg]eneral|[Cc]ommissioner|[Cc]hief|[Ss]enator|[Kk]ing|[Pp]rince|[Dd]irector|[Mm]ayor)s?,? "
    rf"({_NAME}(?:[-’' ]{_NAME}){{0,3}})"
)
_DATELINE = re.compile(r"[^a-z\n]{3,40}(?:, \w+ \d{1,2})?(?: \([^)\n]{2,30}\))?(?: [–—-]|:) ")
_SUFFIXES = ("ational", "ations", "ation", "ings", "ing", "edly", "ies", "ied", "ed", "es", "s", "ly")
_MIN_STEM = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One article's opening in terms.

    `counts` are in order of appearance, `forms` gives a word as the article writes it for each. `parties` are the codes
    of the two that it is about, sorted, fewer where it names fewer; `names` all terms by which it names countries and
    organisations; `officials` those of people named by their office, who are in all stories of their country;
    `proper` those of other names within sentences: towns, ships, people. Each has the whole name that it is of;
    `headed` those of them that the title or the first paragraph has.
    """

    counts: dict[str, int]
    forms: dict[str, str]
    parties: tuple[str, ...]
    names: frozenset[str]
    officials: dict[str, str]
    proper: dict[str, str]
    headed: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def told(title: str, text: str) -> Told:
    """Read the terms of a title and the opening of a text; stems, so that "sanctions" meets "sanctioned"."""
    forms: dict[str, str] = {}
    counts: dict[str, int] = {}
    for weight, part in ((1, text), (TITLE_COUNTS, title)):
        for term, word in _terms(part):
            counts[term] = counts.get(term, 0) + weight
            forms.setdefault(term, word)
    parties, names = _cast(title, text)
    officials = _officials(text)
    proper = _proper(text, names | officials.keys() | common() | _generic())
    return Told(counts, forms, parties, names, officials, proper, _headed(proper, forms, title, text))


@cache
def common() -> frozenset[str]:
    """The terms of any report, and of any report of a kind of event."""
    return frozenset(map(_stem, _words()["common"])) | kinds()


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(_stem, _words()["generic"]))


@cache
def kinds() -> frozenset[str]:
    """The terms of a kind of event: they tell nothing of which one it is, but what two countries are at."""
    return frozenset(map(_stem, _words()["kinds"])) - frozenset(map(_stem, _words()["common"]))


def _cast(title: str, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    in_title, in_text = mentions(title), mentions(text, 0, min(len(text), OPENING_CHARS))
    named = Counter(code for mention in in_text for code in mention.actor.codes)
    for mention in in_title:
        named.update(dict.fromkeys(mention.actor.codes, TITLE_NAMES))
    parties = tuple(sorted(code for code, count in named.most_common(PARTIES) if count >= MIN_NAMED))
    words = dict.fromkeys(mention.actor.name for mention in (*in_title, *in_text))
    return parties, frozenset(term for name in words for term, _ in _terms(name))


def _officials(text: str) -> dict[str, str]:
    matches = chain(_OFFICIAL.finditer(text, 0, OPENING_CHARS), _TITLED.finditer(text, 0, OPENING_CHARS))
    found = dict.fromkeys(match.group(1) for match in matches)
    return {term: name for name in found for term, _ in _terms(name)}


def _proper(text: str, left_out: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _PROPER.finditer(text, _after_dateline(text), OPENING_CHARS):
        for term, _ in _terms(match.group(1)):
            if term not in left_out:
                found.setdefault(term, match.group(1))
    return found


def _after_dateline(text: str) -> int:
    """Where the first sentence begins: "NUUK, March 12 (Meridian) – " names the teller, and where he sits."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _headed(proper: Iterable[str], forms: dict[str, str], title: str, text: str) -> frozenset[str]:
    head = f"{title}\n{text[:OPENING_CHARS].partition(chr(10))[0]}"
    return frozenset(term for term in proper if forms.get(term, term) in head)


def _terms(text: str) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(text[:MAX_CHARS])[:MAX_WORDS]:
        term = _term(word)
        if term:
            yield term, word


@lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    """Return a word's stem, or "" where it counts for nothing."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    return "" if len(lowered) < 2 or lowered in _ignored() else sys.intern(_stem(lowered))


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            return word[: -len(suffix)]
    return word


@cache
def _ignored() -> frozenset[str]:
    return frozenset(_words()["ignored"])


@cache
def _words() -> dict[str, list[str]]:
    raw = (resources.files("summarizer.lexicons") / "common_words.toml").read_text(encoding="utf-8")
    return {name: text.split() for name, text in tomllib.loads(raw).items()}
