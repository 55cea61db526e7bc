import pytest

from bot.compose.counts import counts_in


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("killed 9 soldiers when it fired", ["9 soldiers"]),
        ("expelled 10 Russian diplomats on Tuesday", ["10 Russian diplomats"]),
        ("sent 1,300 trucks of wheat", ["1,300 trucks"]),
        ("fired 3 missiles and 12 drones", ["3 missiles", "12 drones"]),
        ("KIGALI, March 12 (Wire) – Talks", []),
        ("a loan of $400 million and 3 billion euros", []),
        ("after 3 days, in 2020, 19–17 in the final", []),
        ("a 34-year-old man", []),
    ],
)
def test_what_is_counted_is_things_and_no_money_time_or_date(passage: str, words: list[str]) -> None:
    assert words == [count.words for count in counts_in(passage)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("4 soldiers", "9 soldiers", True),
        ("10 diplomats", "12 Russian diplomats", True),
        ("10 Russian diplomats", "8 Estonian diplomats", False),
        ("4 soldiers", "4 trucks", False),
    ],
)
def test_counts_are_of_the_same_things_as_their_words_tell(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = counts_in(one), counts_in(other)

    assert expected == first.is_of(second)
