"""Which passages of a story's articles are quoted, and how much of each at once: always whole sentences. Pure."""

from collections.abc import Iterator

from bot.model import Citation, StoredArticle, Story, Telling
from summarizer.language import sentences
from summarizer.model import Paragraph, Quote, QuoteKind, Span
from summarizer.paragraphs import paragraphs

MAX_PIECE_WORDS = 150  # of a quotation shown at once
MAX_PIECE_CHARS = 1_200


def citation_of(stored: StoredArticle, span: Span) -> Citation:
    """A passage of a stored version, with its place."""
    text = stored.article.text
    number = next((p.number for p in paragraphs(text) if span.start < p.end), 0)
    return Citation(
        stored.version_id, stored.article.sha256, span.start, span.end, paragraph=number, words=span.of(text)
    )


def direct_quotes(story: Story) -> Iterator[tuple[Telling, Quote]]:
    """Direct quotations, each wording once: as the best outlet has it that knows the speaker."""
    told = [(t, q) for t in story.tellings for q in t.reading.quotes if q.kind is not QuoteKind.PARTIAL]
    told.sort(key=lambda pair: (pair[1].speaker is None, pair[0].outlet.rank, pair[0].stored.fetched))
    seen: set[str] = set()
    for telling, quote in told:
        words = " ".join(telling.stored.article.text[quote.start : quote.end].casefold().split())
        if words not in seen:
            yield telling, quote
        seen.add(words)


def pieces(text: str, quote: Quote) -> Iterator[Span]:
    """A quotation in runs of whole consecutive sentences that a page can hold; one that cannot be held is left out."""
    piece: Span | None = None
    for sentence in sentences(text, Paragraph(quote.paragraph, quote.start, quote.end)):
        longer = Span(piece.start if piece else sentence.start, sentence.end)
        if piece and not _is_short(longer.of(text)):
            yield piece
            longer = sentence
        piece = longer if _is_short(longer.of(text)) else None
    if piece:
        yield piece


def sentence_around(text: str, quote: Quote) -> Span | None:
    """The source sentence that a partial quotation is woven into."""
    paragraph = next((p for p in paragraphs(text) if p.start <= quote.start and quote.end <= p.end), None)
    found = sentences(text, paragraph) if paragraph else ()
    return next((s for s in found if s.start <= quote.start and quote.end <= s.end and _is_short(s.of(text))), None)


def _is_short(words: str) -> bool:
    return len(words.split()) <= MAX_PIECE_WORDS and len(words) <= MAX_PIECE_CHARS
