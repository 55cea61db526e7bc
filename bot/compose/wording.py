"""Short texts made from stories: headlines, sentences, ages, source lines. Adds no word to what a source says. Pure."""

import re
from datetime import datetime, timedelta
from urllib.parse import quote as percent

from bot.compose.acts import Act, acts_of, shown_name
from bot.model import Outlet, Story, Telling
from summarizer.model import Quote, QuoteKind, Status

MAX_HEADLINE_CHARS = 90
MAX_AXIS_CHARS = 60
FRAGMENT_WORDS = 5  # words at each end of a passage that a text fragment names

_MARKS = '“”"‘«»„‹›'
_QUOTED = re.compile(r"""[“"«„].*?[”"»“]|(?<!\w)[‘'].*?[’'](?!\w)""")
_SPOKEN_START = re.compile(r"^(?:I|We|Our|My|You|Let)\b", re.IGNORECASE)
_TOLD_OUTRIGHT = {Status.DONE, Status.ANNOUNCED, Status.ORDERED}
_PAST = re.compile(
    r"^(?:\w+ed|\w+[^aeiou]t|will|has|have|had|is|are|was|were|began|gave|held|made|met|took|told|sent|struck|shot|won|drew|left|broke|withdrew|signed)\b"
)


def lead_of(tellings: tuple[Telling, ...]) -> Telling:
    """Who tells a story best: whole text before a blurb, then the outlet's rank, then the fullest reading."""
    return min(
        tellings,
        key=lambda t: (
            t.reading.language != "en",
            not t.stored.article.full_text,
            t.outlet.rank,
            -len(t.reading.actions),
            t.stored.fetched,
            t.stored.article_id,
        ),
    )


def story_headline(story: Story) -> str:
    """A story's headline, as every view shows it."""
    return headline_of(acts_of(story), lead_of(story.tellings))


def headline_of(acts: tuple[Act, ...], lead: Telling) -> str:
    """Actor, verb, recipient from the weightiest completed act where that reads well, else the outlet's headline."""
    for act in acts[:3]:
        if act.best.status in _TOLD_OUTRIGHT and not _is_spoken(act):
            text = f"{shown_name(act.best.actor)} {act.best.phrase}"
            if len(text) <= MAX_HEADLINE_CHARS and _PAST.match(act.best.phrase) and act.best.recipient:
                return _upper_first(text)
    return outlet_headline(lead)


def outlet_headline(telling: Telling) -> str:
    """The outlet's own headline: without quotations, "?" and "!", in sentence case, within the limit."""
    title = _without_quotations(telling.stored.article.title).replace("?", "").replace("!", "").strip(" :–—-,.")
    return _fit(_sentence_case(title, telling.stored.article.text) or "Untitled", MAX_HEADLINE_CHARS)


def what_happened(lead: Telling) -> tuple[tuple[int, int], ...]:
    """Spans of one or two whole sentences of the lead: one within 32 words where there is one, two within 45."""
    text = lead.stored.article.text
    spans = [(span.start, span.end) for span in lead.reading.gist]
    sized = [(span, len(text[span[0] : span[1]].split())) for span in spans if "\n" not in text[span[0] : span[1]]]
    one = [span for span, words in sized if words <= 32]
    two = [span for span, words in sized if words <= 45]
    return tuple((one or two or [span for span, words in sized if words <= 60])[:1])


def key_quote_of(tellings: tuple[Telling, ...], shown: tuple[tuple[int, str], ...]) -> tuple[Telling, Quote] | None:
    """The story's key quote: one that the channel has not seen, from the best outlet that has one."""
    seen = {words for _, words in shown}
    for fresh_only in (True, False):
        for telling in sorted(tellings, key=lambda t: (t.outlet.rank, t.stored.fetched)):
            index = telling.reading.key_quote
            quote = telling.reading.quotes[index] if index is not None else None
            if (
                quote
                and quote.speaker
                and quote.kind is not QuoteKind.PARTIAL
                and not (fresh_only and telling.stored.article.text[quote.start : quote.end] in seen)
            ):
                return telling, quote
    return None


def passage_url(url: str, passage: str) -> str:
    """The page's address with a text fragment that selects the passage (WICG scroll-to-text)."""
    words = passage.split()
    if not url or not words:
        return url
    start = " ".join(words[:FRAGMENT_WORDS])
    end = " ".join(words[-FRAGMENT_WORDS:])
    directive = _fragment(start) if len(words) <= 2 * FRAGMENT_WORDS else f"{_fragment(start)},{_fragment(end)}"
    if len(words) <= 2 * FRAGMENT_WORDS:
        directive = _fragment(" ".join(words))
    return f"{url.partition('#')[0]}#:~:text={directive}"


def age_of(at: datetime, now: datetime) -> str:
    """ "40 min", "3 h", "2 d"."""
    minutes = max(0, int((now - at) / timedelta(minutes=1)))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"


def outlet_name(outlet: Outlet) -> str:
    """The name, with its label where it has one that readers must know ("state media (Russia)")."""
    return f"{outlet.name} [{outlet.label}]" if outlet.label.startswith("state") else outlet.name


def _is_spoken(act: Act) -> bool:
    evidence = act.evidence[0]
    start, end = evidence.action.start, evidence.action.end
    inside = any(q.start <= start and end <= q.end for q in evidence.telling.reading.quotes)
    return inside or bool(_SPOKEN_START.match(act.best.phrase)) or any(mark in act.best.phrase for mark in _MARKS)


def _without_quotations(title: str) -> str:
    """Drop what is in marks, with the colon that introduces it; an unclosed mark drops the rest."""
    kept = _QUOTED.sub("", title)
    cut = next((i for i, ch in enumerate(kept) if ch in _MARKS), len(kept))
    return re.sub(r"\s+", " ", kept[:cut]).strip()


def _sentence_case(title: str, text: str) -> str:
    """Lower a word that the article itself writes in lower case; only where the title is in headline case."""
    words = title.split()
    capitals = sum(word[:1].isupper() for word in words)
    if len(words) < 4 or capitals < 0.6 * len(words):
        return _upper_first(title)
    body = set(re.findall(r"\b[a-z][a-z’'-]*\b", text)) | {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "to",
        "for",
        "with",
        "by",
    }
    lowered = [
        word.lower()
        if (word.lower().strip(",.:;") in body and word[1:].islower()) or (len(word) == 1 and word != "I")
        else word
        for word in words
    ]
    return _upper_first(" ".join(lowered))


def _fit(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut}…"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fragment(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
