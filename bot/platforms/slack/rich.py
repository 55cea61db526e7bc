"""Slack's rich text: how our runs are written in it, read back from it, and what Slack would refuse of it. Pure.

A `text` element is shown as it is: no markup, no mention, no emoji code in it has any effect. Mentions are elements of
their own kind, which are never written here and are refused by the walk.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cards import Runs
from bot.platforms.slack.escape import closers

Element = dict[str, Any]

MAX_LINK = 3_000  # taken from the button element's url; the link element documents none
_STYLES = frozenset({"bold", "italic", "strike", "code", "underline"})
_INERT = frozenset({"text", "link"})


def text_element(text: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> Element:
    """Write a stretch of text. `text` must not be empty: Slack refuses that."""
    element: Element = {"type": "text", "text": text}
    return element | _style(bold=bold, italic=italic, strike=strike)


def elements_of(runs: Runs) -> list[Element]:
    """Write runs; empty ones are left out, a link that is no web address becomes plain text."""
    written: list[Element] = []
    for run in runs:
        if not run.text:
            continue
        style = _style(bold=run.bold, italic=run.italic, strike=run.strike)
        if is_address(run.url):
            written.append({"type": "link", "url": run.url, "text": run.text} | style)
        else:
            written.append({"type": "text", "text": run.text} | style)
        written += direction_end(run.text)
    return written


def direction_end(text: str) -> list[Element]:
    """Write what ends the writing direction that a text leaves open, so that what follows it stays readable."""
    ends = closers(text)
    return [text_element(ends)] if ends else []


def is_address(url: str) -> bool:
    """Tell whether Slack may be given this as a link."""
    return url.startswith(("https://", "http://")) and len(url) <= MAX_LINK and not any(c.isspace() for c in url)


def section(elements: Sequence[Element]) -> Element:
    """One line or paragraph."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(rows: Sequence[Sequence[Element]]) -> Element:
    """A list; every row must hold something."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(row) for row in rows]}


def quote(elements: Sequence[Element]) -> Element:
    """A quotation with a bar at its side."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def rich_words(block: Mapping[str, Any]) -> Iterator[str]:
    """Read a rich text block as lines."""
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            yield from (f"• {_words(row)}" for row in element["elements"])
        else:
            yield _words(element)


def rich_violations(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    """Say what Slack would refuse in a rich text block, and every element that would mention somebody."""
    elements = block.get("elements", [])
    if not elements:
        yield f"{where}: rich text without elements"
    for index, element in enumerate(elements):
        place = f"{where}.elements[{index}]"
        match element.get("type"):
            case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
                yield from _line_violations(place, element)
            case "rich_text_list":
                yield from _list_violations(place, element)
            case kind:
                yield f"{place}: {kind!r} is not a part of rich text"


def _style(*, bold: bool, italic: bool, strike: bool) -> Element:
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic), ("strike", strike)) if wanted}
    return {"style": style} if style else {}


def _words(line: Mapping[str, Any]) -> str:
    return "".join(element["text"] for element in line["elements"])


def _list_violations(where: str, element: Mapping[str, Any]) -> Iterator[str]:
    if element.get("style") not in ("bullet", "ordered"):
        yield f"{where}: a list is bullet or ordered"
    if not element.get("elements"):
        yield f"{where}: a list without rows"
    for index, row in enumerate(element.get("elements", [])):
        if row.get("type") != "rich_text_section":
            yield f"{where}.elements[{index}]: a row is a rich_text_section"
        yield from _line_violations(f"{where}.elements[{index}]", row)


def _line_violations(where: str, line: Mapping[str, Any]) -> Iterator[str]:
    if not line.get("elements"):
        yield f"{where}: a line without elements"
    for index, element in enumerate(line.get("elements", [])):
        place = f"{where}.elements[{index}]"
        if element.get("type") not in _INERT:
            yield f"{place}: {element.get('type')!r} may mention somebody"
        elif not element.get("text"):
            yield f"{place}: empty text"
        elif element["type"] == "link" and not is_address(element.get("url", "")):
            yield f"{place}: not a web address"
        if element.get("style", {}).keys() - _STYLES:
            yield f"{place}: unknown style"
