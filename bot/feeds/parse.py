"""Bytes of a feed into entries. Runs inside a killable child: feedparser is slow on hostile input and may raise.

Imports no network code. Nothing is invented: what an entry does not say stays empty.
"""

import calendar
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from bot.feeds.charset import first_entries, to_utf8
from bot.feeds.dates import read_date
from bot.feeds.sanitise import plain_text, single_line
from bot.feeds.wire import ParsedFeed
from bot.model import Entry
from bot.urls import canonical_url, is_web_url

FULL_TEXT_CHARACTERS = 1_200
FULL_TEXT_PARAGRAPHS = 3
FULL_TEXT_LEAST = 500  # three paragraphs shorter than this are a blurb with its links
MAX_TITLE = 500
MAX_TEXT = 500_000
HEADLINE = 100
HOME_PAGE_LINKS = 3  # so many different titles under one link: it leads to no article
CUT_SHORT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|continue reading|read more|read the full \w+)\W*$", re.IGNORECASE)
MOVING_FRAGMENT = re.compile(r"#(?:\d{1,3}|\d{4}-\d\d-\d\d.*)$")  # BBC counts versions, gov.uk writes the update time


Raw = dict[str, Any]  # feedparser's own mapping answers for one date with another


class NotAFeedError(ValueError):
    """The bytes are of no feed format."""


def parse(body: bytes, *, url: str, content_type: str, max_entries: int) -> ParsedFeed:
    """Read the first `max_entries` entries, in the feed's order, without repetitions.

    `url` is the address after redirects: relative links start from it. Raises NotAFeedError, or whatever feedparser
    raises.
    """
    parsed = feedparser.parse(
        io.BytesIO(first_entries(to_utf8(body, content_type), max_entries)),  # bare bytes could name a file
        response_headers={
            "content-type": "application/xml; charset=utf-8"
        },  # without an address, guids stay as they are
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeedError("no known feed format")
    is_rss = not str(parsed.version).startswith("atom")
    language = _language(parsed.feed.get("language"))
    entries = (_entry(dict(raw), url=url, is_rss=is_rss, language=language) for raw in parsed.entries[:max_entries])
    return ParsedFeed(
        title=single_line(str(parsed.feed.get("title") or ""), is_html=is_rss)[:MAX_TITLE],
        entries=_distinct(entry for entry in entries if entry.title or entry.text),
        ttl_s=_ttl_s(parsed.feed.get("ttl")),
    )


def _entry(raw: Raw, *, url: str, is_rss: bool, language: str) -> Entry:
    text, has_content = _text(raw)
    published, updated = _dates(raw)
    return Entry(
        url=_link(raw, url),
        guid=_guid(raw),
        title=_title(raw, is_rss=is_rss) or _headline(text),
        text=text,
        published=published,
        updated=updated,
        full_text=_is_full(text, has_content=has_content),
        language=_own_language(raw) or language,
    )


def _text(raw: Raw) -> tuple[str, bool]:
    """The longest of the bodies, and whether it came from a content element."""
    contents = [str(content.get("value") or "") for content in raw.get("content") or ()]
    candidates = [(plain_text(value[:MAX_TEXT]), True) for value in contents]
    candidates.append((plain_text(str(raw.get("summary") or "")[:MAX_TEXT]), False))
    return max(candidates, key=lambda candidate: len(candidate[0]))


def _is_full(text: str, *, has_content: bool) -> bool:
    """Nothing in a feed says whether it carries the article or a blurb; length and form are all there is."""
    if CUT_SHORT.search(text[-40:]):
        return False
    is_long, is_structured = len(text) >= FULL_TEXT_CHARACTERS, text.count("\n\n") + 1 >= FULL_TEXT_PARAGRAPHS
    if has_content:
        return is_long or (is_structured and len(text) >= FULL_TEXT_LEAST)
    return is_long and is_structured


def _title(raw: Raw, *, is_rss: bool) -> str:
    is_html = is_rss or "html" in str((raw.get("title_detail") or {}).get("type"))
    return single_line(str(raw.get("title") or "")[: 4 * MAX_TITLE], is_html=is_html)[:MAX_TITLE]


def _headline(text: str) -> str:
    """The first words, for an entry without a title."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= HEADLINE else line[:HEADLINE].rsplit(" ", 1)[0] + "…"


def _link(raw: Raw, base: str) -> str:
    """Absolute, or "": a link to something else than a web page is none, nor is a guid that is a mere number."""
    link = str(raw.get("link") or "").strip()
    if not link or (link == raw.get("id") and not is_web_url(link)):
        return ""
    try:
        link = urljoin(base, link)
    except ValueError:
        return ""
    return link if is_web_url(link) else ""


def _guid(raw: Raw) -> str:
    guid = " ".join(str(raw.get("id") or "").split())[:MAX_TITLE]
    return MOVING_FRAGMENT.sub("", guid) if is_web_url(guid) else guid


def _dates(raw: Raw) -> tuple[datetime | None, datetime | None]:
    """When it was published and when updated; in RSS 1.0 `dc:date` (feedparser's "updated") is all there is."""
    published, created, updated = (_date(raw, name) for name in ("published", "created", "updated"))
    first = published or created or updated
    return first, updated if updated != first else None


def _date(raw: Raw, name: str) -> datetime | None:
    written = raw.get(name)
    if not written:
        return None
    if found := read_date(str(written)):
        return found
    fields = raw.get(f"{name}_parsed")  # month names of other languages
    return read_date(datetime.fromtimestamp(calendar.timegm(fields), UTC).isoformat()) if fields else None


def _ttl_s(minutes: object) -> float | None:
    text = str(minutes or "").strip()
    return float(text) * 60 if text.isascii() and text.isdigit() and len(text) < 7 else None


def _own_language(raw: Raw) -> str:
    return _language((raw.get("title_detail") or {}).get("language"))


def _language(tag: object) -> str:
    """The primary subtag of a language tag: "en" of "en-GB"."""
    primary = re.split(r"[-_]", str(tag or "").strip().lower())[0]
    return primary if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else ""


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """One entry per article: of those with the same address the first, which is the newest. What different articles
    share identifies none of them: neither a guid nor a link to the home page."""
    entries = tuple(entries)
    titles = _shared((entry.url, entry.title) for entry in entries)
    linked = (replace(entry, url="") if len(titles[entry.url]) >= HOME_PAGE_LINKS else entry for entry in entries)
    kept: dict[tuple[str, ...], Entry] = {}
    for entry in linked:
        kept.setdefault((canonical_url(entry.url),) if entry.url else (entry.guid, entry.title, entry.text), entry)
    addresses = _shared((entry.guid, canonical_url(entry.url) or entry.title) for entry in kept.values())
    return tuple(replace(entry, guid="") if len(addresses[entry.guid]) > 1 else entry for entry in kept.values())


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The different second parts that go with each first part."""
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
    return found
