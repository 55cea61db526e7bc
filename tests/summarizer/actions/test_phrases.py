"""The phrase shown is the source's own words by deletion, short, without the attribution."""

import pytest

from summarizer.actions import find_actions
from summarizer.paragraphs import paragraphs


def phrases(text: str) -> list[str]:
    return [act.phrase for act in find_actions(text, paragraphs(text), (), (), ())]


@pytest.mark.parametrize(
    "text, shown",
    [
        pytest.param(
            "Poland expelled 10 officials at the Russian embassy in Warsaw, most of them identified as spies, "
            "the Gdansk Morning Post reported.",
            "expelled 10 officials at the Russian embassy in Warsaw",
            id="apposition and attribution go",
        ),
        pytest.param("France will expel twelve Algerian officers.", "will expel twelve Algerian officers", id="future"),
        pytest.param(
            "Norway pledged to back Ukraine.",
            "pledged to back Ukraine",
            id="the verb that commits stays",
        ),
        pytest.param(
            "Peru condemned Chile and closed the road.",
            "condemned Chile",
            id="the next verb goes",
        ),
    ],
)
def test_phrase(text: str, shown: str) -> None:
    assert shown == phrases(text)[0]


def test_a_long_phrase_is_cut_to_sixteen_words() -> None:
    text = (
        "Kenya provided Somalia with tents, blankets, water, maize, beans, oil, soap, nets, cots, lamps, pots, pans, "
        "cups, plates, spoons, knives and forks."
    )

    assert all(len(shown.split()) <= 16 for shown in phrases(text))


def test_words_are_the_source_s_in_its_order() -> None:
    text = "On Monday Ghana, after long talks, sharply condemned the new tariffs that Togo had imposed on its cocoa."

    for shown in phrases(text):
        at = 0
        for word in shown.split():
            at = text.index(word, at) + len(word)
