"""The simulated week, run once: its figures keep their floors, and its digests read as they were read in review."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.cards import text_of
from bot.simulation.run import Outcome, Posted
from gold import report, week_score
from gold.score import Score
from gold.week import week

pytestmark = pytest.mark.early

GOLDENS = Path(__file__).parents[1] / "golden" / "week"
CHANNELS = ("kyiv", "new-york", "tokyo")
RULE = f"\n\n{'─' * 72}\n\n"
FLOORS = [
    pytest.param(bound, figure, limit, id=figure)
    for bound, figures in report.floors()[report.WEEK].items()
    for figure, limit in figures.items()
]


@pytest.fixture(scope="module")
def outcomes() -> Iterator[tuple[Outcome, ...]]:
    with capture_logs():
        yield week_score.outcomes()


@pytest.fixture(scope="module")
def score(outcomes: tuple[Outcome, ...]) -> Score:
    return week_score.judge(outcomes[0], week())


@pytest.mark.parametrize("bound, figure, limit", FLOORS)
def test_figure_keeps_its_floor(score: Score, bound: str, figure: str, limit: float) -> None:
    reached = score.figures[figure]

    assert bound in ("at_least", "at_most")
    assert (reached >= limit) if bound == "at_least" else (reached <= limit), f"{figure} is {reached:.3f}"


@pytest.mark.parametrize(("number", "channel"), list(enumerate(CHANNELS)), ids=CHANNELS)
def test_digests_read_as_before(
    outcomes: tuple[Outcome, ...], number: int, channel: str, *, update_golden: bool
) -> None:
    drawn = RULE.join(digest_text(digest) for digest in outcomes[number].digests)

    check(f"{channel}.txt", drawn, update=update_golden)


def test_details_of_the_most_told_story_read_as_before(outcomes: tuple[Outcome, ...], *, update_golden: bool) -> None:
    most_told = max(outcomes[0].details, key=lambda detailed: len(detailed.articles))

    check("details.txt", most_told.text, update=update_golden)


def digest_text(digest: Posted) -> str:
    """A digest as its readers see it: a blank line between two cards."""
    return "\n\n".join(text_of(card) for card in digest.message.cards)


def check(name: str, drawn: str, *, update: bool) -> None:
    path = GOLDENS / name
    if update:
        path.write_text(f"{drawn}\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == f"{drawn}\n"
