"""What is new in a story for one channel, from structured differences. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.cards import Tone
from bot.compose.acts import Act, sentence_of
from bot.compose.amendments import corrections_of
from bot.compose.evidence import day_of
from bot.compose.growth import grown_counts
from bot.compose.known import carries_out, is_fresh, is_headline_news, is_kin, is_known, is_news, is_progress, keeps
from bot.compose.phrases import ended
from bot.compose.turns_told import denials_told, effects_told, refusals_told
from bot.compose.wording import latest, standing_opening_of, surname_of
from bot.model import Snapshot, Story, Telling
from summarizer.model import Action, QuoteKind, Resolved, Status

MAX_WORDS = 20
MIN_PHRASE_WORDS = 4
MIN_WORDS = 10  # that an act needs to be told


class Kind(StrEnum):
    """What is new in a story for a channel."""

    NEW = "new"
    CORRECTION = "correction"
    STATUS = "status"
    DENIAL = "denial"
    ACT = "act"
    COUNT = "count"
    CONFIRMED = "confirmed"
    NUMBER = "number"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Change:
    """Why a story is shown: as new, as an update or as a correction.

    `words` say what changed, "" for a new one; `key` is the changed act's, `action` its telling; `tellings` are those
    that the channel has not seen, from which an update is told (none: any); `known` are the keys of the acts that it
    has seen as they are.
    """

    tone: Tone
    words: str = ""
    key: str = ""
    tellings: tuple[Telling, ...] = ()
    kind: Kind = Kind.NEW
    action: Action | None = None
    known: frozenset[str] = frozenset()


def change_of(story: Story, acts: tuple[Act, ...], shown: Snapshot | None) -> Change | None:
    """Compare a story with what the channel has seen of it. None: nothing that its readers do not know."""
    if shown is None:
        is_gone = all(telling.withdrawn for telling in story.tellings)
        return None if is_gone else Change(Tone.NEW, tellings=latest(story))
    updates = (
        _denials(acts, shown),
        _moved(acts, shown),
        _done_again(acts, shown),
        _new_acts(acts, shown),
        _turns(story, shown),
        _grown_counts(story, shown),
        _confirmed(acts, shown),
        _new_numbers(acts, shown),
        _new_speakers(story, shown),
    )
    correction = next(_corrections(story, shown), None)
    found = [change for changes in updates for change in changes]
    update = _with_more(found[0], found[1:], acts) if found else None
    change = _both(correction, update) if correction and update else correction or update
    seen = set(shown.versions.values())
    unseen = tuple(t for t in story.tellings if t.stored.version_id not in seen)
    known = frozenset(act.key for act in acts if shown.acts.get(act.key, "").partition("|")[0] == act.best.status)
    return replace(change, tellings=unseen, known=known | change.known) if change else None


def _both(correction: Change, update: Change) -> Change:
    """A correction that comes with news tells both, in its line where there is room, else in its heading."""
    words = f"{correction.words} Also {update.words}"
    return replace(correction, words=words if len(words.split()) <= MAX_WORDS else correction.words, key=update.key)


def _with_more(update: Change, others: list[Change], acts: tuple[Act, ...]) -> Change:
    """A second thing that changed too: a number or another article's news, for which the first is told more shortly."""
    by_key = {act.key: act for act in acts}
    numbers = [other for other in others if other.kind in (Kind.COUNT, Kind.NUMBER)]
    news = [other for other in others if _is_other_news(by_key.get(other.key), by_key.get(update.key))]
    for other in (*numbers, *news):
        told = other.words if other in numbers else _shorter(other, MIN_WORDS)
        also = f". Also {told.removeprefix('new: ')}"
        room = MAX_WORDS - len(also.split()) + 1
        words = _shorter(update, room)
        is_whole = "…" not in (told if other in numbers else words + told)
        if told and words and is_whole and len(words.split()) <= room:
            return replace(update, words=words + also, known=frozenset({other.key}))
    return update


def _is_other_news(other: Act | None, update: Act | None) -> bool:
    """Is it what another article tells in its headline, of somebody else?"""
    if other is None or update is None or other.prominence <= 1.0:
        return False
    by = {e.telling.stored.article_id for e in update.evidence}
    apart = by.isdisjoint(e.telling.stored.article_id for e in other.evidence)
    return apart and other.key.split("|")[1] != update.key.split("|")[1]


def _shorter(update: Change, room: int) -> str:
    """The words, or an act in so few, unless that would leave too little of what was done: then ""."""
    if update.action is None or len(update.words.split()) <= room:
        return update.words
    how = update.words.partition(": ")[0]
    act = sentence_of(update.action, max_words=room - len(how.split()))
    told = act.partition(": ")[2].rpartition(" (")[0]
    return f"{how}: {act}" if len(told.split()) >= MIN_PHRASE_WORDS else ""


def snapshot_of(
    story: Story, acts: tuple[Act, ...], quotes: tuple[tuple[int, str], ...], before: Snapshot | None
) -> Snapshot:
    """What the channel has seen once this is posted; `quotes` are (article id, words) shown now."""
    earlier = before or Snapshot()
    return Snapshot(
        acts={**earlier.acts, **{act.key: act.state for act in acts}},
        speakers=tuple(sorted({*earlier.speakers, *(name for t in story.tellings for name in _speakers(t))})),
        quotes=tuple(dict.fromkeys((*earlier.quotes, *quotes))),
        versions={**earlier.versions, **{t.stored.article_id: t.stored.version_id for t in story.tellings}},
        openings={**earlier.openings, **{t.stored.article_id: standing_opening_of(t) for t in story.tellings}},
        updates=earlier.updates + (before is not None),
    )


