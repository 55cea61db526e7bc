"""What a command is, what is asked and what is answered: the words that every platform and the desk share."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.cards import Message
from bot.model import Channel

if TYPE_CHECKING:
    from bot.commands.desk import Desk


class ParamKind(StrEnum):
    """What a parameter takes; platforms offer completion for those COMPLETED."""

    TEXT = "text"
    WHOLE = "whole number"
    STORY = "story"
    FEED = "feed"
    ZONE = "zone"
    ACTOR = "actor"
    ACTION_TYPE = "type of act"
    TOPIC = "topic"
    REGION = "region"
    OUTLET = "outlet"
    SUBJECT = "what can be followed"
    FOLLOWED = "what is followed or muted"


COMPLETED = frozenset(ParamKind) - {ParamKind.TEXT, ParamKind.WHOLE}


@dataclass(frozen=True, slots=True)
class Param:
    """One typed parameter. `name` is lower case, without blanks. Where commands are typed as text, a last parameter of
    kind TEXT or FEED takes the rest of the line; a greedy one all that names no other parameter ("to:Chile")."""

    name: str
    help: str
    kind: ParamKind = ParamKind.TEXT
    required: bool = False
    greedy: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One completion: what is shown and what is sent."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks. `values` are strings by parameter name, absent ones left out. `may_manage` asks the platform
    whether this user may change feeds and schedules here; it is awaited only where that matters."""

    channel: Channel
    user: str
    values: Mapping[str, str] = field(default_factory=dict)
    may_manage: Callable[[], Awaitable[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer. A private one is seen by the asker alone."""

    message: Message
    private: bool = True


Run = Callable[["Desk", Request], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `/story details` is group "story", name "details"; `/why` is group "why", no name.

    `manages` needs the right to change things.
    """

    group: str
    name: str
    help: str
    run: Run
    params: tuple[Param, ...] = ()
    manages: bool = False

    @property
    def path(self) -> str:
        """ "story details", "why"."""
        return f"{self.group} {self.name}".rstrip()
