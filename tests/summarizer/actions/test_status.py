"""How an act stands: done, announced, ordered, threatened, urged, alleged, denied, conditional, under discussion."""

import pytest

from summarizer.actions import find_actions
from summarizer.model import Status
from summarizer.paragraphs import paragraphs


def statuses(text: str) -> list[Status]:
    return [act.status for act in find_actions(text, paragraphs(text), (), (), ())]


@pytest.mark.parametrize(
    "text, status",
    [
        ("Norway expelled two Iranian diplomats.", Status.DONE),
        ("France will expel twelve Algerian officers.", Status.ANNOUNCED),
        ("Kenya offered to send doctors to Somalia.", Status.ANNOUNCED),
        ("Chile ordered the closure of the Bolivian consulate.", Status.ORDERED),
        ("Libya threatened to close the border with Egypt.", Status.THREATENED),
        ("Estonia urged Russia to withdraw.", Status.URGED),
        ("Greek officials said that Turkey attacked a fishing boat.", Status.ALLEGED),
        ("Cuba denied the accusations of Mexico.", Status.DENIED),
        ("If Peru closes the port, Chile will expel the Peruvian ambassador.", Status.CONDITIONAL),
        ("Oslo was considering the sale of fighter jets to Jordan.", Status.UNDER_DISCUSSION),
    ],
    ids=lambda value: value.value if isinstance(value, Status) else None,
)
def test_status(text: str, status: Status) -> None:
    assert [status] == statuses(text)


def test_one_s_own_act_is_not_alleged() -> None:
    assert [Status.DONE] == statuses("Greek officials said that Greece closed the border with Albania.")


def test_the_will_to_fight_is_a_threat() -> None:
    text = "Sudan said it would attack Chad."

    (act,) = find_actions(text, paragraphs(text), (), (), ())

    assert ("THREATEN", Status.THREATENED) == (act.type.value, act.status)
