"""Labelled speech of briefings and interviews (MR. PATEL: …): which paragraphs are whose. Reads no marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.actors import codes_of
from summarizer.model import Paragraph, Person, Quote, QuoteKind, Resolved, Speaker

MIN_LABELS = 3  # fewer labelled paragraphs are no transcript
_LABEL = re.compile(
    r"[“\"]?(?:\*\*)?(?P<label>[QA](?=[.:])"
    r"|[A-Z][A-Z.'’\- \u00a0]{2,60}?(?:\s\([^)]{1,60}\))?(?=\s?:))(?:\*\*)?\s?[:.](?:\*\*)?\s+"
)
_QUESTION = re.compile(r"(?:Q|QUESTION|REPORTER|PRESS|JOURNALIST|THE PRESS|MODERATOR|INTERVIEWER|HOST)\b")
_HONORIFIC = re.compile(
    r"^(?:MR|MRS|MS|DR|SECRETARY|PRESIDENT|MINISTER|AMBASSADOR|SENATOR|SEN|REP|GOV|GEN|GENERAL|THE|PRIME"
    r"|FOREIGN)\b\.?\s?"
)
_STAGE = re.compile(r"[\[(][^\])]{0,80}[\])]")
_BLANKS = ' \t\r\n\u00a0“”"'


@dataclass(frozen=True, slots=True)
class _Turn:
    """One paragraph of labelled speech."""

    paragraph: Paragraph
    label: str
    start: int


def find_turns(text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Return the labelled speech of a transcript; empty where the text is none. A question has no speaker."""
    turns = tuple(_turns(text, body))
    labels = {turn.label for turn in turns}
    if len(turns) < MIN_LABELS or len(labels) < 2:
        return ()
    return tuple(quote for turn in turns if (quote := _quote(text, turn, people)) is not None)


def _turns(text: str, body: tuple[Paragraph, ...]) -> Iterator[_Turn]:
    """Label each paragraph; one without a label goes on with the speaker before it."""
    label = ""
    for paragraph in body:
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        if match:
            label = match.group("label").strip()
            yield _Turn(paragraph, label, match.end())
        elif label:
            yield _Turn(paragraph, label, paragraph.start)


def _quote(text: str, turn: _Turn, people: tuple[Person, ...]) -> Quote | None:
    start, end = _without_stage(text, turn.start, turn.paragraph.end)
    if start >= end:
        return None
    speaker = None if _QUESTION.match(turn.label) or turn.label == "A" else _speaker(turn.label, people)
    return Quote(start, end, speaker, turn.label, turn.paragraph.number, QuoteKind.TRANSCRIPT)


def _without_stage(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks and stage directions ("(Laughter.)") at both edges."""
    moved = True
    while moved:
        moved = False
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        direction = _STAGE.match(text, start, end)
        if direction:
            start, moved = direction.end(), True
        opening = (
            max(text.rfind("[", start, end), text.rfind("(", start, end))
            if end > start and text[end - 1] in ")]"
            else -1
        )
        if opening >= 0 and _STAGE.fullmatch(text, opening, end):
            end, moved = opening, True
    return start, end


def _speaker(label: str, people: tuple[Person, ...]) -> Speaker:
    """Name the person whose surname the label has, else the label as written."""
    bare = re.sub(r"\s\(.*\)$", "", label)
    while (shorter := _HONORIFIC.sub("", bare)) != bare and shorter:
        bare = shorter
    surname = bare.split()[-1].casefold()
    owners = [
        person for person in people if person.name.split()[-1].casefold() == surname and not person.name.isupper()
    ]
    if len(owners) == 1:
        return Speaker(owners[0].reference, label, Resolved.NAMED, owners[0].codes)
    return Speaker(label, label, Resolved.NAMED, codes_of(label))
