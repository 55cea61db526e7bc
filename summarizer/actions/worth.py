"""Which sentences are worth a parse: those with a trigger's word and somebody who could act."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from summarizer.actions.cast import Cast
from summarizer.actions.lexicon import agents, may_tell
from summarizer.language import sentences
from summarizer.model import Paragraph, Span

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE_NOUNS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "every"})
_PREPOSITIONS = frozenset({"of", "in", "for", "with", "at", "from", "under", "into", "between", "against", "without"})
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]{2,30}(?:[ ,/]{1,3}[\w.’'-]{1,30}){0,5}"
    r"|[A-Z][\w.’'-]{1,30}(?:[ ,/]{1,3}[A-Z][\w.’'-]{1,30}){0,3})"
    r"[ ,]{0,2}(?:\([^)]{1,40}\))?\s{0,2}(?:--|—|–|\s-\s|:)\s{0,2}(?=[A-Z“\"])"
)


def worth_parsing(body: tuple[Paragraph, ...], cast: Cast) -> Iterator[tuple[int, Span]]:
    """Yield the sentences that hold a trigger's word and somebody who could act."""
    for paragraph in body:
        for sentence in sentences(cast.text, paragraph):
            span = _without_dateline(cast.text, sentence)
            words = [word.lower() for word in _WORD.findall(cast.text, span.start, span.end)]
            forms = frozenset(words)
            if len(forms) < 3 or not (forms & _actor_words() or cast.knows_in(span)):
                continue
            if may_tell(frozenset(_verbal(words)), forms):
                yield paragraph.number, span


def _verbal(words: list[str]) -> Iterator[str]:
    """Yield the words that can be verbs: not "the support" or "in support", but "by supporting"."""
    for before, word in pairwise(("", *words)):
        if before not in _BEFORE_NOUNS and (before not in _PREPOSITIONS or word.endswith("ing")):
            yield word


def _without_dateline(text: str, span: Span) -> Span:
    """Start a sentence after "GENEVA (Agency) —": a parser takes the place for a subject."""
    line = _DATELINE.match(text, span.start, span.end)
    return span if line is None else Span(line.end(), span.end)


@cache
def _actor_words() -> frozenset[str]:
    """Lower-case words that may stand for somebody who acts."""
    return agents() | {f"{a}s" for a in agents()} | {"he", "she", "it", "they", "we", "both", "two", "authorities"}
