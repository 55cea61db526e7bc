"""A posted message with what no longer holds struck, marked and explained, and a note for its thread. Pure.

The correction is made from the message as it was posted first, and its moments are those of the versions: so the same
inputs give the same message, however often it was corrected before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import Block, Bullets, Card, Heading, Line, Message, Quotation, Run, Runs, Tone, plain
from bot.compose.acts import numbers_in
from bot.compose.correction_words import MARK, heading_of, lines_of, note_of
from bot.compose.overtaken import Finding, finding_of, headline_finding_of, renewed, stands
from bot.compose.passages import citation_of
from bot.compose.wording import MAX_AXIS_CHARS, passage_url
from bot.model import Citation, Edited
from summarizer.model import Span


@dataclass(frozen=True, slots=True)
class Corrected:
    """A message as it should be shown from now on, and what to say in its thread.

    `whole` is the correction in full, which its readers know from message and thread; `message` may be shorter, None
    where only the thread tells. `citations` prove it, the struck ones from older versions; `articles` are the ids of
    those that no longer say what was shown.
    """

    whole: Message
    message: Message | None
    note: Message
    citations: tuple[Citation, ...]
    articles: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of one card: the passages that no longer hold, and numbers of headlines that changed."""

    passages: tuple[tuple[int, Finding], ...] = ()  # the block's place in the card
    headlines: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Finding, ...]:
        return (*(finding for _, finding in self.passages), *self.headlines)


def corrections(
    message: Message,
    citations: tuple[Citation, ...],
    articles: tuple[Edited, ...],
    *,
    shown: Message,
    posted: datetime,
    zone: str,
) -> Iterator[Corrected]:
    """Correct a message, at first in full and then ever shorter, at last with a note alone; nothing where nothing that
    its readers see has changed.

    `message` is as first posted, with its `citations`; `shown` is the whole that its readers know by now. Moments are
    in `zone`, with their day where it is another than that of `posted`.
    """
    found, kept = _search(message, citations, {v.version_id: one for one in articles for v in one.versions})
    gone = frozenset(finding.now.article_id for of_card in found.values() for finding in of_card.all)
    full = _drawn(message, found, posted, zone)
    if full == shown:
        return
    note = note_of(message, {at: one.all for at, one in found.items()}, shown=shown, posted=posted, zone=zone)
    struck = tuple(replace(one.citation, struck=True) for of_card in found.values() for _, one in of_card.passages)
    new = tuple(citation_of(one.now, one.new) for of_card in found.values() for _, one in of_card.passages if one.new)
    yield Corrected(full, full, note, (*kept, *struck, *new), gone)
    bare = {at: replace(of_card, passages=_without_new(of_card.passages)) for at, of_card in found.items()}
    for lines in (True, False):
        yield Corrected(full, _drawn(message, bare, posted, zone, lines=lines), note, (*kept, *struck), gone)
    yield Corrected(full, None, note, (), gone)


def _search(
    message: Message, citations: tuple[Citation, ...], edited: Mapping[int, Edited]
) -> tuple[dict[int, _Found], tuple[Citation, ...]]:
    """By card, what was found; and the citations of what stands."""
    passages: dict[int, list[tuple[int, Finding]]] = {}
    headlines: dict[int, dict[int, Finding]] = {}
    kept: list[Citation] = []
    at = 0
    for citation in citations:
        article, place = edited.get(citation.version_id), _place(message, citation.words, since=at)
        if article is None or place is None:
            kept.append(citation)
            continue
        at, block = place
        if renamed := headline_finding_of(citation, article, heading_of(message.cards[at])):
            headlines.setdefault(at, {}).setdefault(renamed.now.article_id, renamed)
        finding = finding_of(citation, article, by=_speaker(message.cards[at].blocks[block]))
        if finding is None:
            kept.append(renewed(citation, article))
        else:
            passages.setdefault(at, []).append((block, finding))
    found = {
        card: _Found(tuple(passages.get(card, ())), tuple(headlines.get(card, {}).values()))
        for card in sorted({*passages, *headlines})
    }
    return found, tuple(kept)


def _place(message: Message, words: str, *, since: int) -> tuple[int, int] | None:
    """The card and the block that show the words: items cite in the order in which they are shown."""
    order = (*range(since, len(message.cards)), *range(since))
    shown = ((card, block) for card in order for block in range(len(message.cards[card].blocks)))
    return next((place for place in shown if _shows(message.cards[place[0]].blocks[place[1]], words)), None)


def _shows(block: Block, words: str) -> bool:
    match block:
        case Quotation():
            return stands(words, block.words)
        case Line():
            return any(words in run.text for run in block.runs)
        case Bullets():
            return any(words in run.text for row in block.rows for run in row)
        case _:
            return False


