"""Slack's limits on a message and the walk that finds what Slack would refuse, or what would fire a mention. Pure."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.model import Payload
from bot.platforms.slack.rich import rich_violations

MAX_BLOCKS = 50  # Block Kit reference: blocks in a message
MAX_TEXT = 40_000  # chat.postMessage: text beyond is cut
MAX_HEADER = 150  # header block
MAX_SECTION = 3_000  # section block, and any text object (composition objects: text)
MAX_FIELDS, MAX_FIELD = 10, 2_000  # section block
MAX_CONTEXT = 10  # context block: elements
MAX_ACTIONS = 25  # actions block: elements
MAX_LABEL, MAX_VALUE, MAX_URL = 75, 2_000, 3_000  # button element
MAX_OPTIONS, MAX_OPTION = 100, 75  # select menu: options; option object: text
MAX_OPTION_VALUE = 150  # option object
MAX_PLACEHOLDER = 150  # select menu
MAX_ID = 255  # block_id, action_id
MAX_SHOWN = 9_500  # msg_blocks_too_long, no number documented; bolt-js issue 2867 saw 9,597 taken and 11,341 refused
MAX_JSON = 15_500  # the same issue: blocks of 15,561 characters of JSON taken, 17,694 refused

_CONTROL = re.compile(r"<[!@#]")  # a mention, a channel or a command; in our text "<" is always escaped
_KNOWN_KEYS = frozenset({"text", "blocks", "unfurl_links", "unfurl_media", "metadata"})


def violations(payload: Payload) -> tuple[str, ...]:
    """Return what Slack would refuse in a message, and every mention that would fire, each as "where: what"."""
    return tuple(_walk(payload))


def size(blocks: Sequence[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Measure blocks as the limits do: how many, characters of text, characters of JSON."""
    return len(blocks), sum(_text_lengths(list(blocks))), len(as_json(list(blocks)))


def fits(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether these blocks can be one message."""
    count, text, written = size(blocks)
    return count <= MAX_BLOCKS and text <= MAX_SHOWN and written <= MAX_JSON


def as_json(value: object) -> str:
    """Write JSON as short as it gets."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _walk(payload: Payload) -> Iterator[str]:
    for key in payload.keys() - _KNOWN_KEYS:
        yield f"{key}: not a key of a message"
    yield from _message_text(payload.get("text", ""))
    blocks = payload.get("blocks", [])
    if not payload.get("text") and not blocks:
        yield "text: neither text nor blocks"
    for key in ("unfurl_links", "unfurl_media"):
        if payload.get(key) is not False:
            yield f"{key}: link previews are on"
    for index, block in enumerate(blocks):
        yield from _block(f"blocks[{index}]", block)
    yield from _whole(blocks)


def _message_text(text: str) -> Iterator[str]:
    if len(text) > MAX_TEXT:
        yield f"text: {len(text)} characters, at most {MAX_TEXT}"
    if _CONTROL.search(text):
        yield "text: a mention would fire"


def _whole(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    count, text, written = size(blocks)
    if count > MAX_BLOCKS:
        yield f"blocks: {count}, at most {MAX_BLOCKS}"
    if text > MAX_SHOWN:
        yield f"blocks: {text} characters of text, at most {MAX_SHOWN}"
    if written > MAX_JSON:
        yield f"blocks: {written} characters of JSON, at most {MAX_JSON}"
    for key in ("block_id", "action_id"):
        for name, times in Counter(_ids(blocks, key)).items():
            if times > 1:
                yield f"{key}: {name!r} is used {times} times"
            if not 0 < len(name) <= MAX_ID:
                yield f"{key}: {len(name)} characters, 1 to {MAX_ID}"


def _block(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield from _text(f"{where}.text", block.get("text"), most=MAX_HEADER, kinds=("plain_text",))
        case "section":
            yield from _section(where, block)
        case "context":
            yield from _context(where, block)
        case "actions":
            yield from _actions(where, block)
        case "rich_text":
            yield from rich_violations(where, block)
        case "divider":
            pass
        case kind:
            yield f"{where}: block type {kind!r} is not one we send"


def _section(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        yield f"{where}: a section needs text or fields"
    if "text" in block:
        yield from _text(f"{where}.text", block["text"], most=MAX_SECTION)
    yield from _count(f"{where}.fields", len(fields), least=0, most=MAX_FIELDS)
    for index, field in enumerate(fields):
        yield from _text(f"{where}.fields[{index}]", field, most=MAX_FIELD)


def _context(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    elements = block.get("elements", [])
    yield from _count(f"{where}.elements", len(elements), least=1, most=MAX_CONTEXT)
    for index, element in enumerate(elements):
        yield from _text(f"{where}.elements[{index}]", element, most=MAX_SECTION)


def _actions(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    elements = block.get("elements", [])
    yield from _count(f"{where}.elements", len(elements), least=1, most=MAX_ACTIONS)
    for index, element in enumerate(elements):
        place = f"{where}.elements[{index}]"
        match element.get("type"):
            case "button":
                yield from _button(place, element)
            case "static_select":
                yield from _select(place, element)
            case kind:
                yield f"{place}: element type {kind!r} is not one we send"


def _button(where: str, button: Mapping[str, Any]) -> Iterator[str]:
    yield from _text(f"{where}.text", button.get("text"), most=MAX_LABEL, kinds=("plain_text",))
    yield from _count(f"{where}.value, characters", len(button.get("value", "")), least=0, most=MAX_VALUE)
    yield from _count(f"{where}.url, characters", len(button.get("url", "")), least=0, most=MAX_URL)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}.style: {button['style']!r} is neither primary nor danger"
    if not button.get("action_id"):
        yield f"{where}: no action_id"


def _select(where: str, select: Mapping[str, Any]) -> Iterator[str]:
    if "placeholder" in select:
        yield from _text(f"{where}.placeholder", select["placeholder"], most=MAX_PLACEHOLDER, kinds=("plain_text",))
    options = select.get("options", [])
    yield from _count(f"{where}.options", len(options), least=1, most=MAX_OPTIONS)
    for index, option in enumerate(options):
        place = f"{where}.options[{index}]"
        yield from _text(f"{place}.text", option.get("text"), most=MAX_OPTION, kinds=("plain_text",))
        yield from _count(f"{place}.value, characters", len(option.get("value", "")), least=1, most=MAX_OPTION_VALUE)


def _text(where: str, text: Any, *, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        yield f"{where}: not a text object of type {' or '.join(kinds)}"
        return
    words = text.get("text", "")
    yield from _count(f"{where}, characters", len(words) if words.strip() else 0, least=1, most=most)
    if text["type"] == "mrkdwn" and _CONTROL.search(words):
        yield f"{where}: a mention would fire"


def _count(where: str, count: int, *, least: int, most: int) -> Iterator[str]:
    if not least <= count <= most:
        yield f"{where}: {count}, {least} to {most}"


def _text_lengths(node: Any) -> Iterator[int]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield len(value)
            else:
                yield from _text_lengths(value)
    elif isinstance(node, list):
        for child in node:
            yield from _text_lengths(child)


def _ids(node: Any, key: str) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get(key), str):
            yield node[key]
        for child in node.values():
            yield from _ids(child, key)
    elif isinstance(node, list):
        for child in node:
            yield from _ids(child, key)
