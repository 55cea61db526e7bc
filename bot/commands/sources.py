"""/story sources: who tells a story, in how many voices of their own."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

from bot.cards import Bullets, Button, Buttons, Card, Heading, Line, Message, Run, Runs
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.story import find_story, pages_of, zone_of
from bot.compose.moments import moment_of
from bot.compose.voices import independent, voices_of
from bot.compose.wording import story_headline
from bot.model import Story, Telling

PAGE = 12
MAX_NAME_CHARS = 80


async def sources(desk: Desk, request: Request) -> Reply:
    """Every article of a story, each voice with its copies and rewrites behind it."""
    story = await find_story(desk, request.channel, request.values["story"])
    zone, now = await zone_of(desk, request.channel), desk.outside.now()
    # many tellings are compared word by word: others are answered meanwhile
    rows = await asyncio.to_thread(lambda: tuple(_rows(story, zone, now)))
    page, pages = pages_of(request, -(-len(rows) // PAGE))
    title = story_headline(story) + (f" (page {page} of {pages})" if pages > 1 else "")
    turns = [Button(label, "sources", f"{story.id}.{to}") for label, to in _turns(page) if 1 <= to <= pages]
    card = Card(
        (
            Heading(title),
            Line((Run(_told(story)),)),
            Bullets(rows[(page - 1) * PAGE : page * PAGE]),
            Line((Run(f"Sources of {story.id}. A copy or rewrite adds no voice."),), small=True),
            Buttons((Button("Details", "details", story.id), *turns)),
        )
    )
    return Reply(Message((card,), f"Sources · {story.id}"))


def _told(story: Story) -> str:
    outlets = len({telling.outlet.name for telling in story.tellings})
    counted = (
        (len(story.tellings), "article"),
        (outlets, "outlet"),
        (independent(story.tellings), "independent voice"),
    )
    return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counted) + "."


def _rows(story: Story, zone: str, now: datetime) -> Iterator[Runs]:
    for original, *copies in voices_of(story.tellings):
        yield (*_named(original), Run(_facts(original, zone, now)))
        for copy in copies:
            of = (
                f" · copy or rewrite of {_short(original.outlet.name)}"
                if copy.outlet.name != original.outlet.name
                else ""
            )
            yield (Run("↳ "), *_named(copy), Run(f"{of}{_facts(copy, zone, now)}"))


def _named(telling: Telling) -> Runs:
    label = f" [{_short(telling.outlet.label)}]" if telling.outlet.label else ""
    return (Run(_short(telling.outlet.name), bold=True, url=telling.stored.article.url), Run(label))


def _facts(telling: Telling, zone: str, now: datetime) -> str:
    stored, article = telling.stored, telling.stored.article
    facts = [
        moment_of(stored.appeared, zone, now),
        "full text" if article.full_text else "feed text only",
        f"version {stored.version}" if stored.version > 1 else "",
        telling.reading.language if telling.reading.language != "en" else "",
        f"withdrawn {moment_of(telling.withdrawn, zone, now)}" if telling.withdrawn else "",
    ]
    return "".join(f" · {fact}" for fact in facts if fact)


def _turns(page: int) -> tuple[tuple[str, int], ...]:
    return (("Back", page - 1), ("More", page + 1))


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME_CHARS else f"{name[: MAX_NAME_CHARS - 1].rstrip()}…"
