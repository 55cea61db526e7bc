"""Slack's mrkdwn: escaping, undoing it, and telling which text can be shown in it unchanged. Pure.

Slack documents no escape for `* _ ~ `` ` ``, so text that holds them is never put into mrkdwn: rich text takes any text
as it is. Only the fallback line and small lines are mrkdwn.
"""

import re

_FORMATS = re.compile(r"[*_~`|\n]|:[\w+-]+:|^\s*>|^\s")
_LINK = re.compile(r"<[^<>|]*\|([^<>]*)>")
_OPENS_EMBEDDING = "\u202a\u202b\u202d\u202e"
_OPENS_ISOLATE = "\u2066\u2067\u2068"
_ENDS_EMBEDDING, _ENDS_ISOLATE = "\u202c", "\u2069"


def escape(text: str) -> str:
    """Escape text for mrkdwn: `& < >` and nothing else (Slack: Formatting text for app surfaces)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`; also what a slash command's text needs."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def is_safe(text: str) -> bool:
    """Tell whether mrkdwn would show this text, escaped, exactly as it is: no style, emoji, quote bar or table."""
    return not _FORMATS.search(text)


def link(url: str, text: str) -> str:
    """Write a link in mrkdwn."""
    address = url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"<{address.replace('&', '&amp;')}|{escape(text)}>"


def shown(mrkdwn: str) -> str:
    """Read mrkdwn as a reader sees it: links become their text, escaping is undone."""
    return unescape(_LINK.sub(r"\1", mrkdwn))


def closers(text: str) -> str:
    """Return the characters that end the writing directions which a text opens and leaves open; mostly ""."""
    ends: list[str] = []
    for character in text:
        if character in _OPENS_EMBEDDING:
            ends.append(_ENDS_EMBEDDING)
        elif character in _OPENS_ISOLATE:
            ends.append(_ENDS_ISOLATE)
        elif ends and character == ends[-1]:
            ends.pop()
    return "".join(reversed(ends))
