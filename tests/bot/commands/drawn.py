"""What both platforms make of an answer."""

from bot.cards import Block, Buttons
from bot.commands.command import Reply
from bot.platforms.discord import DiscordPlatform
from bot.platforms.discord.limits import violations as discord_violations
from bot.platforms.slack import SlackPlatform
from bot.platforms.slack.limits import violations as slack_violations

HOSTILE = "<!channel> @everyone *_~`|[x](https://evil.example) “‮" + "😀" * 40 + "\u200b" + "𝕏" * 300


def faults(reply: Reply) -> list[str]:
    """Everything that Slack or Discord would refuse of an answer, or that would fire a mention."""
    slack, discord = SlackPlatform(bot_token=""), DiscordPlatform(token="")
    found = [fault for part in slack.render(reply.message) for fault in slack_violations(part)]
    return found + [fault for part in discord.render(reply.message) for fault in discord_violations(part)]


def parts(reply: Reply) -> tuple[int, int]:
    """How many messages an answer is on Slack, and on Discord."""
    slack, discord = SlackPlatform(bot_token=""), DiscordPlatform(token="")
    return len(slack.render(reply.message)), len(discord.render(reply.message))


def pressed(reply: Reply, label: str) -> tuple[str, str]:
    """The action and value of a button."""
    blocks: tuple[Block, ...] = reply.message.cards[0].blocks
    buttons = {b.label: (b.action, b.value) for block in blocks if isinstance(block, Buttons) for b in block.buttons}
    return buttons[label]


def labels(reply: Reply) -> list[str]:
    """The labels of an answer's buttons."""
    blocks: tuple[Block, ...] = reply.message.cards[0].blocks
    return [button.label for block in blocks if isinstance(block, Buttons) for button in block.buttons]
