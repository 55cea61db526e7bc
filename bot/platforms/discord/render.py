"""Cards to Discord messages and back to their words. Sends nothing.

A card is an embed: a line above its heading becomes the author line, the heading the title, a last small line the
footer (neither author nor footer knows Markdown), the rest the description. The menu and the buttons stand below.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.cards import Block, Buttons, Card, Heading, Line, Message, Tone, plain, text_of
from bot.model import Payload
from bot.platforms.discord import limits
from bot.platforms.discord.components import menu, rows_of
from bot.platforms.discord.description import describe
from bot.platforms.discord.escape import address, cut, escape, size
from bot.platforms.discord.escape import plain as unescaped

COLOURS = {Tone.NEW: 0x2E7D32, Tone.UPDATE: 0x1565C0, Tone.CORRECTION: 0xC62828, Tone.TROUBLE: 0xEF6C00}
MAX_FOOTER = 400  # far below Discord's own limit: a longer line reads better in the description
MAX_EMBED_URL = 2000  # no documented limit; longer ones are refused in practice by many servers


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One card, or several packed into one message: embeds, rows of buttons, choices of the menu."""

    embeds: tuple[dict[str, Any], ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    def with_(self, other: "_Drawn") -> "_Drawn":
        labels = {value: label for label, value in (*self.choices, *other.choices)}
        choices = tuple((label, value) for value, label in labels.items())
        return _Drawn(self.embeds + other.embeds, self.rows + other.rows, choices)

    def fits(self) -> bool:
        return (
            len(self.embeds) <= limits.MAX_EMBEDS
            and sum(map(limits.embed_size, self.embeds)) <= limits.MAX_EMBED_TOTAL
            and len(self.rows) + bool(self.choices) <= limits.MAX_ROWS
            and len(self.choices) <= limits.MAX_OPTIONS
        )


def render(message: Message) -> tuple[Payload, ...]:
    """Draw a message as one or more parts, split only at card borders. Without cards it is its fallback line."""
    parts = tuple(_packed(map(_draw, message.cards))) or (_Drawn(),)
    return tuple(_payload(part, fallback=message.fallback) for part in parts)


def words(payload: Payload) -> str:
    """What a reader sees of a payload, a line a block; labels of buttons and menus do not count."""
    texts = [unescaped(payload.get("content") or "")]
    for embed in payload.get("embeds") or ():
        texts.append(embed.get("author", {}).get("name", ""))
        texts.extend(unescaped(embed.get(key, "")) for key in ("title", "description"))
        texts.append(embed.get("footer", {}).get("text", ""))
    return "\n".join(text for text in texts if text)


def _packed(cards: Iterable[_Drawn]) -> Iterator[_Drawn]:
    part = _Drawn()
    for card in cards:
        both = part.with_(card)
        if both.fits() or part == _Drawn():
            part = both
        else:
            yield part
            part = card
    if part != _Drawn():
        yield part


def _payload(part: _Drawn, *, fallback: str) -> Payload:
    rows = (*((menu(part.choices),) if part.choices else ()), *part.rows)
    payload: dict[str, Any] = {
        "embeds": list(part.embeds),
        "components": _without_repeats(rows),
        "allowed_mentions": {"parse": []},
    }
    if not part.embeds:
        payload["content"] = _short(fallback or "…", limits.MAX_CONTENT)
        payload["flags"] = limits.SUPPRESS_EMBEDS
    return payload


def _without_repeats(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in which each custom_id stands once, as Discord wants it."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        parts = [part for part in row["components"] if part.get("custom_id") not in seen]
        seen |= {part["custom_id"] for part in parts if "custom_id" in part}
        if parts:
            kept.append({**row, "components": parts})
    return kept


def _draw(card: Card) -> _Drawn:
    embeds = _embeds(card)
    rows = rows_of(card, linked=embeds[0].get("url", "") if embeds else "")
    return _Drawn(embeds, rows, (card.choice,) if card.choice else ())


def _embeds(card: Card) -> tuple[dict[str, Any], ...]:
    """All that is to be read on a card: one embed, more only where the text is too long for one; () for nothing."""
    blocks = [block for block in card.blocks if not isinstance(block, Buttons)]
    head: dict[str, Any] = {}
    foot: dict[str, Any] = {}
    if len(blocks) > 1 and isinstance(blocks[1], Heading) and _bare(blocks[0], limits.MAX_AUTHOR):
        head["author"] = {"name": text_of(Card((blocks.pop(0),)))}
    if blocks and isinstance(blocks[0], Heading) and blocks[0].text.strip():
        head |= _title(blocks.pop(0))
    if len(blocks) > 1 and getattr(blocks[-1], "small", False) and _bare(blocks[-1], MAX_FOOTER):
        foot["footer"] = {"text": text_of(Card((blocks.pop(),)))}
    described = [{"description": text} if text else {} for text in describe(tuple(blocks))]
    described[0] = head | described[0]
    described[-1] |= foot
    colour = {"color": COLOURS[card.tone]} if card.tone in COLOURS else {}
    return tuple(embed | colour for embed in described if embed)


def _title(heading: Block) -> dict[str, str]:
    assert isinstance(heading, Heading)
    title = {"title": _short(" ".join(heading.text.split()), limits.MAX_TITLE)}
    url = address(heading.url)
    return {**title, "url": url} if url and len(url) <= MAX_EMBED_URL else title


def _bare(block: Block, limit: int) -> bool:
    """Whether a line reads the same without Markdown: no link in it, one line, not empty, not too long."""
    if not isinstance(block, Line) or any(run.url or run.strike for run in block.runs):
        return False
    text = plain(block.runs)
    return bool(text.strip()) and "\n" not in text and size(text) <= limit


def _short(text: str, limit: int) -> str:
    """One line of Markdown of at most `limit` units: the plain text is cut, never an escape."""
    least = limit
    while size(markdown := escape(cut(text, least), title=True)) > limit:
        least -= max(1, size(markdown) - limit) // 2 + 1
    return markdown
