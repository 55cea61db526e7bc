"""Every decision can be told: what decided a kept act, and why a near-miss is none."""

import pytest

from summarizer.actions import Explained, explain_actions, find_actions
from summarizer.paragraphs import paragraphs


def decisions(text: str) -> tuple[Explained, ...]:
    return explain_actions(text, paragraphs(text), (), (), ())


def test_a_kept_act_names_its_trigger_rule_and_arguments() -> None:
    (seen,) = decisions("Canada imposed new sanctions on Iran.")

    assert ("imposed … sanctions", "impose:sanction|tariff|embargo|duty|quota|penalty|levy", "Canada", "Iran") == (
        seen.trigger,
        seen.rule,
        seen.actor,
        seen.recipient,
    )


@pytest.mark.parametrize(
    "text, why",
    [
        ("Peru will expel two Chileans.", "will or would"),
        ("Peru plans to expel two Chileans.", "it hangs from “plans”"),
        ("Peru expelled two Chileans.", "told as a fact"),
        ("Peru urged Chile to wait.", "its type: asked of another"),
        ("Greek officials said that Turkey attacked a fishing boat.", "said by Greek officials, of another"),
    ],
)
def test_a_kept_act_tells_where_its_status_comes_from(text: str, why: str) -> None:
    assert [why] == [seen.because for seen in decisions(text) if seen.action is not None]


@pytest.mark.parametrize(
    "text, why",
    [
        ("Austria will not expel any Russian diplomat.", "it is negated"),
        ("Will Japan impose sanctions on China?", "it is a question"),
        ("In 2016 Denmark expelled two Chinese diplomats.", "it is dated in another year or age"),
        ("Peru might expel two Chileans.", "it could, might or should be done, or would have been"),
        ("Egypt hopes to attack Sudan.", "it hangs from “hopes” and is not told as done"),
        ("Portugal met the needs of Brazil.", "a sense that tells no act between states"),
        ("Peru closed the file on the border with Chile.", "nothing that stands with it fits the lexicon's line"),
        ("The rain killed two Chileans.", "its doer is a thing"),
        ("Croatia attacked Denmark from the first minute of the tournament.", "told of a game"),
        ("Egypt hosts a million refugees from Sudan.", "a habit, told in the simple present"),
    ],
)
def test_a_near_miss_tells_why_it_is_none(text: str, why: str) -> None:
    assert [why] == [seen.dropped for seen in decisions(text)]


def test_an_act_told_again_says_where_it_is_kept() -> None:
    again = "Latvia expelled several Russian officials.\n\nLatvia expelled 10 Russian officials."

    assert ["told more fully in ¶2", ""] == [seen.dropped for seen in decisions(again)]


def test_the_acts_are_the_kept_decisions() -> None:
    text = "Peru condemned Chile and hopes to expel its envoy.\n\nChile rejected the charge."

    kept = tuple(seen.action for seen in decisions(text) if seen.action is not None)

    assert kept == find_actions(text, paragraphs(text), (), (), ())


def test_an_empty_text_has_no_decisions() -> None:
    assert () == decisions("")
