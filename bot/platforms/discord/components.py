"""Buttons and the menu of a message as Discord's REST takes them. What pressing one does is in presses.py."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.cards import Button, Buttons, Card
from bot.platforms.discord import limits
from bot.platforms.discord.escape import address, cut

DETAILS = "details"
PRIMARY, SECONDARY = 1, 2


def custom_id(action: str, value: str = "") -> str:
    """What comes back when a component is used; without a value it is a menu's, whose choice is the value."""
    return f"sitrep:{action}:{value}" if value else f"sitrep:{action}"


def menu(choices: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A row with one menu of the cards that can be opened, from (label, value)."""
    named = ((cut(label.strip() or value, limits.MAX_OPTION), value) for label, value in choices)
    select = {
        "type": limits.SELECT,
        "custom_id": custom_id(DETAILS),
        "placeholder": "Details of a story",
        "options": [{"label": label, "value": value} for label, value in named],
    }
    return {"type": limits.ROW, "components": [select]}


def rows_of(card: Card, *, linked: str) -> tuple[dict[str, Any], ...]:
    """The rows of buttons of a card, without what its menu entry or its linked title (`linked`) does already."""
    rows = []
    for block in card.blocks:
        if isinstance(block, Buttons):
            buttons = tuple(_drawn(block.buttons, card, linked))
            rows += [buttons[n : n + limits.MAX_ROW_BUTTONS] for n in range(0, len(buttons), limits.MAX_ROW_BUTTONS)]
    return tuple({"type": limits.ROW, "components": list(row)} for row in rows[: limits.MAX_ROWS - bool(card.choice)])


def _drawn(buttons: tuple[Button, ...], card: Card, linked: str) -> Iterator[dict[str, Any]]:
    for button in buttons:
        label = cut(" ".join(button.label.split()), limits.MAX_LABEL) or "…"
        if button.url:
            url = address(button.url)
            if url and url != linked and len(url) <= limits.MAX_LINK:
                yield {"type": limits.BUTTON, "style": limits.LINK_STYLE, "label": label, "url": url}
        elif not (card.choice and button.action == DETAILS and button.value == card.choice[1]):
            style = PRIMARY if button.action == DETAILS else SECONDARY
            pressed = custom_id(button.action, button.value)
            yield {"type": limits.BUTTON, "style": style, "label": label, "custom_id": pressed}
