import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article, Quote, Reading, read
from summarizer.reading import LANGUAGE_READ

SEED = Path(__file__).parents[2] / ".." / "shared" / "seed"
MIN_QUOTES_FOUND = 6  # of 8
MIN_OVERLAP = 0.9  # Jaccard of spans

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the labelled article in ../shared/seed is not here")


@pytest.fixture(scope="module")
def text() -> str:
    return next(SEED.glob("*.txt")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    return read(Article("https://example.org/seed", "", text, None, "", LANGUAGE_READ))


def overlap(quote: Quote, wanted: dict[str, Any]) -> float:
    inside = min(quote.end, wanted["end"]) - max(quote.start, wanted["start"])
    return max(0, inside) / (max(quote.end, wanted["end"]) - min(quote.start, wanted["start"]))


def test_most_quotations_are_found_with_their_speaker(reading: Reading, gold: dict[str, Any]) -> None:
    found = [
        wanted
        for wanted in gold["quotes"]
        if any(
            overlap(quote, wanted) >= MIN_OVERLAP and quote.speaker and wanted["speaker"] in quote.speaker.name
            for quote in reading.quotes
        )
    ]

    assert len(found) >= MIN_QUOTES_FOUND


def test_no_quotation_is_invented(reading: Reading, gold: dict[str, Any]) -> None:
    assert all(any(overlap(quote, wanted) > 0 for wanted in gold["quotes"]) for quote in reading.quotes)


def test_quotation_of_the_headline_is_absent(reading: Reading, gold: dict[str, Any], text: str) -> None:
    quoted = " ".join(text[quote.start : quote.end] for quote in reading.quotes)

    assert not [forbidden for forbidden in gold["forbidden_as_quote"] if forbidden in quoted]


def test_tip_line_is_no_part_of_the_reading(reading: Reading, text: str) -> None:
    end_of_article = text.index("Have a tip")

    spans = [*reading.quotes, *reading.statements, *reading.actions, *reading.gist]
    assert all(span.end <= end_of_article for span in spans)


def test_it_is_foreign_policy_between_the_two_countries(reading: Reading) -> None:
    assert reading.relevance.relevant
    assert {"USA", "RUS"} == set(reading.countries[:2])
