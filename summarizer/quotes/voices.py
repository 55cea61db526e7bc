"""Who speaks each passage of a paragraph: by its cue, else carried from the speech around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.model import Resolved, Speaker
from summarizer.quotes.attribution import attributions
from summarizer.quotes.cast import Cast
from summarizer.quotes.clauses import Sentence, Word
from summarizer.quotes.cues import cues
from summarizer.quotes.licence import Attribution
from summarizer.quotes.pages import Page
from summarizer.quotes.speakers import can_speak, resolve
from summarizer.quotes.subjects import main_subject

_SIGNATURE = re.compile(r"[-–—―]{1,2}\s?([^\W\d_a-z][^,.;:\n]{2,50})(?=[,.;]|$)")
_MAX_SIGNATURE_CHARS = 90


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is speaking, carried from passage to passage, and the cue that says so."""

    speaker: Speaker | None
    cue: str


NOBODY = Voice(None, "")
Voices = dict[int, tuple[Voice, Attribution | None]]  # by the passage's number


def carried_on(page: Page, voices: Voices) -> Voice:
    """Return who goes on speaking in the next paragraph: only where the last passage was left open."""
    if not page.passages or page.passages[-1].closes:
        return NOBODY
    return voices.get(len(page.passages) - 1, (NOBODY, None))[0]


def last_voice(voices: Voices) -> Voice | None:
    """Return who spoke last in a paragraph, if anybody."""
    if not voices:
        return None
    voice = voices[max(voices)][0]
    return voice if voice.speaker is not None and voice.speaker.resolved is not Resolved.ROLE else None


def voices_of(text: str, pages: Sequence[Page], at: int, cast: Cast, *, carried: Voice, last: Voice | None) -> Voices:
    """Return who speaks each passage of `pages[at]`; `carried` speaks on from an open passage, `last` spoke before."""
    page, found = pages[at], _licensed(text, pages[at], cast)
    leads, beats = _lead_ins(page), _beats(page)
    for number in range(len(page.passages)):
        if number in found:
            continue
        voice = _neighbour(text, page, number, found, carried)
        if voice is None and number == 0 and page.passages[0].outer.start == page.paragraph.start:
            before = pages[at - 1] if at else None
            voice = _signed_below(text, pages, at, cast) or _announced(text, before, cast)
            voice = voice or last or _topic(before.sentences[-1].words if before and before.sentences else (), cast)
        voice = voice or _topic(leads.get(number, ()), cast) or _topic(beats.get(number, ()), cast)
        found[number] = (voice or NOBODY, None)
    return found


def _licensed(text: str, page: Page, cast: Cast) -> Voices:
    found: Voices = {}
    ends = _last_signs(text, page)
    for sentence in page.sentences:
        for number, hit in attributions(text, sentence, ends).items():
            speaker = resolve(cast, hit.start, hit.end, cue=hit.cue)
            found[number] = (Voice(None if _is_thin(hit) and not can_speak(speaker) else speaker, hit.cue), hit)
    return found


def _is_thin(hit: Attribution) -> bool:
    """Tell whether nothing but a pause or a verb like "is" and "shows" licenses a passage."""
    known = cues()
    head, _, particle = hit.cue.lower().partition(" ")
    if (head, particle) in known.pairs:
        return False
    return not head[:1].isalpha() or (
        head in known.weak.finite and head not in known.speech.finite | known.woven.finite
    )


def _last_signs(text: str, page: Page) -> dict[int, str]:
    return {n: text[passage.end - 1] for n, passage in enumerate(page.passages)}


def _neighbour(
    text: str, page: Page, number: int, found: dict[int, tuple[Voice, Attribution | None]], carried: Voice
) -> Voice | None:
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


def _signed_below(text: str, pages: Sequence[Page], at: int, cast: Cast) -> Voice | None:
    """Return who signs a pull quotation in the next paragraph ("— Ana Lopez, minister")."""
    if at + 1 >= len(pages):
        return None
    below = pages[at + 1].paragraph
    match = _SIGNATURE.match(text, below.start, below.end)
    if match is None or below.end - below.start > _MAX_SIGNATURE_CHARS:
        return None
    speaker = resolve(cast, match.start(1), match.end(1))
    return Voice(speaker, "") if speaker is not None and speaker.resolved is Resolved.NAMED else None


def _announced(text: str, before: Page | None, cast: Cast) -> Voice | None:
    """Return who was announced by the paragraph before ("He set out the steps:")."""
    words = before.sentences[-1].words if before is not None and before.sentences else ()
    if before is None or not words or words[-1].text != ":":
        return None
    number = len(before.passages)
    quoted = Sentence((*words, replace(words[-1], text="", passage=number)))
    hit = attributions(text, quoted, _last_signs(text, before) | {number: "."}).get(number)
    return Voice(resolve(cast, hit.start, hit.end, cue=hit.cue), hit.cue) if hit else None


def _lead_ins(page: Page) -> dict[int, tuple[Word, ...]]:
    """Return the sentence before each passage that is a sentence of its own, by the passage's number."""
    pairs = zip(page.sentences, page.sentences[1:], strict=False)
    return {
        sentence.words[0].passage: before.words
        for before, sentence in pairs
        if sentence.words[0].is_quote and not any(word.is_word for word in sentence.words)
    }


def _beats(page: Page) -> dict[int, tuple[Word, ...]]:
    """Return the sentence between two passages that are sentences ("“A.” He rose. “B.”"), by the first's number."""
    triples = zip(page.sentences, page.sentences[1:], page.sentences[2:], strict=False)
    return {
        first.words[0].passage: beat.words
        for first, beat, second in triples
        if first.words[0].is_quote
        and not any(word.is_word for word in first.words)
        and not any(word.is_quote for word in beat.words)
        and second.words[0].is_quote
    }


def _topic(words: tuple[Word, ...], cast: Cast) -> Voice | None:
    """Return the person who is a sentence's subject."""
    subject = main_subject(words, 0, len(words))
    if subject is None:
        return None
    speaker = resolve(cast, words[subject[0]].start, words[subject[1] - 1].end)
    known = speaker is not None and speaker.resolved in (Resolved.NAMED, Resolved.COREF)
    return Voice(speaker, "") if known else None
