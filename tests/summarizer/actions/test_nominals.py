"""Acts that a noun alone tells, where the verb only says that it happens."""

import pytest

from summarizer.actions import find_actions
from summarizer.model import Action, Status
from summarizer.paragraphs import paragraphs


def acts(text: str) -> tuple[Action, ...]:
    return find_actions(text, paragraphs(text), (), (), ())


@pytest.mark.parametrize(
    "text, told",
    [
        ("Talks between Peru and Chile began on Monday.", ("CONSULT", "PER", "CHL")),
        ("Fighting between Sudan and Chad broke out on Monday.", ("ASSAULT", "SDN", "TCD")),
        ("Negotiations between Laos and Japan were held behind closed doors.", ("CONSULT", "LAO", "JPN")),
        ("The arrest of a Canadian pilot by Kenyan soldiers was confirmed on Friday.", ("COERCE", "KEN", "CAN")),
        ("Armenia’s mobilisation against Turkey began at dawn.", ("MOBILIZE", "ARM", "TUR")),
    ],
)
def test_type_and_both_sides(text: str, told: tuple[str, str, str]) -> None:
    (act,) = acts(text)

    assert told == (act.type.value, *(side.codes[0] for side in (act.actor, act.recipient) if side))


def test_the_phrase_opens_with_the_noun() -> None:
    assert (
        "Talks between Peru and Chile began on Monday"
        == acts("Talks between Peru and Chile began on Monday.")[0].phrase
    )


def test_what_will_begin_is_announced() -> None:
    assert [Status.ANNOUNCED] == [act.status for act in acts("Talks between Peru and Chile will begin on Monday.")]


@pytest.mark.parametrize(
    "text", ["Talks between Peru and Chile could begin on Monday.", "Talks began on Monday.", "The talks bored Peru."]
)
def test_no_act(text: str) -> None:
    assert () == acts(text)
