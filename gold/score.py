"""What every scorer of the gold gives: figures and errors, and how they are printed. Knows no kind of finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]  # one line of `sitrep read --jsonl`
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong; `cause` is what made it hard, `fault` what went wrong."""

    cause: str
    fault: str
    article: str
    words: str
    wanted: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Figures by name, shares from 0 to 1 or counts, and every error behind them.

    `of` says how many annotations each cause has.
    """

    figures: Mapping[str, float]
    errors: tuple[Error, ...]
    of: Mapping[str, int]


def share(part: float, whole: float) -> float:
    """Divide; nothing of nothing is 0."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return share(2 * precision * recall, precision + recall)


def lines(part: str, score: Score, examples: int = EXAMPLES) -> Iterator[str]:
    """Yield the report: figures, then the errors by cause with a few examples each."""
    yield f"== {part}"
    for name, figure in score.figures.items():
        yield f"{name:24} {figure:.3f}" if isinstance(figure, float) else f"{name:24} {figure}"
    ranked = sorted(score.errors, key=lambda error: error.cause)
    causes = {cause: tuple(errors) for cause, errors in groupby(ranked, key=lambda error: error.cause)}
    for cause in sorted(causes, key=lambda each: -len(causes[each])):
        yield ""
        yield f"-- {cause}: {len(causes[cause])} of {score.of.get(cause, 0)}"
        yield from (_line(error) for error in causes[cause][:examples])


def _line(error: Error) -> str:
    wanted = f" | wanted {error.wanted}" if error.wanted else ""
    got = f", got {error.got}" if error.got else ""
    return f"   {error.fault}: {_short(error.words)}{wanted}{got} [{error.article}]"


def _short(words: str, limit: int = 70) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
