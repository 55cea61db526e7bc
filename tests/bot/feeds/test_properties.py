"""What holds for any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.dates import read_date
from bot.feeds.parse import NotAFeedError, parse
from bot.feeds.sanitise import plain_text, single_line
from bot.urls import canonical_url

MARKUP = st.text("<>/pbri &#;x1é\ud800\n\t\"'=!-", max_size=60)
ADDRESSES = st.text("htps:/.?#&=[]@%ab1é\ud800 \n", max_size=30).map(lambda text: "http://" + text)
ITEMS = st.text("<>/itemlnkgud&;:#x1 \"'=!-?[]CDATA", max_size=120)


@given(st.text() | ADDRESSES)
@settings(deadline=None)
def test_a_canonical_address_is_its_own_canonical_address(text: str) -> None:
    assert canonical_url(text) == canonical_url(canonical_url(text))


@given(st.text() | MARKUP)
@settings(deadline=None)
def test_plain_text_is_tidy_and_can_be_stored(text: str) -> None:
    found = plain_text(text)

    found.encode()
    assert "\n\n\n" not in found
    assert "\0" not in found


@given(st.text() | MARKUP)
@settings(deadline=None)
def test_a_single_line_is_one(text: str) -> None:
    assert len(single_line(text, is_html=True).splitlines()) <= 1


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_date_breaks_the_reader(text: str) -> None:
    found = read_date(text)

    assert found is None or found.utcoffset() is not None


@given(ITEMS)
@settings(deadline=None)
def test_no_item_breaks_the_parser(inside: str) -> None:
    body = f'<rss version="2.0"><channel><item>{inside}</item></channel></rss>'.encode()

    try:
        parsed = parse(body, url="https://lantern.example/feed", content_type="", max_entries=5)
    except NotAFeedError:
        return

    assert all(entry.title or entry.text for entry in parsed.entries)
