"""/actions: who did what to whom, over all stories."""

from bot.cards import Block, Bullets, Buttons, Card, Heading, Line, Message, Run
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.pages import by_hand, page_in, turns
from bot.commands.story import zone_of
from bot.compose.asked import asked_of, parties_words
from bot.compose.ledger_lines import line_of
from bot.errors import UserError
from bot.model import ActsAsked

PAGE = 8
QUESTION = ("from", "to", "type", "status", "since")
_NEXT_STEP = "Ask for less, or for a longer time: /actions from:US type:sanction since:30d"


async def list_actions(desk: Desk, request: Request) -> Reply:
    """Acts that fit the question, the one that changed last first, a page at a time."""
    now = desk.outside.now()
    asked = asked_of(request.values, now)
    page = page_in(request.values.get("page", ""))
    found = await desk.outside.store.ledger.ask(asked, limit=PAGE + 1, offset=(page - 1) * PAGE)
    if not found:
        raise UserError(f"{'No such act' if page == 1 else 'No more acts'}: {title_of(asked)}. {_NEXT_STEP}")
    zone = await zone_of(desk, request.channel)
    rows = tuple(line_of(act, zone=zone, now=now) for act in found[:PAGE])
    card = Card((Heading(title_of(asked)), Bullets(rows), *_foot(request, page, more=len(found) > PAGE)))
    return Reply(Message((card,), f"Acts: {title_of(asked)}"))


def title_of(asked: ActsAsked) -> str:
    """The question as it was understood: "US → Russia · sanction · done · since 2 March 2026"."""
    who, whom = parties_words(asked.actors), parties_words(asked.recipients)
    parties = {(True, True): f"{who} → {whom}", (True, False): f"From {who}", (False, True): f"To {whom}"}
    since = f"since {asked.since.day} {asked.since:%B %Y}" if asked.since else ""
    kinds = ", ".join(kind.value.lower() for kind in asked.types)
    parts = (parties.get((bool(who), bool(whom)), "All acts"), kinds, ", ".join(asked.statuses), since)
    return " · ".join(part for part in parts if part)


def _foot(request: Request, page: int, *, more: bool) -> tuple[Block, ...]:
    buttons = turns("acts", QUESTION, request, page, more=more)
    last, told = "" if more else ", the last", "Machine-extracted; each line links to its evidence."
    line = Line((Run(f"Page {page}{last}. {told}{by_hand(buttons, page, more=more)}"),), small=True)
    return (line, *((Buttons(buttons),) if buttons else ()))
