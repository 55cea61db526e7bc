"""Pairing of quotation marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.model import Paragraph
from summarizer.paragraphs import paragraphs
from summarizer.quotes.marks import passages


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


PAIRS = {("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("»", "«"), ("‹", "›"), ("›", "‹"), ("„", "“")}
PAIRS |= {("„", "”"), ("‚", "‘"), ("‚", "’"), ("‟", "”"), ("``", "''"), ("''", "''"), ("”", "”"), ("‛", "’")}
SIGNS = tuple("“”\"‘’'«»‹›„‚ \u00a0\u200b\u202b,.?s5-ש\ud800")
PAIRS |= {("“", '"'), ('"', "”"), ('"', "''"), ("“", "''"), ("”", "''"), ("''", "”"), ("''", '"'), ("”", '"')}  # slips
PIECES = st.sampled_from((*SIGNS, "``", "''", "\n\n", "\r\n", "Word", "he said"))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_passage_stands_between_matching_marks_inside_its_paragraph(text: str) -> None:
    for paragraph in paragraphs(text):
        end = paragraph.start
        for passage in passages(text, paragraph):
            openers = {text[passage.outer.start : passage.outer.start + length] for length in (1, 2)}
            closers = {text[passage.outer.end - 1 : passage.outer.end], text[passage.outer.end - 2 : passage.outer.end]}
            assert end <= passage.outer.start <= passage.start < passage.end <= passage.outer.end <= paragraph.end
            assert not passage.closes or any((a, b) in PAIRS for a in openers for b in closers)
            assert passage.closes or passage.outer.end == paragraph.end
            end = passage.outer.end
