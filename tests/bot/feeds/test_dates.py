"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest

from bot.feeds.dates import read_date

CASES = {
    "RFC 822 with offset": ("Mon, 09 Mar 2026 10:00:00 +0100", "2026-03-09T09:00"),
    "GMT": ("Mon, 09 Mar 2026 10:00:00 GMT", "2026-03-09T10:00"),
    "EST": ("Mon, 09 Mar 2026 10:00:00 EST", "2026-03-09T15:00"),
    "EDT": ("Mon, 09 Mar 2026 10:00:00 EDT", "2026-03-09T14:00"),
    "MEST": ("Mon, 09 Mar 2026 10:00:00 MEST", "2026-03-09T08:00"),
    "BST": ("Mon, 6 Jul 2026 10:00:00 BST", "2026-07-06T09:00"),
    "unknown zone counts as UTC": ("Mon, 09 Mar 2026 10:00:00 XYZ", "2026-03-09T10:00"),
    "GMT with offset": ("Mon, 09 Mar 2026 10:00:00 GMT+0300", "2026-03-09T07:00"),
    "comment": ("Mon, 09 Mar 2026 10:00:00 -0000 (UTC)", "2026-03-09T10:00"),
    "no seconds": ("Mon, 9 March 2026 10:00 GMT", "2026-03-09T10:00"),
    "no weekday, short year": ("9 Mar 26 10:00 EST", "2026-03-09T15:00"),
    "ISO 8601": ("2026-03-09T10:00:00Z", "2026-03-09T10:00"),
    "half-hour offset without colon": ("2026-03-09T10:00:00+0530", "2026-03-09T04:30"),
    "negative offset": ("2026-03-09T10:00:00-05:00", "2026-03-09T15:00"),
    "ISO with zone name": ("2026-03-09T10:00:00 UTC", "2026-03-09T10:00"),
    "ISO with space, no zone": ("2026-03-09 10:00:00", "2026-03-09T10:00"),
    "ISO basic": ("20260309T101000Z", "2026-03-09T10:10"),
    "date only is midnight": ("2026-03-09", "2026-03-09T00:00"),
    "year of two digits first": ("26-01-27 13:30", "2026-01-27T13:30"),
    "English words": ("Monday, March 9, 2026 - 10:00", "2026-03-09T10:00"),
    "English words, afternoon": ("March 9, 2026 at 3:15 pm EST", "2026-03-09T20:15"),
    "English words, past midnight": ("March 9, 2026 12:05 am", "2026-03-09T00:05"),
    "English words, no time": ("Sept 9, 2026", "2026-09-09T00:00"),
    "white space of CDATA": ("\n   Mon, 09 Mar 2026 10:00:00 GMT\n  ", "2026-03-09T10:00"),
    "seconds since 1970": ("1773050000", "2026-03-09T09:53:20"),
}
NONE = [
    "",
    "yesterday",
    "03/09/2026",
    "Mon, 99 Mar 2026 10:00:00 GMT",
    "2026-13-40",
    "0001-01-01T00:00:00Z",
    "9" * 5000,
    "٢٠٢٦",
]


@pytest.mark.parametrize("written, expected", CASES.values(), ids=CASES.keys())
def test_a_date_is_read_into_utc(written: str, expected: str) -> None:
    assert datetime.fromisoformat(expected).replace(tzinfo=UTC) == read_date(written)


@pytest.mark.parametrize("written", NONE, ids=[text[:20] or "nothing" for text in NONE])
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_date(written) is None


def test_the_first_second_of_1970_stands_for_no_date() -> None:
    assert read_date("Thu, 01 Jan 1970 00:00:00 GMT") is None
