"""/sitrep: help."""

from bot.cards import Bullets, Card, Heading, Line, Message, Run
from bot.commands.answers import usage
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk


async def help_(desk: Desk, request: Request) -> Reply:
    """Every command with what it does."""
    rows = tuple((Run(usage(command), bold=True), Run(f" — {command.help}")) for command in desk.commands)
    foot = (
        "Numbers refer to this channel's latest digest: /story details 2. Every command also works as /sitrep …; on "
        "Slack, which has its own /mute and /search, those two only so: /sitrep search tariffs"
    )
    return Reply(Message((Card((Heading("Sitrep"), Bullets(rows), Line((Run(foot),), small=True))),), "Sitrep help"))
