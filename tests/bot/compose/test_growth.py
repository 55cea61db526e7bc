import pytest

from bot.compose.growth import grown_counts, tells_later_count
from bot.model import Snapshot, Telling
from tests.factories import NOON, make_article, make_bare_reading, make_outlet, make_story, make_telling, span_of


def told(text: str, number: int, *, title: str = "Fighting in the hills") -> Telling:
    first = text.partition("\n")[0]
    return make_telling(
        make_article(title=title, text=text, outlet="Fjord Post", url=f"https://fjord.example/{number}"),
        reading=make_bare_reading(gist=(span_of(first, text),)),
        outlet=make_outlet(name="Fjord Post"),
        article_id=number,
        version_id=number,
        fetched=NOON,
    )


def grown(before: str, after: str) -> list[str]:
    """What has grown for a channel that saw the first article."""
    first, second = told(before, 1), told(after, 2)
    return list(grown_counts(make_story(first, second), Snapshot(versions={1: 1})))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Two cables are cut.", "Three cables are cut.", "two → three cables (Fjord Post)"),
        (
            "A gate is shut.\n\nBy noon 14 ships waited outside.",
            "The envoy is called in.\n\nSeventeen ships were still waiting on Thursday.",
            "14 → seventeen ships (Fjord Post)",
        ),
        (
            "Soldiers rebel.\n\nNine people were killed in the fighting.",
            "The bloc meets.\n\nDoctors raised the death toll from the fighting to 14.",
            "dead: nine → 14 (Fjord Post)",
        ),
        (
            "Four soldiers are held on the island.",
            "Six troops are held on the island.",
            "four soldiers → six troops (Fjord Post)",
        ),
    ],
    ids=["number words", "in the body", "a toll", "another word for them"],
)
def test_count_that_grew_is_told_with_both(before: str, after: str, expected: str) -> None:
    assert expected in grown(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Four soldiers are held.", "Talks go on.\n\nIn 2020 at least 20 soldiers died there."),
        ("Seventeen ships wait.", "Talks go on.\n\nFourteen ships were still waiting."),
        ("Four soldiers are held.", "Talks go on.\n\nThe fleet has nine ships, and they are now in port."),
        ("Guards hold 11 sailors.", "The ship sails with 13 crew on board."),
        ("Two members of the Danish embassy must leave.", "Five diplomats of Norway must leave."),
        ("Guards hold seven members of the crew.", "Denmark expels 12 members of the embassy staff."),
    ],
    ids=["told of the past", "less", "other things", "a part of the crew", "another group", "members of another group"],
)
def test_count_that_did_not_grow_is_not_told(before: str, after: str) -> None:
    assert [] == grown(before, after)


def test_count_that_the_channel_saw_in_a_body_is_no_news() -> None:
    both = "Talks go on.\n\nSeventeen ships were still waiting."
    first, second = told(both, 1), told(both + " More soon.", 2)

    assert [] == list(grown_counts(make_story(first, second), Snapshot(versions={1: 1})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards detained 10 sailors, the ministry said, raising an earlier count.", True),
        ("Guards detained 10 sailors, the ministry said.", False),
    ],
    ids=["later", "not said"],
)
def test_later_count_says_that_it_is_one(text: str, expected: bool) -> None:
    assert expected is tells_later_count(told(text, 1))
