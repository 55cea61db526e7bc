"""The connection to Discord: one discord.py client for REST and gateway, which hands what users do to a desk."""

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.command import Choice
from bot.platforms.discord.interactions import answer, request_of
from bot.platforms.discord.presses import DeskButton, DeskMenu
from bot.platforms.discord.tree import Options, tree_of

if TYPE_CHECKING:
    from bot.commands.desk import Desk

Interaction = discord.Interaction[Any]
MAX_WAIT_S = 30.0  # a rate limit that asks for a longer wait is told to the caller instead of slept on


class DeskClient(discord.Client):
    """A client without a desk sends only; with one it serves commands. It sees guilds and nothing that is said."""

    def __init__(self, *, desk: "Desk | None" = None, managers: frozenset[str] = frozenset()) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=MAX_WAIT_S,
        )
        self.desk = desk
        self.tree = app_commands.CommandTree(self)
        self._managers = managers

    async def setup_hook(self) -> None:
        """Called by discord.py after each login; may run any number of times."""
        if self.desk is not None:
            await self.serve(self.desk)

    async def serve(self, desk: "Desk") -> None:
        """Register the desk's commands and the buttons, and tell Discord of them."""
        self.desk = desk
        for command in tree_of(desk.commands, self):
            self.tree.add_command(command, override=True)
        self.add_dynamic_items(DeskButton, DeskMenu)
        await self.tree.sync()

    async def run_command(self, interaction: Interaction, path: str, options: Options) -> None:
        """Answer a slash command."""
        if (desk := self.desk) is not None:
            request = request_of(interaction, options, managers=self._managers)
            await answer(interaction, lambda: desk.answer(path, request))

    async def press(self, interaction: Interaction, action: str, value: str) -> None:
        """Answer a button or a choice."""
        if (desk := self.desk) is not None:
            request = request_of(interaction, {}, managers=self._managers)
            await answer(interaction, lambda: desk.press(action, value, request))

    async def complete(self, interaction: Interaction, path: str, param: str, *, typed: str) -> tuple[Choice, ...]:
        """Complete an option, in the light of the others typed so far."""
        if self.desk is None:
            return ()
        others = {name: value for name, value in interaction.namespace if name != param}
        request = request_of(interaction, others, managers=self._managers)
        return await self.desk.complete(path, param, typed, request)
