"""Verbatim speech of an article: passages in marks that somebody said, with the speaker or none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.model import Paragraph, Person, Quote, QuoteKind, Resolved, Speaker
from summarizer.quotes.attribution import attributions
from summarizer.quotes.clauses import Sentence
from summarizer.quotes.cues import cues
from summarizer.quotes.licence import Attribution
from summarizer.quotes.marks import Passage
from summarizer.quotes.pages import Page, pages_of
from summarizer.quotes.speakers import Cast, cast_of, resolve
from summarizer.quotes.subjects import main_subject
from summarizer.quotes.transcripts import find_turns

MIN_UNATTRIBUTED_WORDS = 6  # shorter passages that nobody said are terms, titles or scare quotes
_READER = frozenset(["you", "you may", "one"])  # "you may ask": put into the reader's mouth
MIN_CERTAIN_WORDS = 4  # shorter ones need a cue right beside them
_TERM = re.compile(
    r"(?i)(?:so-called|nicknamed|known as|titled|entitled|dubbed|the (?:word|phrase|term|film|song|book"
    r"|tune|slogan|banner|nickname)|banner of an?)[\s,]*$"
)
# fmt: off
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "up",
    "with", "vs",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who is speaking, carried from passage to passage."""

    speaker: Speaker | None
    cue: str


_NOBODY = _Voice(None, "")


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
    carried = _NOBODY
    last: _Voice | None = None
    for number, page in enumerate(pages):
        before = pages[number - 1] if number else None
        voices = _voices(text, page, before, carried, cast, last)
        quotes.extend(_quotes(text, page, voices))
        carried = _carried(page, voices)
        last = voices[max(voices)][0] if voices and voices[max(voices)][0].speaker else None
    return tuple(quotes)


def _carried(page: Page, voices: dict[int, tuple[_Voice, Attribution | None]]) -> _Voice:
    """Return who goes on speaking in the next paragraph: only where the last passage was left open."""
    if not page.passages or page.passages[-1].closes:
        return _NOBODY
    return voices.get(len(page.passages) - 1, (_NOBODY, None))[0]


def _voices(
    text: str, page: Page, before: Page | None, carried: _Voice, cast: Cast, last: _Voice | None
) -> dict[int, tuple[_Voice, Attribution | None]]:
    """Return who speaks each passage of a paragraph: by its cue, else carried from its neighbours."""
    found: dict[int, tuple[_Voice, Attribution | None]] = {}
    ends = _last_signs(text, page)
    bare: list[int] = []
    for sentence in page.sentences:
        numbers = [word.passage for word in sentence.words if word.is_quote]
        if not numbers:
            continue
        hits = attributions(text, sentence, ends)
        for number in numbers:
            hit = hits.get(number)
            if hit is not None:
                found[number] = (_Voice(resolve(cast, hit.start, hit.end, cue=hit.cue), hit.cue), hit)
            else:
                bare.append(number)
    for number in bare:
        voice = _neighbour(text, page, number, found, carried)
        if (
            voice is None
            and number == 0
            and before is not None
            and page.passages[0].outer.start == page.paragraph.start
        ):
            voice = _announced(text, before, cast) or last or _topic(text, before, cast)
        found[number] = (voice or _NOBODY, None)
    return found


def _last_signs(text: str, page: Page) -> dict[int, str]:
    return {n: text[passage.end - 1] for n, passage in enumerate(page.passages)}


def _neighbour(
    text: str, page: Page, number: int, found: dict[int, tuple[_Voice, Attribution | None]], carried: _Voice
) -> _Voice | None:
    """Return the voice of a passage that stands alone: the speech before goes on, or the one after has begun."""
    if number == 0 and carried.speaker is not None:
        return carried
    previous = found.get(number - 1)
    if previous is not None and previous[0].speaker is not None:
        return previous[0]
    following = found.get(number + 1)
    if following is not None and not re.search(
        r"\w", text[page.passages[number].outer.end : page.passages[number + 1].outer.start]
    ):
        return following[0]
    return None


def _announced(text: str, before: Page, cast: Cast) -> _Voice | None:
    """Return who was announced by the paragraph before ("He set out the steps:")."""
    if not before.sentences:
        return None
    last = before.sentences[-1]
    if last.words and last.words[-1].text == ":":
        number = len(before.passages)
        quoted = Sentence((*last.words, replace(last.words[-1], text="", passage=number)))
        hit = attributions(text, quoted, _last_signs(text, before) | {number: "."}).get(number)
        return _Voice(resolve(cast, hit.start, hit.end, cue=hit.cue), hit.cue) if hit else None
    return None


def _topic(text: str, before: Page, cast: Cast) -> _Voice | None:
    """Return the person whom the paragraph before ended on, as its last sentence's subject."""
    if not before.sentences:
        return None
    words = before.sentences[-1].words
    subject = main_subject(words, 0, len(words))
    if subject is None:
        return None
    speaker = resolve(cast, words[subject[0]].start, words[subject[1] - 1].end)
    return _Voice(speaker, "") if speaker is not None and speaker.resolved in (Resolved.NAMED, Resolved.COREF) else None


def _quotes(text: str, page: Page, voices: dict[int, tuple[_Voice, Attribution | None]]) -> Iterator[Quote]:
    for number, passage in enumerate(page.passages):
        voice, hit = voices.get(number, (_NOBODY, None))
        end = _without_comma(text, passage)
        if passage.start >= end or not _is_speech(text, page, passage, voice, hit):
            continue
        kind = QuoteKind.DIRECT if _is_clause(text, page.paragraph, passage) else QuoteKind.PARTIAL
        yield Quote(passage.start, end, voice.speaker, voice.cue, page.paragraph.number, kind)


def _without_comma(text: str, passage: Passage) -> int:
    """Leave out the comma that the attribution asks for: the only sign that may go (R1)."""
    end = passage.end
    return end - 1 if passage.closes and text[end - 1] == "," else end


def _is_speech(text: str, page: Page, passage: Passage, voice: _Voice, hit: Attribution | None) -> bool:
    inside = text[passage.start : passage.end]
    count = len(inside.split())
    lead = text[max(page.paragraph.start, passage.outer.start - 40) : passage.outer.start]
    if _TERM.search(lead) or (hit is not None and text[hit.start : hit.end].lower() in _READER):
        return False
    if voice.speaker is None:
        return count >= MIN_UNATTRIBUTED_WORDS and _is_clause(text, page.paragraph, passage) and not _is_title(inside)
    if _is_title(inside) and not lead.rstrip().endswith((",", ":")):
        return False
    if count >= MIN_CERTAIN_WORDS:
        return True
    return hit.adjacent and hit.cue not in cues().weak if hit is not None else _is_alone(text, page, passage)


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
