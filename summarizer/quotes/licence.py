"""What licenses a passage: a cue with its subject, and which words can be cues. Looks at no passage."""

from dataclasses import dataclass

from summarizer.quotes.clauses import Word
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import (
    ADVERBS,
    ARTICLES,
    BE,
    MODALS,
    PREPOSITIONS,
    is_finite,
)
from summarizer.quotes.subjects import Phrase

DASHES = frozenset(["—", "–", "-", "--", "―"])
PAUSES = DASHES | frozenset([",", ";", "…", ")"])
MAX_BACK = 80  # words: a cue farther to the left licenses nothing
NEAR = 14  # words between a cue and its passage that still count as next to it


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage's licence. `start:end` are the characters of the subject, empty where only a cue was found."""

    start: int
    end: int
    cue: str
    adjacent: bool
    at: int  # character where the cue stands


def made(words: tuple[Word, ...], subject: Phrase, verb: int, *, adjacent: bool) -> Attribution:
    start, end = subject
    cue = words[verb].text
    if verb + 1 < len(words) and (words[verb].key, words[verb + 1].key) in cues().particles:
        cue += " " + words[verb + 1].text
    return Attribution(words[start].start, words[end - 1].end, cue, adjacent, words[verb].start)


def is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a verb of saying speaks here for a subject: finite, or after a modal, not passive."""
    if not words[at].is_word:
        return False
    if is_finite(words, at):
        before = at - 1
        while before >= 0 and words[before].key in ADVERBS:
            before -= 1
        return before < 0 or words[before].key not in BE
    return words[at].key in cues().infinitives and at > 0 and words[at - 1].key in MODALS and words[at].text.islower()


def is_woven(words: tuple[Word, ...], at: int) -> bool:
    key = words[at].key
    if not words[at].text.islower() or at == 0:
        return False
    before = words[at - 1]
    if key in cues().woven:
        return (
            before.key not in BE
            and before.key not in PREPOSITIONS
            and not before.is_possessive
            and before.key not in {"the", "a", "an"}
        )
    return key in cues().infinitives and before.key in MODALS | {"to"}


def is_weak(words: tuple[Word, ...], at: int) -> bool:
    return (
        words[at].key in cues().weak
        and words[at].text.islower()
        and at > 0
        and words[at - 1].key not in PREPOSITIONS | BE | ARTICLES
    )
