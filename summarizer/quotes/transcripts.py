"""Labelled speech of briefings and interviews (MR. PATEL: …): which paragraphs are whose. Reads no marks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.actors import codes_of
from summarizer.model import Paragraph, Person, Quote, QuoteKind, Resolved, Speaker

MIN_LABELS = 3  # fewer labelled paragraphs are no transcript
MAX_LABELS = 60  # more different ones are a list
MIN_NAMED_LABELS = 4  # labels that are plain names need more evidence than capitals
MAX_NAMED_LABELS = 6
MIN_SHARE = 0.6  # of the paragraphs from the first label on
_LABEL = re.compile(
    r"[“\"]?(?:\*\*)?(?P<label>[QA](?=[.:])"
    r"|[A-Z][A-Z.'’\- \u00a0]{2,60}?(?:\s\([^)]{1,60}\))?(?=\s?:))(?:\*\*)?\s?[:.](?:\*\*)?\s+"
)
_NAME_LABEL = re.compile(
    r"(?:\*\*)?(?P<label>[^\W\da-z_][\w.’'-]*(?:[ \u00a0][^\W\da-z_][\w.’'-]*){0,3})(?:\*\*)?:(?:\*\*)?\s+"
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
    turns = tuple(_turns(text, body, _LABEL))
    labels = {turn.label for turn in turns}
    if (
        len(turns) < MIN_LABELS
        or not 2 <= len(labels) <= MAX_LABELS
        or not any(_is_official(label, people) for label in labels)
    ):
        return _interview(text, body, people)
    voices = {label: _voice(label, turns[0].start, people) for label in labels}
    return tuple(quote for turn in turns if (quote := _quote(text, turn, voices[turn.label])) is not None)


def _interview(text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...]) -> tuple[Quote, ...]:
    """Return the labelled speech of an interview with names for labels ("Lopez: …"); who was not introduced asks."""
    turns = tuple(_turns(text, body, _NAME_LABEL))
    labelled = [turn.label for turn in turns if turn.start > turn.paragraph.start]
    counts = Counter(labelled)
    if len(labelled) < MIN_NAMED_LABELS or len(labelled) < MIN_SHARE * len(turns) or len(counts) > MAX_NAMED_LABELS:
        return ()
    first = turns[0].paragraph.start
    owners = {label: [p for p in _owners(label, people) if p.mentions[0].start < first] for label in counts}
    answering = [label for label in counts if len(owners[label]) == 1]
    if min(counts.values()) < 2 or len(counts) < 2 or not answering:
        return ()
    voices = {label: _voice(label, first, tuple(owners[label])) if label in answering else None for label in counts}
    return tuple(quote for turn in turns if (quote := _quote(text, turn, voices[turn.label])) is not None)


def _is_official(label: str, people: tuple[Person, ...]) -> bool:
    """Tell whether a label belongs to a briefing or an interview, not to a play: a question, a title, a known name."""
    return bool(_QUESTION.match(label) or _HONORIFIC.match(label)) or len(_owners(label, people)) == 1


def _turns(text: str, body: tuple[Paragraph, ...], pattern: re.Pattern[str]) -> Iterator[_Turn]:
    """Label each paragraph; one without a label goes on with the speaker before it."""
    label = ""
    for paragraph in body:
        match = pattern.match(text, paragraph.start, paragraph.end)
        if match:
            label = match.group("label").strip()
            yield _Turn(paragraph, label, match.end())
        elif label:
            yield _Turn(paragraph, label, paragraph.start)


def _quote(text: str, turn: _Turn, speaker: Speaker | None) -> Quote | None:
    start, end = _without_stage(text, turn.start, turn.paragraph.end)
    if start >= end:
        return None
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


def _voice(label: str, first_turn: int, people: tuple[Person, ...]) -> Speaker | None:
    """Name the person whose surname the label has, else the label as written; nobody for a question."""
    if _QUESTION.match(label):
        return None
    owners = _introduced(first_turn, people) if label == "A" else _owners(label, people)
    if len(owners) == 1:
        return Speaker(owners[0].reference, label, Resolved.NAMED, owners[0].codes)
    return None if label == "A" else Speaker(label, label, Resolved.NAMED, codes_of(label))


def _introduced(first_turn: int, people: tuple[Person, ...]) -> list[Person]:
    """Return the people named before the first label: an only one gives the answers of an interview."""
    return [person for person in people if person.mentions[0].start < first_turn]


def _owners(label: str, people: tuple[Person, ...]) -> list[Person]:
    bare = re.sub(r"\s\(.*\)$", "", label)
    while (shorter := _HONORIFIC.sub("", bare)) != bare and shorter:
        bare = shorter
    surname = bare.split()[-1].casefold()
    named = (person for person in people if not person.name.isupper())
    return [person for person in named if person.name.split()[-1].casefold() == surname]
