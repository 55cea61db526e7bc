"""Quotation marks: which stretches of a paragraph stand between marks. Decides nothing about who spoke.

Each mark is paired inside its paragraph, in one pass. Apostrophes, primes and elisions ('70s) are no marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.model import Paragraph, Span

_MARK = re.compile(r"(?<!\w)``|''(?!')|[“”„‟«»‹›‚‘’‛\"']")
_DOUBLES = {  # each opener with the marks that close it
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    '"': ('"',),
    "``": ("''",),
    "''": ("''",),
    "”": ("”",),
}
_SINGLES = {"‘": ("’",), "‚": ("‘", "’"), "‛": ("’",), "'": ("'",)}
_SLIPS = frozenset(["“", "”", '"', "''"])  # typists take one of these for another: "…”, “…", “…“
_CLOSE_PUNCTUATION = frozenset(",.;:!?)]}’'")
_BOUNDARY = frozenset("([{<-–—/…“„«‹\"'‘‚:;,=|*>")
_OPENING = _BOUNDARY - frozenset(",;:")
_AFTER_CLOSE = frozenset(")]}>-–—/….,;:!?”»›\"'’*|")
_ELISION = re.compile(r"(?:\d0s|[Tt]is|[Tt]was|[Tt]il|[Cc]ause|[Ee]m|[Nn]|[Rr]ound|[Cc]os|[Cc]uz|\d\d)\b", re.UNICODE)
_SPACES = " \t\r\n\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Passage:
    """Text between marks: `start:end` without marks and inner spaces; `outer` with the marks.

    `opens` is False where the speech goes on from the paragraph before without a mark; `closes` is False where it
    goes on in the next paragraph, or its mark was forgotten.
    """

    start: int
    end: int
    outer: Span
    opens: bool = True
    closes: bool = True


def is_pair(opening: str, closing: str) -> bool:
    """Tell whether two marks can stand around one quotation: of one style, or a slip between the double marks."""
    closers = _DOUBLES.get(opening) or _SINGLES.get(opening, ())
    return closing in closers or (opening in _SLIPS and closing in _SLIPS)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str


def passages(text: str, paragraph: Paragraph, *, carried: bool = False) -> tuple[Passage, ...]:
    """Return the outermost passages of one paragraph, in order.

    `carried` says that speech was left open in the paragraph before: then a closing mark without an opener closes it.
    """
    marks = [_Mark(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    doubles, unclosed, stray = _double_pairs(text, paragraph, marks)
    singles, single_open = _single_pairs(text, paragraph, marks, doubles)
    if unclosed is not None:  # what stands between single marks behind it is quoted inside the open speech
        singles = [pair for pair in singles if pair[1].start < unclosed.start]
    found = [_passage(text, a.end, b.start, Span(a.start, b.end)) for a, b in _outermost(doubles + singles)]
    if carried and stray is not None and (not found or stray.start < found[0].outer.start):
        found.insert(
            0, replace(_passage(text, paragraph.start, stray.start, Span(paragraph.start, stray.end)), opens=False)
        )
    last = unclosed or single_open
    if last is not None and not any(passage.outer.end > last.start for passage in found):
        tail = _passage(text, last.end, paragraph.end, Span(last.start, paragraph.end))
        found.append(replace(tail, closes=False))
    return tuple(passage for passage in found if passage.start < passage.end)


def _double_pairs(
    text: str, paragraph: Paragraph, marks: list[_Mark]
) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None, _Mark | None]:
    """Pair double marks with a stack; also return the last opener left open and the first closer without opener."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    stray: _Mark | None = None
    for mark in marks:
        if mark.sign in _SINGLES or mark.sign == "’":
            continue
        if stack and _closes(text, paragraph, stack[-1], mark):
            pairs.append((stack.pop(), mark))
        elif _can_open(text, paragraph, mark):
            if stack and stack[-1].sign == mark.sign and mark.sign not in "“«":
                stack.pop()  # the mark before was never closed
            stack.append(mark)
        elif stray is None and not pairs and not stack and not _is_prime(text, paragraph, mark):
            stray = mark
    pairs.sort(key=lambda pair: pair[0].start)
    unclosed = stack[-1] if stack and (not pairs or pairs[-1][0].start < stack[-1].start) else None
    return pairs, unclosed, stray


def _closes(text: str, paragraph: Paragraph, opener: _Mark, mark: _Mark) -> bool:
    if mark.sign in _DOUBLES[opener.sign] and not _only_opens(text, paragraph, mark):
        return True
    return _closes_in_another_style(text, paragraph, opener, mark)


def _closes_in_another_style(text: str, paragraph: Paragraph, opener: _Mark, mark: _Mark) -> bool:
    """Tell whether a slip of the typist closes the passage: it stands where only a closing mark can stand."""
    before, after = _around(text, paragraph, mark)
    slip = opener.sign in _SLIPS and mark.sign in _SLIPS
    if mark.sign == "“" and before in _OPENING:
        return False
    return slip and not before.isspace() and (not after or after.isspace() or after in _AFTER_CLOSE or after == "[")


