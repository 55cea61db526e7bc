"""The key quotation of an article: the one a reader should see, for reasons that can be told."""

import re

from summarizer.housekeeping import is_housekeeping
from summarizer.model import Action, Quote, QuoteKind, Resolved, Status

MIN_WORDS, MAX_WORDS = 6, 45  # docs/content: a key quote is a clause a phone can show
SHORT_WORDS = 20  # beyond it each word makes a quotation harder to read on a phone
_COMMITMENT = re.compile(
    r"(?i)\b(?:(?:we|i)(?:[’']ll| will| shall| are going to| am going to| pledge| commit| promise)"
    r"|we[’']re going to|will (?:continue|respond|defend|support|stand|restore|answer|act))\b"
)
_REFUSAL = re.compile(
    r"(?i)\b(?:(?:will|can|do|does|shall|would|could)(?:n[’']t| not|not)|won[’']t|can[’']t|never|refuse\w*"
    r"|reject\w*|no (?:justification|deal|talks|concessions?|way)|not (?:accept|tolerate|allow"
    r"|negotiate))\b"
)
_THREAT = re.compile(
    r"(?i)\b(?:unless|or else|consequences?|pay the price|act of war|respon(?:d|se)|retaliat\w*"
    r"|full force|(?:ready|prepared) to|mistake \w+ for|answered in kind|will face)\b"
)
_OFFER = re.compile(
    r"(?i)\b(?:offer\w*|propos\w*|invite\w*|ready (?:to|for)|open to|willing|call on|urge\w*|let us"
    r"|give us|now is the time|dialogue|peace|ceasefire|talks)\b"
)
_ACCUSATION = re.compile(
    r"(?i)\b(?:violat\w*|aggress\w*|attack\w*|interfer\w*|illegal\w*|unacceptable|breach\w*|responsib\w*"
    r"|crime\w*|lie[sd]?|provocat\w*|threat\w*|invad\w*|occup\w*|poison\w*|undermin\w*|blame\w*)\b"
)
_STANCE = re.compile(
    r"(?i)\b(?:(?:have|has|had|am|was|were|are|been|[’'](?:ve|m|re)) (?:very |always )?clear|make no mistake|chose"
    r"|choose|decided|red line|no (?:excuse|choice|alternative)|must|what matters)\b"
)
_KINDS = {"commitment": _COMMITMENT, "refusal": _REFUSAL, "threat": _THREAT, "offer": _OFFER, "accusation": _ACCUSATION}
_CONTRAST = re.compile(r"(?i)(?:,|;)\s(?:but|and|not|yet|so)\b|\b(?:instead of|rather than)\b")
_PLEASANTRY = re.compile(
    r"(?i)\b(?:thank(?:s|ed)?|grateful|welcome|pleas(?:ed|ure)|honou?r(?:ed)?|congratulat\w*|happy to"
    r"|good (?:morning|afternoon|evening)|historic day|speculate|no comment)\b"
)
_TELLING = re.compile(  # what was said or done before: the news tells it, the quotation repeats it
    r"(?i)^(?:when (?:we|i)\b|what (?:i|we) can\b|(?:(?:today|yesterday|tonight|earlier),? )?(?:we|i) (?:\w+ly )?"
    r"(?:told|asked|urged|spoke|talked|met|discussed|approved|signed)\b)"
)
_LISTING = re.compile(r"(?i)^(?:first|second|third|fourth|finally|also|in addition)(?:ly)?,")
_FIRST_PERSON = re.compile(r"(?i)\b(?:i|we|our|us|my)\b")
_FINITE = re.compile(
    r"(?i)\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|could|should|must|may|might|do|does"
    r"|did|shall|need|want|let|bears?|belongs?|knows?|sees?|stands?|remains?|makes?|takes?|goes|comes?|gives?"
    r"|says?|said|means?|calls?|wants?|needs?|keeps?|shows?|(?:i|we|you|they|he|she|it)\s[a-z]+"
    r"|\w+[’'](?:s|re|ve|ll|m|d)|\w+n[’']t|\w+ed)\b"
)
_TOLD = frozenset((Status.DONE, Status.ORDERED))


def key_quote(text: str, quotes: tuple[Quote, ...], actions: tuple[Action, ...]) -> int | None:
    """Return the index of the key quotation, or None where none fits; ties go to the earlier one."""
    fitting = [n for n, quote in enumerate(quotes) if is_fitting(text, quote)]
    if not fitting:
        return None
    speakers = _shares(quotes)
    return max(fitting, key=lambda n: (_score(text, quotes[n], actions, speakers) - _goes_on(quotes, n), -n))


def is_fitting(text: str, quote: Quote) -> bool:
    """Tell whether a quotation may be a key quote: a known speaker's clause of 6 to 45 words."""
    inside = text[quote.start : quote.end]
    named = quote.speaker is not None and quote.speaker.resolved is not Resolved.UNNAMED
    return (
        named
        and quote.kind is not QuoteKind.PARTIAL
        and MIN_WORDS <= len(inside.split()) <= MAX_WORDS
        and bool(_FINITE.search(inside))
        and inside[0].isupper()
        and not inside.endswith("?")
    )


def news_values(inside: str) -> tuple[str, ...]:
    """Return which news values a quotation has: commitment, refusal, threat, offer, accusation."""
    return tuple(name for name, pattern in _KINDS.items() if pattern.search(inside))


def _shares(quotes: tuple[Quote, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for quote in quotes:
        if quote.speaker is not None:
            counts[quote.speaker.name] = counts.get(quote.speaker.name, 0) + 1
    return counts


def _goes_on(quotes: tuple[Quote, ...], at: int) -> bool:
    """Tell whether a quotation goes on with the speech before it: writers put the stronger line first."""
    before, quote = quotes[at - 1], quotes[at]
    return at > 0 and before.paragraph == quote.paragraph and _name(before) == _name(quote)


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def _score(text: str, quote: Quote, actions: tuple[Action, ...], speakers: dict[str, int]) -> float:
    """Weigh what speaks for a quotation: a stance, early in the text, by who speaks most, short enough to read."""
    inside = text[quote.start : quote.end]
    told = any(quote.start <= a.start and a.end <= quote.end and a.status in _TOLD for a in actions)
    return (
        1.0 * min(2, len(news_values(inside)))
        + 1.0 * bool(_STANCE.search(inside))
        + 0.7 * bool(_CONTRAST.search(inside))
        + 0.5 * bool(_FIRST_PERSON.search(inside))
        + 0.5 * bool(quote.speaker and quote.speaker.codes)
        + 0.2 * min(4, speakers.get(_name(quote), 0))
        - 1.0 * told  # the item's own lines tell what was done
        - 1.0 * bool(_LISTING.search(inside))
        - 2.0 * bool(_TELLING.search(inside))
        - 1.5 * bool(_PLEASANTRY.search(inside))
        - 3.0 * is_housekeeping(inside)
        - 0.05 * max(0, len(inside.split()) - SHORT_WORDS)
        - 4.0 * quote.start / max(1, len(text))
    )
