"""A story in brief: the two or three sentences of all its outlets' gists that tell it best, none of it twice. Pure."""

import re
from dataclasses import dataclass

from bot.compose.acts import Act, acts_of, numbers_in
from bot.compose.stems import STEM_CHARS
from bot.compose.wording import FUNCTION_WORDS
from bot.model import Story, Telling
from summarizer.language import words
from summarizer.model import Span

MAX_SENTENCES = 3
MAX_WORDS = 70  # content.md
MAX_ALIKE = 0.6  # of the shorter sentence's telling words; from there on it is the same told again
SUPPORT = 0.6  # what being told by every outlet adds to a sentence, against 1 for the story's weightiest act
OPENING = 0.4  # for the first sentence of a gist
LATER_TELLER = 0.15  # less for each outlet that tells it better: the lead's words unless another's say more

_FUNCTION_WORDS = frozenset(FUNCTION_WORDS.split())
_POINTS_BACK = re.compile(r"[“\"‘']?(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|But|And|Both)\b")


@dataclass(frozen=True, slots=True)
class _Sentence:
    telling: Telling
    span: Span
    text: str
    stems: frozenset[str]
    acts: tuple[str, ...]
    place: int
    teller: int


def brief_of(story: Story, tellings: tuple[Telling, ...]) -> tuple[tuple[Telling, Span], ...]:
    """Choose among the gists of `tellings`, some of the story's, within 70 words; none where no gist fits.

    Whole texts are asked first, blurbs only where there is nothing else. Sentences of one outlet stand together, in the
    order of its text; the outlet that tells the weightiest comes first.
    """
    acts = acts_of(story)
    tellers = _tellers(tellings)
    sentences = [s for n, telling in enumerate(tellers) for s in _sentences(telling, n, acts)]
    weights = {act.key: act.weight / max(acts[0].weight, 1e-9) for act in acts}
    chosen: list[_Sentence] = []
    while len(chosen) < MAX_SENTENCES:
        fitting = [one for one in sentences if _fits(one, chosen)]
        if not fitting:
            break
        best = max(fitting, key=lambda one: (_worth(one, chosen, weights, sentences), -one.teller, -one.place))
        chosen.append(_newest(best, fitting))
    order = list(dict.fromkeys(one.teller for one in chosen))
    chosen.sort(key=lambda one: (order.index(one.teller), one.span.start))
    return tuple((one.telling, one.span) for one in chosen)


def _tellers(tellings: tuple[Telling, ...]) -> tuple[Telling, ...]:
    """Who is asked, best first."""
    standing = [t for t in tellings if t.withdrawn is None and t.reading.language == "en" and t.reading.gist]
    whole = [t for t in standing if t.stored.article.full_text]
    return tuple(
        sorted(
            whole or standing,
            key=lambda t: (t.outlet.rank, -len(t.reading.actions), t.stored.fetched, t.stored.article_id),
        )
    )


def _sentences(telling: Telling, teller: int, acts: tuple[Act, ...]) -> tuple[_Sentence, ...]:
    text, version = telling.stored.article.text, telling.stored.version_id
    told = [(act.key, e.action) for act in acts for e in act.evidence if e.telling.stored.version_id == version]
    return tuple(
        _Sentence(
            telling,
            span,
            span.of(text),
            _stems(span.of(text)),
            tuple(dict.fromkeys(key for key, a in told if a.start < span.end and span.start < a.end)),
            place,
            teller,
        )
        for place, span in enumerate(telling.reading.gist)
        if "\n" not in span.of(text) and _closes_its_marks(span.of(text))
    )


def _closes_its_marks(sentence: str) -> bool:
    """Is no quotation begun or ended that other sentences go on with?"""
    return sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0


def _fits(one: _Sentence, chosen: list[_Sentence]) -> bool:
    """Is there room for it, is it not told yet, and does it point to nothing that is not shown?"""
    length = sum(len(other.text.split()) for other in (*chosen, one))
    if length > MAX_WORDS or any(_is_copy(one, other) for other in chosen):
        return False
    before = any(other.teller == one.teller and other.place == one.place - 1 for other in chosen)
    return before or not _POINTS_BACK.match(one.text) or (one.place == 0 and not chosen)


def _worth(one: _Sentence, chosen: list[_Sentence], weights: dict[str, float], sentences: list[_Sentence]) -> float:
    """Acts not told yet, by weight; how many outlets tell it too; who tells it and where."""
    told = {key for other in chosen for key in other.acts}
    acts = sum(weights[key] for key in one.acts if key not in told)
    others = {other.teller for other in sentences} - {one.teller}
    telling = {other.teller for other in sentences if other.teller != one.teller and _is_copy(one, other)}
    support = len(telling) / len(others) if others else 0.0
    return acts + SUPPORT * support + OPENING * (one.place == 0) - LATER_TELLER * one.teller


def _newest(best: _Sentence, sentences: list[_Sentence]) -> _Sentence:
    """The latest of those that tell the same with other numbers: a count is told as it stands."""
    numbers = numbers_in(best.text)
    later = [
        one
        for one in sentences
        if _is_copy(one, best)
        and one.telling.stored.fetched > best.telling.stored.fetched
        and set(one.acts) >= set(best.acts)
        and numbers_in(one.text) not in ((), numbers)
    ]
    return max(later, key=lambda one: (one.telling.stored.fetched, -one.teller, -one.place), default=best)


def _is_copy(one: _Sentence, other: _Sentence) -> bool:
    shorter = min(len(one.stems), len(other.stems))
    return one.text == other.text or (shorter > 0 and len(one.stems & other.stems) > MAX_ALIKE * shorter)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM_CHARS] for word in words(text) if word not in _FUNCTION_WORDS)
