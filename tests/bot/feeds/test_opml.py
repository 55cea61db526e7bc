"""OPML in and out."""

import pytest

from bot.errors import UserError
from bot.feeds.opml import read_opml, write_opml

FEEDS = (("https://lantern.example/feed?a=1&b=2", "Lantern & Co"), ("http://harbour.example/rss", "The “Harbour”"))


def test_what_is_written_is_read_back() -> None:
    assert FEEDS == read_opml(write_opml(FEEDS))


def test_groups_are_flattened_and_repetitions_dropped() -> None:
    outline = '<outline type="rss" text="Lantern" xmlUrl="https://lantern.example/feed"/>'
    text = f'<opml version="2.0"><body><outline text="World">{outline}</outline>{outline}</body></opml>'

    assert (("https://lantern.example/feed", "Lantern"),) == read_opml(text)


def test_a_feed_that_is_no_web_address_is_left_out() -> None:
    outlines = "".join(
        f'<outline type="rss" text="x" xmlUrl="{url}"/>' for url in ("file:///etc/hosts", "https://a.example/")
    )

    assert (("https://a.example/", "x"),) == read_opml(f'<opml version="2.0"><body>{outlines}</body></opml>')


@pytest.mark.parametrize("text", ["", "no XML", "<opml><body>", '<opml version="2.0"><body/></opml>', "<html></html>"])
def test_a_file_without_feeds_is_told(text: str) -> None:
    with pytest.raises(UserError, match="No feeds found"):
        read_opml(text)


def test_a_feed_without_a_title_is_called_by_its_address() -> None:
    assert 'text="https://a.example/"' in write_opml([("https://a.example/", "")])
