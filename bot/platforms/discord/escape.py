"""Plain text to Discord Markdown and back. Whatever a feed says is shown, never obeyed.

Discord drops a backslash before any character that is neither letter, digit nor blank; so every character that could
begin markup or a mention gets one, and an undo is exact. A web address stays as it is where it holds none of them,
else its colon is escaped too and it is no link.
"""

import re
from urllib.parse import quote, urlsplit

ADDRESS = re.compile(r"https?://[^\s<]+")
LOADED = re.compile(r"[\\*\[\]`|>@]|__|~~")
ANYWHERE = re.compile(r"[\\*_~`|\[\]<>@]|:(?=\w+:|//)")
LINE_START = re.compile(r"^([^\S\n]*)([#+-])", re.MULTILINE)
LIST_NUMBER = re.compile(r"^([^\S\n]*\d+)(\.)(?=\s)", re.MULTILINE)
MARKUP = re.compile(r"\\([^0-9A-Za-z\s])|^(?:> |- |-# )|\]\([^)\s]*\)|[*\[]|~~", re.MULTILINE)
URL_SAFE = "/:?#@!$&',;=%~+-._"  # all that a URL may hold but brackets, stars and blanks, which would end a link
OPENERS = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


def escape(text: str, *, links: bool = True, title: bool = False) -> str:
    """Markdown that shows `text` as it is. `links` leaves web addresses to Discord, which makes them links; a `title`
    knows no lists, so that "1." stays as it is."""
    pieces: list[str] = []
    end = 0
    for found in ADDRESS.finditer(text):
        if links and not LOADED.search(found[0]):
            pieces += (_marks(text[end : found.start()]), found[0])
            end = found.end()
    markdown = LINE_START.sub(r"\1\\\2", "".join((*pieces, _marks(text[end:]))))
    return (markdown if title else LIST_NUMBER.sub(r"\1\\\2", markdown)) + _closers(text)


def plain(markdown: str) -> str:
    """What a reader sees of Markdown that was made here: escapes, markers and link targets undone."""
    return MARKUP.sub(lambda found: found[1] or "", markdown)


def address(url: str) -> str:
    """A web address fit for a link or a button, "" for anything that is none."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return quote(url, safe=URL_SAFE) if scheme in ("http", "https") else ""


def size(text: str) -> int:
    """Length as the strictest reading of Discord's limits counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """Plain text of at most `limit` units, shortened at a blank with "…" where it must be."""
    if size(text) <= limit:
        return text
    short = text[: limit - 1]
    while size(short) > limit - 1:
        short = short[:-1]
    at_blank = "".join(short.rsplit(None, 1)[:1])
    return f"{(at_blank if 2 * len(at_blank) > len(short) else short).rstrip()}…"


def _marks(text: str) -> str:
    return ANYWHERE.sub(r"\\\g<0>", text)


def _closers(text: str) -> str:
    """End the reading directions that a text leaves open, so that what follows it is not turned round."""
    return "".join(
        closer * max(0, sum(map(text.count, openers)) - text.count(closer)) for closer, openers in OPENERS.items()
    )
