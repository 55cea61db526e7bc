"""The lexicon of cues."""

import pytest

from summarizer.quotes.cues import cues


@pytest.mark.parametrize("form", ["said", "says", "told", "replied", "admitted", "went", "tweeted", "agrees", "wrote"])
def test_forms_are_built_from_verbs(form: str) -> None:
    assert form in cues().finite


def test_participles_are_kept_apart() -> None:
    assert "saying" in cues().gerunds - cues().finite


def test_particle_belongs_to_its_verb() -> None:
    assert ("shot", "back") in cues().particles
