"""What a query means, and the passage around a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.search import PASSAGE_CHARS, passage, query_words

FILL = "lorem ipsum dolor sit amet " * 20


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Sanctions", ("sanctions",)),
        ("the sanctions of the EU", ("sanctions", "eu")),
        ('"two words" OR -three*', ("two", "words", "three")),
        ("snake_case", ("snake", "case")),
        ("北京 Київ", ("北京", "київ")),
        ("\x00\ud800 '\"", ()),
    ],
    ids=["case", "stop words", "operators", "underscore", "scripts", "nothing"],
)
def test_query_is_cut_into_words(query: str, words: tuple[str, ...]) -> None:
    assert words == query_words(query)


def test_passage_keeps_to_its_paragraph() -> None:
    text = "First paragraph.\n\nThe ceasefire holds.\n\nLast paragraph."

    assert passage(text, ("ceasefire",)) == "The ceasefire holds."


def test_long_paragraph_is_cut_between_words_around_the_hit() -> None:
    found = passage(f"{FILL}ceasefire {FILL}", ("ceasefire",))

    assert "ceasefire" in found
    assert len(found) <= PASSAGE_CHARS
    assert set(found.split()) <= {*FILL.split(), "ceasefire"}


def test_word_in_another_form_is_found() -> None:
    assert passage("Nothing.\n\nTwo envoys negotiated.", ("negotiating",)) == "Two envoys negotiated."


def test_passage_of_a_hit_in_the_title_is_the_beginning() -> None:
    assert passage("The beginning.\n\nThe end.", ("elsewhere",)) == "The beginning."


@given(st.text(alphabet="ab \n", max_size=600), st.lists(st.text(alphabet="ab", min_size=1), min_size=1))
def test_passage_is_a_stretch_of_the_text(text: str, words: list[str]) -> None:
    found = passage(text, tuple(words))

    assert found in text
    assert len(found) <= PASSAGE_CHARS
    assert "\n\n" not in found
