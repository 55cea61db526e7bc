"""A story's key quote, chosen among its articles' for reasons that can be told. Pure."""

from dataclasses import dataclass

from bot.compose.acts import Act
from bot.compose.voices import independent
from bot.model import Telling
from summarizer.model import Quote, QuoteKind, Speaker
from summarizer.quotes.key import news_values

SEVERAL_OUTLETS = 3  # more outlets that quote a speaker say no more of its rank


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """A quotation, who tells it, and why it was chosen."""

    telling: Telling
    quote: Quote
    reasons: tuple[str, ...]


def key_quote_of(
    tellings: tuple[Telling, ...], acts: tuple[Act, ...], seen: tuple[tuple[int, str], ...]
) -> KeyQuote | None:
    """The best of the articles' key quotes; one that the channel has not seen goes before any that it has.

    What counts: the speaker speaks for a party of the story's weightiest act; several outlets quote the speaker; the
    words commit, refuse, threaten, offer or accuse. Ties go to the better outlet, then to the earlier telling.
    """
    found = tuple(candidate for telling in tellings if (candidate := _candidate(telling, tellings, acts)))
    fresh = tuple(c for c in found if not _was_shown(_words(c), seen))
    return min(fresh or found, key=_best_first, default=None)


def _candidate(telling: Telling, tellings: tuple[Telling, ...], acts: tuple[Act, ...]) -> KeyQuote | None:
    index = telling.reading.key_quote
    quote = telling.reading.quotes[index] if index is not None else None
    if quote is None or quote.speaker is None or quote.kind is QuoteKind.PARTIAL or telling.withdrawn:
        return None
    words = telling.stored.article.text[quote.start : quote.end]
    return KeyQuote(telling, quote, (*_rank(quote.speaker, tellings, acts), *news_values(words)))


def _rank(speaker: Speaker, tellings: tuple[Telling, ...], acts: tuple[Act, ...]) -> tuple[str, ...]:
    """Reasons that lie in who speaks, one for each independent outlet more that quotes the speaker."""
    parties = {code for act in acts[:1] for who in (act.best.actor, act.best.recipient) if who for code in who.codes}
    is_party = ("speaks for a party",) if parties & set(speaker.codes) else ()
    quoting = (t for t in tellings if any(q.speaker and q.speaker.name == speaker.name for q in t.reading.quotes))
    return is_party + ("quoted by another outlet",) * min(SEVERAL_OUTLETS, independent(quoting) - 1)


def _best_first(chosen: KeyQuote) -> tuple[float, int, float, int]:
    telling = chosen.telling
    party = "speaks for a party" in chosen.reasons
    return -(len(chosen.reasons) + party), telling.outlet.rank, telling.stored.fetched.timestamp(), chosen.quote.start


def _words(chosen: KeyQuote) -> str:
    return chosen.telling.stored.article.text[chosen.quote.start : chosen.quote.end]


def _was_shown(quotation: str, seen: tuple[tuple[int, str], ...]) -> bool:
    """Has the channel seen it, or sentences of it?"""
    return any(words in quotation for _, words in seen)
