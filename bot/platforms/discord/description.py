"""Blocks of a card to the Markdown of an embed's description, within its limit. A quotation is never cut."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from bot.cards import Block, Bullets, Buttons, Heading, Line, Quotation, Run, Runs, plain
from bot.platforms.discord.escape import address, cut, escape, size
from bot.platforms.discord.limits import MAX_DESCRIPTION

LEFT_OUT = Line((Run("…"),))
MIN_LINE = 20  # characters; a line cut to less says nothing and goes


def describe(blocks: tuple[Block, ...]) -> str:
    """Markdown for some blocks. Where it would be too long the longest lines and lists give way, marked with "…"."""
    while size(markdown := _join(blocks)) > MAX_DESCRIPTION:
        blocks = _shorter(blocks, by=size(markdown) - MAX_DESCRIPTION)
    return markdown


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
    together = isinstance(above, Line) and isinstance(below, Line) and above.small == below.small
    return "\n" if together or isinstance(above, Heading) else "\n\n"


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
            yield f"> “{escape(_one_line(block.words))}” — {_markdown(_flat(_signed(block.by)))}"
        case Buttons():
            return


def _markdown(runs: Runs) -> str:
    text = ""
    marked = False
    for (bold, italic, url), group in groupby(runs, key=lambda run: (run.bold, run.italic, run.url)):
        drawn = _run(Run("".join(run.text for run in group), bold, italic, url))
        text += f"\u200b{drawn}" if marked and drawn.startswith("*") else drawn  # ** against ** would be one marker
        marked = drawn.endswith("*")
    return text


def _run(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    target = address(run.url)
    linked = bool(target) and "[" not in core and "]" not in core  # Discord takes no loose bracket in a link's text
    shown = f"[{escape(core, links=False)}]({target})" if linked else escape(core)
    marker = "*" * (2 * run.bold + run.italic)
    before, after = run.text.split(core, 1)
    return f"{before}{marker}{shown}{marker}{after}"


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
