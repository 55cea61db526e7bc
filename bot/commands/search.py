"""/search: full text over all stored articles, within what is asked for."""

import difflib
from collections.abc import Mapping
from datetime import datetime

from bot.cards import Bullets, Buttons, Card, Heading, Line, Message, Run, Runs
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.pages import by_hand, page_in, turns
from bot.commands.story import zone_of
from bot.compose.asked import parties_in, parties_words, since_in, types_in
from bot.compose.moments import day_of
from bot.compose.wording import outlet_name, passage_url
from bot.errors import UserError
from bot.model import Found, Scope

PAGE = 8
QUESTION = ("words", "from", "to", "type", "outlet", "since")
MAX_TITLE_CHARS, MAX_NAME_CHARS, MAX_PASSAGE_CHARS, MAX_HEADING_CHARS = 140, 60, 260, 140
NEXT_STEP = "Try fewer or other words, or fewer filters."


async def search(desk: Desk, request: Request) -> Reply:
    """Articles that hold all words, best first, a page at a time."""
    page, now = page_in(request.values.get("page", "")), desk.outside.now()
    words = " ".join(request.values["words"].split())
    scope = await scope_of(desk, request.values)
    found = await desk.outside.store.stories.search(words, limit=PAGE + 1, offset=(page - 1) * PAGE, scope=scope)
    if not found:
        raise UserError(f"{'Nothing' if page == 1 else 'Nothing more'} found: {title_of(words, scope)}. {NEXT_STEP}")
    zone, more = await zone_of(desk, request.channel), len(found) > PAGE
    rows = tuple(row_of(desk, hit, zone, now) for hit in found[:PAGE])
    buttons = turns("search", QUESTION, request, page, more=more)
    last = "" if more else ", the last"
    foot = f"Page {page}{last}. All words must occur; /story details shows a story.{by_hand(buttons, page, more=more)}"
    blocks = (Heading(title_of(words, scope)), Bullets(rows), Line((Run(foot),), small=True))
    return Reply(Message((Card((*blocks, *((Buttons(buttons),) if buttons else ()))),), f"Search: {words[:80]}"))


async def scope_of(desk: Desk, values: Mapping[str, str]) -> Scope:
    """Read the filters from, to, type, outlet and since. Raises UserError."""
    return Scope(
        actors=parties_in(values.get("from", "")),
        recipients=parties_in(values.get("to", "")),
        types=types_in(values.get("type", "")),
        outlets=await _outlets(desk, values.get("outlet", "")),
        since=since_in(values.get("since", ""), desk.outside.now()),
    )


def title_of(words: str, scope: Scope) -> str:
    """The question as it was understood: "tariffs · from US · sanction · Harbour Daily · since 2 March 2026"."""
    who, whom = parties_words(scope.actors), parties_words(scope.recipients)
    since = f"since {scope.since.day} {scope.since:%B %Y}" if scope.since else ""
    types = ", ".join(kind.value.lower() for kind in scope.types)
    parties = (f"from {who}" if who else "", f"to {whom}" if whom else "")
    parts = ("Search", words, *parties, types, ", ".join(scope.outlets[:3]), since)
    return _cut(" · ".join(part for part in parts if part), MAX_HEADING_CHARS)


def row_of(desk: Desk, hit: Found, zone: str, now: datetime) -> Runs:
    """Headline, linked to the passage; outlet with its label, day, story id; the passage as it stands there."""
    passage = _cut(" ".join(hit.passage.split()), MAX_PASSAGE_CHARS)
    told = [_cut(outlet_name(desk.outside.outlet(hit.outlet)), MAX_NAME_CHARS)]
    told += [day_of(hit.published, zone, now)] if hit.published else []
    told += [hit.story_id] if hit.story_id else []
    title = _cut(" ".join(hit.title.split()), MAX_TITLE_CHARS) or "Untitled"
    link = passage_url(hit.url, hit.passage)
    return (Run(title, bold=True, url=link), Run(f" — {' · '.join(told)}" + (f": {passage}" if passage else "")))


async def _outlets(desk: Desk, text: str) -> tuple[str, ...]:
    """The outlets of that name, else those whose names hold it."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return ()
    names = {feed.outlet for feed in await desk.outside.store.feeds.all()} | set(desk.outside.outlets)
    exact = tuple(name for name in sorted(names) if name.casefold() == wanted)
    found = exact or tuple(name for name in sorted(names) if wanted in name.casefold())
    if found:
        return found
    near = difflib.get_close_matches(text[:MAX_NAME_CHARS], sorted(names), n=1, cutoff=0.5)
    hint = f" Did you mean {_cut(near[0], MAX_NAME_CHARS)}?" if near else " /feeds list names them."
    raise UserError(f"There is no outlet “{_cut(text, MAX_NAME_CHARS)}” here.{hint}")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
