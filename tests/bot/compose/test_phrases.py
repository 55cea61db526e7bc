import pytest

from bot.compose.phrases import ended, is_history, is_spoken, points_back, shortened, tells_deed, whole


@pytest.mark.parametrize(
    ("phrase", "most", "expected"),
    [
        ("expelled a tug", 4, "expelled a tug"),
        ("expelled a tug from the roads of Tallinn on Monday", 4, "expelled a tug"),
        ("welcomed on Monday the Chilean offer of ships", 7, "welcomed the Chilean offer of ships"),
        ("exchanged crews on the quay, the first such swap since May", 8, "exchanged crews on the quay"),
        ("denied that the old and rusty vessel was hers", 6, "denied that the old and rusty…"),
    ],
    ids=["short", "at a circumstance", "the day goes first", "at a comma", "nowhere"],
)
def test_phrase_is_shortened_where_it_hurts_least(phrase: str, most: int, expected: str) -> None:
    assert expected == shortened(phrase, most)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a remark that was made by a", "a remark that was made"), ("a remark", "a remark")],
    ids=["leads on", "is whole"],
)
def test_words_end_with_nothing_that_leads_on(words: str, expected: str) -> None:
    assert expected == ended(words.split())


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("accused Chad of breaking a truce hours", "accused Chad of breaking a truce"),
        ("closed the port for six hours", "closed the port for six hours"),
        ("closed the port for several days", "closed the port for several days"),
        ("agreed to build a bridge, a project", "agreed to build a bridge"),
    ],
    ids=["hours after …", "for hours", "for days", "a project that …"],
)
def test_what_is_begun_at_the_end_of_a_phrase_goes(phrase: str, expected: str) -> None:
    assert expected == whole(phrase)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("expelled a tug", True), ("denied it", False), ("threatened on Monday", False),
        ("brokered by Norway", False), ("threatened by closing the port", True),
    ],
)  # fmt: skip
def test_deed_is_more_than_a_verb(phrase: str, expected: bool) -> None:
    assert expected == tells_deed(phrase)


@pytest.mark.parametrize(
    ("phrase", "expected"), [("met them at the quay", True), ("had freed him", True), ("met the crew", False)]
)
def test_pronoun_points_back(phrase: str, expected: bool) -> None:
    assert expected == points_back(phrase)


@pytest.mark.parametrize(
    ("phrase", "clause", "expected"),
    [
        ("asked us to be here", "Chad asked us to be here", True),
        ("help Chad with boats", "We help Chad with boats", True),
        ("expelled a tug", "We expelled a tug", False),
        ("has closed the port", "We has closed the port", False),
        ("help Chad with boats", "The two help Chad with boats", False),
    ],
    ids=["us", "we, now", "we, then", "we have", "they"],
)
def test_speakers_own_words_are_told_apart(phrase: str, clause: str, expected: bool) -> None:
    assert expected == is_spoken(phrase, clause)


@pytest.mark.parametrize(
    ("phrase", "clause", "sentence", "expected"),
    [
        ("swapped crews", "a day after the two swapped crews", "", True),
        ("boarded a tug", "four days after its forces boarded a tug", "", True),
        ("boarded a tug", "as its forces boarded a tug", "", False),
        ("has bought ships", "Chad has bought ships in recent years", "", True),
        ("has adopted five rounds", "The bloc has adopted five rounds since the disputed vote of 2020", "", True),
        ("has closed the port", "Chad has closed the port since Monday", "", False),
        ("used to sink boats", "Chad used to sink boats", "", True),
        ("had invited them", "The government had invited them", "The government had invited them itself", True),
        ("had closed the port", "it had closed the port", "The ministry said it had closed the port", False),
    ],
    ids=[
        "a day after", "days after", "meanwhile", "recent years", "since a year", "since a day", "habit", "before",
        "reported",
    ],
)  # fmt: skip
def test_history_is_told_apart_from_news(phrase: str, clause: str, sentence: str, expected: bool) -> None:
    assert expected == is_history(phrase, clause, sentence)
