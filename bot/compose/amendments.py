"""What outlets took back or put right of what a channel was shown. Pure."""

import re
from collections.abc import Iterator

from bot.compose.acts import numbers_in
from bot.compose.growth import OPENING_LINES, tells_later_count
from bot.compose.wording import note_of, opening_of
from bot.model import Snapshot, Story, Telling

_EARLIER = re.compile(
    r"(?i)^(?:an?|the|our|this) (?:earlier|previous|initial|original) version(?: of (?:this|the|our) \w+)?,? "
)
_REMOVED = re.compile(r"(?i)\bremoved\b")
MAX_NOTICE_WORDS = 60  # a text that long is an article, no notice that there is none


def corrections_of(story: Story, shown: Snapshot) -> Iterator[str]:
    """ "Harbour Daily changed 8 → 9.": one sentence for each article that the channel has seen otherwise."""
    for telling in story.tellings:
        if telling.withdrawn and shown.openings.get(telling.stored.article_id):
            yield f"{telling.outlet.name} {_verb(telling)} its article."
        if not telling.withdrawn and _is_edited(telling, shown):
            yield from _told(telling, shown)


def _verb(telling: Telling) -> str:
    """The outlet's own word where it left one in the article's place."""
    text = telling.stored.article.text
    is_notice = len(text.split()) <= MAX_NOTICE_WORDS and _REMOVED.search(text)
    return "removed" if is_notice else "withdrew"


def _told(telling: Telling, shown: Snapshot) -> Iterator[str]:
    """What changed, and what the outlet says of it."""
    changed, note = " and ".join(_changed(telling, shown)), _fresh_note(telling, shown)
    said = _EARLIER.sub("its earlier version ", _first_sentence(note))
    if changed:
        yield f"{telling.outlet.name} changed {changed}" + (f": {said}" if note else ".")
    elif note:
        yield f"{telling.outlet.name}: {said}"


def _first_sentence(note: str) -> str:
    first, stop, _ = note.partition(". ")
    return f"{first}{stop.strip()}"


def _changed(telling: Telling, shown: Snapshot) -> Iterator[str]:
    """What of what the channel was shown is no longer so: a number of the opening, a quotation."""
    article_id = telling.stored.article_id
    opening = "\n".join(shown.openings.get(article_id, "").split("\n")[:OPENING_LINES])
    before, now = numbers_in(opening), numbers_in(opening_of(telling))
    gone = next((number for number in before if number not in now), "")
    come = next((number for number in now if number not in before), "")
    is_wrong = bool(note_of(telling)) or not tells_later_count(telling)
    if gone and come and is_wrong:
        yield f"{gone} → {come}"
    if any(words not in telling.stored.article.text for cited, words in shown.quotes if cited == article_id):
        yield "or withdrew a quotation shown here" if not (gone and come) else "a quotation shown here"


def _fresh_note(telling: Telling, shown: Snapshot) -> str:
    """The outlet's note on its correction, unless the channel has seen the article with it."""
    note = note_of(telling)
    return "" if note and note in shown.openings.get(telling.stored.article_id, "") else note


def _is_edited(telling: Telling, shown: Snapshot) -> bool:
    before = shown.versions.get(telling.stored.article_id)
    return before is not None and before != telling.stored.version_id
