"""The desk: takes a request from any platform, finds the command, answers in cards. Knows no platform."""

import difflib
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import structlog

from bot.commands import zones
from bot.commands.answers import sorry, usage
from bot.commands.choices import followed_choices, outlet_choices, subject_choices
from bot.commands.command import Choice, Command, ParamKind, Reply, Request
from bot.compose.asked import party_choices, party_words, type_choices
from bot.compose.wording import story_headline
from bot.errors import SitrepError, UserError
from bot.jobs.outside import Outside

PRESSED = {
    "details": "story details",
    "page": "story details",
    "timeline": "story timeline",
    "sources": "story sources",
}
PAGED = {"acts": "actions", "search": "search", "quotes": "story quotes", "following": "following"}
ALIASES = {"unmute": "unfollow", "follow list": "following", "mute list": "following", "unfollow list": "following"}
QUOTES = str.maketrans("“”„", '"""')  # telephones write them where commands are typed
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
            words = shlex.split(text.translate(QUOTES))
        except ValueError:
            words = text.split()
        path, rest = self._path(group, words)
        command = self._by_path.get(path)
        if command is None:
            return sorry(self._unknown(path))
        return await self.answer(path, replace(request, values=_values(command, rest)))

    async def press(self, action: str, value: str, request: Request) -> Reply:
        """Answer a button. Values are stable: "id", "id.page", or where pages are of a question the command's values
        apart by "|"."""
        story, _, page = value.partition(".")
        values = {"story": story, "page": page or "1"}
        if action in PRESSED:
            return await self.answer(PRESSED[action], replace(request, values=values))
        if command := self._by_path.get(PAGED.get(action, "")):
            asked = dict(zip((param.name for param in command.params), value.split("|"), strict=False))
            return await self.answer(command.path, replace(request, values=asked))
        if action == "share":
            return await self.answer("story share", replace(request, values=values))
        return sorry("This button is from an older version. Ask /story list instead.")

    async def complete(self, path: str, param: str, typed: str, request: Request) -> tuple[Choice, ...]:
        """Offer values for a parameter, best first, at most 25."""
        command = self._by_path.get(path)
        kind = next((p.kind for p in command.params if p.name == param), None) if command else None
        match kind:
            case ParamKind.STORY:
                choices: Iterable[Choice] = await self._stories()
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
            case ParamKind.OUTLET:
                choices = await outlet_choices(self.outside)
            case ParamKind.FOLLOWED:
                choices = await followed_choices(self.outside, request.channel)
            case ParamKind.SUBJECT:
                return subject_choices(self.outside.tagging, await self._stories(), typed)[:MAX_CHOICES]
            case _:
                return ()
        wanted = typed.casefold()
        fitting = (c for c in choices if wanted in c.label.casefold() or wanted in c.value.casefold())
        return tuple(islice(fitting, MAX_CHOICES))

    async def _run(self, command: Command, request: Request) -> Reply:
        try:
            return await command.run(self, request)
        except UserError as error:
            return sorry(str(error))
        except SitrepError as error:
            log.error("command_failed", command=command.path, reason=str(error))
            return sorry(f"{error} Nothing was changed; try again in a minute.")

    async def _stories(self) -> Iterator[Choice]:
        """Newest first; each is headed only when it is asked for."""
        now = self.outside.now()
        stories = await self.outside.store.stories.active(now - RECENT, now)
        newest = sorted(stories, key=lambda s: (s.changed, s.id), reverse=True)
        return (Choice(f"{story_headline(story)} · {story.id}", story.id) for story in newest)

    async def _actors(self, typed: str) -> tuple[Choice, ...]:
        """Those who act most of late where nothing is typed yet; else names that begin so, then those that hold it."""
        if not typed.strip():
            busy = await self.outside.store.ledger.parties(limit=MAX_CHOICES)
            return tuple(Choice(party_words(party), party) for party in busy)
        wanted = typed.strip().casefold()
        found = [Choice(label, value) for label, value in party_choices() if wanted in label.casefold()]
        return tuple(sorted(found, key=lambda c: not c.label.casefold().startswith(wanted))[:MAX_CHOICES])

    def _path(self, group: str, words: list[str]) -> tuple[str, list[str]]:
        """The command that is meant, and the words behind it; behind a group, "sitrep" above all, may stand another."""
        word = words[0].lower() if words else ""
        if group not in self._by_path and f"{group} {word}" not in self._by_path:
            word = ALIASES.get(word, word)
            if word in {command.group for command in self.commands}:
                group, words = word, words[1:]
        if words and (also := ALIASES.get(f"{group} {words[0].lower()}")):
            return also, words[1:]
        if group in self._by_path:
            return group, words
        name = words[0].lower() if words else "help"
        if not words and f"{group} help" not in self._by_path:
            return "sitrep help", []
        return f"{group} {name}", words[1:]

    def _unknown(self, path: str) -> str:
        names = {known.removeprefix("sitrep "): known for known in self._by_path}
        near = difflib.get_close_matches(path.removeprefix("sitrep "), list(names), n=1, cutoff=0.3)
        hint = f" Did you mean /{names[near[0]]}?" if near else ""
        return f"There is no command /{path[:60]}.{hint} /sitrep help lists them all."


async def _may_manage(request: Request) -> bool:
    return request.may_manage is not None and await request.may_manage()


def _values(command: Command, words: list[str]) -> dict[str, str]:
    """Give typed words to the parameters: by their names where the first is one, else in order, but for words that name
    theirs wherever they stand ("from:US")."""
    is_greedy = any(param.greedy for param in command.params)
    if words and not is_greedy and _name_in(words[0], command)[0]:
        return _by_name(command, words)
    named, rest = _marked(command, words)
    return _in_order(command, rest, named)


def _marked(command: Command, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """The values of words like "from:US" or "from: US", and the other words."""
    values: dict[str, str] = {}
    rest: list[str] = []
    waits = ""
    for word in words:
        name, value = _name_in(word, command) if re.search("[:=]", word) else ("", "")
        if name or waits:
            values[name or waits] = value if name else word
        else:
            rest.append(word)
        waits = name if name and not value else ""
    return values, rest


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


def _in_order(command: Command, words: list[str], values: dict[str, str]) -> dict[str, str]:
    """Give typed words to the parameters that have no value yet, in order; one that may hold blanks takes what is left:
    a greedy one, or the last."""
    for index, param in enumerate(command.params):
        if not words:
            break
        if param.name in values:
            continue
        is_last = index == len(command.params) - 1
        takes_rest = param.greedy or (is_last and param.kind in (ParamKind.TEXT, ParamKind.FEED))
        values[param.name] = " ".join(words) if takes_rest else words[0]
        words = [] if takes_rest else words[1:]
    return values
