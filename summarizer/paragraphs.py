"""Paragraphs of a text, by offsets. The one place that says what a paragraph is."""

from collections.abc import Iterator

from summarizer.model import Paragraph, Span


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split at blank lines; a text without any is split at its line breaks. Edges are trimmed, empty ones dropped."""
    lines = tuple(_lines(text))
    blocks = _blocks(lines)
    if len(blocks) == 1:
        blocks = [[line] for line in lines if line.start < line.end]
    return tuple(Paragraph(n, block[0].start, block[-1].end) for n, block in enumerate(blocks, 1))


def _lines(text: str) -> Iterator[Span]:
    """Yield each line, trimmed; a blank one is an empty span."""
    at = 0
    for line in text.split("\n"):
        body = line.strip()
        start = at + (len(line) - len(line.lstrip()) if body else 0)
        yield Span(start, start + len(body))
        at += len(line) + 1


def _blocks(lines: tuple[Span, ...]) -> list[list[Span]]:
    blocks: list[list[Span]] = [[]]
    for line in lines:
        if line.start < line.end:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