def _only_opens(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    """Tell whether a mark that could close stands where only an opener stands: after a blank, before a word."""
    before, after = _around(text, paragraph, mark)
    return (
        before.isspace() and after.isalnum()
        if mark.sign in "\"''"
        else mark.sign == "«" and before == " " and after == " "
    )


def _can_open(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    before, after = _around(text, paragraph, mark)
    if mark.sign in ("“", "„", "‟", "``"):
        return True
    if mark.sign in ("«", "‹") and not (before.isalnum() and not after.isalnum()):
        return True
    if mark.sign in ("”", "''") and after in _CLOSE_PUNCTUATION:
        return False
    return (not before or before.isspace() or before in _BOUNDARY) and bool(after) and not after.isspace()


def _is_prime(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    return mark.sign == '"' and _around(text, paragraph, mark)[0].isdigit()


def _around(text: str, paragraph: Paragraph, mark: _Mark) -> tuple[str, str]:
    """Return the characters before and after a mark, "" at the paragraph's edge."""
    before = text[mark.start - 1] if mark.start > paragraph.start else ""
    return before, text[mark.end] if mark.end < paragraph.end else ""


def _single_pairs(
    text: str, paragraph: Paragraph, marks: list[_Mark], doubles: list[tuple[_Mark, _Mark]]
) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Pair single marks, level by level of the double ones; also return an opener at the paragraph's very start."""
    pairs: list[tuple[_Mark, _Mark]] = []
    first_open: _Mark | None = None
    for level in _levels(marks, doubles):
        opener: _Mark | None = None
        waiting: list[_Mark] = []
        for mark in level:
            opens = _opens_single(text, paragraph, mark)
            if opens:
                if opener is not None and waiting:
                    pairs.append((opener, _closer(text, paragraph, waiting)))
                elif opener is not None and opener.start == paragraph.start:
                    first_open = opener
                if opener is None or waiting or mark.sign != opener.sign or opener.start != paragraph.start:
                    opener, waiting = mark, []
            elif opener is not None and mark.sign in _SINGLES[opener.sign] and _closes_single(text, paragraph, mark):
                waiting.append(mark)
        if opener is not None and waiting:
            pairs.append((opener, _closer(text, paragraph, waiting)))
        elif opener is not None and (opener.start == paragraph.start or pairs):
            first_open = opener
    return pairs, first_open


def _levels(marks: list[_Mark], doubles: list[tuple[_Mark, _Mark]]) -> Iterator[list[_Mark]]:
    """Group the single marks by the innermost double pair they lie in."""
    edges = sorted(
        [(a.start, 1, n) for n, (a, _) in enumerate(doubles)] + [(b.start, 0, n) for n, (_, b) in enumerate(doubles)]
    )
    starts = [at for at, _, _ in edges]
    inside: list[int] = []
    stack: list[int] = []
    for _, opening, number in edges:
        if opening:
            stack.append(number)
        elif stack:
            stack.pop()
        inside.append(stack[-1] if stack else -1)
    levels: dict[int, list[_Mark]] = {}
    for mark in marks:
        if mark.sign in _SINGLES or mark.sign == "’":
            at = bisect_right(starts, mark.start) - 1
            levels.setdefault(inside[at] if at >= 0 else -1, []).append(mark)
    yield from levels.values()


def _opens_single(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    before, after = _around(text, paragraph, mark)
    if (
        mark.sign == "’"
        or not after
        or after.isspace()
        or (before and not before.isspace() and before not in _BOUNDARY)
    ):
        return False
    return not _ELISION.match(text, mark.end, paragraph.end) or text[mark.start : mark.end + 1] == "‚"


def _closes_single(text: str, paragraph: Paragraph, mark: _Mark) -> bool:
    before, after = _around(text, paragraph, mark)
    return not before.isspace() and not after.isalnum()


def _closer(text: str, paragraph: Paragraph, candidates: list[_Mark]) -> _Mark:
    """Choose the mark that closes: the first that can be no apostrophe (ministers’ …), else the last."""
    for mark in candidates:
        before, after = _around(text, paragraph, mark)
        elided = before in "sSnN" and (after.isspace() and text[mark.end + 1 : mark.end + 2].islower())
        if not elided:
            return mark
    return candidates[-1]


def _outermost(pairs: list[tuple[_Mark, _Mark]]) -> Iterator[tuple[_Mark, _Mark]]:
    end = -1
    for opener, closer in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        if opener.start >= end:
            yield opener, closer
            end = closer.end


def _passage(text: str, start: int, end: int, outer: Span) -> Passage:
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return Passage(start, end, outer)
