from collections.abc import Mapping

import pytest

from gold import report
from gold.score import Score

pytestmark = pytest.mark.early

FLOORS = [
    pytest.param(part, bound, figure, limit, id=f"{part}.{figure}")
    for part, bounds in report.floors().items()
    if part != report.WEEK  # kept where the week is run: tests/gold/test_week.py
    for bound, figures in bounds.items()
    for figure, limit in figures.items()
]


@pytest.fixture(scope="module")
def scores() -> Mapping[str, Score]:
    rows = report.read_all(report.all_texts())
    return {part: scorer.score(rows) for part, scorer in report.scorers().items()}


@pytest.mark.parametrize("part, bound, figure, limit", FLOORS)
def test_figure_keeps_its_floor(scores: Mapping[str, Score], part: str, bound: str, figure: str, limit: float) -> None:
    reached = scores[part].figures[figure]

    assert bound in ("at_least", "at_most")
    assert (reached >= limit) if bound == "at_least" else (reached <= limit), f"{figure} is {reached:.3f}"
