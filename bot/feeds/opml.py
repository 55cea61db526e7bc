"""Lists of feeds as OPML 2.0, in and out."""

from collections.abc import Iterable
from xml.etree import ElementTree

import listparser

from bot.errors import UserError
from bot.urls import is_web_url


def read_opml(text: str) -> tuple[tuple[str, str], ...]:
    """The (url, title) of each feed, once, in order; groups are flattened. Raises UserError where there is none."""
    listed = listparser.parse(text)
    feeds: dict[str, str] = {}
    for feed in listed.feeds:
        if is_web_url(feed.url.strip()):
            feeds.setdefault(feed.url.strip(), feed.title.strip())
    if not feeds:
        raise UserError("No feeds found in that file. Export an OPML file from your feed reader and import that.")
    return tuple(feeds.items())


def write_opml(feeds: Iterable[tuple[str, str]]) -> str:
    """One outline for each (url, title), in the order given."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Sitrep feeds"
    body = ElementTree.SubElement(root, "body")
    for url, title in feeds:
        ElementTree.SubElement(body, "outline", type="rss", text=title or url, title=title or url, xmlUrl=url)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
