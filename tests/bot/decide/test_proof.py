from dataclasses import replace

import pytest

from bot.compose.items import cite
from bot.decide.proof import problems
from bot.model import Citation, Delivery, DeliveryKind, DeliveryState, Posted
from tests.factories import CHANNEL, SAID, TEXT, make_telling, span_of

CITED = cite(make_telling(version_id=7), span_of(SAID))
SHOWN = f"NEW · Estonia → Norway\n“{SAID}” — Foreign Minister Kaarin Oja, via Harbour Daily"


def posted(*citations: Citation, texts: dict[int, str] | None = None) -> Posted:
    delivery = Delivery(1, CHANNEL, DeliveryKind.DIGEST, "noon", 1, {}, "t", DeliveryState.SENT)
    return Posted(delivery, citations, {7: TEXT} if texts is None else texts, {7: "https://harbour.example/tug"})


def test_citation_names_the_place_of_the_words() -> None:
    assert (SAID, 2, TEXT[CITED.start : CITED.end]) == (CITED.words, CITED.paragraph, SAID)


def test_true_quotation_has_no_problem() -> None:
    assert () == problems(posted(CITED), SHOWN)


def test_wrapped_lines_are_no_problem() -> None:
    assert () == problems(posted(CITED), SHOWN.replace(" ", "\n   "))


@pytest.mark.parametrize(
    ("post", "shown", "expected"),
    [
        (posted(CITED, texts={}), SHOWN, "the stored article is gone."),
        (posted(CITED, texts={7: TEXT.replace("Monday", "Sunday")}), SHOWN, "is not the one that was quoted."),
        (posted(replace(CITED, start=CITED.start + 1)), SHOWN, "the stored article has other words there."),
        (posted(replace(CITED, end=CITED.end + 1)), SHOWN, "the stored article has other words there."),
        (posted(replace(CITED, words="We never said that.")), SHOWN, "the stored article has other words there."),
        (posted(CITED), SHOWN.replace("not", "NOT"), "the posted message has other words."),
        (posted(CITED), SHOWN.replace("“The", "“the"), "the posted message has other words."),
        (posted(CITED), "", "the posted message has other words."),
    ],
    ids=["article gone", "article changed", "start", "end", "words", "payload word", "payload case", "payload empty"],
)
def test_what_does_not_hold_is_named(post: Posted, shown: str, expected: str) -> None:
    (problem,) = problems(post, shown)

    assert problem.startswith("digest noon: ")
    assert problem.endswith(expected)


def test_each_false_citation_is_told() -> None:
    false = replace(CITED, start=0)

    assert 2 == len(problems(posted(CITED, false, false), SHOWN))
