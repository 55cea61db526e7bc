"""/story: details, share, timeline and list."""

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.cards import Bullets, Button, Buttons, Card, Heading, Line, Message, Run
from bot.commands.command import Reply, Request
from bot.commands.desk import RECENT, Desk
from bot.compose.acts import acts_of
from bot.compose.details import View, compose_details
from bot.compose.timeline import row_of, timeline_of
from bot.compose.wording import age_of, lead_of, outlet_name, story_headline
from bot.decide.tags import region_titles, tags_of
from bot.errors import UserError
from bot.model import Channel, Story

MAX_LISTED = 15
MAX_MOMENTS = 12  # dated lines a page: under the limits of details
MAX_DIGITS = 9


async def details(desk: Desk, request: Request) -> Reply:
    """All that is known of one story, page by page."""
    story = await find_story(desk, request.channel, request.values["story"])
    view = View(desk.outside.now(), await zone_of(desk, request.channel), _regions(desk, story))
    page = _number(request.values.get("page", "")) or 1
    # sixty outlets take a fifth of a second: others are answered meanwhile
    shown = await asyncio.to_thread(compose_details, story, page=page, view=view)
    return Reply(shown.message)


def _regions(desk: Desk, story: Story) -> tuple[str, ...]:
    tagging = desk.outside.tagging
    return region_titles(tags_of(story, tagging), tagging)


async def share(desk: Desk, request: Request) -> Reply:
    """What details show, for the whole channel."""
    return replace(await details(desk, request), private=False)


async def timeline(desk: Desk, request: Request) -> Reply:
    """Every dated line of one story, oldest first, page by page."""
    story = await find_story(desk, request.channel, request.values["story"])
    zone = await zone_of(desk, request.channel)
    moments = timeline_of(story, acts_of(story))
    page, pages = pages_of(request, -(-len(moments) // MAX_MOMENTS))
    rows = tuple(row_of(moment, zone) for moment in moments[(page - 1) * MAX_MOMENTS : page * MAX_MOMENTS])
    title = story_headline(story) + (f" (page {page} of {pages})" if pages > 1 else "")
    lines = Bullets(rows) if rows else Line((Run("Nothing in it is understood as an act with two parties yet."),))
    foot = Line((Run(f"Timeline of {story.id}. Machine-extracted; each line links to its evidence."),), small=True)
    card = Card((Heading(title), lines, foot, *_turns(story, page, pages)))
    return Reply(Message((card,), f"Timeline · {story.id}"))


def _turns(story: Story, page: int, pages: int) -> tuple[Buttons, ...]:
    turns = (("Back", page - 1), ("More", page + 1))
    buttons = [Button(label, "timeline", f"{story.id}.{to}") for label, to in turns if 1 <= to <= pages]
    return (Buttons((Button("Details", "details", story.id), *buttons)),)


async def list_stories(desk: Desk, request: Request) -> Reply:
    """Stories of the last three days, newest first."""
    now = await _latest(desk, request.channel)
    stories = sorted(
        await desk.outside.store.stories.active(now - RECENT, now), key=lambda s: (s.changed, s.id), reverse=True
    )
    if not stories:
        raise UserError("No story yet. Feeds are polled every few minutes; /feeds list shows their health.")
    rows = tuple(
        (
            Run(f"{story.id} · "),
            Run(story_headline(story), bold=True),
            Run(f" — {_tellers(story)}, {age_of(story.changed, now)}"),
        )
        for story in stories[:MAX_LISTED]
    )
    more = f"{len(stories) - MAX_LISTED} more. " if len(stories) > MAX_LISTED else ""
    foot = Line((Run(f"{more}Ask /story details {stories[0].id} for one of them."),), small=True)
    return Reply(
        Message(
            (Card((Heading(f"Stories of the three days to {now.day} {now:%B %Y}"), Bullets(rows), foot)),), "Stories"
        )
    )


async def find_story(desk: Desk, channel: Channel, wanted: str) -> Story:
    """A story by its id, or by its number in the channel's latest digest. Raises UserError."""
    story_id = wanted.strip().lower()
    if (number := _number(story_id)) is not None:
        story_id = await _numbered(desk, channel, number)
    is_id = story_id.isascii() and story_id.replace("-", "").isalpha()
    story = await desk.outside.store.stories.get(story_id) if is_id else None
    if story is None:
        raise UserError(f"No such story: {story_id[:40]}. See /story list.")
    return story


async def _numbered(desk: Desk, channel: Channel, number: int) -> str:
    last = await desk.outside.store.deliveries.last_digest(channel)
    if last is None or not 1 <= number <= len(last.stories):
        held = f"holds {len(last.stories)}" if last else "does not exist yet"
        raise UserError(f"There is no story {number}: this channel's latest digest {held}. See /story list.")
    return last.stories[number - 1]


def pages_of(request: Request, pages: int) -> tuple[int, int]:
    """The page that is asked for, or the nearest, and how many there are."""
    pages = max(1, pages)
    return min(max(_number(request.values.get("page", "")) or 1, 1), pages), pages


async def zone_of(desk: Desk, channel: Channel) -> str:
    """The channel's zone, UTC where it has none."""
    subscription = await desk.outside.store.subscriptions.get(channel)
    return subscription.zone if subscription else "UTC"


async def _latest(desk: Desk, channel: Channel) -> datetime:
    """Now; or the time of the last digest where that is days ago: after a demonstration, or a long stop."""
    now = desk.outside.now()
    last = await desk.outside.store.deliveries.last_digest(channel)
    return last.at if last and last.at < now - RECENT else now


def _number(text: str) -> int | None:
    """A whole number as people type one; None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None


def _tellers(story: Story) -> str:
    others = len({t.outlet.name for t in story.tellings}) - 1
    lead = outlet_name(lead_of(story.tellings).outlet)
    return f"{lead} +{others}" if others else lead
