"""Feeds of every dialect, and their quirks, into entries."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.feeds.parse import NotAFeedError, parse
from bot.feeds.wire import ParsedFeed
from bot.model import Entry
from tests.bot.feeds.dialects import atom, rdf, rss

URL = "https://lantern.example/feeds/world.xml"
MARCH_9 = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
SENTENCE = "The two ministers signed the border agreement in the capital on Monday. "


def read(body: str | bytes, *, content_type: str = "application/rss+xml", max_entries: int = 500) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse(raw, url=URL, content_type=content_type, max_entries=max_entries)


def only(body: str | bytes) -> Entry:
    (entry,) = read(body).entries
    return entry


ITEM = (
    "<title>Talks open</title><link>https://lantern.example/talks</link><guid>https://lantern.example/talks</guid>"
    "<description>&lt;p&gt;Talks opened.&lt;/p&gt;</description><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>"
)
TALKS = Entry(
    url="https://lantern.example/talks",
    guid="https://lantern.example/talks",
    title="Talks open",
    text="Talks opened.",
    published=MARCH_9,
)


def test_rss_2_is_read() -> None:
    assert TALKS == only(rss(ITEM))


def test_rss_1_is_read() -> None:
    item = (
        "<title>Talks open</title><link>https://lantern.example/talks</link><description>Talks opened.</description>"
        "<dc:date>2026-03-09T10:00:00Z</dc:date>"
    )

    assert replace(TALKS, guid="urn:0") == only(rdf(item))


def test_atom_is_read() -> None:
    entry = (
        '<title>Talks open</title><link href="https://lantern.example/talks"/><id>tag:lantern.example,2026:1</id>'
        "<published>2026-03-09T10:00:00Z</published><updated>2026-03-09T12:00:00Z</updated>"
        '<content type="html">&lt;p&gt;Talks opened.&lt;/p&gt;</content>'
    )
    expected = replace(TALKS, guid="tag:lantern.example,2026:1", updated=datetime(2026, 3, 9, 12, 0, tzinfo=UTC))

    assert expected == only(atom(entry))


def test_atom_content_of_xhtml_is_read() -> None:
    content = '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>'

    assert "One.\n\nTwo." == only(atom(f"<title>T</title>{content}")).text


def test_the_feeds_title_language_and_ttl_are_read() -> None:
    parsed = read(rss(ITEM, channel="<title>The &amp;amp; Lantern</title><language>en-GB</language><ttl>30</ttl>"))

    assert ("The & Lantern", "en", 1800.0) == (parsed.title, parsed.entries[0].language, parsed.ttl_s)


@pytest.mark.parametrize("ttl", ["", "soon", "-5", "99999999999"])
def test_a_ttl_without_sense_is_none(ttl: str) -> None:
    assert read(rss(ITEM, channel=f"<title>T</title><ttl>{ttl}</ttl>")).ttl_s is None


def test_the_content_is_taken_before_a_shorter_summary() -> None:
    content = "<content:encoded><![CDATA[<p>A longer text.</p>]]></content:encoded>"
    item = f"<title>T</title><description>Short.</description>{content}"

    assert "A longer text." == only(rss(item)).text


def test_a_relative_link_is_resolved_from_the_feeds_address() -> None:
    assert "https://lantern.example/talks?id=7" == only(rss("<title>T</title><link>../talks?id=7</link>")).url


def test_a_relative_link_is_resolved_from_xml_base() -> None:
    feed = atom('<title>T</title><link href="talks"/>', attributes='xml:base="https://mirror.example/en/"')

    assert "https://mirror.example/en/talks" == only(feed).url


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "mailto:desk@lantern.example", "ftp://lantern.example/x", "https://[bad"]
)
def test_what_is_no_web_link_is_none(link: str) -> None:
    assert "" == only(rss(f"<title>T</title><link>{link}</link>")).url


def test_a_guid_that_is_an_address_stands_in_for_a_missing_link() -> None:
    assert "https://lantern.example/p" == only(rss("<title>T</title><guid>https://lantern.example/p</guid>")).url


def test_a_guid_that_is_a_number_is_no_link() -> None:
    entry = only(rss("<title>T</title><guid>4711</guid>"))

    assert ("", "4711") == (entry.url, entry.guid)


@pytest.mark.parametrize("fragment", ["#0", "#3", "#2026-03-09T10:00:00+00:00"])
def test_a_guids_moving_fragment_is_dropped(fragment: str) -> None:
    item = f'<title>T</title><guid isPermaLink="false">https://lantern.example/talks{fragment}</guid>'

    assert "https://lantern.example/talks" == only(rss(item)).guid


def test_a_guid_that_all_share_identifies_none() -> None:
    items = [f"<title>{n}</title><link>https://lantern.example/{n}</link><guid>same</guid>" for n in "ab"]

    assert ["", ""] == [entry.guid for entry in read(rss(*items)).entries]


def test_of_two_entries_with_one_address_the_first_is_kept() -> None:
    items = [f"<title>Block {n}</title><link>https://lantern.example/live#block-{n}</link>" for n in (2, 1)]

    assert ["Block 2"] == [entry.title for entry in read(rss(*items)).entries]


def test_a_link_that_all_share_is_no_link() -> None:
    items = [f"<title>{n}</title><link>https://lantern.example/</link><guid>{n}</guid>" for n in "abc"]

    assert [("", "a"), ("", "b"), ("", "c")] == [(entry.url, entry.guid) for entry in read(rss(*items)).entries]


def test_a_repeated_entry_comes_once() -> None:
    assert (TALKS,) == read(rss(ITEM, ITEM.replace("talks</link>", "talks?utm_source=x</link>"))).entries


def test_an_entry_without_anything_but_a_title_is_kept() -> None:
    assert Entry(url="", guid="", title="Talks open", text="", published=None) == only(rss("<title>Talks open</title>"))


def test_an_entry_without_a_title_takes_its_first_words() -> None:
    entry = only(rss(f"<description>{SENTENCE * 3}</description>"))

    assert (
        "The two ministers signed the border agreement in the capital on Monday. The two ministers signed…"
        == entry.title
    )


def test_an_entry_without_title_and_text_is_left_out() -> None:
    assert () == read(rss("<guid>1</guid>", "<link>https://lantern.example/x</link>")).entries


@pytest.mark.parametrize(
    "date",
    ["", "<pubDate></pubDate>", "<pubDate>soon</pubDate>", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"],
    ids=["none", "empty", "words", "1970"],
)
def test_a_missing_date_is_none_and_never_now(date: str) -> None:
    assert only(rss(f"<title>T</title>{date}")).published is None


@pytest.mark.parametrize(
    "date",
    [
        "<![CDATA[ Mon, 09 Mar 2026 10:00:00 GMT ]]>",
        "Mon, 09 Mar 2026 06:00:00 EDT",
        "26-03-09 10:00",
        "lundi 9 mars 2026",
    ],
    ids=["CDATA", "EDT", "short year first", "French"],
)
def test_odd_dates(date: str) -> None:
    expected = None if "mars" in date else MARCH_9

    assert expected == only(rss(f"<title>T</title><pubDate>{date}</pubDate>")).published


def test_a_date_with_month_names_of_another_language_is_read() -> None:
    entry = only(rss("<title>T</title><pubDate>Δευ, 09 Φεβ 2026 10:00:00 GMT</pubDate>"))

    assert datetime(2026, 2, 9, 10, 0, tzinfo=UTC) == entry.published


def test_an_atom_title_of_text_keeps_its_marks() -> None:
    assert "Use <b> & &amp;" == only(atom('<title type="text">Use &lt;b&gt; &amp; &amp;amp;</title>')).title


def test_an_rss_title_is_freed_of_markup() -> None:
    assert (
        "AT&T “wins” big"
        == only(rss("<title>AT&amp;amp;T &amp;#8220;wins&amp;#8221; &lt;b&gt;big&lt;/b&gt;</title>")).title
    )


def test_undeclared_entities_are_read() -> None:
    assert "Café – open" == only(rss("<title>Caf&eacute; &ndash; open</title>")).title


def test_hostile_markup_leaves_no_tag() -> None:
    entry = only(rss("<title>&lt;script&gt;alert(1)&lt;/script&gt;Talks &lt;img src=x onerror=alert(1)&gt;</title>"))

    assert "Talks" == entry.title


@pytest.mark.parametrize(
    "body, content_type",
    [
        (rss("<title>Café</title>").encode("latin-1"), "text/xml; charset=utf-8"),
        (rss("<title>Café</title>").encode(), "text/xml; charset=iso-8859-1"),
        (rss("<title>Café</title>", declaration='<?xml version="1.0" encoding="punycode"?>').encode(), ""),
        (b"\n\n  " + rss("<title>Café</title>").encode(), "text/xml"),
        (rss("<title>Ca\0f\x08é</title>").encode(), "application/xml"),
    ],
    ids=["latin-1 as UTF-8", "UTF-8 as latin-1", "punycode", "space before the XML line", "NUL"],
)
def test_wrong_bytes_are_mended(body: bytes, content_type: str) -> None:
    assert "Café" == read(body, content_type=content_type).entries[0].title


def test_a_reference_beyond_unicode_is_replaced() -> None:
    assert "a \ufffd b" == only(rss("<title>a &#x110000; b</title>")).title


def test_of_ten_thousand_entries_the_first_are_kept() -> None:
    items = (f"<title>{n}</title><link>https://lantern.example/{n}</link>" for n in range(10_000))

    entries = read(rss(*items), max_entries=500).entries

    assert (500, "0", "499") == (len(entries), entries[0].title, entries[-1].title)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert ParsedFeed(title="The Lantern", entries=(), ttl_s=None) == read(rss())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Sorry",
        b"<html><body><p>Hello</p></body></html>",
        b'{"version": 1}',
        b"\x89PNG\r\n\x1a\n\0\0",
        b"/etc/hostname",
    ],
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        read(body)


def test_an_external_entity_is_not_fetched() -> None:
    declaration = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

    title = only(rss("<title>a &x; b</title>", declaration=declaration)).title

    assert ["a", "b"] == title.replace("&x;", "").split()


PARAGRAPHS = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(6))


@pytest.mark.parametrize(
    "body, expected",
    [
        (f"<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded>", True),
        (f"<content:encoded><![CDATA[{PARAGRAPHS[:700]}</p>]]></content:encoded>", True),
        (f"<content:encoded><![CDATA[<p>{SENTENCE}</p><p>Read on.</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{PARAGRAPHS}<p>Continue reading</p>]]></content:encoded>", False),
        (f"<description><![CDATA[{PARAGRAPHS}]]></description>", True),
        (f"<description>{SENTENCE * 3}</description>", False),
        ("", False),
    ],
    ids=["long content", "three paragraphs", "blurb as content", "cut short", "long description", "blurb", "nothing"],
)
def test_full_text_is_guessed_from_length_and_form(body: str, expected: bool) -> None:
    assert expected == only(rss(f"<title>T</title>{body}")).full_text
