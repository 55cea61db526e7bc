"""What a channel wants to read: its watch list, follows, mutes and filters, and what they say of a story. Pure."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.compose.asked import party_words
from bot.compose.parties import Parties
from bot.model import Follow

_EXACTNESS = ("topic", "region", "actor", "pair", "story")  # where a follow and a mute disagree, the exacter one holds


class Tagged(Protocol):
    """The topics and regions of a story, by their names in config/topics.toml."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics, the best supported first."""

    @property
    def regions(self) -> tuple[str, ...]:
        """Regions, the best supported first."""


@dataclass(frozen=True, slots=True)
class _Untagged:
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


UNTAGGED: Tagged = _Untagged()  # a story of which no topic or region is known: no filter keeps it


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one channel wants. `watch` are codes; `topics` and `regions` filter, none: all."""

    watch: frozenset[str] = frozenset()
    follows: tuple[Follow, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A story as wishes see it."""

    story_id: str
    parties: Parties
    tags: Tagged = UNTAGGED


def muted_by(wishes: Wishes, subject: Subject, now: datetime) -> str:
    """Say which mute keeps a story out ("you muted Russia"), "" where none does.

    A mute of an actor or a pair is for stories that are mainly about them. A follow that is exacter than the mute, or
    as exact, keeps the story.
    """
    mutes = [follow for follow in _lasting(wishes, now) if follow.mute and _is_mainly(follow.subject, subject)]
    kept = max((_exactness(f.subject) for f in _followed(wishes, subject, now)), default=-1)
    exacter = [mute.subject for mute in mutes if _exactness(mute.subject) > kept]
    return f"you muted {', '.join(map(subject_words, exacter))}" if exacter else ""


def filtered_by(wishes: Wishes, subject: Subject, now: datetime) -> str:
    """Say why the channel's filters leave a story out ("not about energy, trade"), "" where they do not.

    A story passes that is of any named topic and of any named region; one that is followed by its id passes always.
    """
    if any(follow.subject.startswith("story:") for follow in _followed(wishes, subject, now)):
        return ""
    missed = [
        f"not about {', '.join(wanted)}"
        for wanted, found in ((wishes.topics, subject.tags.topics), (wishes.regions, subject.tags.regions))
        if wanted and not set(wanted) & set(found)
    ]
    return "; ".join(missed)


def followed(wishes: Wishes, subject: Subject, now: datetime) -> tuple[str, ...]:
    """Name what the channel follows and finds in a story ("Ukraine", "US → Russia"), in order of subject."""
    return tuple(subject_words(follow.subject) for follow in _followed(wishes, subject, now))


def watched(wishes: Wishes, subject: Subject) -> tuple[str, ...]:
    """Name the parties of a story that are on the watch list, most important first."""
    return tuple(party_words(code) for code in subject.parties.every if code in wishes.watch)


def subject_words(subject: str) -> str:
    """A follow's subject as people say it: "Russia", "US → Russia", "energy", "this story"."""
    kind, _, name = subject.partition(":")
    match kind:
        case "story":
            return "this story"
        case "actor":
            return party_words(name)
        case "pair":
            return " → ".join(party_words(code) for code in name.split(">"))
        case _:
            return name


def _followed(wishes: Wishes, subject: Subject, now: datetime) -> tuple[Follow, ...]:
    lasting = (follow for follow in _lasting(wishes, now) if not follow.mute and _is_about(follow.subject, subject))
    return tuple(sorted(lasting, key=lambda follow: follow.subject))


def _lasting(wishes: Wishes, now: datetime) -> tuple[Follow, ...]:
    return tuple(follow for follow in wishes.follows if follow.until is None or follow.until > now)


def _is_about(wanted: str, subject: Subject) -> bool:
    """Does a story touch the subject of a follow at all?"""
    return _is_among(wanted, subject, actors=subject.parties.every, pairs=subject.parties.pairs)


def _is_mainly(wanted: str, subject: Subject) -> bool:
    """Is the subject of a mute what a story is mainly about?"""
    return _is_among(wanted, subject, actors=subject.parties.main, pairs=subject.parties.main_pairs)


def _is_among(wanted: str, subject: Subject, *, actors: Container[str], pairs: Container[tuple[str, str]]) -> bool:
    kind, _, name = wanted.partition(":")
    match kind:
        case "actor":
            return name in actors
        case "pair":
            return _pair(name) in pairs
        case _:
            return _is_tagged(kind, name, subject)


def _is_tagged(kind: str, name: str, subject: Subject) -> bool:
    match kind:
        case "topic":
            return name in subject.tags.topics
        case "region":
            return name in subject.tags.regions
        case "story":
            return name == subject.story_id
        case _:
            return False


def _pair(name: str) -> tuple[str, str]:
    actor, _, recipient = name.partition(">")
    return actor, recipient


def _exactness(subject: str) -> int:
    kind = subject.partition(":")[0]
    return _EXACTNESS.index(kind) if kind in _EXACTNESS else -1
