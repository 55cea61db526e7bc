"""Buttons and menus that outlive a restart: all that they mean is in their custom_id."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, Select, View

from bot.platforms.discord.limits import BUTTON, LINK_STYLE

Interaction = discord.Interaction[Any]


class DeskButton(DynamicItem[Button[View]], template=r"sitrep:(?P<action>[a-z_]+):(?P<value>.+)"):
    """A button that asks the desk for its action with its value."""

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: Any, /) -> Self:
        """Take the button as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Put the press to the desk."""
        if asked := self.template.fullmatch(self.custom_id):
            await interaction.client.press(interaction, asked["action"], asked["value"])


class DeskMenu(DynamicItem[Select[View]], template=r"sitrep:(?P<action>[a-z_]+)"):
    """A menu that asks the desk for its action with the value chosen."""

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Any, match: Any, /) -> Self:
        """Take the menu as it stands on the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Put the choice to the desk."""
        if (asked := self.template.fullmatch(self.custom_id)) and self.item.values:
            await interaction.client.press(interaction, asked["action"], self.item.values[0])


def view_of(rows: Sequence[Mapping[str, Any]]) -> View | None:
    """The view that sends these rows of components, None for no rows. discord.py keeps nothing of it."""
    if not rows:
        return None
    view = View(timeout=None)
    for number, row in enumerate(rows):
        for part in row["components"]:
            view.add_item(_button(part, row=number) if part["type"] == BUTTON else _menu(part, row=number))
    return view


def _button(part: Mapping[str, Any], *, row: int) -> discord.ui.Item[Any]:
    if part["style"] == LINK_STYLE:
        return Button(label=part["label"], url=part["url"], row=row)
    style = discord.ButtonStyle(part["style"])
    return DeskButton(Button(label=part["label"], style=style, custom_id=part["custom_id"], row=row), row=row)


def _menu(part: Mapping[str, Any], *, row: int) -> discord.ui.Item[Any]:
    options = [discord.SelectOption(label=option["label"], value=option["value"]) for option in part["options"]]
    select = Select[View](custom_id=part["custom_id"], placeholder=part["placeholder"], options=options, row=row)
    return DeskMenu(select, row=row)
