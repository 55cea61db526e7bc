"""The gist: two or three whole sentences of the source, by sumy's LexRank with a prior for the opening.

sumy and numpy are imported on first use: they are slow to import, and a process that never reads needs neither.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from summarizer.language import sentences, words
from summarizer.model import Action, Paragraph, Span

MAX_SENTENCES_RANKED = 20  # LexRank costs the square; the prior leaves later sentences no chance
MAX_SENTENCES = 3  # what a reader takes in at a glance; views with less room show the first of them
MIN_SENTENCE_WORDS = 8  # a shorter one tells little; measured best
MAX_SENTENCE_WORDS = 70  # a longer one is no summary
POSITION_DECAY = 0.5  # weight of a sentence against the one before it; measured best, with the two square roots
ACTION_BONUS = 0.2  # for a sentence that tells an act, as a share of its score


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    words: tuple[str, ...]


class _Tokenizer:
    """What sumy asks of a tokenizer, without NLTK's download."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return tuple(span.of(paragraph) for span in sentences(paragraph, Paragraph(1, 0, len(paragraph))))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return words(sentence)


def gist(text: str, body: Iterable[Paragraph], actions: Iterable[Action]) -> tuple[Span, ...]:
    """Choose up to three whole sentences of `body`, in the order of the text."""
    candidates = _candidates(text, body)
    if len(candidates) <= MAX_SENTENCES:
        return tuple(candidate.span for candidate in candidates)
    scores = _scores(text, candidates, tuple(actions))
    ranked = sorted(range(len(candidates)), key=lambda n: (-scores[n], n))
    return tuple(candidates[n].span for n in sorted(ranked[:MAX_SENTENCES]))


def _candidates(text: str, body: Iterable[Paragraph]) -> tuple[_Candidate, ...]:
    """Return the first sentences of good length; where there are too few, the short ones too."""
    fitting: list[_Candidate] = []
    not_long: list[_Candidate] = []
    for paragraph in body:
        for span in sentences(text, paragraph):
            candidate = _Candidate(span, words(span.of(text)))
            if len(candidate.words) <= MAX_SENTENCE_WORDS:
                not_long.append(candidate)
                fitting += [candidate] * (len(candidate.words) >= MIN_SENTENCE_WORDS)
        if len(fitting) >= MAX_SENTENCES_RANKED:
            break
    return tuple((fitting if len(fitting) >= MAX_SENTENCES else not_long)[:MAX_SENTENCES_RANKED])


def _scores(text: str, candidates: Sequence[_Candidate], actions: Sequence[Action]) -> list[float]:
    central = _centrality([candidate.span.of(text) for candidate in candidates])
    return [
        math.sqrt(central[n] * len(candidate.words))
        * POSITION_DECAY**n
        * (1 + ACTION_BONUS * _tells_act(candidate.span, actions))
        for n, candidate in enumerate(candidates)
    ]


def _tells_act(span: Span, actions: Sequence[Action]) -> bool:
    return any(action.start < span.end and span.start < action.end for action in actions)


def _centrality(texts: Sequence[str]) -> list[float]:
    """Rate each sentence by LexRank. sumy hands its ratings to the callable that it takes for a count."""
    import numpy
    from sumy.models.dom import ObjectDocumentModel, Sentence
    from sumy.models.dom import Paragraph as Block

    tokenizer = _Tokenizer()
    document = ObjectDocumentModel([Block([Sentence(text, tokenizer) for text in texts])])
    ratings = [0.0] * len(texts)

    def collect(rated: Iterable[Any]) -> Iterable[Any]:
        for one in rated:
            ratings[one.order] = max(0.0, float(numpy.nan_to_num(one.rating)))
        return ()

    with numpy.errstate(invalid="ignore"):  # sentences without a telling word have no graph: 0 / 0
        _summarizer()(document, collect)
    return ratings


@cache
def _summarizer() -> Any:
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    summarizer = LexRankSummarizer()
    summarizer.stop_words = get_stop_words("english")
    return summarizer
