"""Names of stories and tokens of deliveries."""

import re

import pytest

from bot.store.ids import AVOIDED, delivery_token, story_id


def test_first_hundred_thousand_names_differ() -> None:
    names = {story_id(number) for number in range(100_000)}

    assert len(names) == 100_000


def test_names_can_be_spoken() -> None:
    syllables = re.compile(r"([bdhjlmnprstv][aiou]){2}[bdhjlmnprstv]")

    assert all(syllables.fullmatch(story_id(number)) for number in range(20_000))


def test_neighbours_look_different() -> None:
    pairs = [(story_id(number), story_id(number + 1)) for number in range(1_000)]

    assert all(sum(a != b for a, b in zip(*pair, strict=True)) >= 3 for pair in pairs)


def test_names_grow_by_a_word_when_all_are_used() -> None:
    assert story_id(27_000).count("-") == 0
    assert story_id(28_000).count("-") == 1
    assert story_id(10**9).count("-") == 2


def test_names_never_change() -> None:
    assert ["vodij", "nutop", "hiroj"] == [story_id(number) for number in (1, 2, 3)]


def test_no_story_is_called_after_a_word_with_a_meaning() -> None:
    names = {story_id(number) for number in range(20_000)}

    assert names.isdisjoint(AVOIDED.split())


def test_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        story_id(-1)


def test_token_is_short_and_stays_the_same() -> None:
    token = delivery_token("slack:T1:C1", "digest", "2026-03-09", part=1)

    assert token == delivery_token("slack:T1:C1", "digest", "2026-03-09", part=1)
    assert len(token) == 24


def test_tokens_differ_by_each_key() -> None:
    tokens = {
        delivery_token("a", "digest", "k", part=1),
        delivery_token("b", "digest", "k", part=1),
        delivery_token("a", "alert", "k", part=1),
        delivery_token("a", "digest", "l", part=1),
        delivery_token("a", "digest", "k", part=2),
    }

    assert len(tokens) == 5
