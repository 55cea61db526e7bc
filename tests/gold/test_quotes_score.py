from dataclasses import replace
from typing import Any

import pytest

from gold.articles import GoldText
from gold.quotes_gold import Cause, GoldPassage, GoldQuote, GoldQuotes, load
from gold.quotes_score import Found, Verdict, judge, score, texts
from gold.score import Row

TEXT = "“We will not sell the harbour,” Minister Ada Brandt said of the “harbour war” on Monday. She was “tired.”"
SAID = "We will not sell the harbour"
TERM = "harbour war"
PARTIAL = "tired."


def _span(words: str) -> dict[str, Any]:
    start = TEXT.rindex(words)
    return {"start": start, "end": start + len(words)}


def _quote(words: str, **changes: Any) -> GoldQuote:
    values: dict[str, Any] = {
        "speaker": "Ada Brandt",
        "accept": (),
        "kind": "direct",
        "cause": Cause.NONE,
        "key": False,
    }
    return GoldQuote(**_span(words), **(values | changes))


def _found(quoted: str, **changes: Any) -> Found:
    values: dict[str, Any] = {"words": quoted, "speaker": "Minister Ada Brandt", "kind": "direct", "key": False}
    return Found(**(_span(quoted) | values | changes))


GOLD = GoldQuotes(
    article=GoldText("harbour", "A harbour is not sold", TEXT),
    quotes=(_quote(SAID, key=True), _quote(PARTIAL, kind="partial", cause=Cause.PRONOUN)),
    ignored=(),
    not_quotes=(GoldPassage(**_span(TERM), why="nickname"),),
)


def _judged(*found: Found, gold: GoldQuotes = GOLD) -> Verdict:
    return judge(gold, found)


def test_right_span_and_speaker_is_right() -> None:
    assert [True, True] == [pair.right for pair in _judged(_found(SAID), _found(PARTIAL)).pairs]


def test_marks_and_points_at_the_edges_do_not_matter() -> None:
    wider = _found(SAID, start=0, end=len(SAID) + 3, words=TEXT[: len(SAID) + 3])

    assert _judged(wider).pairs[0].right


def test_wrong_speaker_is_found_but_not_right() -> None:
    pair = _judged(_found(SAID, speaker="Moscow")).pairs[0]

    assert (True, False) == (pair.found is not None, pair.right)


def test_missed_quotation_has_no_partner() -> None:
    assert [None, None] == [pair.found for pair in _judged().pairs]


def test_term_in_marks_is_stray() -> None:
    assert [TERM] == [each.words for each in _judged(_found(TERM)).stray]


def test_ignored_passage_is_neither_wanted_nor_wrong() -> None:
    gold = replace(GOLD, ignored=GOLD.not_quotes, not_quotes=())

    assert () == _judged(_found(TERM), gold=gold).stray


@pytest.mark.parametrize(
    "changes",
    [{"words": "We will sell the harbour"}, {"start": -3}, {"end": len(TEXT) + 1}],
    ids=["changed word", "before the text", "behind the text"],
)
def test_words_that_are_not_there_are_invented(changes: dict[str, Any]) -> None:
    verdict = _judged(_found(SAID, **changes))

    assert (1, None) == (len(verdict.invented), verdict.pairs[0].found)


def _row(gold_quotes: GoldQuotes) -> Row:
    """Write the gold as a perfect system would."""
    text = gold_quotes.article.text
    keys = [quote for quote in gold_quotes.quotes if quote.key][:1]
    return {
        "quotes": [
            {
                "start": quote.start,
                "end": quote.end,
                "text": text[quote.start : quote.end],
                "speaker_text": quote.speaker,
                "kind": quote.kind,
                "key": quote in keys,
            }
            for quote in gold_quotes.quotes
        ]
    }


def test_perfect_system_reaches_one_throughout() -> None:
    figures = score({gold.article.name: _row(gold) for gold in load()}).figures

    shares = {name for name, figure in figures.items() if isinstance(figure, float)}
    assert set() == {name for name in shares if figures[name] != 1.0}
    assert (0, 0) == (figures["false_quotes"], figures["invented"])


def test_silence_scores_nothing() -> None:
    figures = score({}).figures

    assert (0.0, 0.0, 0) == (figures["joint_f1"], figures["key_chosen"], figures["false_quotes"])


def test_each_text_is_offered_once() -> None:
    names = [text.name for text in texts()]

    assert sorted(set(names)) == sorted(names)
