"""What is offered while somebody types: outlets, what can be followed, what is followed here."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.commands.command import Choice
from bot.compose.asked import party_choices
from bot.compose.wishes import subject_words
from bot.decide.tags import Tagging
from bot.jobs.outside import Outside
from bot.model import Channel

MAX_STORIES = 8  # offered where nothing is typed yet
MAX_FOUND = 25


async def outlet_choices(outside: Outside) -> tuple[Choice, ...]:
    """Every outlet that is polled, in order of name."""
    names = {feed.outlet for feed in await outside.store.feeds.all()}
    return tuple(Choice(name, name) for name in sorted(names, key=str.casefold))


async def followed_choices(outside: Outside, channel: Channel) -> tuple[Choice, ...]:
    """What a channel follows and mutes now."""
    follows = await outside.store.follows.of(channel, outside.now())
    return tuple(
        Choice(f"{_named(one.subject)} ({'muted' if one.mute else 'followed'})", one.subject) for one in follows
    )


def subject_choices(tagging: Tagging, stories: Iterator[Choice], typed: str) -> tuple[Choice, ...]:
    """What can be followed: stories and topics where nothing is typed, else what begins so, then what holds it."""
    tags = (
        *(Choice(f"{topic.title} (topic)", f"topic:{topic.name}") for topic in tagging.topics),
        *(Choice(f"{region.title} (region)", f"region:{region.name}") for region in tagging.regions),
    )
    wanted = typed.strip().casefold()
    if not wanted:
        return (*islice(stories, MAX_STORIES), *tags)
    parties = (Choice(label, value) for label, value in party_choices() if not value.endswith(" members"))
    known = list(_holding(wanted, (*tags, *parties)))
    known.sort(key=lambda choice: not choice.label.casefold().startswith(wanted))
    return (*known, *islice(_holding(wanted, stories), max(0, MAX_FOUND - len(known))))


def _holding(wanted: str, choices: Iterable[Choice]) -> Iterator[Choice]:
    return (one for one in choices if wanted in one.label.casefold() or wanted in one.value.casefold())


def _named(subject: str) -> str:
    return subject.replace(":", " ") if subject.startswith("story:") else subject_words(subject)
