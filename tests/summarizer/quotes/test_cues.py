"""The lexicon of cues."""

import pytest

from summarizer.quotes.cues import cues


@pytest.mark.parametrize("form", ["said", "says", "told", "replied", "admitted", "tweeted", "agrees", "wrote"])
def test_forms_are_built_from_verbs(form: str) -> None:
    assert cues().speech.is_finite(form, "")


def test_participles_are_kept_apart() -> None:
    assert (True, False) == (cues().speech.is_gerund("saying", ""), cues().speech.is_finite("saying", ""))


@pytest.mark.parametrize(("following", "speaks"), [("back", True), ("down", False), ("", False)])
def test_verb_of_two_words_speaks_only_with_its_particle(following: str, speaks: bool) -> None:
    assert speaks == cues().speech.is_finite("shot", following)
