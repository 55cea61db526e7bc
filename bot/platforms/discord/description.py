"""Blocks of a card to the Markdown of an embed's description, within its limit. A quotation is never cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from bot.cards import Block, Bullets, Buttons, Heading, Line, Quotation, Run, Runs, plain
from bot.platforms.discord.escape import address, cut, escape, size
from bot.platforms.discord.limits import MAX_DESCRIPTION

MAX_TOTAL = 5000  # of the 6,000 characters of a message, what author, title and footer leave
LEFT_OUT = Line((Run("…"),))
MIN_LINE = 20  # characters; a line cut to less says nothing and goes
PASSAGE = "#:~:text="  # a link to a passage; without it, to the page


def describe(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Markdown for some blocks, for one embed or, where that is too long, for several of one message.

    What is too long for a message loses its links to passages, then its other links, then the ends of its longest
    lines and lists, marked with "…".
    """
    for drawn in (blocks, _without_passages(blocks), _without_links(blocks)):
        if parts := _parts(drawn):
            return parts
    while not (parts := _parts(drawn)):
        drawn = _shorter(drawn, by=max(1, size(_join(drawn)) - MAX_TOTAL))
    return parts


def _parts(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Descriptions split between blocks, () where they do not fit; one empty one for nothing."""
    parts: list[tuple[Block, ...]] = [()]
    for block in blocks:
        if size(_join((*parts[-1], block))) > MAX_DESCRIPTION:
            parts.append(())
        parts[-1] = (*parts[-1], block)
    texts = tuple(map(_join, parts))
    sizes = tuple(map(size, texts))
    return texts if max(sizes) <= MAX_DESCRIPTION and sum(sizes) <= MAX_TOTAL else ()


def _join(blocks: tuple[Block, ...]) -> str:
    text = ""
    above: Block | None = None
    for block in blocks:
        drawn = "\n".join(_draw(block))
        if drawn:
            text += f"{'' if above is None else _gap(above, block)}{drawn}"
            above = block
    return text


def _gap(above: Block, below: Block) -> str:
    """A blank line between blocks, but not under a title nor between lines of one look."""
    alike = isinstance(above, Line) and isinstance(below, Line) and above.small == below.small
    return "\n" if _is_title(above) or (alike and not _is_title(below)) else "\n\n"


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Line) and all(run.bold for run in block.runs))


def _without_passages(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return _linked(blocks, lambda url: url.partition(PASSAGE)[0])


def _without_links(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return _linked(blocks, lambda url: "")


def _linked(blocks: tuple[Block, ...], change: Callable[[str], str]) -> tuple[Block, ...]:
    def changed(runs: Runs) -> Runs:
        return tuple(replace(run, url=change(run.url)) for run in runs)

    def drawn(block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, url=change(block.url))
            case Line():
                return replace(block, runs=changed(block.runs))
            case Bullets():
                return Bullets(tuple(map(changed, block.rows)))
            case Quotation():
                return replace(block, by=changed(block.by))
            case Buttons():
                return block

    return tuple(map(drawn, blocks))


def _draw(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _markdown((Run(_one_line(block.text), bold=True, url=block.url),))
        case Line():
            for line in _markdown(block.runs).split("\n"):
                yield f"-# {line}" if block.small and line else line
        case Bullets():
            yield from (f"- {_markdown(_flat(row))}" for row in block.rows)
        case Quotation():
            words = f"“{escape(_one_line(block.words), links=not block.strike)}”"
            yield f"> {f'~~{words}~~' if block.strike else words} — {_markdown(_flat(_signed(block.by)))}"
        case Buttons():
            return


def _markdown(runs: Runs) -> str:
    text = ""
    marked = False
    for (bold, italic, url, strike), group in groupby(
        runs, key=lambda run: (run.bold, run.italic, run.url, run.strike)
    ):
        drawn = _run(Run("".join(run.text for run in group), bold, italic, url, strike))
        # ** against ** would be one marker
        text += f"\u200b{drawn}" if marked and drawn.startswith(("*", "~~")) else drawn
        marked = drawn.endswith(("*", "~~"))
    return text


def _run(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    target = address(run.url)
    linked = bool(target) and "[" not in core and "]" not in core  # Discord takes no loose bracket in a link's text
    shown = f"[{escape(core, links=False)}]({target})" if linked else escape(core, links=not run.strike)
    marker = "*" * (2 * run.bold + run.italic)
    strike = "~~" * run.strike
    before, after = run.text.split(core, 1)
    return f"{before}{strike}{marker}{shown}{marker}{strike}{after}"


def _signed(by: Runs) -> Runs:
    """The speaker in bold, where the card does not say what is."""
    return by if any(run.bold for run in by) else tuple(replace(run, bold=True) for run in by)


def _flat(runs: Runs) -> Runs:
    return tuple(replace(run, text=_one_line(run.text)) for run in runs)


def _one_line(text: str) -> str:
    """Text without line ends: they would end a list row, a title or a quote."""
    return " ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.rstrip("\r\n")


def _shorter(blocks: tuple[Block, ...], *, by: int) -> tuple[Block, ...]:
    """Take about `by` characters from the longest line or list; without any, the last quotation goes whole."""
    sizes = [size("\n".join(_draw(block))) if not isinstance(block, Quotation) else 0 for block in blocks]
    at = sizes.index(max(sizes)) if max(sizes) > 1 else len(blocks) - 1
    block = blocks[at]
    rest: Block = LEFT_OUT
    if isinstance(block, Bullets) and len(block.rows) > 1:
        rest = Bullets(block.rows[:-1])
    elif isinstance(block, Line) and (keep := len(plain(block.runs)) - by) >= MIN_LINE:
        rest = Line((Run(cut(plain(block.runs), keep)),), small=block.small)
    elif block == LEFT_OUT:
        return blocks[:at]
    return (*blocks[:at], rest, *blocks[at + 1 :])
