import pytest

from summarizer.glossary import Glossary

GLOSSARY = Glossary(
    {
        "trade": ["tariff*", "trade war", "free trade"],
        "world": ["world", "u.n", "g-7", "opec+"],
        "sport": ["world cup"],
        "offices": ["trade minister", "minister"],
        "diplomacy": ["trade minister"],
    }
)


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in GLOSSARY.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tariffs rise; a tariff-free zone", ["Tariffs", "tariff"]),
        ("the U.N. and the G7 and G-7 and OPEC+ met", ["U.N", "G-7", "OPEC+"]),
        ("a World Cup for the world’s best", ["World Cup", "world’s"]),
        ("a free-trade deal", ["free-trade"]),
        ("worldly, underworld, trade, war", []),
        ("", []),
    ],
    ids=["any ending", "letters", "longest", "hyphen", "whole words", "nothing"],
)
def test_terms_are_found_as_whole_words(text: str, expected: list[str]) -> None:
    assert expected == found(text)


def test_term_of_two_lists_is_of_both_kinds() -> None:
    assert ("offices", "diplomacy") == GLOSSARY.find("the trade minister")[0].kinds


def test_hits_are_offsets_into_the_whole_text() -> None:
    text = "A world. Another world."

    assert [(17, 22)] == [(hit.start, hit.end) for hit in GLOSSARY.find(text, 9, len(text))]


def test_term_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        Glossary({"odd": ["***"]})
