"""The article on a web page. Runs inside a killable child."""

from statistics import median

import trafilatura

from bot.feeds.charset import decode_html
from bot.feeds.sanitise import clean

LEAST_TEXT = 400  # characters; script shells, consent pages and paywalls carry less
SHORT_LINE = 40  # characters; where most lines are shorter, menus were taken for the article


def extract(html: bytes, url: str) -> str | None:
    """The article's text, paragraphs split by blank lines; None where the page carries none worth the name.

    The fast way first; where its result looks wrong, the precise one, which is several times slower.
    """
    page = decode_html(html)
    text = _text(page, url, fast=True)
    if _looks_wrong(text):
        text = _text(page, url, fast=False) or text
    return text if len(text) >= LEAST_TEXT else None


def _text(page: str, url: str, *, fast: bool) -> str:
    found = trafilatura.extract(
        page, url=url, fast=fast, favor_precision=not fast, include_comments=False, include_tables=False
    )
    lines = (line.removeprefix("- ").strip() for line in clean(found or "").splitlines())  # list markers are not theirs
    return "\n\n".join(line for line in lines if line)


def _looks_wrong(text: str) -> bool:
    return len(text) < LEAST_TEXT or median(len(line) for line in text.split("\n\n")) < SHORT_LINE
