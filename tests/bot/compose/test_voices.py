from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.compose.voices import independent, voices_of
from bot.model import Telling
from tests.bot.compose.generated import any_story
from tests.factories import HOUR, NOON, make_article, make_outlet, make_telling
from tests.summarizer.test_voices import CUT_COPY, REWRITE, SAME_ROOM, WIRE


def telling(name: str, text: str, number: int, *, label: str = "", rank: int = 50) -> Telling:
    article = make_article(text=text, outlet=name, published=NOON + number * HOUR)
    return make_telling(
        article, outlet=make_outlet(name=name, label=label, rank=rank), article_id=number, fetched=NOON + number * HOUR
    )


ATLAS = telling("Atlas Wire", WIRE, 2, label="wire", rank=60)
VALLEY = telling("Valley Courier", CUT_COPY, 1)
GULF = telling("Gulf Ledger", REWRITE, 3, rank=1)
HARBOUR = telling("Harbour Daily", SAME_ROOM, 4)


def test_copy_and_rewrite_are_one_voice_and_the_wire_is_its_original() -> None:
    assert ((ATLAS, GULF, VALLEY), (HARBOUR,)) == voices_of((HARBOUR, GULF, ATLAS, VALLEY))


def test_voices_of_different_outlets_are_counted() -> None:
    assert 2 == independent((ATLAS, VALLEY, GULF, HARBOUR))


def test_outlet_that_tells_twice_is_one_voice() -> None:
    assert 1 == independent((HARBOUR, telling("Harbour Daily", "Malta let the tanker go.\n\nIts crew sailed.", 5)))


def test_copies_of_a_wire_that_is_not_read_are_one_voice() -> None:
    assert 1 == independent((VALLEY, telling("Lakeside", WIRE, 6)))


@pytest.mark.parametrize(
    ("credit", "expected"),
    [("Atlas Wire", 1), ("Atlas", 1), ("AW", 1), ("Harbour Daily, Atlas Wire", 2), ("Atlas Shipping", 2)],
)
def test_what_is_credited_to_an_outlet_that_tells_it_too_is_its_voice(credit: str, expected: int) -> None:
    credited = telling("Harbour Daily", f"{SAME_ROOM} ({credit})", 4)

    assert expected == independent((ATLAS, credited))


def test_nobody_is_no_voice() -> None:
    assert () == voices_of(())
    assert 0 == independent(())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_voices_do_not_hang_on_the_order_of_the_tellings(seed: int, order: int) -> None:
    told = any_story(Random(seed)).tellings
    shuffled = Random(order).sample(told, len(told))

    assert voices_of(told) == voices_of(shuffled)
    assert sorted(t.stored.article_id for t in told) == sorted(
        t.stored.article_id for voice in voices_of(told) for t in voice
    )
