from dataclasses import replace

import pytest

from bot.compose.acts import acts_of
from bot.compose.keyquote import key_quote_of
from bot.model import Story, Telling
from summarizer.model import QuoteKind
from tests.factories import (
    SAID,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_quote,
    make_reading,
    make_story,
    make_telling,
)


def key_quote(story: Story, seen: tuple[tuple[int, str], ...] = ()) -> str:
    found = key_quote_of(story.tellings, acts_of(story), seen)
    return found.telling.stored.article.text[found.quote.start : found.quote.end] if found else ""


def test_key_quote_is_the_readings() -> None:
    assert SAID == key_quote(make_story())


@pytest.mark.parametrize("changes", [{"speaker": None}, {"kind": QuoteKind.PARTIAL}], ids=["unattributed", "partial"])
def test_quote_without_a_speaker_or_whole_clause_is_no_key_quote(changes: dict[str, object]) -> None:
    assert "" == key_quote(make_story(make_telling(reading=make_reading(quotes=(make_quote(**changes),)))))


@pytest.mark.parametrize("shown", [SAID, SAID[:40]], ids=["whole", "a sentence of it"])
def test_quote_that_the_channel_has_not_seen_goes_first(shown: str) -> None:
    words = "We will ask the court in Hamburg for our tug."
    text = f"“{words}” President Lars Moe said."
    other = make_telling(
        make_article(text=text, outlet="Fjord Post"),
        reading=make_bare_reading(quotes=(make_quote(words, text=text),), key_quote=0),
        outlet=make_outlet(name="Fjord Post", rank=90),
    )

    assert [SAID, words] == [
        key_quote(make_story(make_telling(), other)),
        key_quote(make_story(make_telling(), other), ((1, shown),)),
    ]


def quoting(
    words: str, *, outlet: str, rank: int, codes: tuple[str, ...] = (), name: str = "President Lars Moe"
) -> Telling:
    """One outlet's telling with one quotation, its key quote, and an act of Estonia towards Norway."""
    text = f"“{words}” {name} said."
    quote = make_quote(words, text=text)
    assert quote.speaker
    speaker = replace(quote.speaker, name=name, codes=codes)
    return make_telling(
        make_article(text=text, outlet=outlet, url=f"https://{rank}.example/"),
        reading=make_bare_reading(
            quotes=(replace(quote, speaker=speaker),), key_quote=0, actions=(make_action(start=0, end=5),)
        ),
        outlet=make_outlet(name=outlet, rank=rank),
        article_id=rank,
        version_id=rank,
    )


def test_speaker_of_a_party_goes_before_a_better_outlets_bystander() -> None:
    party = quoting("Our tug stays where it is today.", outlet="B", rank=40, codes=("EST",))
    bystander = quoting("The sea is wide enough for all.", outlet="A", rank=10, codes=("CHL",), name="Ana Ruiz")

    assert "Our tug stays where it is today." == key_quote(make_story(bystander, party))


def test_words_that_threaten_go_before_words_that_do_not() -> None:
    plain = quoting("The sea is wide enough for all.", outlet="A", rank=10, name="Ana Ruiz")
    threat = quoting("Unless they leave they will face our navy.", outlet="B", rank=40, name="Bo Lund")

    found = key_quote_of((plain, threat), (), ())

    assert found
    assert ("B", True) == (found.telling.outlet.name, "threat" in found.reasons)


def test_speaker_whom_several_outlets_quote_goes_first() -> None:
    once = quoting("The sea is wide enough for all.", outlet="A", rank=10, name="Ana Ruiz")
    words = ("The tug is a good old ship.", "It has crossed worse waters than these.")
    twice = [quoting(said, outlet="BC"[n], rank=40 + n, name="Bo Lund") for n, said in enumerate(words)]

    found = key_quote_of((once, *twice), (), ())

    assert found
    assert "B" == found.telling.outlet.name
