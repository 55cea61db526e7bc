"""Turns of a story in which no act is read, because nobody acts upon anybody: denials of a part in something, refusals
to take part, and what was agreed coming into force. Pure."""

import re
from collections.abc import Iterator

from bot.compose.denials import DENIES_A_PART
from bot.compose.sides import sentences_of
from bot.compose.stems import STEM_CHARS, stem_of, stems_of
from bot.compose.wording import outlet_headline
from bot.model import Snapshot, Story, Telling
from summarizer.actors import codes_of

DENIAL_PARAGRAPHS = 3
EFFECT_PARAGRAPHS = 2
MAX_TURN_WORDS = 18
_REFUSAL = re.compile(r"(?i)\b(?:refus(?:es|ed|ing)|declin(?:es|ed)|rul(?:es|ed) out|will not|won['’]t)\b")
_EFFECT = re.compile(
    r"(?i)\b(?:(?:took|takes|taken) effect|(?:went|goes|gone|came|comes|come|entered|enters) into (?:force|effect))\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|to|should|may|might|could|can|if|before|until|unless|when|not|never)\b[^,;.]{0,40}$"
)
_PRONOUN = re.compile(r"(?i)(?:it|this|that|they|these|both|he|she)\b")


def denials_told(story: Story, shown: Snapshot) -> Iterator[str]:
    """What a party to the story denies, in an outlet's own words, and has denied in no article that was shown."""
    seen, fresh = _parted(story, shown)
    parties = {code for key in shown.acts for party in key.split("|")[1:] for code in party.split(",") if code}
    known = {code for telling in seen for code, _ in _denials(telling)}
    for telling in fresh:
        for code, sentence in _denials(telling):
            if code in parties - known:
                yield _told(telling, sentence, DENIES_A_PART)


def refusals_told(story: Story, shown: Snapshot) -> Iterator[str]:
    """The headlines in which somebody who had no part in the story so far refuses something."""
    seen, fresh = _parted(story, shown)
    known = {code for telling in seen for code in telling.reading.countries}
    for telling in fresh:
        title = outlet_headline(telling)
        match = _REFUSAL.search(title)
        named = codes_of(title[: match.start()]) if match else ()
        if named and not known & set(named):
            yield title


def effects_told(story: Story, shown: Snapshot) -> Iterator[str]:
    """What came into force, and has in no article that was shown."""
    seen, fresh = _parted(story, shown)
    if any(True for telling in seen for _ in _effects(telling)):
        return
    for telling in fresh:
        for sentence in _effects(telling):
            yield _told(telling, sentence, _EFFECT)


def _parted(story: Story, shown: Snapshot) -> tuple[tuple[Telling, ...], tuple[Telling, ...]]:
    versions = set(shown.versions.values())
    english = tuple(t for t in story.tellings if t.reading.language == "en" and not t.withdrawn)
    seen = tuple(t for t in english if t.stored.version_id in versions)
    return seen, tuple(t for t in english if t not in seen)


def _denials(telling: Telling) -> Iterator[tuple[str, str]]:
    """Who denies, by code, and the sentence."""
    for sentence in _own_sentences(telling, first=DENIAL_PARAGRAPHS):
        match = DENIES_A_PART.search(sentence)
        named = codes_of(sentence[: match.start()]) if match else ()
        if match and named:
            yield named[-1], sentence


def _effects(telling: Telling) -> Iterator[str]:
    for sentence in _own_sentences(telling, first=EFFECT_PARAGRAPHS):
        match = _EFFECT.search(sentence)
        before = sentence[: match.start()] if match else ""
        if match and not _AHEAD.search(before) and not _PRONOUN.match(before):
            yield sentence


def _own_sentences(telling: Telling, *, first: int) -> Iterator[str]:
    """Those of the first paragraphs in which nobody is quoted."""
    quoted = telling.reading.quotes
    for _, span in sentences_of(telling, first=first):
        if not any(quote.start < span.end and span.start < quote.end for quote in quoted):
            yield span.of(telling.stored.article.text)


def _told(telling: Telling, sentence: str, turn: re.Pattern[str]) -> str:
    """The headline where it tells the turn too, else the sentence as far as there is room."""
    title = outlet_headline(telling)
    verbs = {stem_of(word) for word in turn.findall(sentence)[0].split() if len(word) >= STEM_CHARS}
    if turn.search(title) or verbs & stems_of(title):
        return title
    words = sentence.rstrip(".").split()
    return " ".join(words) if len(words) <= MAX_TURN_WORDS else f"{' '.join(words[: MAX_TURN_WORDS - 1])} …"
