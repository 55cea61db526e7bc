"""Verbatim speech of an article: passages in marks that somebody said, with the speaker or none."""

import re
from collections.abc import Iterator

from summarizer.model import Paragraph, Person, Quote, QuoteKind
from summarizer.quotes.cast import cast_of
from summarizer.quotes.cues import cues
from summarizer.quotes.licence import Attribution
from summarizer.quotes.marks import Passage
from summarizer.quotes.pages import Page, pages_of
from summarizer.quotes.transcripts import find_turns
from summarizer.quotes.voices import NOBODY, Voice, Voices, carried_on, last_voice, voices_of

MIN_UNATTRIBUTED_WORDS = 6  # shorter passages that nobody said are terms, titles or scare quotes
_READER = frozenset(["you", "you may", "one"])  # "you may ask": put into the reader's mouth
MIN_CERTAIN_WORDS = 4  # shorter ones need a cue right beside them
_TERM = re.compile(
    r"(?i)(?:so-called|nicknamed|known as|titled|entitled|dubbed|the (?:word|phrase|term|film|song|book"
    r"|tune|slogan|banner|nickname)|banner of an?)[\s,]*$"
)
_BYLINE = re.compile(r"(?:,[^\w\s]{1,2}|[^\w\s],) by (?:the )?[A-Z]")  # "“The Long Road,” by Ana Lopez": a work
# fmt: off
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "up",
    "with", "vs",
))
# fmt: on


def find_quotes(text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Return the quotations of `body` in order: `text[start:end]`, inside one paragraph, never overlapping."""
    turns = find_turns(text, body, people)
    if turns:
        spoken = {turn.paragraph for turn in turns}
        body = tuple(paragraph for paragraph in body if paragraph.number not in spoken)
    found = (*_in_marks(text, body, people), *turns)
    return tuple(sorted(found, key=lambda quote: quote.start))


def _in_marks(text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    pages = pages_of(text, body)
    cast = cast_of(text, people, pages)
    quotes: list[Quote] = []
    carried, last = NOBODY, None
    for at, page in enumerate(pages):
        voices = voices_of(text, pages, at, cast, carried=carried, last=last)
        quotes.extend(_quotes(text, page, voices))
        carried, last = carried_on(page, voices), last_voice(voices)
    return tuple(quotes)


def _quotes(text: str, page: Page, voices: Voices) -> Iterator[Quote]:
    for number, passage in enumerate(page.passages):
        voice, hit = voices.get(number, (NOBODY, None))
        end = _without_comma(text, passage)
        if passage.start >= end or not _is_speech(text, page, passage, voice, hit):
            continue
        kind = QuoteKind.DIRECT if _is_clause(text, page.paragraph, passage) else QuoteKind.PARTIAL
        yield Quote(passage.start, end, voice.speaker, voice.cue, page.paragraph.number, kind)


def _without_comma(text: str, passage: Passage) -> int:
    """Leave out the comma that the attribution asks for: the only sign that may go (R1)."""
    end = passage.end
    return end - 1 if passage.closes and text[end - 1] == "," else end


def _is_speech(text: str, page: Page, passage: Passage, voice: Voice, hit: Attribution | None) -> bool:
    inside = text[passage.start : passage.end]
    count = len(inside.split())
    lead = text[max(page.paragraph.start, passage.outer.start - 40) : passage.outer.start]
    if (
        _TERM.search(lead)
        or _BYLINE.search(text, passage.end - 2, min(page.paragraph.end, passage.outer.end + 12))
        or (hit is not None and text[hit.start : hit.end].lower() in _READER)
    ):
        return False
    if voice.speaker is None:
        return (
            bool(voice.cue)
            and count >= MIN_UNATTRIBUTED_WORDS
            and _is_clause(text, page.paragraph, passage)
            and not _is_title(inside)
        )
    if _is_title(inside) and not lead.rstrip().endswith((",", ":")):
        return False
    if count >= MIN_CERTAIN_WORDS:
        return True
    return hit.adjacent and hit.cue not in cues().weak.finite if hit is not None else _is_alone(text, page, passage)


def _is_alone(text: str, page: Page, passage: Passage) -> bool:
    """Tell whether a passage is a sentence of its own, between full stops."""
    lead = text[page.paragraph.start : passage.outer.start].rstrip()
    return not lead or lead[-1] in ".?!”\"’»'"


def _is_title(inside: str) -> bool:
    """Tell whether a passage is capitalised like a title."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", inside) if word.lower() not in _SMALL]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def _is_clause(text: str, paragraph: Paragraph, passage: Passage) -> bool:
    """Tell whether a passage is a sentence of its own: by its capital, or by the pause before or after it."""
    first = next((sign for sign in text[passage.start : passage.end] if sign.isalnum()), "")
    lead = text[max(paragraph.start, passage.outer.start - 3) : passage.outer.start].rstrip()
    return first.isupper() or first.isdigit() or lead.endswith((",", ":", "—", "–")) or not lead
