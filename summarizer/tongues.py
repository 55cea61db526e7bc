"""What can be recognised in a text of another language without reading it: countries and bodies, names, numbers.

Country names come from the CLDR (babel); inflected forms are met by their beginnings. Nothing here understands a
sentence.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from summarizer.actors import iso_alpha3

OPENING_CHARS = 2_000
NAME_CHARS = 5  # letters by which a name is the same in two spellings: Zelensky, Zelenskyj
MIN_NAME_CHARS = 4
MIN_STEM = 5  # letters of a country's name that an inflected form must share
UNSPACED = frozenset({"ja", "zh", "th", "ko"})  # written without blanks, or with endings right behind names
DECLINED = frozenset({"uk", "ru", "pl", "cs", "sk", "bg", "sr", "hr", "sl", "lt", "lv"})  # short names change too
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{2,})(?![\d])(?![.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_DIGIT = re.compile(r"\D")
# Each letter as newspapers write it in Latin, whichever of the two languages it is of; signs are dropped.
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщюяёыэ"
_LATIN = str.maketrans(_CYRILLIC, "abvhgdeezzyiiiklmnoprstufhccssuaeye", "ъь’'")
_SAME_SOUND = (
    ("kh", "h"),
    ("ch", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("ts", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("g", "h"),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text is recognised by: codes of countries and bodies in order, beginnings of names, numbers."""

    codes: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=4_096)
def marks_of(title: str, text: str, language: str) -> Marks:
    """Recognise what the title and the opening name. `language` is an ISO 639-1 code other than "en"."""
    opening = f"{title}\n{text[:OPENING_CHARS]}"
    return Marks(codes_in(opening, language), names_in(opening), numbers_in(opening))


def codes_in(text: str, language: str) -> tuple[str, ...]:
    """Codes of the countries and bodies that a text names, in order of first appearance."""
    found: dict[str, int] = {}
    for pattern, code in _forms(language):
        if match := pattern.search(text):
            found[code] = min(match.start(), found.get(code, match.start()))
            text = pattern.sub(_blank, text)  # "Nigeria" is no Niger
    return tuple(sorted(found, key=lambda code: (found[code], code)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def names_in(text: str) -> frozenset[str]:
    """The beginnings of capitalised words, in Latin letters, spelling differences evened out."""
    words = (match.group() for match in _WORD.finditer(text))
    return frozenset(name for word in words if word[0].isupper() and (name := name_key(word)))


def name_key(word: str) -> str:
    """The beginning by which a name is known in another spelling; "" for one too short to be known by."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LATIN))
    letters = "".join(letter for letter in plain if "a" <= letter <= "z")
    for written, sound in _SAME_SOUND:
        letters = letters.replace(written, sound)
    return letters[:NAME_CHARS] if len(letters) >= MIN_NAME_CHARS else ""


def numbers_in(text: str) -> frozenset[str]:
    """Numbers of two digits and more, without separators; years are none."""
    found = (match.group() for match in _NUMBER.finditer(text))
    return frozenset(_NOT_DIGIT.sub("", number) for number in found if not _YEAR.fullmatch(number))


@cache
def _forms(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns with their codes, the longest form first."""
    return tuple(
        (_pattern(form, language), code) for form, code in sorted(_named(language), key=lambda p: (-len(p[0]), p))
    )


def _named(language: str) -> Iterator[tuple[str, str]]:
    from babel import Locale, UnknownLocaleError  # slow import

    aliases = _aliases().get(language, {})
    yield from ((form, code) for code, forms in aliases.items() for form in forms)
    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return
    yield from ((str(territories[two]), three) for two, three in iso_alpha3().items() if two in territories)


def _pattern(form: str, language: str) -> re.Pattern[str]:
    """A form as it may stand in a text; of a long word only its beginning, whatever ending follows."""
    if language in UNSPACED:
        return re.compile(re.escape(form))
    if form.isupper():
        return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
    cut_from = MIN_STEM - 1 if language in DECLINED else MIN_STEM + 1
    return re.compile(rf"(?<!\w){' '.join(_inflected(word, cut_from) for word in form.split())}(?!\w)")


def _inflected(word: str, cut_from: int) -> str:
    """A word and its forms: a long one by its beginning, a short one with an ending, or as an adjective."""
    if len(word) >= cut_from:
        return rf"(?i:{re.escape(word[:-1])})\w{{0,6}}"
    return rf"(?:{re.escape(word)}\w{{0,2}}|(?i:{re.escape(word)})(?:isch|ськ|ск)\w{{0,3}})"


@cache
def _aliases() -> dict[str, dict[str, list[str]]]:
    raw = (resources.files("summarizer.lexicons") / "abroad.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)
