"""What licenses a passage: a cue with its subject, and which words can be cues. Looks at no passage."""

from dataclasses import dataclass

from summarizer.quotes.clauses import Word, key_after
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import (
    ADVERBS,
    ARTICLES,
    BE,
    MODALS,
    PREPOSITIONS,
    follows_subject,
    is_adverb,
    is_aspectual,
    is_finite,
)
from summarizer.quotes.phrases import Phrase

DASHES = frozenset(["—", "–", "-", "--", "―"])
PAUSES = DASHES | frozenset([",", ";", "…", ")"])
_NEGATIONS = frozenset(["not", "never"])
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
    """The attribution of a subject and the verb that licenses it; a two-word cue is taken whole."""
    start, end = subject
    cue = words[verb].text
    if verb + 1 < len(words) and (words[verb].key, words[verb + 1].key) in cues().pairs:
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
    base = cues().speech.is_base(words[at].key, key_after(words, at)) and words[at].text.islower()
    base = base and not is_aspectual(words, at)
    return base and _follows_modal(words, at)


def _follows_modal(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a modal stands before, adverbs between: "could only quip", but not "did not say"."""
    before = at - 1
    while before >= 0 and words[before].key not in MODALS | _NEGATIONS:
        if words[before].key not in ADVERBS and not is_adverb(words[before].key):
            return False
        before -= 1
    return before >= 0 and words[before].key in MODALS - {"might"}  # "might say": nobody did


def is_woven(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a verb here weaves a fragment in marks into its sentence: "called it “a mistake”"."""
    key = words[at].key
    if not words[at].text.islower() or at == 0:
        return False
    before = words[at - 1]
    if cues().woven.is_finite(key, key_after(words, at)):
        adjective = at > 1 and is_adverb(before.key) and words[at - 2].key in ARTICLES  # "a swiftly called meeting"
        noun = key in cues().ambiguous and not follows_subject(words, at)
        free = before.key not in BE | PREPOSITIONS | {"the", "a", "an"} and not before.is_possessive
        return free and not adjective and not noun
    if is_aspectual(words, at):
        return False
    base = cues().woven.is_base(key, key_after(words, at)) or cues().speech.is_base(key, key_after(words, at))
    return base and before.key in (MODALS - {"might"}) | {"to"}


def is_weak(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a verb here speaks only where nothing better does."""
    following = key_after(words, at)
    if words[at].key in BE and (following in cues().speech.finite or following.endswith("ed")):
        return False  # "was asked": its subject is no speaker
    return (
        cues().weak.is_finite(words[at].key, key_after(words, at))
        and words[at].text.islower()
        and at > 0
        and words[at - 1].key not in PREPOSITIONS | BE | ARTICLES
    )
