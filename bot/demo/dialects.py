"""The demo's feeds as XML: RSS 2.0, RSS 1.0 (RDF) and Atom, with each outlet's habits. Knows nothing of HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape as escape_html
from xml.sax.saxutils import escape, quoteattr

from bot.demo.world import DemoArticle, DemoOutlet, DemoVersion

MEDIA_TYPES = {"rss2": "application/rss+xml", "rdf": "application/rdf+xml", "atom": "application/atom+xml"}
_TRACKING = "?utm_source=rss&utm_medium=feed&utm_campaign=front"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry as one dialect or another writes it; `body` is HTML, or "" where the feed has blurbs only."""

    title: str
    link: str
    guid: str
    published: datetime
    updated: datetime
    blurb: str
    body: str


def feed(outlet: DemoOutlet, articles: tuple[DemoArticle, ...], *, now: datetime, host: str) -> str:
    """Write the outlet's feed as it stands at `now`; `articles` are those published by then, newest first."""
    base = f"http://{host}"
    entries = tuple(
        _entry(outlet, article, version, base=base, place=place)
        for place, article in enumerate(articles)
        if (version := article.version(now))
    )
    return _DIALECTS[outlet.dialect](outlet, entries, base)


def html_paragraphs(outlet: DemoOutlet, version: DemoVersion) -> str:
    """Write the article's paragraphs as HTML; the outlet that answers 304 writes typographic signs as entities."""
    html = "\n".join(f"<p>{escape_html(paragraph, quote=False)}</p>" for paragraph in version.paragraphs)
    return html.encode("ascii", "xmlcharrefreplace").decode() if outlet.quirk == "not_modified" else html


def _entry(outlet: DemoOutlet, article: DemoArticle, version: DemoVersion, *, base: str, place: int) -> FeedEntry:
    url = base + article.path
    return FeedEntry(
        title=version.title,
        link=url + _TRACKING if outlet.quirk == "tracking" else url,
        guid=f"{url}#{place % 4}" if outlet.quirk == "guid_fragment" else url,
        published=article.published,
        updated=version.at,
        blurb=version.paragraphs[0],
        body=html_paragraphs(outlet, version) if outlet.text == "full" else "",
    )


def _rss2(outlet: DemoOutlet, entries: tuple[FeedEntry, ...], base: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{escape(outlet.name)}</title>
<link>{base}/{outlet.slug}/</link>
<description>News from {escape(outlet.name)}</description>
<language>en</language>
{"".join(map(_rss2_item, entries))}</channel>
</rss>
"""


def _rss2_item(entry: FeedEntry) -> str:
    content = f"<content:encoded><![CDATA[{entry.body}]]></content:encoded>\n" if entry.body else ""
    return f"""<item>
<title>{escape(entry.title)}</title>
<link>{escape(entry.link)}</link>
<guid isPermaLink="false">{escape(entry.guid)}</guid>
<pubDate>{format_datetime(entry.published)}</pubDate>
<description>{escape(entry.blurb)}</description>
{content}</item>
"""


def _rdf(outlet: DemoOutlet, entries: tuple[FeedEntry, ...], base: str) -> str:
    """Items stand outside the channel, as RSS 1.0 has it."""
    order = "".join(f"<rdf:li rdf:resource={quoteattr(entry.guid)}/>" for entry in entries)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="{base}/{outlet.slug}/feed.xml">
<title>{escape(outlet.name)}</title>
<link>{base}/{outlet.slug}/</link>
<description>News from {escape(outlet.name)}</description>
<items><rdf:Seq>{order}</rdf:Seq></items>
</channel>
{"".join(map(_rdf_item, entries))}</rdf:RDF>
"""


def _rdf_item(entry: FeedEntry) -> str:
    content = f"<content:encoded><![CDATA[{entry.body}]]></content:encoded>\n" if entry.body else ""
    return f"""<item rdf:about={quoteattr(entry.guid)}>
<title>{escape(entry.title)}</title>
<link>{escape(entry.link)}</link>
<description>{escape(entry.blurb)}</description>
<dc:date>{entry.published.isoformat()}</dc:date>
{content}</item>
"""


def _atom(outlet: DemoOutlet, entries: tuple[FeedEntry, ...], base: str) -> str:
    updated = max((entry.updated for entry in entries), default=None)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>{escape(outlet.name)}</title>
<id>{base}/{outlet.slug}/feed.xml</id>
<link rel="self" href="{base}/{outlet.slug}/feed.xml"/>
<updated>{updated.isoformat() if updated else "2026-01-01T00:00:00+00:00"}</updated>
<author><name>{escape(outlet.name)}</name></author>
{"".join(map(_atom_entry, entries))}</feed>
"""


def _atom_entry(entry: FeedEntry) -> str:
    content = f'<content type="html">{escape(entry.body)}</content>\n' if entry.body else ""
    return f"""<entry>
<title>{escape(entry.title)}</title>
<id>{escape(entry.guid)}</id>
<link rel="alternate" href={quoteattr(entry.link)}/>
<published>{entry.published.isoformat()}</published>
<updated>{entry.updated.isoformat()}</updated>
<summary>{escape(entry.blurb)}</summary>
{content}</entry>
"""


_DIALECTS: dict[str, Callable[[DemoOutlet, tuple[FeedEntry, ...], str], str]] = {
    "rss2": _rss2,
    "rdf": _rdf,
    "atom": _atom,
}
