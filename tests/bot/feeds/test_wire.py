"""What goes to a parsing child comes back whole."""

import pytest

from bot.feeds.parse import NotAFeedError, parse
from bot.feeds.wire import feed_call, page_call, read_feed, read_page, work
from tests.bot.feeds.dialects import atom
from tests.bot.feeds.test_page import SECOND, page

URL = "https://lantern.example/feed"
BODY = atom(
    "<title>Talks “open” 🌍</title><published>2026-03-09T10:00:00.5Z</published>"
    "<updated>2026-03-10T10:00:00Z</updated>",
    "<title>No date</title>",
).encode()


def test_a_feed_comes_back_as_it_was_parsed() -> None:
    given = {"url": URL, "content_type": "text/xml", "max_entries": 5}

    assert parse(BODY, **given) == read_feed(work(feed_call(BODY, **given)))  # type: ignore[arg-type]


def test_a_pages_text_comes_back() -> None:
    assert (read_page(work(page_call(page(), url=URL))) or "").endswith(SECOND.strip())


def test_a_page_without_text_comes_back_as_none() -> None:
    assert read_page(work(page_call(b"<p>Short</p>", url=URL))) is None


def test_what_the_parser_raises_is_not_hidden() -> None:
    with pytest.raises(NotAFeedError):
        work(feed_call(b"no feed", url=URL, content_type="", max_entries=5))
