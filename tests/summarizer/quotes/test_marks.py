"""Pairing of quotation marks."""

import pytest

from summarizer.model import Paragraph
from summarizer.quotes.marks import is_pair, passages


def found(text: str) -> list[str]:
    return [text[p.start : p.end] for p in passages(text, Paragraph(1, 0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We are ready,” Ito said.", ["We are ready,"], id="curly"),
        pytest.param('"We are ready," Ito said.', ["We are ready,"], id="straight"),
        pytest.param("‘We aren’t ready,’ Ito said.", ["We aren’t ready,"], id="british single with apostrophe"),
        pytest.param("'We aren't ready,' Ito said.", ["We aren't ready,"], id="straight single with apostrophe"),
        pytest.param("« Nous sommes prêts », said Ito.", ["Nous sommes prêts"], id="guillemets with blanks"),
        pytest.param("«\u00a0Prêts\u00a0», said Ito.", ["Prêts"], id="guillemets with no-break spaces"),
        pytest.param("»Wir sind bereit«, said Ito.", ["Wir sind bereit"], id="reversed guillemets"),
        pytest.param("„Wir sind bereit“, said Ito.", ["Wir sind bereit"], id="german"),
        pytest.param("‹Prêts›, said Ito.", ["Prêts"], id="single guillemets"),
        pytest.param("“He told us ‘go home’ twice,” she said.", ["He told us ‘go home’ twice,"], id="nested"),
        pytest.param("‘He told us “go home” twice,’ she said.", ["He told us “go home” twice,"], id="nested british"),
        pytest.param("“One,” she said. “Two.”", ["One,", "Two."], id="interrupted"),
        pytest.param("The ministers’ plan and the ’70s", [], id="apostrophes only"),
        pytest.param("It was rock 'n' roll in the '90s", [], id="elisions"),
        pytest.param("‘The ministers’ plan failed,’ he said.", ["The ministers’ plan failed,"], id="possessive inside"),
        pytest.param("A 6'2\" guard stood there", [], id="primes"),
        pytest.param("“They said, ‘go home.’ So", ["They said, ‘go home.’ So"], id="unclosed with a nested pair"),
        pytest.param('"We are ready,” Ito said.', ["We are ready,"], id="closed in another style"),
        pytest.param("“We are ready,“ Ito said.", ["We are ready,"], id="closed with an opener"),
        pytest.param("“One “two “three ‘four’ 3” 2” 1,” Ito said.", ["One “two “three ‘four’ 3” 2” 1,"], id="deep"),
        pytest.param("“Unclosed to the end", ["Unclosed to the end"], id="unclosed opener"),
        pytest.param("“Forgot to close. “And then closed.”", ["And then closed."], id="forgotten mark drops the first"),
    ],
)
def test_passages_are_what_stands_between_a_pair(text: str, expected: list[str]) -> None:
    assert expected == found(text)


def test_unclosed_opener_runs_to_the_paragraph_edge_and_says_so() -> None:
    text = "He said: “This goes on"

    (passage,) = passages(text, Paragraph(1, 0, len(text)))

    assert (False, len(text)) == (passage.closes, passage.end)


def test_closing_mark_without_opener_closes_carried_speech() -> None:
    text = "And it ends here,” she said."

    (passage,) = passages(text, Paragraph(1, 0, len(text)), carried=True)

    assert "And it ends here," == text[passage.start : passage.end]


@pytest.mark.parametrize(
    ("opening", "closing", "matches"),
    [
        pytest.param("“", "”", True, id="english"),
        pytest.param("„", "“", True, id="german"),
        pytest.param("»", "«", True, id="danish"),
        pytest.param("``", "''", True, id="typewriter"),
        pytest.param('"', "”", True, id="slip between double marks"),
        pytest.param("“", "“", True, id="opener typed for a closer"),
        pytest.param("“", "’", False, id="double and single"),
        pytest.param("«", '"', False, id="guillemet and straight"),
        pytest.param("’", "’", False, id="an apostrophe opens nothing"),
        pytest.param("", "”", False, id="no mark"),
    ],
)
def test_pair_is_of_one_style_or_a_slip(opening: str, closing: str, matches: bool) -> None:
    assert matches == is_pair(opening, closing)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She said we will sign the treaty,”, she said.”", id="closer before a comma"),
        pytest.param("She said we will sign,”’s what we heard.”", id="closer before a possessive"),
        pytest.param("We will sign the treaty,''; that was it.''", id="typewriter closer before a semicolon"),
    ],
)
def test_closing_mark_without_an_opener_opens_nothing(text: str) -> None:
    assert [] == found(text)
