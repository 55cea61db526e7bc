"""A channel's digest: what is new for it, ranked, within its limits, with a coverage footer. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.cards import Bullets, Card, Heading, Line, Message, Run, Runs, Tone, plain, text_of
from bot.compose.acts import acts_of
from bot.compose.changes import change_of, snapshot_of
from bot.compose.choosing import Ranked, in_turn
from bot.compose.chosen_acts import MAX_ACTS, top_act
from bot.compose.explain import Explained, Place
from bot.compose.frame import Occasion, fallback_of, footer_of, foreign_lines, notes_of, title_of
from bot.compose.items import Shown, item, one_liner
from bot.compose.parties import parties_of
from bot.compose.ranking import Candidate, rank_of
from bot.compose.wishes import UNTAGGED, Subject, Tagged, Wishes, filtered_by, muted_by
from bot.model import Citation, Coverage, Snapshot, StoredArticle, Story
from summarizer.model import Action

MAX_ITEMS = 5
MAX_ONE_LINERS = 7
MAX_WORDS = 650
MAX_FOREIGN = 2
ACTS = tuple(range(MAX_ACTS, 0, -1))  # of a full item, at most
NO_WISHES = Wishes()
NO_TAGS: Mapping[str, Tagged] = {}


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
    """What is posted, and what the channel will have seen by it.

    `told` has the stories and then the foreign lines; `explained` has every story that was looked at: the ranked ones
    in order, then those that were left out before.
    """

    message: Message
    stories: tuple[str, ...]
    snapshots: Mapping[str, Snapshot]
    citations: tuple[Citation, ...]
    told: tuple[Told, ...] = ()
    explained: tuple[Explained, ...] = ()


def compose_digest(
    stories: Iterable[Story],
    shown: Mapping[str, Snapshot],
    *,
    coverage: Coverage,
    foreign: tuple[StoredArticle, ...],
    occasion: Occasion,
    wishes: Wishes = NO_WISHES,
    tags: Mapping[str, Tagged] = NO_TAGS,
) -> Digest:
    """Choose, rank and draw. The same input gives the same digest. `tags` are by story id."""
    looked_at = tuple(_looked_at(story, shown, occasion=occasion, wishes=wishes, tags=tags) for story in stories)
    ranked = in_turn(
        (Ranked(one, rank_of(one, wishes, occasion.now)) for one in looked_at if isinstance(one, Candidate)),
        places=MAX_ITEMS + MAX_ONE_LINERS,
    )
    candidates = tuple(one.candidate for one in ranked)
    full = cache(lambda acts: _full(candidates[:MAX_ITEMS], occasion, acts=acts))  # most digests need but the first
    lines = tuple(
        one_liner(c.story, c.acts, c.change, number=n, now=occasion.now)
        for n, c in enumerate(candidates[: MAX_ITEMS + MAX_ONE_LINERS], 1)
    )
    for count, end, acts in _plans(len(candidates)):
        items = full(acts)[:count]
        cards = _cards(items, lines[count:end], foreign, coverage, occasion, unshown=len(candidates) - end)
        if sum(len(text_of(card).split()) for card in cards) <= MAX_WORDS:
            break
    chosen = candidates[:end]
    left_out = sorted((one for one in looked_at if isinstance(one, Explained)), key=lambda one: one.story.id)
    return Digest(
        message=Message(cards, fallback_of(len(chosen))),
        stories=tuple(c.story.id for c in chosen),
        snapshots=_snapshots(chosen, items),
        citations=tuple(citation for one in items for citation in one.citations),
        told=(*_told(chosen, items, lines[count:end]), *_told_in_brief(_room_for(foreign, lines[count:end]))),
        explained=(*_placed(ranked, items=count, shown=end), *left_out),
    )


def _full(candidates: tuple[Candidate, ...], occasion: Occasion, *, acts: int) -> tuple[Shown, ...]:
    return tuple(
        item(
            c.story,
            c.acts,
            c.change,
            number=n,
            now=occasion.now,
            seen=c.before.quotes if c.before else (),
            acts_shown=acts,
        )
        for n, c in enumerate(candidates, 1)
    )


def _plans(count: int) -> Iterator[tuple[int, int, int]]:
    """(Full items, stories in all, acts of an item), ever shorter: for one more story in a line, items give up their
    third and second act; then one-liners go from the end, then full items become one-liners."""
    items = min(count, MAX_ITEMS)
    for end in range(min(count, MAX_ITEMS + MAX_ONE_LINERS), items - 1, -1):
        for acts in ACTS:
            yield items, end, acts
    for fewer in range(items - 1, -1, -1):
        yield fewer, items, MAX_ACTS


def _looked_at(
    story: Story, shown: Mapping[str, Snapshot], *, occasion: Occasion, wishes: Wishes, tags: Mapping[str, Tagged]
) -> Candidate | Explained:
    """A candidate, or why it is none: old, muted, filtered, nothing new."""
    if not occasion.first and all(t.stored.seeded for t in story.tellings):
        return Explained(story, Place.OLD, reason="came with a feed's first poll")
    acts = acts_of(story)
    subject = Subject(story.id, parties_of(story, acts), tags.get(story.id, UNTAGGED))
    if mute := muted_by(wishes, subject, occasion.now):
        return Explained(story, Place.MUTED, reason=mute)
    if missed := filtered_by(wishes, subject, occasion.now):
        return Explained(story, Place.FILTERED, reason=missed)
    before = shown.get(story.id)
    change = change_of(story, acts, before)
    return Candidate(story, acts, change, subject, before) if change else Explained(story, Place.UNCHANGED)


def _placed(ranked: tuple[Ranked, ...], *, items: int, shown: int) -> Iterator[Explained]:
    for place, one in enumerate(ranked):
        yield Explained(
            one.candidate.story,
            Place.ITEM if place < items else Place.LINE if place < shown else Place.NO_ROOM,
            one.rank,
        )


def _snapshots(chosen: tuple[Candidate, ...], items: tuple[Shown, ...]) -> dict[str, Snapshot]:
    quotes = {one.story.id: one.quotes for one in items}
    return {c.story.id: snapshot_of(c.story, c.acts, quotes.get(c.story.id, ()), c.before) for c in chosen}


def _cards(
    items: tuple[Shown, ...],
    lines: tuple[Runs, ...],
    foreign: tuple[StoredArticle, ...],
    coverage: Coverage,
    occasion: Occasion,
    *,
    unshown: int,
) -> tuple[Card, ...]:
    head = Card((Heading(title_of(occasion)), *notes_of(occasion, any_story=bool(items or lines))))
    also = (*lines, *foreign_lines(_room_for(foreign, lines)))
    brief = (Card((Line((Run("In brief", bold=True),)), Bullets(also))),) if also else ()
    return (
        head,
        *(one.card for one in items),
        *brief,
        footer_of(coverage, occasion, shown=len(items) + len(lines), unshown=unshown),
    )


def _told(chosen: tuple[Candidate, ...], items: tuple[Shown, ...], lines: tuple[Runs, ...]) -> Iterator[Told]:
    texts = (*(text_of(one.card) for one in items), *(plain(line) for line in lines))
    quotes = (*(tuple(words for _, words in one.quotes) for one in items), *(() for _ in lines))
    for candidate, text, quoted in zip(chosen, texts, quotes, strict=True):
        top = top_act(candidate.acts, candidate.change)
        articles = tuple(telling.stored for telling in candidate.story.tellings)
        yield Told(candidate.change.tone, articles, text, quoted, top.best if top else None)


def _told_in_brief(foreign: tuple[StoredArticle, ...]) -> Iterator[Told]:
    for stored, line in zip(foreign, foreign_lines(foreign), strict=True):
        yield Told(Tone.NEW, (stored,), plain(line))


def _room_for(foreign: tuple[StoredArticle, ...], lines: tuple[Runs, ...]) -> tuple[StoredArticle, ...]:
    return foreign[: min(MAX_FOREIGN, MAX_ONE_LINERS - len(lines))]
