"""What goes to a parsing child and comes back, as JSON: never pickle, for what a child says is not trusted.

`work` is the function that the children run. The parsers are imported there and only there: the parent needs none.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.model import Entry


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed holds. `ttl_s` is its own wish (RSS `ttl`), or None."""

    title: str
    entries: tuple[Entry, ...]
    ttl_s: float | None


def feed_call(body: bytes, *, url: str, content_type: str, max_entries: int) -> bytes:
    """The payload that asks a child to parse a feed."""
    return _call({"job": "feed", "url": url, "content_type": content_type, "max_entries": max_entries}, body)


def page_call(html: bytes, *, url: str) -> bytes:
    """The payload that asks a child for the text of a page."""
    return _call({"job": "page", "url": url}, html)


def work(payload: bytes) -> bytes:
    """Do one job; runs in the child. Raises whatever the parsers raise."""
    head, _, body = payload.partition(b"\n")
    wanted = json.loads(head)
    if wanted["job"] == "page":
        from bot.feeds.page import extract  # slow to import; many children never see a page

        return json.dumps(extract(body, wanted["url"])).encode()
    from bot.feeds.parse import parse  # the parent imports this module, and never parses

    parsed = parse(body, url=wanted["url"], content_type=wanted["content_type"], max_entries=wanted["max_entries"])
    return json.dumps(asdict(parsed), default=datetime.isoformat).encode()


def read_feed(answer: bytes) -> ParsedFeed:
    """A child's answer to `feed_call`."""
    parsed = json.loads(answer)
    entries = tuple(_entry(entry) for entry in parsed["entries"])
    return ParsedFeed(title=parsed["title"], entries=entries, ttl_s=parsed["ttl_s"])


def read_page(answer: bytes) -> str | None:
    """A child's answer to `page_call`."""
    text = json.loads(answer)
    return text if isinstance(text, str) else None


def _call(wanted: dict[str, Any], body: bytes) -> bytes:
    return json.dumps(wanted).encode() + b"\n" + body


def _entry(fields: dict[str, Any]) -> Entry:
    dates = {name: datetime.fromisoformat(fields[name]) for name in ("published", "updated") if fields[name]}
    return Entry(**{**fields, **dates})
