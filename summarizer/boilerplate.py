"""What of a page's text is the article: drops headlines, links, credits, notes and pitches (rule R14).

The patterns are data, in lexicons/boilerplate.toml. Each looks at one short paragraph, so the cost is linear.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from summarizer.actors import codes_of
from summarizer.model import Paragraph
from summarizer.paragraphs import paragraphs

MAX_HEADLINE_CHARS = 250  # the longest headlines of tabloids; a longer paragraph is prose
MAX_PLAIN_HEADLINE_CHARS = 140  # in sentence case, where only the missing full stop tells
MIN_TITLE_CASE = 0.75  # share of long words with a capital that makes title case
MIN_SHARED_WORDS = 0.8  # share of words in common that makes a paragraph the title again
MAX_TAIL_CHARS = 160  # where a credit at the end of a caption is looked for
MAX_LINK_CHARS = 160  # a line under "Related:"
MAX_DATELINE_CHARS = 120  # place, date and agency
# "TALLINN, March 9 (Wire) – ", "PARIS/ROME — ", "CAIRO: "; before a colon only a known place, else it is a speaker
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ /-]+[A-Z])(?:, [A-Z][\w.'’ -]+?)??"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:, \d{4})?)?"
    r"(?: ?\([^()]{2,40}\))?\s*(?P<mark>[–—-]{1,2}|:)\s+(?=\S)"
)

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_STOP = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")
_OPENING = ("“", '"', "‘", "«", "„")
_SPEAKS = re.compile(r"[^“\"]{1,60}: ")


@dataclass(frozen=True, slots=True)
class _Family:
    max_chars: int
    lists: bool
    starts: re.Pattern[str] | None
    ends: re.Pattern[str] | None


def body(title: str, text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text` that are the article, in order and with their numbers in the whole text.

    The first one begins behind its dateline: the place of writing is no actor.
    """
    every = paragraphs(text)
    first = 1 if every and _is_headline(title, text, every) else 0
    kept = tuple(_without_boilerplate(text, every[first:]))
    return (_behind_dateline(text, kept[0]), *kept[1:]) if kept else ()


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph is the publisher's and not the article's."""
    return _family(paragraph) is not None


def _without_boilerplate(text: str, candidates: Iterable[Paragraph]) -> Iterable[Paragraph]:
    in_list = False
    for paragraph in candidates:
        words = text[paragraph.start : paragraph.end]
        family = _family(words)
        in_list = family.lists if family else in_list and _is_link(words)
        if family is None and not in_list:
            yield paragraph


def _behind_dateline(text: str, paragraph: Paragraph) -> Paragraph:
    opening = text[paragraph.start : min(paragraph.end, paragraph.start + MAX_DATELINE_CHARS)]
    match = _DATELINE.match(opening)
    if not match or (match["mark"] == ":" and not codes_of(match["place"].title())):
        return paragraph
    return replace(paragraph, start=paragraph.start + match.end())


def _is_link(words: str) -> bool:
    return len(words) <= MAX_LINK_CHARS and not _STOP.search(words) and not _SPEAKS.match(words)


def _family(words: str) -> _Family | None:
    tail = max(0, len(words) - MAX_TAIL_CHARS)
    for family in _families():
        if len(words) > family.max_chars:
            continue
        if (family.starts and family.starts.match(words)) or (family.ends and family.ends.search(words, tail)):
            return family
    return None


def _is_headline(title: str, text: str, every: tuple[Paragraph, ...]) -> bool:
    """Tell whether the first paragraph is the title again, or a headline by its looks with an article below it."""
    first = text[every[0].start : every[0].end]
    if len(first) > MAX_HEADLINE_CHARS:
        return False
    return _repeats(first, title) or (len(every) > 1 and _looks_like_headline(first))


def _repeats(paragraph: str, title: str) -> bool:
    ours, theirs = _words(paragraph), _words(title)
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    shared = len(set(ours) & set(theirs))
    return len(theirs) > 3 and shared >= MIN_SHARED_WORDS * max(len(set(ours)), len(set(theirs)))


def _looks_like_headline(paragraph: str) -> bool:
    stops = bool(_STOP.search(paragraph))
    if _is_title_case(paragraph):
        return True
    return not stops and len(paragraph) <= MAX_PLAIN_HEADLINE_CHARS and not paragraph.startswith(_OPENING)


def _is_title_case(paragraph: str) -> bool:
    """Title case: nearly every word of four letters or more has a capital, and there are enough words to tell."""
    long_words = [word for word in _WORD.findall(paragraph) if len(word) > 3 and not word[0].isdigit()]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= 4 and capitals >= MIN_TITLE_CASE * len(long_words)


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


@cache
def _families() -> tuple[_Family, ...]:
    raw = (resources.files("summarizer.lexicons") / "boilerplate.toml").read_text(encoding="utf-8")
    return tuple(
        _Family(f["max_chars"], f.get("lists", False), _any(f.get("starts", ()), ""), _any(f.get("ends", ()), r"\s*\Z"))
        for f in tomllib.loads(raw)["family"]
    )


def _any(patterns: Iterable[str], tail: str) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(f"(?:{joined}){tail}", re.IGNORECASE) if joined else None
