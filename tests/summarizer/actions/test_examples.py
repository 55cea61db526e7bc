"""Every line of the word files carries an example, and the coder codes it by that very line."""

import pytest

from summarizer.actions import Explained, explain_actions
from summarizer.actions.lines import Line, noun_lines, verb_lines
from summarizer.paragraphs import paragraphs


def decisions(text: str) -> tuple[Explained, ...]:
    return explain_actions(text, paragraphs(text), (), (), ())


@pytest.mark.parametrize(
    "line", [line for line in verb_lines() if line.type is not None], ids=lambda line: f"{line.type}-{line.words}"
)
def test_verb_line_codes_its_example(line: Line) -> None:
    kept = [(d.rule, d.type) for d in decisions(line.example) if d.action is not None]

    assert (line.words, line.type) in kept


@pytest.mark.parametrize("line", [line for line in verb_lines() if line.type is None], ids=lambda line: line.words)
def test_sense_without_an_act_is_dropped_by_its_line(line: Line) -> None:
    found = decisions(line.example)

    assert [] == [d.rule for d in found if d.action is not None]
    assert line.words in [d.rule for d in found]


@pytest.mark.parametrize("line", noun_lines(), ids=lambda line: f"{line.type}-{line.words}")
def test_noun_line_codes_its_example(line: Line) -> None:
    kept = [(d.type, d.rule) for d in decisions(line.example) if d.action is not None]

    assert [line.type] == [type_ for type_, rule in kept if line.words in rule]
