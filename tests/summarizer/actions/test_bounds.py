"""Any text gives actions in bounded time, and each act lies inside the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.actions import find_actions
from summarizer.paragraphs import paragraphs

WORDS = [
    "Peru",
    "Chile",
    "expelled",
    "will",
    "not",
    "“we",
    "condemned”",
    "said",
    ",",
    ".",
    "and",
    "the",
    "it",
    "\n\n",
    "if",
]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80))
def test_acts_lie_inside_the_text(text: str) -> None:
    for act in find_actions(text, paragraphs(text), (), (), ()):
        assert 0 <= act.start < act.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A" * 2_000_000, id="one word"),
        pytest.param("Peru " * 100_000, id="one name"),
        pytest.param("Peru." + " " * 2_000_000 + "Chile", id="blanks"),
        pytest.param("A." * 100_000, id="initials"),
        pytest.param("(" * 500_000, id="brackets"),
        pytest.param("expelled, " * 100_000, id="one verb"),
    ],
)
def test_a_hostile_text_costs_bounded_time(text: str) -> None:
    begun = time.process_time()

    find_actions(text, paragraphs(text), (), (), ())

    assert time.process_time() - begun < 10
