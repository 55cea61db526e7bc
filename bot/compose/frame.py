"""What stands around the stories of a digest: title, notes, foreign lines, coverage footer. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import Card, Line, Run, Runs
from bot.compose.wording import cut_words
from bot.model import Coverage, StoredArticle

MAX_TITLE_WORDS = 15
MAX_REASON_WORDS = 8


@dataclass(frozen=True, slots=True)
class Occasion:
    """For whom and when. `first` is the channel's first digest; `missed` counts slots that this one makes good."""

    now: datetime
    zone: str
    next_slot: datetime | None = None
    first: bool = False
    missed: int = 0


def title_of(occasion: Occasion) -> str:
    """The heading: day and time in the channel's zone."""
    local = occasion.now.astimezone(ZoneInfo(occasion.zone))
    return f"Sitrep · {local:%A} {local.day} {local:%B %Y, %H:%M} {occasion.zone}"


def notes_of(occasion: Occasion, *, any_story: bool) -> tuple[Line, ...]:
    """What readers must know of this digest before they read: first, catch-up, nothing new."""
    notes = []
    if occasion.first and any_story:
        notes.append("Your first digest: it may hold older articles that the feeds held already.")
    if occasion.missed:
        slots = "slots were missed and are" if occasion.missed > 1 else "slot was missed and is"
        notes.append(f"Catch-up: {occasion.missed} earlier {slots} covered here.")
    if not any_story:
        notes.append(f"Nothing new for this channel {'yet' if occasion.first else 'since its last digest'}.")
    return tuple(Line((Run(note, italic=True),)) for note in notes)


def foreign_lines(foreign: tuple[StoredArticle, ...]) -> tuple[Runs, ...]:
    """Headlines that no one here reads, with their language and outlet."""
    return tuple(
        (
            Run(cut_words(stored.article.title, MAX_TITLE_WORDS) or "Untitled", url=stored.article.url),
            Run(f" ({stored.article.language}) — {stored.article.outlet}"),
        )
        for stored in foreign
    )


def footer_of(coverage: Coverage, occasion: Occasion, *, shown: int, unshown: int) -> Card:
    """Feeds, articles read, stories, the next digest; and how to ask for more."""
    feeds = f"{coverage.feeds} feeds: {coverage.feeds_ok} ok"
    if coverage.stale:
        reasons = (cut_words(reason.partition(". ")[0], MAX_REASON_WORDS) for reason in coverage.stale[:3])
        feeds += f", {len(coverage.stale)} stale ({', '.join(reasons)})"
    counts = [feeds, f"{coverage.read} read"]
    if coverage.other_languages:
        counts.append(f"{coverage.other_languages} not in English")
    if coverage.blurbs:
        counts.append(f"{coverage.blurbs} feed text only")
    counts.append(
        f"{shown} {'story' if shown == 1 else 'stories'}" + (f", {unshown} more in /story list" if unshown else "")
    )
    if occasion.next_slot:
        local = occasion.next_slot.astimezone(ZoneInfo(occasion.zone))
        counts.append(f"next {local:%H:%M} {occasion.zone}")
    ask = "Ask /story details 1 for more." if shown else "Ask /story list for what is known."
    return Card((Line((Run(" · ".join(counts)),), small=True), Line((Run(ask),), small=True)))


def fallback_of(shown: int) -> str:
    """The digest as one line, for notifications."""
    if not shown:
        return "Sitrep: nothing new."
    return f"Sitrep: {shown} {'story' if shown == 1 else 'stories'}."
