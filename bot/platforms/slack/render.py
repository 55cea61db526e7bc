"""Draws messages as Block Kit and reads them back. Pure; sends nothing.

Almost everything is rich text, which needs no escaping: words stay verbatim and mentions inert. Within a card,
neighbouring lines share one rich text block, since Slack counts blocks. Cards go whole into a part; only a card that no
message can hold is divided, and then between its blocks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count, groupby
from typing import Any

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Runs, plain
from bot.model import Payload
from bot.platforms.slack import limits
from bot.platforms.slack.escape import escape, is_safe, link, shown
from bot.platforms.slack.rich import (
    Element,
    bullets,
    direction_end,
    elements_of,
    is_address,
    quote,
    rich_words,
    section,
    text_element,
)

MAX_FALLBACK = 600  # escaped at most five times as long; chat.postMessage advises 4,000 characters of text
MAX_CUT, MAX_ROWS = 2_500, 50  # what is left of a text or list that no message could hold whole
_ELLIPSIS, _NAME = "…", "Sitrep"


def render(message: Message) -> tuple[Payload, ...]:
    """Draw a message as parts that Slack takes, in order. One that shows nothing is drawn as its fallback line."""
    parts = _parts(message.cards)
    if not parts[0]:
        parts = _parts((Card((Line((Run(message.fallback.strip() or _NAME),)),)),))
    total = len(parts)
    return tuple(_payload(message.fallback, blocks, number, total) for number, blocks in enumerate(parts, 1))


def words(payload: Payload) -> str:
    """Return what a reader sees of a part, a line a block: of the blocks where there are any, else of the text."""
    blocks = payload.get("blocks") or ()
    if not blocks:
        return shown(payload.get("text", ""))
    return "\n".join(line for block in blocks for line in _shown_lines(block))


def _payload(fallback: str, blocks: list[Element], number: int, total: int) -> Payload:
    mark = f" ({number}/{total})" if total > 1 else ""
    text = escape(_cut(fallback.strip() or _NAME, MAX_FALLBACK)) + mark
    return {"text": text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _parts(cards: tuple[Card, ...]) -> list[list[Element]]:
    numbers = count(1)
    parts: list[list[Element]] = [[]]
    for index, card in enumerate(cards):
        for group in _card(card, numbers, first=index == 0):
            joined = [*parts[-1], *_border(parts[-1], group), *group]
            if parts[-1] and not limits.fits(joined):
                parts.append(group)
            else:
                parts[-1] = joined
    return parts


def _border(before: list[Element], after: list[Element]) -> list[Element]:
    """A rule between cards, but none between neighbours that are a line each."""
    is_list = after[-1]["type"] == "rich_text" and before[-1:] and before[-1]["type"] == "rich_text"
    return [] if not before or is_list else [{"type": "divider"}]


def _card(card: Card, numbers: Iterator[int], *, first: bool) -> list[list[Element]]:
    """Draw a card as one group of blocks; as several only where no message holds it whole."""
    drawn: list[list[Element]] = []
    for index, block in enumerate(card.blocks):
        if pieces := _fitting(block, numbers, is_title=first and index == 0):
            drawn.append(pieces)
    whole = _merged([piece for pieces in drawn for piece in pieces])
    if limits.fits(whole):
        return [whole] if whole else []
    return _divided(drawn)


def _divided(drawn: list[list[Element]]) -> list[list[Element]]:
    groups: list[list[Element]] = [[]]
    for pieces in drawn:
        joined = _merged([*groups[-1], *pieces])
        if groups[-1] and not limits.fits(joined):
            groups.append(pieces)
        else:
            groups[-1] = joined
    return groups


def _merged(blocks: list[Element]) -> list[Element]:
    merged: list[Element] = []
    for kind, run in groupby(blocks, key=lambda block: str(block["type"])):
        same = list(run)
        merged += [_rich(*(part for block in same for part in block["elements"]))] if kind == "rich_text" else same
    return merged


def _fitting(block: Block, numbers: Iterator[int], *, is_title: bool) -> list[Element]:
    """Draw a block; where no message could hold it, without its links, then cut, at last without a quotation."""
    for candidate in (block, _unlinked(block), _shortened(block), _unquoted(block)):
        drawn = list(_draw(candidate, numbers, is_title=is_title))
        if limits.fits(drawn):
            return drawn
    return []


def _draw(block: Block, numbers: Iterator[int], *, is_title: bool) -> Iterator[Element]:
    match block:
        case Heading():
            yield from _heading(block, is_title=is_title)
        case Line(small=True):
            yield from _small(block.runs)
        case Line():
            yield from _line(block.runs)
        case Bullets():
            rows = [elements_of(row) for row in block.rows if plain(row).strip()]
            yield from [_rich(bullets(rows))] if rows else []
        case Quotation():
            yield _rich(_quotation(block))
        case Buttons():
            yield from _buttons(block, numbers)


def _heading(block: Heading, *, is_title: bool) -> Iterator[Element]:
    fits = block.text.strip() and len(block.text) <= limits.MAX_HEADER and "\n" not in block.text
    if is_title and fits and not block.url:
        yield {"type": "header", "text": _plain_text(block.text)}
    else:
        yield from _line((Run(block.text, bold=True, url=block.url),))


def _line(runs: Runs) -> Iterator[Element]:
    if plain(runs).strip():
        yield _rich(section(elements_of(runs)))


def _small(runs: Runs) -> Iterator[Element]:
    """Draw a small line as context where that shows its text unchanged, else as an ordinary line."""
    text, is_linked = plain(runs), any(is_address(run.url) for run in runs)
    if not text.strip():
        return
    if any(run.strike for run in runs):
        yield from _line(runs)
        return
    if not is_linked and len(text) <= limits.MAX_SECTION:
        yield {"type": "context", "elements": [_plain_text(text)]}
        return
    mrkdwn = "".join(link(run.url, run.text) if is_address(run.url) else escape(run.text) for run in runs if run.text)
    if is_safe(text) and len(mrkdwn) <= limits.MAX_SECTION:
        yield {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn, "verbatim": True}]}
    else:
        yield from _line(runs)


def _quotation(block: Quotation) -> Element:
    marked = [text_element(f"“{block.words}”", strike=block.strike), *direction_end(block.words)]
    by = elements_of(block.by)
    return quote([*marked, text_element(" — "), *by] if by else marked)


def _buttons(block: Buttons, numbers: Iterator[int]) -> Iterator[Element]:
    drawn = [_button(button, next(numbers)) for button in block.buttons if _is_drawable(button)]
    for start in range(0, len(drawn), limits.MAX_ACTIONS):
        yield {"type": "actions", "elements": drawn[start : start + limits.MAX_ACTIONS]}


def _is_drawable(button: Button) -> bool:
    reaches = is_address(button.url) if button.url else bool(button.action) and len(button.value) <= limits.MAX_VALUE
    return reaches and bool(button.label.strip())


def _button(button: Button, number: int) -> Element:
    kind = "link" if button.url else button.action
    drawn: Element = {
        "type": "button",
        "action_id": f"sitrep:{kind}:{number}",
        "text": _plain_text(_cut(button.label, limits.MAX_LABEL)),
    }
    if button.url:
        return drawn | {"url": button.url}
    return drawn | {"value": button.value} if button.value else drawn


def _rich(*parts: Element) -> Element:
    return {"type": "rich_text", "elements": list(parts)}


def _plain_text(text: str) -> Element:
    return {"type": "plain_text", "text": text, "emoji": False}


def _unlinked(block: Block) -> Block:
    match block:
        case Heading():
            return Heading(block.text)
        case Line():
            return Line(_without_links(block.runs), small=block.small)
        case Bullets():
            return Bullets(tuple(_without_links(row) for row in block.rows))
        case Quotation():
            return replace(block, by=_without_links(block.by))
        case Buttons():
            return Buttons(tuple(button for button in block.buttons if not button.url))


def _shortened(block: Block) -> Block:
    """Cut a block that is far too long, but never words in quotation marks."""
    match block:
        case Heading():
            return Heading(_cut(block.text, MAX_CUT))
        case Line():
            return Line((Run(_cut(plain(block.runs), MAX_CUT)),), small=block.small)
        case Bullets():
            rows = block.rows[:MAX_ROWS]
            return Bullets(tuple((Run(_cut(plain(row), MAX_CUT // len(rows))),) for row in rows))
        case Quotation():
            return replace(block, by=(Run(_cut(plain(block.by), MAX_CUT)),))
        case Buttons():
            return Buttons(block.buttons[: limits.MAX_ACTIONS])


def _unquoted(block: Block) -> Block:
    """Leave a quotation out that no message holds, and say so."""
    if not isinstance(block, Quotation):
        return _shortened(block)
    length = f"A quotation of {len(block.words):,} characters is too long for Slack: see the source. "
    return Line((Run(length), Run(_cut(plain(block.by), MAX_CUT))))


def _without_links(runs: Runs) -> Runs:
    return tuple(replace(run, url="") for run in runs)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + _ELLIPSIS


def _shown_lines(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header" | "section":
            yield _shown_text(block["text"])
        case "context":
            yield "  ".join(_shown_text(element) for element in block["elements"])
        case "rich_text":
            yield from rich_words(block)
        case "actions":
            yield "  ".join(f"[{_shown_text(element['text'])}]" for element in block["elements"])


def _shown_text(text: Mapping[str, Any]) -> str:
    return str(text["text"]) if text["type"] == "plain_text" else shown(str(text["text"]))
