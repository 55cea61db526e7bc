import pytest

from summarizer.language import words
from summarizer.lexrank import even, shares

CENTRE = "Ministers signed a treaty on fish at the border."
NEAR = "Both ministers had met at the border in May."
NEAR_TOO = "The treaty on fish keeps trawlers out."
ASIDE = "A brass band played until dusk."
ASIDE_TOO = "Children fed geese beside a fountain."


def of(*texts: str) -> tuple[float, ...]:
    return shares(texts, [words(text) for text in texts])


def test_sentence_that_shares_words_with_others_is_more_central_than_an_aside() -> None:
    found = of(CENTRE, NEAR, NEAR_TOO, ASIDE, ASIDE_TOO)

    assert found[0] == max(found)
    assert found[0] > found[3]


def test_shares_are_of_one() -> None:
    assert pytest.approx(1.0) == sum(of(CENTRE, NEAR, NEAR_TOO, ASIDE, ASIDE_TOO))


@pytest.mark.parametrize("texts", [(), ("It is.",), ("It is.", "They were.")], ids=["none", "one", "no telling word"])
def test_where_nothing_tells_sentences_apart_all_are_alike(texts: tuple[str, ...]) -> None:
    assert even(len(texts)) == of(*texts)
