"""Slack: draws cards as Block Kit, posts them, and carries commands and buttons to the desk."""

from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.limits import violations
from bot.platforms.slack.manifest import manifest

__all__ = ["SlackPlatform", "manifest", "violations"]
