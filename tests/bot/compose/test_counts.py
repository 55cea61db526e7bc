import pytest

from bot.compose.counts import amounts_in, counts_in, value_of


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
        ("Six soldiers and twenty-two civilians died", ["Six soldiers", "twenty-two civilians"]),
        ("released four Americans on Saturday", ["four Americans"]),
        ("took 11 sailors whom nobody had asked", ["11 sailors"]),
        ("the two sides and their two leaders met one envoy", []),
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
        ("4 soldiers", "nine troops", True),
        ("three vessels", "3 ships", True),
    ],
)
def test_counts_are_of_the_same_things_as_their_words_tell(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = counts_in(one), counts_in(other)

    assert expected == first.is_of(second)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("8 sailors", "8 sailors", True),
        ("8 sailors", "11 sailors", False),
        ("10 sailors", "11 sailors", False),
        ("about 30 trucks", "nearly 31 trucks", True),
        ("about 30 trucks", "40 trucks", False),
        ("more than 20 trucks", "21 trucks", True),
        ("more than 20 trucks", "18 trucks", False),
        ("up to 60 trucks", "45 trucks", True),
        ("handed over 3 prisoners", "4 prisoners", False),
        ("1,300 trucks", "1,312 trucks", True),
        ("300 trucks", "130 trucks", False),
        ("84,000 tonnes", "84,210 tons", True),
    ],
)
def test_two_numbers_agree_that_can_both_be_true(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = counts_in(one), counts_in(other)

    assert expected == first.agrees_with(second)
    assert expected == second.agrees_with(first)


@pytest.mark.parametrize(
    ("passage", "number", "thing"),
    [
        ("exports worth $4.8 billion", 4_800_000_000, "dollar"),
        ("froze 93 million euros of aid", 93_000_000, "euro"),
        ("will give £4 million", 4_000_000, "pound"),
        ("a loan of US$1.2 billion", 1_200_000_000, "dollar"),
    ],
)
def test_sums_of_money_are_read_with_their_currency(passage: str, number: int, thing: str) -> None:
    (amount,) = amounts_in(passage)

    assert (number, {thing}) == (amount.number, amount.things)
    assert amount.words in passage


def test_plain_numbers_are_no_sums_of_money() -> None:
    assert () == amounts_in("14 judges and 3 million people in 2020")


@pytest.mark.parametrize(("words", "number"), [("seven", 7), ("Twenty-one", 21), ("1,300", 1300), ("dozen", 12)])
def test_numbers_are_read_in_words_and_figures(words: str, number: int) -> None:
    assert number == value_of(words)
