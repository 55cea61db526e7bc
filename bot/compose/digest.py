"""A channel's digest: what is new for it, ranked, within its limits, with a coverage footer. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import Bullets, Card, Heading, Line, Message, Run, Runs, Tone, plain, text_of
from bot.compose.acts import Act, acts_of
from bot.compose.changes import Change, change_of, snapshot_of
from bot.compose.items import Shown, item, one_liner, top_act
from bot.compose.wording import cut_words
from bot.model import Citation, Coverage, Snapshot, StoredArticle, Story
from summarizer.model import Action

MAX_ITEMS = 5
MAX_ONE_LINERS = 7
MAX_WORDS = 650
MAX_FOREIGN = 2
CORROBORATION = 0.75  # each further outlet lifts a story by so much of its weight
UNCODED = 5.0  # what a story weighs whose acts were not understood
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


@dataclass(frozen=True, slots=True)
class Told:
    """One story as the digest tells it, in full or in one line, as values.

    `text` is what the reader sees of it, `quotes` the quotations in it, `act` the one that its axis names, `articles`
    the versions that it is told from, in order of `fetched`.
    """

    tone: Tone
    articles: tuple[StoredArticle, ...]
    text: str
    quotes: tuple[str, ...] = ()
    act: Action | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What is posted, and what the channel will have seen by it. `told` has the stories and then the foreign lines."""

    message: Message
    stories: tuple[str, ...]
    snapshots: Mapping[str, Snapshot]
    citations: tuple[Citation, ...]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that has something to say to the channel."""

    story: Story
    acts: tuple[Act, ...]
    change: Change

    @property
    def score(self) -> float:
        """Weight of its acts, more the more outlets tell it; updates and corrections of what was shown count more."""
        weights = sorted((act.weight for act in self.acts), reverse=True)[:3]
        outlets = len({t.outlet.name for t in self.story.tellings})
        lift = {Tone.CORRECTION: 3.0, Tone.UPDATE: 2.0}.get(self.change.tone, 0.0)
        told = 1.0 + CORROBORATION * (outlets - 1)
        return (UNCODED + sum(w / (i + 1) for i, w in enumerate(weights))) * told + lift


def compose_digest(
    stories: Iterable[Story],
    shown: Mapping[str, Snapshot],
    *,
    coverage: Coverage,
    foreign: tuple[StoredArticle, ...],
    occasion: Occasion,
) -> Digest:
    """Choose, rank and draw. The same input gives the same digest."""
    ranked = _ranked(stories, shown, first=occasion.first)
    full = tuple(
        item(c.story, c.acts, c.change, number=n, now=occasion.now, seen=_seen(shown, c.story.id))
        for n, c in enumerate(ranked[:MAX_ITEMS], 1)
    )
    lines = tuple(
        one_liner(c.story, c.acts, c.change, number=n, now=occasion.now)
        for n, c in enumerate(ranked[: MAX_ITEMS + MAX_ONE_LINERS], 1)
    )
    for count, end in _plans(len(ranked)):
        items = full[:count]
        cards = _cards(items, lines[count:end], foreign, coverage, occasion, unshown=len(ranked) - end)
        if sum(len(text_of(card).split()) for card in cards) <= MAX_WORDS:
            break
    chosen = ranked[:end]
    return Digest(
        message=Message(cards, _fallback(len(chosen))),
        stories=tuple(c.story.id for c in chosen),
        snapshots=_snapshots(chosen, items, shown),
        citations=tuple(citation for one in items for citation in one.citations),
        told=(*_told(chosen, items, lines[count:end]), *_told_in_brief(_room_for(foreign, lines[count:end]))),
    )


def _plans(count: int) -> Iterator[tuple[int, int]]:
    """(Full items, stories in all), ever shorter: one-liners go from the end, then full items become one-liners."""
    items = min(count, MAX_ITEMS)
    for end in range(min(count, MAX_ITEMS + MAX_ONE_LINERS), items - 1, -1):
        yield items, end
    for fewer in range(items - 1, -1, -1):
        yield fewer, items


def _ranked(stories: Iterable[Story], shown: Mapping[str, Snapshot], *, first: bool) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for story in stories:
        if not first and all(t.stored.seeded for t in story.tellings):
            continue
        acts = acts_of(story)
        change = change_of(story, acts, shown.get(story.id))
        if change:
            found.append(Candidate(story, acts, change))
    return tuple(sorted(found, key=lambda c: (-c.score, c.story.first_seen, c.story.id)))


def _seen(shown: Mapping[str, Snapshot], story_id: str) -> tuple[tuple[int, str], ...]:
    before = shown.get(story_id)
    return before.quotes if before else ()


def _snapshots(
    chosen: tuple[Candidate, ...], items: tuple[Shown, ...], shown: Mapping[str, Snapshot]
) -> dict[str, Snapshot]:
    quotes = {one.story.id: one.quotes for one in items}
    return {c.story.id: snapshot_of(c.story, c.acts, quotes.get(c.story.id, ()), shown.get(c.story.id)) for c in chosen}


def _cards(
    items: tuple[Shown, ...],
    lines: tuple[Runs, ...],
    foreign: tuple[StoredArticle, ...],
    coverage: Coverage,
    occasion: Occasion,
    *,
    unshown: int,
) -> tuple[Card, ...]:
    head = Card((Heading(_title(occasion)), *_notes(occasion, any_story=bool(items or lines))))
    also = (*lines, *_foreign_lines(_room_for(foreign, lines)))
    brief = (Card((Line((Run("In brief", bold=True),)), Bullets(also))),) if also else ()
    return (
        head,
        *(one.card for one in items),
        *brief,
        _footer(coverage, occasion, len(items) + len(lines), unshown),
    )


def _title(occasion: Occasion) -> str:
    local = occasion.now.astimezone(ZoneInfo(occasion.zone))
    return f"Sitrep · {local:%A} {local.day} {local:%B %Y, %H:%M} {occasion.zone}"


def _notes(occasion: Occasion, *, any_story: bool) -> tuple[Line, ...]:
    notes = []
    if occasion.first and any_story:
        notes.append("Your first digest: it may hold older articles that the feeds held already.")
    if occasion.missed:
        slots = "slots were missed and are" if occasion.missed > 1 else "slot was missed and is"
        notes.append(f"Catch-up: {occasion.missed} earlier {slots} covered here.")
    if not any_story:
        notes.append(f"Nothing new for this channel {'yet' if occasion.first else 'since its last digest'}.")
    return tuple(Line((Run(note, italic=True),)) for note in notes)


def _told(chosen: tuple[Candidate, ...], items: tuple[Shown, ...], lines: tuple[Runs, ...]) -> Iterator[Told]:
    texts = (*(text_of(one.card) for one in items), *(plain(line) for line in lines))
    quotes = (*(tuple(words for _, words in one.quotes) for one in items), *(() for _ in lines))
    for candidate, text, quoted in zip(chosen, texts, quotes, strict=True):
        top = top_act(candidate.acts, candidate.change)
        articles = tuple(telling.stored for telling in candidate.story.tellings)
        yield Told(candidate.change.tone, articles, text, quoted, top.best if top else None)


def _told_in_brief(foreign: tuple[StoredArticle, ...]) -> Iterator[Told]:
    for stored, line in zip(foreign, _foreign_lines(foreign), strict=True):
        yield Told(Tone.NEW, (stored,), plain(line))


def _room_for(foreign: tuple[StoredArticle, ...], lines: tuple[Runs, ...]) -> tuple[StoredArticle, ...]:
    return foreign[: min(MAX_FOREIGN, MAX_ONE_LINERS - len(lines))]


def _foreign_lines(foreign: tuple[StoredArticle, ...]) -> tuple[Runs, ...]:
    return tuple(
        (
            Run(cut_words(stored.article.title, MAX_TITLE_WORDS) or "Untitled", url=stored.article.url),
            Run(f" ({stored.article.language}) — {stored.article.outlet}"),
        )
        for stored in foreign
    )


def _footer(coverage: Coverage, occasion: Occasion, shown: int, unshown: int) -> Card:
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


def _fallback(shown: int) -> str:
    if not shown:
        return "Sitrep: nothing new."
    return f"Sitrep: {shown} {'story' if shown == 1 else 'stories'}."
