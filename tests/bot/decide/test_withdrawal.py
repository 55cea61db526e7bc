from datetime import datetime

import pytest

from bot.decide.withdrawal import Look, after_look, is_notice
from tests.factories import HOUR, NOON, TEXT

LATER = NOON + HOUR


@pytest.mark.parametrize(
    "text",
    [
        "This article has been removed.",
        "This story has been withdrawn because it was published in error. We apologise to our readers.",
        "Editor's note: This report has been retracted.",
        "Editors’ note — this post on the Tallinn tug was taken down at the author's request.",
        "The Harbour Ledger has retracted this story.",
        "We have removed this article.",
        "This page is no longer available.",
        "The article you are looking for has been removed.",
        "Article withdrawn.",
        "This press release has been rescinded.",
    ],
)
def test_notice_in_place_of_an_article_is_one(text: str) -> None:
    assert is_notice("Estonia expels tug", text)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "The statement was withdrawn by Norway's foreign ministry an hour later.",
        "Norway has withdrawn this year's offer to Estonia, its minister said.",
        "This article of the treaty was removed in 1994, the ministry said, and Estonia never asked for it again.",
        "This article has been removed. " + "It was long. " * 30,
        "Estonia removed this week a tug from its roads.",
        "The video has been removed from the ministry's channel, the mayor said.",
    ],
)
def test_news_of_removals_and_withdrawals_is_no_notice(text: str) -> None:
    assert not is_notice("Estonia expels tug", text)


@pytest.mark.parametrize(
    "title, expected",
    [
        ("WITHDRAWN: Estonia expels tug", True),
        ("[RETRACTED] Estonia expels tug", True),
        ("Withdrawn: Norway's offer to Estonia", False),
        ("Norway's offer WITHDRAWN", False),
    ],
)
def test_headline_that_begins_with_the_word_in_capitals(title: str, expected: bool) -> None:
    assert expected == is_notice(title, TEXT)


@pytest.mark.parametrize(
    "missing_since, status, look",
    [
        (None, 200, Look()),
        (NOON, 200, Look()),
        (None, 410, Look(LATER, LATER)),
        (NOON, 410, Look(NOON, NOON)),
        (None, 404, Look(LATER)),
        (NOON, 404, Look(NOON, NOON)),
        (NOON, 503, Look(NOON)),
        (None, 403, Look()),
        (NOON, None, Look(NOON)),
    ],
    ids=["there", "there again", "gone", "missing, then gone", "missing", "still missing", "busy", "refused", "silent"],
)
def test_what_a_pages_answer_means(missing_since: datetime | None, status: int | None, look: Look) -> None:
    assert look == after_look(missing_since, status, LATER)
