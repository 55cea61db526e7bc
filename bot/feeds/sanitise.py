"""Hostile or untidy text into plain text. Owns paragraph borders; knows nothing of feeds."""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
UNSEEN = frozenset((
    "audio", "button", "canvas", "embed", "head", "iframe", "map", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "video",
))
# fmt: on
CELLS = frozenset({"td", "th"})
MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
FOLDED = re.compile(r"[ \t\r\n\f\v]+")  # HTML's white space; a no-break space is a character

# Not text: C0 controls but tab and line ends, lone surrogates, non-characters, and marks that turn the direction of
# what follows (in a chat they would turn the bot's own words).
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, word joiner, byte-order mark
C1 = re.compile("[\x80-\x9f]")  # windows-1252 that was declared as ISO-8859-1: curly quotation marks among them


def plain_text(html: str) -> str:
    """HTML as plain text: block elements and double line breaks are paragraph borders, entities are decoded once.

    Paragraphs are split by one blank line; a single `<br>` stays a line end. Text without any markup keeps its own
    blank lines as borders, and its other line ends become spaces.
    """
    html = clean(html)
    if not MARKUP.search(html):
        return "\n\n".join(" ".join(lines) for lines in _runs(html))
    root = _tree(html)
    return "" if root is None else "\n\n".join("\n".join(lines) for lines in _runs(clean("".join(_pieces(root)))))


def single_line(text: str, *, is_html: bool) -> str:
    """A title: one line, no markup."""
    text = clean(text)
    if is_html and MARKUP.search(text):
        text = plain_text(text)
    return " ".join(text.split())


def clean(text: str) -> str:
    """Take out what is no text, and mend letters of windows-1252."""
    return INVISIBLE.sub("", C1.sub(_from_windows_1252, NOT_TEXT.sub("", text)))


def _from_windows_1252(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("windows-1252", "ignore")


def _tree(html: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(f"<div>{html}</div>".encode(), parser)
    except etree.ParserError:
        return None


def _pieces(root: etree._Element) -> Iterator[str]:
    """The text in order, white space folded, with borders where a reader would see them."""
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in UNSEEN:
            unseen += 1 if event == "start" else -1
        elif not unseen:
            yield _border(tag, event)
        text = element.text if event == "start" else element.tail
        if text and not unseen:
            yield FOLDED.sub(" ", text)


def _border(tag: str, event: str) -> str:
    if tag in BLOCKS:
        return "\n\n"
    if tag == "br" and event == "end":
        return "\n"
    return " " if tag in CELLS and event == "end" else ""


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of lines that are not blank, each line without outer and double spaces."""
    lines = (FOLDED.sub(" ", line).strip() for line in text.splitlines())
    return (list(run) for is_text, run in groupby(lines, key=bool) if is_text)
