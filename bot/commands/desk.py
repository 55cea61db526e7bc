"""The desk: takes a request from any platform, finds the command, answers in cards. Knows no platform."""

import difflib
import re
import shlex
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.cards import Tone
from bot.commands import zones
from bot.commands.answers import sorry, usage
from bot.commands.command import Choice, Command, ParamKind, Reply, Request
from bot.compose.asked import party_choices, party_words, type_choices
from bot.compose.wording import story_headline
from bot.errors import SitrepError, UserError
from bot.jobs.outside import Outside

PRESSED = {"details": "story details", "page": "story details", "timeline": "story timeline"}
MAX_CHOICES = 25  # Discord autocomplete
RECENT = timedelta(days=3)

log = structlog.get_logger()


class Desk:
    """Answers commands, buttons and completions; never raises for what a user does."""

    def __init__(self, outside: Outside, commands: tuple[Command, ...]) -> None:
        self.outside = outside
        self.commands = commands
        self._by_path = {command.path: command for command in commands}

    async def answer(self, path: str, request: Request) -> Reply:
        """Run one command by its path ("story details")."""
        command = self._by_path.get(path)
        if command is None:
            return sorry(self._unknown(path))
        missing = [p.name for p in command.params if p.required and not request.values.get(p.name)]
        if missing:
            return sorry(f"{usage(command)} needs: {', '.join(missing)}.")
        if command.manages and not await _may_manage(request):
            return sorry("Only people who may manage this channel can change that. Ask one of them.")
        return await self._run(command, request)

    async def typed(self, group: str, text: str, request: Request) -> Reply:
        """Run what was typed behind `/group`; `/sitrep story details 2` is `/story details 2`."""
        try:
            words = shlex.split(text)
        except ValueError:
            words = text.split()
        path, rest = self._path(group, words)
        command = self._by_path.get(path)
        if command is None:
            return sorry(self._unknown(path))
        return await self.answer(path, replace(request, values=_values(command, rest)))

    async def press(self, action: str, value: str, request: Request) -> Reply:
        """Answer a button. Values are stable: "id", "id.page", or for acts the command's values apart by "|"."""
        story, _, page = value.partition(".")
        values = {"story": story, "page": page or "1"}
        if action in PRESSED:
            return await self.answer(PRESSED[action], replace(request, values=values))
        if action == "acts" and (command := self._by_path.get("actions")):
            asked = dict(zip((param.name for param in command.params), value.split("|"), strict=False))
            return await self.answer(command.path, replace(request, values=asked))
        if action == "share":
            reply = await self.answer("story details", replace(request, values=values))
            return replace(reply, private=reply.message.cards[0].tone is Tone.TROUBLE)
        return sorry("This button is from an older version. Ask /story list instead.")

    async def complete(self, path: str, param: str, typed: str, request: Request) -> tuple[Choice, ...]:
        """Offer values for a parameter, best first, at most 25."""
        command = self._by_path.get(path)
        kind = next((p.kind for p in command.params if p.name == param), None) if command else None
        match kind:
            case ParamKind.STORY:
                choices = await self._stories()
            case ParamKind.FEED:
                choices = tuple(Choice(f"{f.outlet} — {f.url}", f.url) for f in await self.outside.store.feeds.all())
            case ParamKind.ZONE:
                choices = tuple(Choice(name, name) for name in zones.names())
            case ParamKind.ACTOR:
                return await self._actors(typed)
            case ParamKind.ACTION_TYPE:
                choices = tuple(Choice(label, value) for label, value in type_choices())
            case ParamKind.TOPIC:
                choices = tuple(Choice(topic.title, topic.name) for topic in self.outside.tagging.topics)
            case ParamKind.REGION:
                choices = tuple(Choice(region.title, region.name) for region in self.outside.tagging.regions)
            case _:
                return ()
        wanted = typed.casefold()
        return tuple(c for c in choices if wanted in c.label.casefold() or wanted in c.value.casefold())[:MAX_CHOICES]

    async def _run(self, command: Command, request: Request) -> Reply:
        try:
            return await command.run(self, request)
        except UserError as error:
            return sorry(str(error))
        except SitrepError as error:
            log.error("command_failed", command=command.path, reason=str(error))
            return sorry(f"{error} Nothing was changed; try again in a minute.")

    async def _stories(self) -> tuple[Choice, ...]:
        now = self.outside.now()
        stories = await self.outside.store.stories.active(now - RECENT, now)
        newest = sorted(stories, key=lambda s: (s.changed, s.id), reverse=True)
        return tuple(Choice(f"{story_headline(story)} · {story.id}", story.id) for story in newest)

    async def _actors(self, typed: str) -> tuple[Choice, ...]:
        """Those who act most of late where nothing is typed yet; else names that begin so, then those that hold it."""
        if not typed.strip():
            busy = await self.outside.store.ledger.parties(limit=MAX_CHOICES)
            return tuple(Choice(party_words(party), party) for party in busy)
        wanted = typed.strip().casefold()
        found = [Choice(label, value) for label, value in party_choices() if wanted in label.casefold()]
        return tuple(sorted(found, key=lambda c: not c.label.casefold().startswith(wanted))[:MAX_CHOICES])

    def _path(self, group: str, words: list[str]) -> tuple[str, list[str]]:
        groups = {command.group for command in self.commands}
        if words and words[0].lower() in groups and f"{group} {words[0].lower()}" not in self._by_path:
            group, words = words[0].lower(), words[1:]
        if group in self._by_path:
            return group, words
        name = words[0].lower() if words else "help"
        if not words and f"{group} help" not in self._by_path:
            return "sitrep help", []
        return f"{group} {name}", words[1:]

    def _unknown(self, path: str) -> str:
        near = difflib.get_close_matches(path, list(self._by_path), n=1, cutoff=0.3)
        hint = f" Did you mean /{near[0]}?" if near else ""
        return f"There is no command /{path[:60]}.{hint} /sitrep help lists them all."


async def _may_manage(request: Request) -> bool:
    return request.may_manage is not None and await request.may_manage()


def _values(command: Command, words: list[str]) -> dict[str, str]:
    """Give typed words to the parameters by their names where the first is one, else in order."""
    if words and _name_in(words[0], command)[0]:
        return _by_name(command, words)
    return _in_order(command, words)


def _by_name(command: Command, words: list[str]) -> dict[str, str]:
    """Read "from US to South Korea", "from:US to=Japan", "--from US"; a value goes on to the next name."""
    values: dict[str, str] = {}
    current = ""
    for word in words:
        name, rest = _name_in(word, command)
        current = name or current
        values[current] = f"{values.get(current, '')} {rest if name else word}".strip()
    return values


def _name_in(word: str, command: Command) -> tuple[str, str]:
    """The parameter that a word names, and what it says of it already; "" for no name."""
    head, *rest = re.split("[:=]", word, maxsplit=1)
    name = head.removeprefix("--").lower()
    return (name, "".join(rest)) if any(param.name == name for param in command.params) else ("", "")


def _in_order(command: Command, words: list[str]) -> dict[str, str]:
    """Give typed words to the parameters in order; a last one that may hold blanks takes what is left."""
    values: dict[str, str] = {}
    for index, param in enumerate(command.params):
        if not words:
            break
        takes_rest = index == len(command.params) - 1 and param.kind in (ParamKind.TEXT, ParamKind.FEED)
        values[param.name] = " ".join(words) if takes_rest else words[0]
        words = [] if takes_rest else words[1:]
    return values