def _corrections(story: Story, shown: Snapshot) -> Iterator[Change]:
    for words in corrections_of(story, shown):
        yield Change(Tone.CORRECTION, _cut(words), kind=Kind.CORRECTION)


def _moved(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that the channel was shown, and that came further: threatened → done."""
    yield from (_move(act, before) for act, before in _moves(acts, shown) if before is not Status.ALLEGED)


def _confirmed(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that were only alleged, and that somebody tells as a fact now: the least of changes."""
    yield from (_move(act, before) for act, before in _moves(acts, shown) if before is Status.ALLEGED)


def _moves(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[tuple[Act, Status]]:
    for act in acts:
        before = shown.acts.get(act.key, "").partition("|")[0]
        if before and before != act.best.status and is_news(act) and is_progress(Status(before), act.best.status):
            yield act, Status(before)


def _move(act: Act, before: Status) -> Change:
    kind = Kind.CONFIRMED if before is Status.ALLEGED else Kind.STATUS
    return Change(
        Tone.UPDATE, _cut(f"{before} → {act.best.status}: {sentence_of(act.best)}"), act.key, kind=kind, action=act.best
    )


def _denials(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that the channel was shown, and that a new telling says are denied, whatever the best telling says."""
    for act in acts:
        before = shown.acts.get(act.key, "").partition("|")[0]
        denials = (e.action for e in act.evidence if e.action.status is Status.DENIED and is_fresh(e, shown))
        denial = next(denials, None)
        if before and before != Status.DENIED and denial and is_news(act):
            words = _cut(f"{before} → denied: {sentence_of(denial)}")
            yield Change(Tone.UPDATE, words, act.key, kind=Kind.DENIAL, action=denial)


def _done_again(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts of a kind that the channel was shown, between the same two, done on a later day: another act."""
    for act in acts:
        day_shown = shown.acts.get(act.key, "||").rpartition("|")[2]
        later = [e for e in act.evidence if is_fresh(e, shown) and day_shown and str(day_of(e) or "") > day_shown]
        if later and is_news(Act(tuple(later))):
            action = later[0].action
            yield Change(Tone.UPDATE, _cut(f"new: {sentence_of(action)}"), act.key, kind=Kind.ACT, action=action)


def _grown_counts(story: Story, shown: Snapshot) -> Iterator[Change]:
    for words in grown_counts(story, shown):
        yield Change(Tone.UPDATE, _cut(words), kind=Kind.COUNT)


def _new_acts(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    fresh = (Act(tuple(e for e in act.evidence if is_fresh(e, shown))) for act in acts)
    for act in sorted((act for act in fresh if act.evidence), key=_most_told_first):
        if not is_known(act, shown) and (is_news(act) or is_headline_news(act, shown)):
            kind = Kind.STATUS if carries_out(act, shown) else Kind.ACT
            yield Change(Tone.UPDATE, _cut(_new_act_words(act, shown)), act.key, kind=kind, action=act.best)


def _most_told_first(act: Act) -> tuple[bool, bool, float]:
    """What headline or first paragraphs tell, between two that are known, is the news; then by weight."""
    return (act.prominence < 1.0, act.clarity < 1.0, -act.weight)


def _turns(story: Story, shown: Snapshot) -> Iterator[Change]:
    for words in denials_told(story, shown):
        yield Change(Tone.UPDATE, _cut(f"denied: {words}"), kind=Kind.DENIAL)
    for words in refusals_told(story, shown):
        yield Change(Tone.UPDATE, _cut(f"new: {words}"), kind=Kind.ACT)
    for words in effects_told(story, shown):
        yield Change(Tone.UPDATE, _cut(f"in effect: {words}"), kind=Kind.STATUS)


def _new_act_words(act: Act, shown: Snapshot) -> str:
    kept = any(is_kin(act.key, key) and keeps(act, key, state) for key, state in shown.acts.items())
    how = "threatened → done" if carries_out(act, shown) else "agreed → done" if kept else "new"
    return f"{how}: {sentence_of(act.best)}"


def _new_numbers(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    for act in acts:
        before = shown.acts.get(act.key, "|").split("|")[1]
        now = " ".join(act.numbers)
        if before and now and before != now and is_fresh(act.evidence[0], shown) and is_news(act):
            yield Change(Tone.UPDATE, _cut(f"{before} → {now}: {sentence_of(act.best)}"), act.key, kind=Kind.NUMBER)


def _new_speakers(story: Story, shown: Snapshot) -> Iterator[Change]:
    """Somebody with a name who speaks for a party for which no article that was shown quotes anybody."""
    known = {surname_of(name) for name in shown.speakers}
    seen = [t for t in story.tellings if t.stored.version_id in shown.versions.values()]
    heard = {codes for t in seen for codes in _spoken_for(t)}
    for telling in story.tellings:
        if telling in seen:
            continue
        key = telling.reading.key_quote
        speaker = telling.reading.quotes[key].speaker if key is not None else None
        named = speaker and speaker.resolved in (Resolved.NAMED, Resolved.COREF) and speaker.codes
        if speaker and named and surname_of(speaker.name) not in known and speaker.codes not in heard:
            yield Change(Tone.UPDATE, _cut(f"now quoted: {speaker.name}"), kind=Kind.SPEAKER)


def _spoken_for(telling: Telling) -> Iterator[tuple[str, ...]]:
    for quote in telling.reading.quotes:
        if quote.speaker and quote.speaker.codes:
            yield quote.speaker.codes


def _speakers(telling: Telling) -> Iterator[str]:
    for quote in telling.reading.quotes:
        if quote.speaker and quote.kind is not QuoteKind.PARTIAL:
            yield quote.speaker.name


def _cut(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= MAX_WORDS else ended(parts[:MAX_WORDS]).rstrip("…") + "…"
