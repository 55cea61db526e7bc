"""The console as a platform: plain text laid out for a terminal. Writes through what it is given, never reads."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from rich.cells import cell_len

from bot.cards import Block, Bullets, Buttons, Card, Heading, Line, Message, Quotation, Run, Runs
from bot.model import Channel, Payload

MAX_WIDTH = 100  # columns; longer lines tire the eye however wide the terminal is
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u2426]")
MARKED = re.compile("\u2426([0-9A-F]{4})")
TEXT_FRAGMENT = re.compile(r"#:~:text=.*")


class ConsolePlatform:
    """Draws messages as text. `write` gets one finished message at a time, with its line ends."""

    name = "console"

    def __init__(self, *, write: Callable[[str], None], width: int = 100) -> None:
        self._write = write
        self._width = min(width, MAX_WIDTH)
        self._ids = itertools.count(1)

    def render(self, message: Message) -> tuple[Payload, ...]:
        """Draw a message as one part, {"text": ...}; a message without cards is its fallback line."""
        links = _Links()
        cards = tuple(_card(card, width=self._width, links=links) for card in message.cards)
        return ({"text": "\n\n\n".join(cards) or safe(message.fallback)},)

    def words(self, payload: Payload) -> str:
        """What a reader sees, with each run of white space as one blank: lines were wrapped."""
        return " ".join(MARKED.sub(lambda mark: chr(int(mark[1], 16)), str(payload["text"])).split())

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        """Write one part and return its number in this process; an answer is written like any other."""
        self._write(f"{payload['text']}\n")
        return str(next(self._ids))

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        """A terminal remembers nothing: None."""
        return None

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        """Say in a line that what was written is corrected; the answer that follows says how."""
        self._write(f"(Message {remote_id} is corrected.)\n")


def safe(text: str) -> str:
    """Show characters that would steer a terminal or turn the reading direction as a mark and their code (␦001B)."""
    return UNSAFE.sub(lambda found: f"\u2426{ord(found[0]):04X}", text)


@dataclass(slots=True)
class _Links:
    """Numbers the addresses of a message in the order in which they are met; `fresh` are those not yet written out."""

    numbers: dict[str, int] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)

    def mark(self, url: str) -> str:
        """The reference that stands behind linked text, "" for what is no web address."""
        address = safe(TEXT_FRAGMENT.sub("", url))
        if not address.startswith(("https://", "http://")):
            return ""
        if address not in self.numbers:
            self.numbers[address] = len(self.numbers) + 1
            self.fresh.append(address)
        return f" [{self.numbers[address]}]"

    def take(self) -> Iterator[str]:
        """The reference lines due at the end of a card."""
        yield from (f"  [{self.numbers[address]}] {address}" for address in self.fresh)
        self.fresh.clear()


def _card(card: Card, *, width: int, links: _Links) -> str:
    parts: list[str] = []
    above: Block | None = None
    for block, below in zip(card.blocks, (*card.blocks[1:], None), strict=True):
        if isinstance(block, Line) and isinstance(below, Heading):
            block = replace(block, small=False)
        lines = tuple(_block(block, width=width, links=links))
        if lines and above is not None and _gap(above, block):
            parts.append("")
        parts.extend(lines)
        above = block if lines else above
    references = tuple(links.take())
    return "\n".join((*parts, *(("", *references) if references else ())))


def _gap(above: Block, below: Block) -> bool:
    """Whether a blank line stands between two blocks: not under a title, above a heading, or between small lines."""
    if isinstance(above, Heading) or isinstance(below, Heading):
        return False
    if isinstance(above, Line) and all(run.bold for run in above.runs):
        return False
    return not (isinstance(above, Line) and isinstance(below, Line) and above.small and below.small)


def _block(block: Block, *, width: int, links: _Links) -> Iterator[str]:
    match block:
        case Heading():
            lines = tuple(_wrap(_text((Run(block.text, url=block.url),), links), width=width))
            yield from (*lines, "─" * max(map(cell_len, lines), default=0))
        case Line():
            yield from _wrap(_text(block.runs, links), width=width, first="  " if block.small else "")
        case Bullets():
            for row in block.rows:
                yield from _wrap(_text(row, links), width=width, first="  • ", rest="    ")
        case Quotation():
            marked = _struck(f"“{safe(block.words)}”") if block.strike else f"“{safe(block.words)}”"
            yield from _wrap(marked, width=width, first="    ")
            yield from _wrap(f"— {_text(block.by, links)}", width=width, first="    ", rest="      ")
        case Buttons():
            for url in (button.url for button in block.buttons):
                links.mark(url)


def _text(runs: Runs, links: _Links) -> str:
    return "".join(f"{_looked(run)}{links.mark(run.url) if run.url != run.text else ''}" for run in runs)


def _looked(run: Run) -> str:
    return _struck(safe(run.text)) if run.strike else safe(run.text)


def _struck(text: str) -> str:
    """~~Text~~, the blanks around it outside: a terminal's own way to strike is not everywhere understood."""
    core = text.strip()
    return text.replace(core, f"~~{core}~~", 1) if core else text


def _wrap(text: str, *, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Lines of at most `width` columns; a word is never broken, so that a longer one stands out."""
    indent = first if rest is None else rest
    line = ""
    for word in text.split():
        if line and cell_len(first) + cell_len(line) + 1 + cell_len(word) > width:
            yield first + line
            first, line = indent, word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield first + line
