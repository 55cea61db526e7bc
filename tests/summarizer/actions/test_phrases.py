"""The phrase shown is the source's own words by deletion, short, without the attribution."""

import pytest

from summarizer.actions import find_actions, is_active
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
        pytest.param(
            "Peru named four firms that it accused of smuggling fuel to Haiti.",
            "four firms that it accused of smuggling fuel to Haiti",
            id="an object before its verb stays with it",
        ),
        pytest.param(
            "Gambia denied that it had stopped trucks of Senegal.",
            "denied that it had stopped trucks of Senegal",
            id="that stays",
        ),
        pytest.param(
            "Peru called on Chile to free the crew.", "called on Chile to free the crew", id="what is asked stays"
        ),
        pytest.param(
            "Chad opposes those who sell the maps.", "opposes those who sell the maps", id="those who stays whole"
        ),
        pytest.param(
            "Fiji agreed to mend a bridge that will carry cane, its first pact with Tonga in years.",
            "agreed to mend a bridge",
            id="no apposition of what is gone",
        ),
        pytest.param(
            "Estonia expelled 10 Russian diplomats on Tuesday after a deadline for the release of the crew of a tug in "
            "the strait passed.",
            "expelled 10 Russian diplomats on Tuesday",
            id="a long one ends before a circumstance",
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


@pytest.mark.parametrize(
    "shown, active",
    [
        ("expelled 10 officials", True),
        ("has accused Mali of a raid", True),
        ("will sharply condemn it", True),
        ("are talking to both capitals", True),
        ("is ready to send tanks", True),
        ("was boarded by the coast guard", False),
        ("have been given food", False),
        ("The tug was boarded on Thursday", False),
        ("four firms that it accused of smuggling", False),
        ("Talks between Peru and Chile were held", False),
        ("", False),
    ],
)
def test_a_phrase_that_reads_on_from_the_actor_is_active(shown: str, active: bool) -> None:
    assert active == is_active(shown)
