"""How central each sentence of a text is: sumy's LexRank, with our own tokenizer in the place of NLTK's download.

sumy and numpy are imported on first use: they are slow to import, and a process that never reads needs neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from summarizer.language import words


class _Split:
    """The tokenizer that sumy asks for the words of a sentence: they are known."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return self._known.get(sentence) or words(sentence)


def shares(texts: Sequence[str], split: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """Return each sentence's share of the centre, together 1; all alike where there is nothing to tell them apart.

    `split` are the words of each.
    """
    ratings = _ratings(texts, _Split(dict(zip(texts, split, strict=True)))) if len(texts) > 1 else ()
    whole = sum(ratings)
    return tuple(rating / whole for rating in ratings) if whole > 0 else even(len(texts))


def even(count: int) -> tuple[float, ...]:
    """The shares of so many sentences that are all as central."""
    return (1 / count,) * count if count else ()


def _ratings(texts: Sequence[str], split: _Split) -> list[float]:
    """Rate each sentence. sumy hands its ratings to the callable that it takes for a count."""
    import numpy
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    document = ObjectDocumentModel([Paragraph([Sentence(text, split) for text in texts])])
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
