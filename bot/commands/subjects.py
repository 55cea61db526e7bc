"""What people follow and mute, understood: a party, a pair, a topic, a region or a story, and for how long."""

import difflib
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.desk import Desk
from bot.commands.story import find_story
from bot.compose.asked import UNITS, parties_in, party_choices
from bot.compose.wishes import subject_words
from bot.compose.wording import story_headline
from bot.errors import UserError
from bot.model import Channel

MAX_AT_ONCE = 10
MAX_SHOWN_CHARS = 40
MAX_NEAR = 3
FIRST_YEAR, LAST_YEAR = 1970, 9000
ALSO = {"country": "actor", "party": "actor"}
_KIND = re.compile(r"(actor|country|party|pair|topic|region|story)\s*[:\s]\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_STORY_ID = re.compile(r"[a-z]{5}(?:-[a-z]{5})*")
_BETWEEN = re.compile(r"\s*(?:->|→|>)\s*|\s+to\s+", re.IGNORECASE)
_FOR = re.compile(
    r"(?P<what>.*?)(?:^|\s)(?:for\s+)?(?P<count>\d{1,4})\s*(?P<unit>h|d|w|m)(?:ours?|rs?|ays?|eeks?|onths?)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_UNTIL = re.compile(r"(?P<what>.*?)(?:^|\s)(?:until|till)\s+(?P<day>\d{4}-\d\d-\d\d)\s*", re.IGNORECASE | re.DOTALL)
_EVER = re.compile(r"(?P<what>.*?)(?:^|\s)(?:(?:for\s*)?ever|for\s+good|always)\s*", re.IGNORECASE | re.DOTALL)


def time_in(text: str, now: datetime, zone: str) -> tuple[str, datetime | None]:
    """Part "US > Russia for 3d" into what is named and when it ends: 12h, 3d, 2w, 1m, until 2026-03-01; for good
    where no time is named. Raises UserError for a time that is past."""
    if found := _EVER.fullmatch(text):
        return found["what"].strip(), None
    if found := _FOR.fullmatch(text):
        until = now + int(found["count"]) * UNITS[found["unit"].lower()]
    elif found := _UNTIL.fullmatch(text):
        until = _day(found["day"]).replace(tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)
    else:
        return text.strip(), None
    if until <= now:
        raise UserError("That time is over already. Write 12h, 3d, 2w, or until and a date to come.")
    return found["what"].strip(), until


async def subjects_of(desk: Desk, channel: Channel, text: str) -> tuple[str, ...]:
    """The subjects that a name stands for ("Russia": "actor:RUS"; a list of parties: several). Raises UserError."""
    words, kind = " ".join(text.split()), ""
    if said := _KIND.fullmatch(words):
        words, kind = said[2], ALSO.get(said[1].lower(), said[1].lower())
    finders = {"topic": _topic, "region": _region, "pair": _pair, "story": _story, "actor": _party}
    for name, find in finders.items():
        if kind in ("", name) and (found := await find(desk, channel, words)):
            return _few(found)
    raise UserError(_unknown(desk, words))


async def words_of(desk: Desk, subject: str) -> str:
    """A subject as people say it: "Russia", "US → Russia", "Sanctions (topic)", a story by its headline and id."""
    kind, _, name = subject.partition(":")
    if kind == "story":
        story = await desk.outside.store.stories.get(name)
        return f"{story_headline(story)} · {story.id}" if story else f"story {name}"
    titles = {f"topic:{topic.name}": topic.title for topic in desk.outside.tagging.topics}
    titles |= {f"region:{region.name}": region.title for region in desk.outside.tagging.regions}
    return f"{titles.get(subject, name)} ({kind})" if kind in ("topic", "region") else subject_words(subject)


async def _topic(desk: Desk, channel: Channel, words: str) -> tuple[str, ...]:
    topics = desk.outside.tagging.topics
    return tuple(f"topic:{one.name}" for one in topics if _bare(words) in (_bare(one.name), _bare(one.title)))[:1]


async def _region(desk: Desk, channel: Channel, words: str) -> tuple[str, ...]:
    regions = desk.outside.tagging.regions
    return tuple(f"region:{one.name}" for one in regions if _bare(words) in (_bare(one.name), _bare(one.title)))[:1]


async def _pair(desk: Desk, channel: Channel, words: str) -> tuple[str, ...]:
    sides = _BETWEEN.split(re.sub(r"(?i)^from\s+", "", words))
    if len(sides) != 2 or not all(sides):
        return ()
    actors, recipients = parties_in(sides[0]), parties_in(sides[1])
    pairs = tuple(f"pair:{one}>{other}" for one in actors for other in recipients if one != other)
    if not pairs:
        raise UserError("A pair is of two parties, like US > Russia.")
    return pairs


async def _story(desk: Desk, channel: Channel, words: str) -> tuple[str, ...]:
    is_number, wanted = words.isdecimal(), words.lower()
    if not is_number and (not _STORY_ID.fullmatch(wanted) or await desk.outside.store.stories.get(wanted) is None):
        return ()
    return (f"story:{(await find_story(desk, channel, wanted)).id}",)


async def _party(desk: Desk, channel: Channel, words: str) -> tuple[str, ...]:
    try:
        return tuple(f"actor:{party}" for party in parties_in(words))
    except UserError as error:
        if "Did you mean" in str(error) and not _near(desk, words):
            raise
        return ()


def _few(subjects: tuple[str, ...]) -> tuple[str, ...]:
    if len(subjects) > MAX_AT_ONCE:
        raise UserError(f"These are {len(subjects)} at once, at most {MAX_AT_ONCE} go. Name fewer, or the body itself.")
    return subjects


def _unknown(desk: Desk, words: str) -> str:
    near = _near(desk, words)
    shown = words[:MAX_SHOWN_CHARS]
    if near:
        return f"Nothing here is called “{shown}”. Did you mean {' or '.join(near)}?"
    some = ", ".join(topic.name for topic in desk.outside.tagging.topics[:3])
    of = f" like {some}" if some else ""
    return (
        f"Nothing here is called “{shown}”. Name a country, a body, a pair like US > Russia, a topic{of}, or a story."
    )


def _near(desk: Desk, words: str) -> list[str]:
    """The topics and regions whose names hold it, else the names most like it, of parties too."""
    tagging = desk.outside.tagging
    tags = [shown for topic in tagging.topics for shown in (topic.name, topic.title)]
    tags += [shown for region in tagging.regions for shown in (region.name, region.title)]
    holding = [shown for shown in dict.fromkeys(tags) if f" {_bare(words)} " in f" {_bare(shown)} " and " " in shown]
    if holding and _bare(words):
        return holding[:MAX_NEAR]
    names = {shown.casefold(): shown for shown in (*tags, *(value for _, value in party_choices()))}
    near = difflib.get_close_matches(words.casefold()[: 2 * MAX_SHOWN_CHARS], list(names), n=MAX_NEAR, cutoff=0.72)
    return [names[name] for name in near]


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _day(text: str) -> datetime:
    try:
        day = datetime.fromisoformat(text)
    except ValueError as exc:
        raise UserError(f"There is no day {text}. Write it like 2026-03-01.") from exc
    if not FIRST_YEAR <= day.year <= LAST_YEAR:  # a zone's offset must not lead out of the calendar
        raise UserError(f"The day {text} is too far away.")
    return day
