from dataclasses import replace

import pytest

from bot.compose.amendments import corrections_of
from bot.compose.wording import standing_opening_of
from bot.model import Snapshot, Telling
from tests.factories import NOON, make_article, make_bare_reading, make_story, make_telling, span_of

BEFORE = "Estonia holds 8 sailors of a Norwegian tug."


def told(text: str, version: int) -> Telling:
    gist = (span_of(text.partition("\n")[0], text),)
    return make_telling(
        make_article(title="Tug is held", text=text),
        reading=make_bare_reading(gist=gist),
        article_id=1,
        version_id=version,
        version=version,
        fetched=NOON,
    )


def seen(telling: Telling) -> Snapshot:
    return Snapshot(versions={1: telling.stored.version_id}, openings={1: standing_opening_of(telling)})


def corrections(after: Telling, before: Telling | None = None) -> list[str]:
    return list(corrections_of(make_story(after), seen(before or told(BEFORE, 1))))


def test_note_on_a_correction_is_told_in_the_outlets_words() -> None:
    text = f"{BEFORE}\n\nCorrection: An earlier version of this article named the wrong port."

    assert ["Harbour Daily: its earlier version named the wrong port."] == corrections(told(text, 2))


def test_note_that_the_channel_has_seen_is_not_told_again() -> None:
    text = f"{BEFORE}\n\nCorrection: An earlier version of this article named the wrong port."

    assert [] == corrections(told(f"{text}\n\nMore soon.", 3), before=told(text, 2))


def test_number_comes_before_the_note_on_it() -> None:
    text = f"{BEFORE.replace('8', '6')}\n\nCorrection: An earlier version misstated how many."

    assert ["Harbour Daily changed 8 → 6: its earlier version misstated how many."] == corrections(told(text, 2))


def test_note_is_told_without_its_date_and_beyond_its_first_sentence() -> None:
    note = "Correction: March 10, 2026. An earlier version misstated how many. It was six."

    assert ["Harbour Daily changed 8 → 6: its earlier version misstated how many."] == corrections(
        told(f"{BEFORE.replace('8', '6')}\n\n{note}", 2)
    )


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (", raising an earlier count.", []),
        (".", ["Harbour Daily changed 8 → 10."]),
        (
            ".\n\nCorrection: The earlier count was wrong.",
            ["Harbour Daily changed 8 → 10: The earlier count was wrong."],
        ),
    ],
    ids=["a later count", "not said", "said to be wrong"],
)
def test_number_that_rose_is_a_correction_unless_it_is_a_later_count(end: str, expected: list[str]) -> None:
    assert expected == corrections(told(f"{BEFORE[:-1].replace('8', '10')}{end}", 2))


@pytest.mark.parametrize(
    ("text", "verb"),
    [("This article has been removed.", "removed"), (BEFORE, "withdrew")],
    ids=["in its own word", "without a word"],
)
def test_article_that_was_taken_back_is_told(text: str, verb: str) -> None:
    assert [f"Harbour Daily {verb} its article."] == corrections(replace(told(text, 2), withdrawn=NOON))
