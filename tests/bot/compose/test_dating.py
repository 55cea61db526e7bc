from datetime import date

import pytest

from bot.compose.dating import day_named, days_meant

FRIDAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("expelled ten diplomats on Friday", date(2026, 3, 13)),
        ("expelled ten diplomats on Thursday", date(2026, 3, 12)),
        ("expelled ten diplomats on Saturday", date(2026, 3, 7)),
        ("signed the accord Thursday at sea", date(2026, 3, 12)),
        ("met on March 9", date(2026, 3, 9)),
        ("met on 9 March", date(2026, 3, 9)),
        ("met on December 24", date(2025, 12, 24)),
        ("met on March 9, 2024", date(2024, 3, 9)),
        ("seized the potash in February", date(2026, 2, 28)),
        ("seized the potash in December 2024", date(2024, 12, 31)),
        ("seized the coast in 1879", date(1879, 12, 31)),
        ("agreed last year to buy two ships", date(2025, 3, 13)),
        ("signed on Thursday an accord on a line that was cut in 2020", date(2026, 3, 12)),
        ("seized the potash in March", None),
        ("met on 30 February", None),
        ("seized the potash", None),
    ],
)
def test_phrase_names_a_day_as_its_article_tells_it(phrase: str, expected: date | None) -> None:
    assert expected == day_named(phrase, FRIDAY)


@pytest.mark.parametrize(
    ("passage", "ahead", "expected"),
    [
        ("will leave by April 30", True, (date(2026, 4, 30),)),
        ("intends to leave by 15 May", True, (date(2026, 5, 15),)),
        ("will meet on Tuesday", True, (date(2026, 3, 17),)),
        ("will meet on January 9", True, (date(2027, 1, 9),)),
        ("met on Tuesday", False, (date(2026, 3, 10),)),
        ("met on March 2 and on March 9", False, (date(2026, 3, 2), date(2026, 3, 9))),
        ("met on March 9, 2024", True, (date(2024, 3, 9),)),
        ("will meet on February 30", True, ()),
        ("in May, last year", True, ()),
    ],
)
def test_days_are_meant_of_what_is_to_come_and_of_what_was(
    passage: str, ahead: bool, expected: tuple[date, ...]
) -> None:
    assert expected == days_meant(passage, FRIDAY, ahead=ahead)
