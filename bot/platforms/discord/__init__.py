"""Discord: draws cards as embeds and carries slash commands, buttons and messages; decides nothing of what is said."""

from bot.platforms.discord.adapter import DiscordPlatform

__all__ = ["DiscordPlatform"]
