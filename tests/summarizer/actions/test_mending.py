"""Short sentences in which a small parser takes the past tense for a participle still tell their act."""

import pytest

from summarizer.actions import find_actions
from summarizer.actions.mending import mended
from summarizer.language import parse
from summarizer.paragraphs import paragraphs


@pytest.mark.parametrize(
    "text, codes",
    [
        pytest.param("Sweden reduced aid to Mali.", ("SWE", "MLI"), id="a name taken for an adverb"),
        pytest.param("The Kenyan navy patrolled with Indian ships.", ("KEN", "IND"), id="a verb after the root"),
        pytest.param("Switzerland prolonged sanctions on Zimbabwe.", ("CHE", "ZWE"), id="a verb before the root"),
        pytest.param("Malta co-operated with Libya.", ("MLT", "LBY"), id="a hyphenated verb"),
    ],
)
def test_the_past_tense_is_found(text: str, codes: tuple[str, str]) -> None:
    (act,) = find_actions(text, paragraphs(text), (), (), ())

    assert codes == tuple(side.codes[0] for side in (act.actor, act.recipient) if side)


@pytest.mark.parametrize(
    "text",
    [
        "Two Iranians expelled from Peru",
        "Peru expelled two Iranians.",
        "",
        "Peru.",
        "Envoys expelled by Peru left Lima.",
    ],
)
def test_other_sentences_stay_as_they_are(text: str) -> None:
    (tokens,) = parse([text])

    assert tokens == mended(tokens)


@pytest.mark.parametrize("text", ["Norway co-chaired talks.", "India de-escalated the quarrel.", "- co - - op -."])
def test_heads_stay_inside_the_sentence(text: str) -> None:
    (tokens,) = parse([text])

    assert all(0 <= token.head < len(mended(tokens)) for token in mended(tokens))
