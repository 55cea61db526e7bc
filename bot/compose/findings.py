"""What was found in one article, as a message for the one who asked. Pure."""

from collections.abc import Iterator

from bot.cards import Block, Bullets, Card, Heading, Line, Message, Quotation, Run
from bot.compose.acts import axis_of
from summarizer.actions.explained import Explained
from summarizer.actors import country_name
from summarizer.model import Article, Quote, Reading
from summarizer.quotes.key import news_values


def compose_findings(article: Article, reading: Reading, decisions: tuple[Explained, ...] = ()) -> Message:
    """Relevance, gist, actions and quotes of one reading; with decisions, why each act was kept or dropped."""
    blocks = (Heading(article.title or "Article"), *_facts(reading), *_gist(article, reading))
    card = Card((*blocks, *_actions(reading), *_decisions(decisions), *_quotes(article, reading, told=bool(decisions))))
    return Message((card,), article.title or "Article")


def _facts(reading: Reading) -> Iterator[Block]:
    verdict = "foreign policy" if reading.relevance.relevant else "not foreign policy"
    countries = ", ".join(country_name(code) for code in reading.countries[:6])
    yield Line((Run(f"{verdict} ({reading.relevance.score:.2f}): {reading.relevance.why}"),))
    counts = f"{len(reading.quotes)} quotes · {len(reading.actions)} actions · {len(reading.statements)} statements"
    yield Line((Run(f"language {reading.language} · {counts}" + (f" · {countries}" if countries else "")),), small=True)


def _gist(article: Article, reading: Reading) -> Iterator[Block]:
    if reading.gist:
        yield Line((Run("In brief", bold=True),))
        yield Line((Run(" ".join(span.of(article.text) for span in reading.gist)),))


def _actions(reading: Reading) -> Iterator[Block]:
    if reading.actions:
        yield Line((Run("Actions", bold=True),))
        yield Bullets(
            tuple(
                (Run(f"[{a.type}] ", bold=True), Run(f"{axis_of(a)} — {a.phrase} — {a.status} — ¶{a.paragraph}"))
                for a in reading.actions
            )
        )


def _decisions(decisions: tuple[Explained, ...]) -> Iterator[Block]:
    kept = tuple(d for d in decisions if d.action is not None)
    dropped = tuple(d for d in decisions if d.action is None)
    if kept:
        yield Line((Run("Why these actions", bold=True),))
        yield Bullets(tuple(_kept_decision(decision) for decision in kept))
    if dropped:
        yield Line((Run("Near-misses", bold=True),))
        yield Bullets(tuple(_near_miss(decision) for decision in dropped))


def _kept_decision(decision: Explained) -> tuple[Run, ...]:
    status = decision.action.status if decision.action else ""
    sides = f"actor “{decision.actor}”, recipient {f'“{decision.recipient}”' if decision.recipient else 'none'}"
    told = f"“{decision.trigger}” by {decision.rule}; {sides}; {status}: {decision.because} — ¶{decision.paragraph}"
    return Run(f"[{decision.type}] ", bold=True), Run(told)


def _near_miss(decision: Explained) -> tuple[Run, ...]:
    return (Run(f"“{decision.trigger}” by {decision.rule}: {decision.dropped} — ¶{decision.paragraph}"),)


def _quotes(article: Article, reading: Reading, *, told: bool) -> Iterator[Block]:
    if reading.quotes:
        yield Line((Run("Quotes", bold=True),))
    if told and reading.key_quote is not None:
        quote = reading.quotes[reading.key_quote]
        values = news_values(article.text[quote.start : quote.end])
        yield Line((Run(f"Key quote: {', '.join(values) or 'place and speaker alone decide'}"),), small=True)
    for index, quote in enumerate(reading.quotes):
        yield Quotation(article.text[quote.start : quote.end], (Run(_by(quote, is_key=index == reading.key_quote)),))


def _by(quote: Quote, *, is_key: bool) -> str:
    name = quote.speaker.name if quote.speaker else "unattributed"
    how = f" ({quote.cue})" if quote.cue else ""
    return f"{name}{how} ¶{quote.paragraph} {quote.kind}{' · key' if is_key else ''}"
