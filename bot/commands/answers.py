"""Short answers, and how a command is written. The sentences are whole and name the next step."""

from bot.cards import Card, Line, Message, Run, Tone
from bot.commands.command import Command, Reply


def told(sentence: str) -> Reply:
    """A private answer of one sentence or two."""
    return Reply(Message((Card((Line((Run(sentence),)),)),), sentence))


def sorry(sentence: str) -> Reply:
    """A private answer that something cannot be done."""
    return Reply(Message((Card((Line((Run(sentence),)),), tone=Tone.TROUBLE),), sentence))


def usage(command: Command) -> str:
    """ "/story details <story> [page]"."""
    params = [f"<{p.name}>" if p.required else f"[{p.name}]" for p in command.params]
    return " ".join([f"/{command.path}", *params])
