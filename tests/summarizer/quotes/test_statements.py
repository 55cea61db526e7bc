"""Reported speech without marks."""

import pytest

from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ana Lopez said that the border would open.", ("Ana Lopez", "the border would open"), id="that"),
        pytest.param("Ana Lopez said the border would open.", ("Ana Lopez", "the border would open"), id="no that"),
        pytest.param("Ana Lopez told Karl Brandt that she would go.", ("Ana Lopez", "she would go"), id="addressee"),
        pytest.param(
            "The border would open, Ana Lopez said.", ("Ana Lopez", "The border would open"), id="frame behind"
        ),
        pytest.param(
            "The border is open, according to Ana Lopez.", ("Ana Lopez", "The border is open"), id="according"
        ),
        pytest.param("According to Ana Lopez, the border is open.", ("Ana Lopez", "the border is open"), id="fronted"),
        pytest.param("The border is open, said Ana Lopez.", ("Ana Lopez", "The border is open"), id="inverted"),
    ],
)
def test_statement_is_the_clause_of_its_source(text: str, expected: tuple[str, str]) -> None:
    body = paragraphs(text)

    (statement,) = find_statements(text, body, people(text, body), ())

    assert expected == (statement.speaker.name, text[statement.start : statement.end])


def test_sentence_without_a_cue_states_nothing() -> None:
    text = "The report of the ministry was long. States rarely claim damages. Rome has not said whether it will go."
    body = paragraphs(text)

    assert () == find_statements(text, body, people(text, body), ())
