"""Each dialect of the demo's feeds is well-formed, keeps every word, and has its outlet's habits."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from html.parser import HTMLParser

import feedparser
import pytest

from bot.demo.dialects import feed
from bot.demo.world import load

WORLD = load()
END = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)
HOST = "127.0.0.1:8080"
OUTLETS = [outlet.slug for outlet in WORLD.outlets]
FULL = [outlet.slug for outlet in WORLD.outlets if outlet.text == "full" and outlet.slug != "gulf"]


def xml_of(outlet: str, now: datetime = END) -> str:
    return feed(WORLD.outlet(outlet), WORLD.of(outlet, now), now=now, host=HOST)


def parsed(outlet: str, now: datetime = END) -> "feedparser.FeedParserDict":
    return feedparser.parse(xml_of(outlet, now).encode())


def paragraphs_of(html: str) -> tuple[str, ...]:
    """Return the text of each <p>, entities decoded once."""
    parser = Paragraphs()
    parser.feed(html)
    parser.close()
    return tuple(parser.texts)


class Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts[-1] += data


def time_of(entry: "feedparser.FeedParserDict") -> tuple[int, ...]:
    """Return year to minute; feedparser files RSS 1.0's dc:date under `updated`."""
    return tuple((entry.get("published_parsed") or entry.updated_parsed)[:5])


@pytest.mark.parametrize("outlet", FULL)
def test_full_text_keeps_every_paragraph(outlet: str) -> None:
    served = [paragraphs_of(entry.content[0].value) for entry in parsed(outlet).entries]

    assert [article.versions[-1].paragraphs for article in WORLD.of(outlet, END)] == served


@pytest.mark.parametrize("outlet", OUTLETS)
def test_feed_keeps_titles_and_times_newest_first(outlet: str) -> None:
    served = [(entry.title, time_of(entry)) for entry in parsed(outlet).entries]

    articles = WORLD.of(outlet, END)
    assert [(each.versions[-1].title, each.published.timetuple()[:5]) for each in articles] == served


@pytest.mark.parametrize("now", [datetime(2026, 3, 9, tzinfo=UTC), END], ids=["empty", "full"])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_feed_is_well_formed(outlet: str, now: datetime) -> None:
    entries = [each for each in ET.fromstring(xml_of(outlet, now)).iter() if each.tag.endswith(("item", "entry"))]

    assert len(WORLD.of(outlet, now)) == len(entries)


@pytest.mark.parametrize(
    ("outlet", "version"),
    [("meridian", "rss20"), ("straits", "rss10"), ("nile", "rss10"), ("rhein", "atom10"), ("record", "atom10")],
)
def test_feedparser_knows_the_dialect(outlet: str, version: str) -> None:
    assert version == parsed(outlet).version


def test_blurb_is_the_first_paragraph_and_no_more() -> None:
    newest = parsed("straits").entries[0]

    assert WORLD.of("straits", END)[0].versions[0].paragraphs[0] == newest.summary
    assert "content" not in newest


def test_one_outlet_writes_typographic_signs_as_entities() -> None:
    body = parsed("potomac").entries[0].content[0].value

    assert "“" not in xml_of("potomac").split("<content:encoded>")[1].split("</content:encoded>")[0]
    assert "“They will be guests with a desk,”" in "".join(paragraphs_of(body))


def test_one_outlet_marks_its_links_with_tracking_parameters() -> None:
    links = [entry.link for entry in parsed("harbour").entries]

    assert all(link.endswith("?utm_source=rss&utm_medium=feed&utm_campaign=front") for link in links)


def test_one_outlets_guids_change_from_day_to_day() -> None:
    last = {entry.link: entry.id for entry in parsed("lakeside").entries}
    earlier = {entry.link: entry.id for entry in parsed("lakeside", END - timedelta(days=1)).entries}

    assert earlier.keys() < last.keys()
    assert any(last[link] != guid for link, guid in earlier.items())


def test_correction_keeps_link_guid_and_date() -> None:
    def corrected(now: datetime) -> tuple[str, str, str]:
        (entry,) = (each for each in parsed("potomac", now).entries if each.link.endswith("/un-convoy-darfur"))
        return entry.link, entry.id, entry.published

    assert corrected(END - timedelta(days=2)) == corrected(END - timedelta(days=1))


@pytest.mark.parametrize("outlet", ["meridian", "straits", "rhein", "nile"])
def test_markup_in_title_and_text_is_escaped(outlet: str) -> None:
    hostile = '<b>A & B</b> ]]> "<!channel>"'
    article = WORLD.of(outlet, END)[0]
    version = replace(article.versions[0], title=hostile, paragraphs=(hostile,))

    xml = feed(WORLD.outlet(outlet), (replace(article, versions=(version,)),), now=END, host=HOST)

    texts = [element.text for element in ET.fromstring(xml).iter()]
    assert hostile in texts
    assert outlet not in FULL or f"<p>{escape(hostile, quote=False)}</p>" in texts
