"""What Discord takes in one message, and what of a payload it would refuse. Knows nothing of cards."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.platforms.discord.escape import size

# Discord API reference: Message, Embed Limits, Component Reference
MAX_CONTENT = 2000
MAX_EMBEDS = 10
MAX_EMBED_TOTAL = 6000  # over all embeds of a message
MAX_TITLE = 256
MAX_DESCRIPTION = 4096
MAX_FIELDS = 25
MAX_FIELD_NAME = 256
MAX_FIELD_VALUE = 1024
MAX_FOOTER = 2048
MAX_AUTHOR = 256
MAX_ROWS = 5
MAX_ROW_BUTTONS = 5
MAX_LABEL = 80
MAX_CUSTOM_ID = 100
MAX_LINK = 512  # Component Reference: url of a link button
MAX_OPTIONS = 25
MAX_OPTION = 100  # label, value and description alike
MAX_PLACEHOLDER = 150
MAX_NONCE = 25
# of a message, and of a reply
NO_MENTIONS: tuple[Mapping[str, Any], ...] = ({"parse": []}, {"parse": [], "replied_user": False})
ROW, BUTTON, SELECT = 1, 2, 3
LINK_STYLE = 5
SUPPRESS_EMBEDS = 1 << 2
COMPONENTS_V2 = 1 << 15


def violations(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything about a message that Discord would refuse, or that would let a mention fire; () for a good one."""
    embeds = payload.get("embeds") or []
    return (
        *_message(payload, embeds),
        *(fault for n, embed in enumerate(embeds) for fault in _embed(embed, f"embed {n}")),
        *_components(payload.get("components") or []),
    )


def embed_size(embed: Mapping[str, Any]) -> int:
    """The characters of an embed that count towards the 6,000 of a message."""
    fields = embed.get("fields", ())
    return sum(
        size(text)
        for text in (
            embed.get("title", ""),
            embed.get("description", ""),
            embed.get("footer", {}).get("text", ""),
            embed.get("author", {}).get("name", ""),
            *(field["name"] + field["value"] for field in fields),
        )
    )


def _message(payload: Mapping[str, Any], embeds: list[Mapping[str, Any]]) -> Iterator[str]:
    content = payload.get("content") or ""
    flags = payload.get("flags") or 0
    yield from _over("content", content, MAX_CONTENT)
    yield from _more("embeds", len(embeds), MAX_EMBEDS)
    yield from _more("characters in all embeds", sum(map(embed_size, embeds)), MAX_EMBED_TOTAL)
    yield from _over("nonce", str(payload.get("nonce") or ""), MAX_NONCE)
    if not content and not embeds:
        yield "neither content nor embeds"
    if payload.get("allowed_mentions") not in NO_MENTIONS:
        yield "mentions are not forbidden"
    if payload.get("message_reference") and payload.get("allowed_mentions") != NO_MENTIONS[1]:
        yield "the author of the message answered would be notified"
    if embeds and flags & SUPPRESS_EMBEDS:
        yield "embeds that are suppressed"
    if flags & COMPONENTS_V2:
        yield "Components V2 beside embeds"


def _embed(embed: Mapping[str, Any], where: str) -> Iterator[str]:
    fields = embed.get("fields", ())
    yield from _over(f"{where} title", embed.get("title", ""), MAX_TITLE)
    yield from _over(f"{where} description", embed.get("description", ""), MAX_DESCRIPTION)
    yield from _over(f"{where} footer", embed.get("footer", {}).get("text", ""), MAX_FOOTER)
    yield from _over(f"{where} author", embed.get("author", {}).get("name", ""), MAX_AUTHOR)
    yield from _more(f"{where} fields", len(fields), MAX_FIELDS)
    for field in fields:
        yield from _text(f"{where} field name", field["name"], MAX_FIELD_NAME)
        yield from _text(f"{where} field value", field["value"], MAX_FIELD_VALUE)
    if not any(embed.get(key, "").strip() for key in ("title", "description")) and not fields:
        yield f"{where} is empty"
    if "url" in embed:
        yield from _url(f"{where} url", embed["url"])
    if not 0 <= embed.get("color", 0) <= 0xFFFFFF:
        yield f"{where} colour is none"


def _components(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from _more("rows", len(rows), MAX_ROWS)
    parts = [part for row in rows for part in row.get("components", ())]
    yield from _twice("custom_id", (part["custom_id"] for part in parts if "custom_id" in part))
    for n, row in enumerate(rows):
        kinds = [part.get("type") for part in row.get("components", ())]
        if row.get("type") != ROW or (kinds != [SELECT] and set(kinds) != {BUTTON}):
            yield f"row {n} holds neither buttons nor one menu"
        yield from _more(f"row {n} buttons", len(kinds), MAX_ROW_BUTTONS)
    for part in parts:
        yield from _button(part) if part.get("type") == BUTTON else _select(part)


def _button(button: Mapping[str, Any]) -> Iterator[str]:
    link = button.get("style") == LINK_STYLE
    yield from _text("button label", button.get("label", ""), MAX_LABEL)
    if link != ("url" in button) or link == ("custom_id" in button) or button.get("style") not in range(1, 6):
        yield "button is neither a link nor pressable"
    if link:
        yield from _url("button url", button.get("url", ""))
        yield from _over("button url", button.get("url", ""), MAX_LINK)
    else:
        yield from _text("custom_id", button.get("custom_id", ""), MAX_CUSTOM_ID)


def _select(select: Mapping[str, Any]) -> Iterator[str]:
    options = select.get("options", ())
    yield from _text("custom_id", select.get("custom_id", ""), MAX_CUSTOM_ID)
    yield from _over("placeholder", select.get("placeholder", ""), MAX_PLACEHOLDER)
    yield from _more("options", len(options), MAX_OPTIONS)
    yield from _twice("option value", (option["value"] for option in options))
    if not options:
        yield "menu without options"
    for option in options:
        yield from _text("option label", option["label"], MAX_OPTION)
        yield from _text("option value", option["value"], MAX_OPTION)
        yield from _over("option description", option.get("description", ""), MAX_OPTION)


def _text(what: str, text: str, limit: int) -> Iterator[str]:
    if not text.strip():
        yield f"{what} is empty"
    yield from _over(what, text, limit)


def _over(what: str, text: str, limit: int) -> Iterator[str]:
    yield from _more(f"characters in {what}", size(text), limit)


def _more(what: str, count: int, limit: int) -> Iterator[str]:
    if count > limit:
        yield f"{count} {what}, more than {limit}"


def _url(what: str, url: str) -> Iterator[str]:
    if not url.startswith(("https://", "http://")):
        yield f"{what} is no web address"


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield f"{what} {value} twice"
        seen.add(value)
