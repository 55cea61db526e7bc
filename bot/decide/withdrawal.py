"""Has an outlet taken an article back? From what now stands in its place, or from what its page answers. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

MAX_NOTICE_WORDS = 60  # a longer text is an article, whatever it says of another one
NOT_FOUND, GONE = 404, 410  # RFC 9110, 15.5.5 and 15.5.11: missing, perhaps for a while; gone for good

_THING = r"(?:article|story|page|post|item|content|press release|news release|report|video)"
_TAKEN = (
    r"(?:removed|withdrawn|retracted|deleted|unpublished|pulled|rescinded|taken down|taken offline|no longer available)"
)
_ABOUT = r"(?: (?:on|about|by|from|titled|published)(?: [\w’'-]+){1,6}?)?"
_LABEL = r"(?:(?:editor[’']?s[’']? note|retraction|correction|notice|update|note)\s*[:.–—-]\s*)?"
_NOTICE = re.compile(
    rf"{_LABEL}(?:"
    rf"this (?:\w+ )?{_THING}{_ABOUT} (?:has been|have been|was|is|had to be) (?:[\w-]+ )?{_TAKEN}\b"
    rf"|the {_THING} (?:that )?you (?:are|were|have) [\w\s]{{3,40}}? (?:has been|was|is) {_TAKEN}\b"
    rf"|(?:[\w’'.&-]+ ){{1,5}}(?:has|have) (?:{_TAKEN}) this {_THING}\b"
    rf"|{_THING} {_TAKEN}\s*[.!]?\s*$"
    r")",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^\W*(?:WITHDRAWN|RETRACTED|RETRACTION)\b\s*[:\])–—-]")


@dataclass(frozen=True, slots=True)
class Look:
    """How an article's page stands: missing since then, and since when it counts as taken back."""

    missing_since: datetime | None = None
    withdrawn: datetime | None = None


def is_notice(title: str, text: str) -> bool:
    """Does a notice stand where the article was ("This article has been removed.")? A text that is short and begins so;
    or a headline that begins WITHDRAWN in capitals."""
    is_short = len(text.split()) <= MAX_NOTICE_WORDS
    return bool(_TITLE.match(title)) or (is_short and bool(_NOTICE.match(text.strip())))


def after_look(missing_since: datetime | None, status: int | None, now: datetime) -> Look:
    """What a page's answer means: gone counts at once, missing when it is so again; no answer changes nothing."""
    if status == GONE:
        return Look(missing_since or now, missing_since or now)
    if status == NOT_FOUND:
        return Look(missing_since or now, missing_since)
    return Look() if status is not None and status < 400 else Look(missing_since)
