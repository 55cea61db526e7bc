"""A desk for tests of the Discord adapter: it remembers what it was asked and answers at once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import cast

from bot.cards import Button, Buttons, Card, Message
from bot.commands.command import Choice, Command, Param, ParamKind, Reply, Request
from bot.commands.desk import Desk
from tests.bot.platforms.discord.messages import details, line


async def _never(desk: Desk, request: Request) -> Reply:
    raise AssertionError("the recording desk answers by itself")


STORY = Param("story", "Number in the latest digest, or story id", ParamKind.STORY, required=True)
COMMANDS = (
    Command(
        "story", "details", "All that is known of one story", _never, (STORY, Param("page", "Page", ParamKind.WHOLE))
    ),
    Command("story", "list", "Stories of the last three days", _never),
    Command("digest", "schedule", "Set times", _never, (Param("zone", "IANA zone", ParamKind.ZONE),), manages=True),
    Command(
        "feeds", "add", "Add a feed; " * 20, _never, (Param("url", "The feed's address", required=True),), manages=True
    ),
)


@dataclass
class RecordingDesk:
    """`asked` holds (what, request); `may` what the right to manage was, where a command needs it. `on_asked` is called
    before anything is answered."""

    commands: tuple[Command, ...] = COMMANDS
    message: Message = field(default_factory=details)
    choices: tuple[Choice, ...] = (Choice("Estonia detains a tanker", "amber-otter"),)
    trouble: Exception | None = None
    on_asked: Callable[[], None] = lambda: None
    asked: list[tuple[str, Request]] = field(default_factory=list)
    may: list[bool] = field(default_factory=list)

    async def answer(self, path: str, request: Request) -> Reply:
        self.on_asked()
        self.asked.append((path, request))
        if self.trouble:
            raise self.trouble
        if next(command for command in self.commands if command.path == path).manages and request.may_manage:
            self.may.append(await request.may_manage())
        return Reply(self.message)

    async def press(self, action: str, value: str, request: Request) -> Reply:
        self.on_asked()
        self.asked.append((f"{action}:{value}", request))
        return Reply(self.message, private=action != "share")

    async def complete(self, path: str, param: str, typed: str, request: Request) -> tuple[Choice, ...]:
        self.asked.append((f"{path} {param} {typed}", request))
        return tuple(choice for choice in self.choices if typed in choice.label.casefold())


def as_desk(desk: RecordingDesk) -> Desk:
    """The adapter asks for no more of a desk than this one has."""
    return cast(Desk, desk)


def with_buttons(*buttons: Button) -> Message:
    """A message of one line with some buttons."""
    return replace(details(), cards=(Card((line("Press one."), Buttons(buttons))),))
