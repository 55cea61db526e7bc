"""What became of a passage that was posted: stands it still in the newest version of its article? Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from bot.compose.acts import numbers_in
from bot.compose.passages import citation_of
from bot.model import Citation, Edited, StoredArticle
from summarizer.language import sentences
from summarizer.model import Quote, QuoteKind, Resolved, Span
from summarizer.paragraphs import paragraphs

SAME_UTTERANCE = 0.6  # share of words in common, in order, from which two passages are one that was reworded
MAX_NEW_WORDS = 45  # of a new wording, as of any quotation in a digest
MIN_NEW_WORDS = 4
_STYLES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that no longer holds, why, and since when. `was` is the version cited, `now` the newest.

    `verb` has "{}" where the passage is named ("withdrew {}"), which is `what`; `new` is the new wording of
    a quotation, a span of the newest version. `is_withdrawn`: the whole article is.
    """

    citation: Citation
    was: StoredArticle
    now: StoredArticle
    at: datetime
    verb: str
    what: str = "sentence"
    new: Span | None = None
    is_withdrawn: bool = False


def finding_of(citation: Citation, edited: Edited, *, by: str | None) -> Finding | None:
    """Compare a passage with its article's newest version; None where it stands. `by` is who is shown to have said it,
    None for a sentence of the outlet's own."""
    was, now = _version(edited, citation.version_id), edited.versions[-1]
    if edited.withdrawn:
        return Finding(citation, was, now, edited.withdrawn, "withdrew its article", is_withdrawn=True)
    what = "sentence" if by is None else "quotation"
    if not stands(citation.words, now.article.text):
        verb, new = _reworded(citation, edited) if by is None else _requoted(citation, edited, by)
        return Finding(citation, was, now, _since(citation, edited), verb, what, new)
    speaker = _other_speaker(citation, edited, by) if by else ""
    return Finding(citation, was, now, now.fetched, f"now attributes {{}} to {speaker}", what) if speaker else None


def headline_finding_of(citation: Citation, edited: Edited, headline: str) -> Finding | None:
    """A number of the shown headline that the article's own headline had and has no more."""
    was, now = _version(edited, citation.version_id), edited.versions[-1]
    numbers = renumbered(was.article.title, now.article.title)
    if edited.withdrawn or numbers is None or numbers[0] not in numbers_in(headline):
        return None
    return Finding(citation, was, now, now.fetched, f"changed {numbers[0]} → {numbers[1]} in its headline")


def stands(words: str, text: str) -> bool:
    """Are the words in the text, whatever the style of its marks and dashes and its white space?"""
    return _plain(words) in _plain(text)


def renewed(citation: Citation, edited: Edited) -> Citation:
    """The same words in the newest version; where they stand there in another style, the citation as it was."""
    newest = edited.versions[-1]
    start = newest.article.text.find(citation.words)
    if start < 0 or newest.version_id == citation.version_id:
        return citation
    return citation_of(newest, Span(start, start + len(citation.words)))


def renumbered(before: str, now: str) -> tuple[str, str] | None:
    """The first number that is gone and the first that has come instead; None where there is no such pair."""
    old, new = numbers_in(before), numbers_in(now)
    gone = next((number for number in old if number not in new), "")
    come = next((number for number in new if number not in old), "")
    return (gone, come) if gone and come else None


def _version(edited: Edited, version_id: int) -> StoredArticle:
    return next(version for version in edited.versions if version.version_id == version_id)


def _since(citation: Citation, edited: Edited) -> datetime:
    """When the first version came from which on the words were missing."""
    at = edited.versions[-1].fetched
    for version in reversed(edited.versions):
        if stands(citation.words, version.article.text):
            break
        at = version.fetched
    return at


def _reworded(citation: Citation, edited: Edited) -> tuple[str, None]:
    text = edited.versions[-1].article.text
    told = (s.of(text) for paragraph in paragraphs(text) for s in sentences(text, paragraph))
    likeness, now = max(((_likeness(citation.words, words), words) for words in told), default=(0.0, ""))
    if likeness < SAME_UTTERANCE:
        return "took out {}", None
    numbers = renumbered(citation.words, now)
    return (f"changed {numbers[0]} → {numbers[1]} in {{}}" if numbers else "changed {}"), None


def _requoted(citation: Citation, edited: Edited, by: str) -> tuple[str, Span | None]:
    """The new wording only where it is clearly the same speaker's same utterance."""
    text = edited.versions[-1].article.text
    same = [q for q in edited.reading.quotes if q.kind is QuoteKind.DIRECT and _is_by(q, by)]
    likeness, start, end = max(
        ((_likeness(citation.words, text[q.start : q.end]), q.start, q.end) for q in same), default=(0.0, 0, 0)
    )
    if likeness < SAME_UTTERANCE:
        return "withdrew {}", None
    numbers = renumbered(citation.words, text[start:end])
    fits = MIN_NEW_WORDS <= len(text[start:end].split()) <= MAX_NEW_WORDS
    verb = f"changed {numbers[0]} → {numbers[1]} in {{}}" if numbers else "changed {}"
    return verb, Span(start, end) if fits else None


def _other_speaker(citation: Citation, edited: Edited, by: str) -> str:
    """Somebody else with a name whose words the newest version says these are, "" where there is nobody."""
    text = edited.versions[-1].article.text
    quoted = [q for q in edited.reading.quotes if stands(citation.words, text[q.start : q.end])]
    named = [q.speaker.name for q in quoted if q.speaker and q.speaker.resolved is Resolved.NAMED]
    return "" if any(_is_by(q, by) for q in quoted) or len(named) != len(quoted) else next(iter(named), "")


def _is_by(quote: Quote, by: str) -> bool:
    surname = _surname(quote.speaker.name) if quote.speaker else ""
    return bool(surname) and surname in _words(by)


def _surname(name: str) -> str:
    words = _words(name)
    return words[-1] if words else ""


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SAME_UTTERANCE else 0.0


def _words(text: str) -> list[str]:
    return list(_lower_words(text))


def _lower_words(text: str) -> Iterator[str]:
    yield from (found.group().casefold() for found in _WORD.finditer(text.translate(_STYLES)))


def _plain(text: str) -> str:
    return " ".join(text.translate(_STYLES).split())
