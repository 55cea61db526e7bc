"""Why a digest holds what it holds: every story that was looked at, its place, and the sum that gave it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.cards import Block, Bullets, Card, Heading, Line, Message, Run, Runs
from bot.compose.ranking import Rank
from bot.compose.wording import cut_words, story_headline
from bot.model import Story

MAX_SUMS = 20  # more would not be read
MAX_NAMED = 10  # of the stories that were never ranked
MAX_HEADLINE_WORDS = 12


class Place(StrEnum):
    """What became of a story."""

    ITEM = "in full"
    LINE = "in one line"
    NO_ROOM = "left out for room"
    MUTED = "muted"
    FILTERED = "filtered"
    UNCHANGED = "unchanged"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Explained:
    """One story, what became of it, and its rank, or the reason why it was not ranked."""

    story: Story
    place: Place
    rank: Rank | None = None
    reason: str = ""


def explanation(explained: Iterable[Explained]) -> Message:
    """Draw the ranked stories with their sums, in the order of the digest, then the others by what kept them out."""
    told = tuple(explained)
    ranked = tuple(one for one in told if one.rank)
    cards = (
        Card((Heading("Why the next digest holds what it holds"), Line((Run(_counts(told), italic=True),)))),
        *(_sum(one, number) for number, one in enumerate(ranked[:MAX_SUMS], 1)),
        *_unranked(told, more=len(ranked) - MAX_SUMS),
    )
    return Message(cards, f"{len(ranked)} stories ranked.")


def sum_of(one: Explained) -> tuple[Line, Bullets]:
    """A story's place and total, and below it the terms that make the total, one a row. The story has a rank."""
    rank = one.rank or Rank(())
    total = f"{'−' if rank.total < 0 else ''}{abs(rank.total):.1f}"
    rows: tuple[Runs, ...] = tuple((Run(str(term)),) for term in rank.terms)
    return Line((Run(total, bold=True), Run(f" points, {one.place}:"))), Bullets(rows)


def place_here(explained: Iterable[Explained], story_id: str) -> tuple[Block, ...]:
    """What the next digest makes of one story, with its sum or the reason; nothing where it is not looked at."""
    one = next((one for one in explained if one.story.id == story_id), None)
    if one is None:
        return ()
    title = Line((Run("In the next digest here", bold=True),))
    reason = f" — {one.reason}" if one.reason else ""
    return (title, *sum_of(one)) if one.rank else (title, Line((Run(f"{one.place.capitalize()}{reason}."),)))


def _counts(told: tuple[Explained, ...]) -> str:
    counts = [(sum(one.place is place for one in told), place) for place in Place]
    return ", ".join(f"{count} {place}" for count, place in counts if count) or "No story was looked at."


def _sum(one: Explained, number: int) -> Card:
    head = (Run(f"{number}. {_headline(one.story)}", bold=True), Run(f" · {one.story.id}"))
    return Card((Line(head), *sum_of(one)))


def _unranked(told: tuple[Explained, ...], *, more: int) -> Iterator[Card]:
    if more > 0:
        yield Card((Line((Run(f"{more} more had no room.", italic=True),)),))
    for place in (Place.MUTED, Place.FILTERED, Place.UNCHANGED, Place.OLD):
        group = [one for one in told if one.place is place]
        if group:
            rest = len(group) - MAX_NAMED
            tail: tuple[Runs, ...] = ((Run(f"and {rest} more", italic=True),),) if rest > 0 else ()
            rows = tuple(map(_row, group[:MAX_NAMED]))
            yield Card((Line((Run(place.capitalize(), bold=True),)), Bullets((*rows, *tail))))


def _row(one: Explained) -> Runs:
    return (Run(f"{_headline(one.story)} · {one.story.id}"), *((Run(f" — {one.reason}"),) if one.reason else ()))


def _headline(story: Story) -> str:
    return cut_words(story_headline(story), MAX_HEADLINE_WORDS)