def _speaker(block: Block) -> str | None:
    """Who is shown to have said it, with the outlet left out; None for what is no quotation."""
    return plain(block.by).partition(", via ")[0] if isinstance(block, Quotation) else None


def _without_new(passages: tuple[tuple[int, Finding], ...]) -> tuple[tuple[int, Finding], ...]:
    return tuple((block, replace(finding, new=None)) for block, finding in passages)


def _drawn(
    message: Message, found: Mapping[int, _Found], posted: datetime, zone: str, *, lines: bool = True
) -> Message:
    """The message with what was found of each card."""
    cards = tuple(
        _card(card, found[at], posted, zone, lines=lines) if at in found else card
        for at, card in enumerate(message.cards)
    )
    return replace(message, cards=cards)


def _card(card: Card, found: _Found, posted: datetime, zone: str, *, lines: bool) -> Card:
    blocks: list[Block] = []
    for at, block in enumerate(card.blocks):
        mine = tuple(finding for place, finding in found.passages if place == at)
        blocks.append(_struck(block, mine, found.all))
        blocks += (_renewed(block, finding) for finding in mine if finding.new and isinstance(block, Quotation))
    told = tuple(Line(_told(line)) for line in lines_of(found.all, posted, zone)) if lines else ()
    at = next((at + 1 for at, block in enumerate(blocks) if isinstance(block, Heading)), 0)
    marked = _marked((*blocks[:at], *told, *blocks[at:]), card.tone)
    return replace(card, blocks=marked, tone=Tone.CORRECTION)


def _struck(block: Block, findings: tuple[Finding, ...], of_card: tuple[Finding, ...]) -> Block:
    """Strike the passages; and of a list, rows that tell a number in words which the article has changed."""
    match block:
        case Quotation() if findings:
            return replace(block, strike=True)
        case Line() if findings:
            return replace(block, runs=_strike_in(block.runs, tuple(one.citation.words for one in findings)))
        case Bullets():
            words = tuple(one.citation.words for one in findings)
            return Bullets(
                tuple(
                    tuple(replace(run, strike=True) for run in row)
                    if any(_tells_old_number(plain(row), one) for one in of_card)
                    else _strike_in(row, words)
                    for row in block.rows
                )
            )
        case _:
            return block


def _tells_old_number(row: str, finding: Finding) -> bool:
    """ "Estonia → Norway: expelled a tug with 8 sailors (done)", where the article now says 10."""
    gone = numbers_in(finding.verb.partition(" → ")[0]) if " → " in finding.verb else ()
    phrase = row.partition(": ")[2].rpartition(" (")[0].rstrip("…").strip() or row
    said = stands(phrase, finding.was.article.text) or set(phrase.split()) <= set(finding.citation.words.split())
    return said and any(number in numbers_in(phrase) for number in gone)


def _strike_in(runs: Runs, passages: tuple[str, ...]) -> Runs:
    for words in passages:
        runs = tuple(piece for run in runs for piece in _split(run, words))
    return runs


def _split(run: Run, words: str) -> Iterator[Run]:
    if run.strike or words not in run.text:
        yield run
        return
    before, _, after = run.text.partition(words)
    pieces = (replace(run, text=before), replace(run, text=words, strike=True), replace(run, text=after))
    yield from (piece for piece in pieces if piece.text)


def _renewed(block: Quotation, finding: Finding) -> Quotation:
    """The new wording as a quotation of its own, its link leading to it."""
    text, span = finding.now.article.text, finding.new or Span(0, 0)
    link = passage_url(finding.now.article.url, span.of(text))
    return Quotation(span.of(text), tuple(replace(run, url=link) if run.url else run for run in block.by))


def _marked(blocks: tuple[Block, ...], tone: Tone) -> tuple[Block, ...]:
    """CORRECTION instead of the card's status, or above a card that has none."""
    first = blocks[0] if blocks else None
    status = tone.value.upper()
    if isinstance(first, Line) and plain(first.runs).partition(" · ")[0] == status:
        words = [MARK, *plain(first.runs).split(" · ")[1:]]
        while len(" · ".join(words)) > MAX_AXIS_CHARS and len(words) > 1:
            words.pop()
        return (replace(first, runs=(replace(first.runs[0], text=" · ".join(words)),)), *blocks[1:])
    return (Line((Run(MARK, bold=True),), small=True), *blocks)


def _told(line: str) -> Runs:
    """The line with its moment in bold."""
    what, colon, how = line.partition(": ")
    return (Run(what + colon, bold=True), *((Run(how),) if how else ()))
