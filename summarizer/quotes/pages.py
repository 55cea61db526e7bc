"""Paragraphs with their passages in marks and their sentences: what the search for speakers walks over."""

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.model import Paragraph
from summarizer.quotes.clauses import Sentence, sentences
from summarizer.quotes.marks import Passage, passages


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph with its passages and sentences."""

    paragraph: Paragraph
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]


def pages_of(text: str, body: tuple[Paragraph, ...]) -> tuple[Page, ...]:
    """Return each paragraph with its passages in marks and its sentences."""
    return tuple(_pages(text, body))


def _pages(text: str, body: tuple[Paragraph, ...]) -> Iterator[Page]:
    open_before = False
    for paragraph in body:
        found = passages(text, paragraph, carried=open_before)
        open_before = bool(found) and not found[-1].closes
        yield Page(paragraph, found, sentences(text, paragraph, found))
