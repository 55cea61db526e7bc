"""Is one text another one again: a copy, or a rewrite that keeps its facts and quotations? Knows no outlet's name.

Texts are compared by what stands outside quotation marks, so that two reporters who heard one sentence are not taken
for one; a text's print is kept by the text, so that comparing the tellings of a story costs little.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer.paragraphs import paragraphs
from summarizer.quotes.marks import passages

SHINGLE = 5  # words in a row
COPIED = 0.5  # share of the shorter text's shingles that makes it a copy
MIN_COPIED = 8  # shingles: twelve words in a row
LONG_RUN = 30  # so many common shingles are no accident, whatever else is in the text
LONG_RUN_SHARE = 0.25
MIN_QUOTE_WORDS = 4  # a shorter passage in marks is a name or a scare quote
SAME_QUOTE = 0.8  # share of words in order that makes two quotations one
SAME_FACTS = {0: 0.74, 1: 0.64, 2: 0.5}  # share of its content words that it has in common, by common quotations
CREDITED_FACTS = 0.4  # the same where the text names the other as its source
MIN_FACTS = 12  # content words: a blurb tells too little to be called a rewrite
STEM_CHARS = 6
MAX_FUNCTION_CHARS = 3  # shorter words say little

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_FUNCTION = """
    about after against also been before being between both could does during each from further have having here into
    itself just more most only other over said same says should some such than that their them then there these they
    this those through told under until upon very were what when where which while will with would year years
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


@dataclass(frozen=True, slots=True)
class Print:
    """What of a text is compared: word five-grams and stems of its prose, and its quotations in order as words."""

    shingles: frozenset[str]
    stems: frozenset[str]
    quotations: tuple[tuple[str, ...], ...]


def is_copy(one: str, other: str) -> bool:
    """Is one text the other again, or a part of it, whatever its headline, marks and dateline?"""
    return one == other or _is_copy(*sorted((one, other)))


def is_rewrite(text: str, of: str, *, credited: bool = False) -> bool:
    """Does a text keep to the facts of another, and quote nobody but as the other does, in the other's order?

    A text with much of its own is none, though it may hold all of the other. `credited` where one names the other as
    its source: then fewer facts in common are enough.
    """
    return _is_rewrite(text, of, credited)


@lru_cache(maxsize=4_096)
def print_of(text: str) -> Print:
    """Take a text's print."""
    prose, quotations = _parted(text)
    words = tuple(_word(match.group()) for match in _WORD.finditer(prose))
    return Print(
        shingles=frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)),
        stems=frozenset(word[:STEM_CHARS] for word in words if _has_content(word)),
        quotations=tuple(q for q in quotations if len(q) >= MIN_QUOTE_WORDS),
    )


@lru_cache(maxsize=65_536)
def _is_copy(one: str, other: str) -> bool:
    a, b = print_of(one), print_of(other)
    if a.shingles.isdisjoint(b.shingles):
        return False
    shared, least = len(a.shingles & b.shingles), min(len(a.shingles), len(b.shingles))
    share = shared / least
    return (share >= COPIED and shared >= min(MIN_COPIED, least)) or (shared >= LONG_RUN and share >= LONG_RUN_SHARE)


@lru_cache(maxsize=65_536)
def _is_rewrite(text: str, of: str, credited: bool) -> bool:  # noqa: FBT001
    new, original = print_of(text), print_of(of)
    if len(new.stems) < MIN_FACTS:
        return False
    facts = len(new.stems & original.stems) / len(new.stems)
    if facts < CREDITED_FACTS:
        return False
    common = _in_order(new.quotations, original.quotations)
    if common is None:
        return False
    return facts >= (CREDITED_FACTS if credited else SAME_FACTS[min(common, max(SAME_FACTS))])


def _in_order(some: tuple[tuple[str, ...], ...], more: tuple[tuple[str, ...], ...]) -> int | None:
    """How many quotations the first has in common with the second, in its order; None where it has one of its own."""
    at = 0
    for quotation in some:
        found = next((n for n in range(at, len(more)) if _is_one(quotation, more[n])), None)
        if found is None:
            return None
        at = found  # one long quotation may be told in two parts
    return len(some)


def _is_one(quotation: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are the words of the first, or nearly all, in the second in their order?"""
    if quotation == other:
        return True
    matched = SequenceMatcher(None, quotation, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) >= SAME_QUOTE * len(quotation)


def _parted(text: str) -> tuple[str, list[tuple[str, ...]]]:
    """A text's prose, with a gap where a quotation stood, and the words of its quotations."""
    prose: list[str] = []
    spoken: list[tuple[str, ...]] = []
    for paragraph in paragraphs(text):
        at = paragraph.start
        for passage in passages(text, paragraph):
            prose.append(text[at : passage.outer.start])
            spoken.append(tuple(_word(m.group()) for m in _WORD.finditer(text, passage.start, passage.end)))
            at = max(at, passage.outer.end)
        prose.append(text[at : paragraph.end])
    return "\n".join(prose), spoken


def _has_content(word: str) -> bool:
    return (len(word) > MAX_FUNCTION_CHARS and word not in _FUNCTION_WORDS) or word[0].isdigit()


def _word(word: str) -> str:
    return word.replace("’", "'").lower()
