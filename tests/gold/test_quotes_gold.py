from itertools import pairwise
from pathlib import Path

import pytest

from gold import quotes_gold
from gold.articles import GoldText
from gold.quotes_gold import Cause, GoldError, GoldQuotes, annotations

MIN_ARTICLES = 60
EACH = [pytest.param(gold, id=gold.article.name) for gold in quotes_gold.load()]


@pytest.mark.parametrize("gold", EACH)
def test_quotations_stand_in_order_and_never_overlap(gold: GoldQuotes) -> None:
    assert all(before.end < after.start for before, after in pairwise(gold.quotes))


@pytest.mark.parametrize("gold", EACH)
def test_no_passage_is_both_spoken_and_not(gold: GoldQuotes) -> None:
    spans = [(passage.start, passage.end) for passage in gold.not_quotes]

    assert not [span for span in spans if any(q.start < span[1] and span[0] < q.end for q in gold.quotes)]


@pytest.mark.parametrize("gold", EACH)
def test_quotation_keeps_within_its_paragraph_and_marks(gold: GoldQuotes) -> None:
    words = [gold.article.text[quote.start : quote.end] for quote in gold.quotes]

    assert words == [each.strip(" \u00a0,") for each in words]
    assert not [each for each in words if "\n" in each]


@pytest.mark.parametrize("gold", EACH)
def test_key_quotation_is_a_named_clause(gold: GoldQuotes) -> None:
    keys = [quote for quote in gold.quotes if quote.key]

    assert all(quote.speaker and quote.kind != "partial" for quote in keys)
    assert all(6 <= len(gold.article.text[quote.start : quote.end].split()) <= 45 for quote in keys)


def test_there_are_at_least_sixty_articles() -> None:
    assert len(quotes_gold.load()) >= MIN_ARTICLES


def test_every_cause_has_examples() -> None:
    found = {quote.cause for gold in quotes_gold.load() for quote in gold.quotes}

    assert set(Cause) == found


TEXT = GoldText("harbour", "A harbour", "“No,” said Ada Brandt. “No,” she said again.")
HEAD = f'article = "harbour"\nsha256 = "{TEXT.sha256}"\n'
NO = HEAD + '[[quote]]\nwords = "No"\nkind = "direct"\ncause = "none"\n'


def _annotated(path: Path, toml: str) -> GoldQuotes:
    path.write_text(toml, encoding="utf-8")
    return annotations(path, {"harbour": TEXT})


def test_occurrence_says_which_place_is_meant(tmp_path: Path) -> None:
    second = _annotated(tmp_path / "harbour.toml", NO + "occurrence = 2\n").quotes[0]

    assert TEXT.text.rindex("No") == second.start


@pytest.mark.parametrize(
    "toml, message",
    [
        ('article = "quay"\nsha256 = ""\n', "no article"),
        ('article = "harbour"\nsha256 = "0"\n', "has changed"),
        (NO, "2 places"),
        (NO + "occurrence = 3\n", "no occurrence 3"),
        (NO.replace('"No"', '"Nay"'), "0 places"),
        (NO.replace('"direct"', '"indirect"') + "occurrence = 1\n", "unknown kind"),
        (NO + 'speakr = "Ada Brandt"\n', "unknown speakr"),
    ],
    ids=["no article", "changed article", "ambiguous", "no such place", "not there", "unknown kind", "misspelt key"],
)
def test_annotation_that_does_not_hold_is_named(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(GoldError, match=f"harbour.toml: .*{message}"):
        _annotated(tmp_path / "harbour.toml", toml)
