"""The word files: every pattern can be read, and a sentence without a trigger's words is not worth a parse."""

import pytest

from summarizer.actions.lexicon import events, lemma_of, may_tell, patterns
from summarizer.model import ActionType


def test_every_type_has_verbs() -> None:
    assert set(ActionType) == {pattern.type for found in patterns().values() for pattern in found} - {None}


def test_the_most_demanding_pattern_comes_first() -> None:
    for found in patterns().values():
        assert sorted((p.weight for p in found), reverse=True) == [p.weight for p in found]


def test_event_nouns_are_lower_case_lemmas() -> None:
    assert [] == [noun for noun in events() if noun != noun.lower()]


@pytest.mark.parametrize(
    "sentence, worth",
    [
        ("peru expelled the envoy", True),
        ("kenya imposed new sanctions", True),
        ("the fishermen took a walk", False),
        ("the river is long", False),
    ],
)
def test_a_sentence_is_worth_a_parse(sentence: str, worth: bool) -> None:
    forms = frozenset(sentence.split())

    assert worth == may_tell(forms, forms)


def test_a_verb_that_the_parser_misreads_is_known_by_its_form() -> None:
    assert "stage" == lemma_of("staged", "stag")
