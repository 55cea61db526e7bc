"""When a server wants us back."""

from datetime import UTC, datetime

import pytest
from multidict import CIMultiDict

from bot.feeds.hints import MAX_HINT_S, read_hints
from bot.model import Hints

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
DATE = {"Date": "Mon, 09 Mar 2026 12:00:00 GMT"}
CASES = {
    "nothing": ({}, Hints()),
    "Retry-After in seconds": ({"Retry-After": "120"}, Hints(retry_after_s=120.0)),
    "Retry-After as a date": ({"Retry-After": "Mon, 09 Mar 2026 10:05:00 GMT"}, Hints(retry_after_s=300.0)),
    "Retry-After from the answer's Date": (
        {"Retry-After": "Mon, 09 Mar 2026 12:05:00 GMT", **DATE},
        Hints(retry_after_s=300.0),
    ),
    "Retry-After in the past": ({"Retry-After": "Mon, 09 Mar 2020 10:00:00 GMT"}, Hints(retry_after_s=0.0)),
    "Retry-After without sense": ({"Retry-After": "soon"}, Hints()),
    "Retry-After without end": ({"Retry-After": "99999999999"}, Hints(retry_after_s=MAX_HINT_S)),
    "max-age": ({"Cache-Control": "public, max-age=600"}, Hints(max_age_s=600.0)),
    "max-age less Age": ({"Cache-Control": "max-age=600", "Age": "100"}, Hints(max_age_s=500.0)),
    "s-maxage is for others": ({"Cache-Control": "s-maxage=600"}, Hints()),
    "no-store": ({"Cache-Control": "no-store, max-age=600"}, Hints()),
    "Expires": ({"Expires": "Mon, 09 Mar 2026 12:10:00 GMT", **DATE}, Hints(expires_s=600.0)),
    "Expires in the past": ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, Hints(expires_s=0.0)),
    "Expires of 0": ({"Expires": "0"}, Hints()),
    "max-age before Expires": (
        {"Cache-Control": "max-age=60", "Expires": "Mon, 09 Mar 2026 12:10:00 GMT"},
        Hints(max_age_s=60.0),
    ),
}


@pytest.mark.parametrize("headers, expected", CASES.values(), ids=CASES.keys())
def test_headers_become_seconds(headers: dict[str, str], expected: Hints) -> None:
    assert expected == read_hints(CIMultiDict(headers), NOW)


def test_the_feeds_own_ttl_is_carried() -> None:
    assert Hints(rss_ttl_s=1800.0) == read_hints({}, NOW, rss_ttl_s=1800.0)
