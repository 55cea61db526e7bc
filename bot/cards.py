"""The message both platforms draw: blocks of plain text runs. Knows nothing of Slack, Discord or stories.

Text in a run is plain and unescaped; each platform escapes it once, when it draws.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. With `url` it is a link; `strike` marks what no longer holds."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    strike: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title line of a card. `url` makes it a link where the platform can."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `small` is for source lines and footers."""

    runs: Runs
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    rows: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a stored article, drawn in “ ” on a line of their own, and who said them. Nothing else is in marks.

    `strike` marks words that the outlet no longer stands by.
    """

    words: str
    by: Runs
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button. `action` is what it asks for ("details", "page", "share"), `value` its stable argument; with `url` it
    is a link instead."""

    label: str
    action: str = ""
    value: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    buttons: tuple[Button, ...]


Block = Heading | Line | Bullets | Quotation | Buttons


class Tone(StrEnum):
    """What kind of card it is; platforms may give it a colour, never a colour alone."""

    PLAIN = "plain"
    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Card:
    """What belongs together and is never split: an item of a digest, a page of details, a footer.

    `choice` is the button's value and the label of this card in a menu of cards ("Details"), for platforms that draw
    one menu instead of a row of buttons a card: (label, value).
    """

    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN
    choice: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: cards in order, and one line of fallback text for notifications and screen readers."""

    cards: tuple[Card, ...]
    fallback: str


def plain(runs: Runs) -> str:
    """The text of some runs without looks or links."""
    return "".join(run.text for run in runs)


def text_of(card: Card) -> str:
    """The text a reader sees on a card, a line a block; limits are measured on it. Buttons and links do not count."""
    return "\n".join(line for block in card.blocks for line in _lines(block))


def _lines(block: Block) -> tuple[str, ...]:
    match block:
        case Heading():
            return (block.text,)
        case Line():
            return (plain(block.runs),)
        case Bullets():
            return tuple(f"• {plain(row)}" for row in block.rows)
        case Quotation():
            return (f"“{block.words}” — {plain(block.by)}",)
        case Buttons():
            return ()
