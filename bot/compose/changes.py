"""What is new in a story for one channel, from structured differences. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.cards import Tone
from bot.compose.acts import WEIGHT, Act, Evidence, day_of, numbers_in, sentence_of
from bot.compose.counts import counts_in
from bot.compose.wording import latest, opening_of, outlet_name
from bot.model import Snapshot, Story, Telling
from summarizer.model import ActionType, QuoteKind, Resolved, Status

NEWS_WEIGHT = WEIGHT[ActionType.REJECT]
# Types that outlets use of one and the same act: another outlet's word for what was shown is no news.
_KIN = {
    ActionType.AGREE: "accord",
    ActionType.COOPERATE: "accord",
    ActionType.SUPPORT: "accord",
    ActionType.AID: "accord",
    ActionType.CONCEDE: "accord",
    ActionType.RETREAT: "accord",
    ActionType.ACCUSE: "dispute",
    ActionType.REJECT: "dispute",
    ActionType.PROTEST: "dispute",
}
_TOGETHER = ("accord", ActionType.CONSULT)
MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """Why a story is shown: as new, as an update or as a correction.

    `words` say what changed, "" for a new one; `key` is the changed act's; `tellings` are those that the channel has
    not seen, from which an update is told (none: any).
    """

    tone: Tone
    words: str = ""
    key: str = ""
    tellings: tuple[Telling, ...] = ()


def change_of(story: Story, acts: tuple[Act, ...], shown: Snapshot | None) -> Change | None:
    """Compare a story with what the channel has seen of it. None: nothing that its readers do not know."""
    if shown is None:
        return Change(Tone.NEW, tellings=latest(story))
    updates = (
        _denials(acts, shown),
        _moved(acts, shown),
        _done_again(acts, shown),
        _new_acts(acts, shown),
        _grown_counts(story, shown),
        _confirmed(acts, shown),
        _new_numbers(acts, shown),
        _new_speakers(story, shown),
    )
    correction = next(_corrections(story, shown), None)
    update = next((change for changes in updates for change in changes), None)
    change = _both(correction, update) if correction and update else correction or update
    seen = set(shown.versions.values())
    unseen = tuple(t for t in story.tellings if t.stored.version_id not in seen)
    return replace(change, tellings=unseen) if change else None


def _both(correction: Change, update: Change) -> Change:
    """A correction that comes with news tells both."""
    return replace(correction, words=_cut(f"{correction.words} Also {update.words}"), key=update.key)


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
        openings={**earlier.openings, **{t.stored.article_id: opening_of(t) for t in story.tellings}},
    )


def _corrections(story: Story, shown: Snapshot) -> Iterator[Change]:
    for telling in story.tellings:
        words = " and ".join(_corrected(telling, shown)) if _is_edited(telling, shown) else ""
        if words:
            yield Change(Tone.CORRECTION, _cut(f"{telling.outlet.name} changed {words}."))


def _corrected(telling: Telling, shown: Snapshot) -> Iterator[str]:
    """What of what the channel was shown is no longer so: a number of the opening, a quotation."""
    article_id = telling.stored.article_id
    before, now = numbers_in(shown.openings.get(article_id, "")), numbers_in(opening_of(telling))
    gone = next((number for number in before if number not in now), "")
    come = next((number for number in now if number not in before), "")
    if gone and come:
        yield f"{gone} → {come}"
    if any(words not in telling.stored.article.text for cited, words in shown.quotes if cited == article_id):
        yield "or withdrew a quotation shown here" if not (gone and come) else "a quotation shown here"


def _moved(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that the channel was shown, and that came further: threatened → done."""
    yield from (_move(act, before) for act, before in _moves(acts, shown) if before is not Status.ALLEGED)


def _confirmed(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that were only alleged, and that somebody tells as a fact now: the least of changes."""
    yield from (_move(act, before) for act, before in _moves(acts, shown) if before is Status.ALLEGED)


def _moves(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[tuple[Act, Status]]:
    for act in acts:
        before = shown.acts.get(act.key, "").partition("|")[0]
        if before and before != act.best.status and _is_news(act) and _is_progress(Status(before), act.best.status):
            yield act, Status(before)


def _move(act: Act, before: Status) -> Change:
    return Change(Tone.UPDATE, _cut(f"{before} → {act.best.status}: {sentence_of(act.best)}"), act.key)


def _denials(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts that the channel was shown, and that a new telling says are denied, whatever the best telling says."""
    for act in acts:
        before = shown.acts.get(act.key, "").partition("|")[0]
        denials = (e.action for e in act.evidence if e.action.status is Status.DENIED and _is_fresh(e, shown))
        denial = next(denials, None)
        if before and before != Status.DENIED and denial and _is_news(act):
            yield Change(Tone.UPDATE, _cut(f"{before} → denied: {sentence_of(denial)}"), act.key)


def _done_again(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    """Acts of a kind that the channel was shown, between the same two, done on a later day: another act."""
    for act in acts:
        day_shown = shown.acts.get(act.key, "||").rpartition("|")[2]
        later = [e for e in act.evidence if _is_fresh(e, shown) and day_shown and str(day_of(e) or "") > day_shown]
        if later and _is_news(Act(tuple(later))):
            yield Change(Tone.UPDATE, _cut(f"new: {sentence_of(later[0].action)}"), act.key)


def _grown_counts(story: Story, shown: Snapshot) -> Iterator[Change]:
    """Of what was counted in headline or first sentence, more: 4 soldiers, then 9. Less is where outlets differ."""
    known = [count for opening in shown.openings.values() for count in counts_in(opening)]
    for telling in story.tellings:
        fresh = telling.stored.version_id not in shown.versions.values()
        for count in counts_in(opening_of(telling)) if fresh else ():
            alike = [other for other in known if other.is_of(count)]
            if alike and all(other.number < count.number for other in alike):
                most = max(alike, key=lambda other: other.number)
                words = f"{most.words} → {count.words} ({outlet_name(telling.outlet)})"
                yield Change(Tone.UPDATE, _cut(words))


def _new_acts(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    fresh = (Act(tuple(e for e in act.evidence if _is_fresh(e, shown))) for act in acts)
    for act in sorted((act for act in fresh if act.evidence), key=lambda act: -act.weight):
        if not _is_known(act, shown) and _is_news(act):
            yield Change(Tone.UPDATE, _cut(_new_act_words(act, shown)), act.key)


def _is_known(act: Act, shown: Snapshot) -> bool:
    """Has the channel seen the act, or one of its kin between the same parties that was as certain?"""
    return act.key in shown.acts or any(
        _is_kin(act.key, key) and not _goes_beyond(state, act) for key, state in shown.acts.items()
    )


def _is_kin(one: str, other: str) -> bool:
    """One and the same act in two outlets' words? Who acts upon whom matters, but in what two do together."""
    (type_one, *parties_one), (type_other, *parties_other) = one.split("|"), other.split("|")
    kin = _KIN.get(ActionType(type_one), type_one)
    if kin != _KIN.get(ActionType(type_other), type_other):
        return False
    return parties_one == parties_other or (kin in _TOGETHER and set(parties_one) == set(parties_other))


def _goes_beyond(state: str, act: Act) -> bool:
    return _is_progress(Status(state.partition("|")[0]), act.best.status)


def _new_act_words(act: Act, shown: Snapshot) -> str:
    """Name the threat that an act carries out, where the channel has seen it."""
    _, actor, recipient = act.key.split("|")
    threat = f"{ActionType.THREATEN}|{actor}|{recipient}"
    carried_out = act.best.status is Status.DONE and threat in shown.acts and WEIGHT[act.best.type] > NEWS_WEIGHT
    return f"{'threatened → done' if carried_out else 'new'}: {sentence_of(act.best)}"


def _new_numbers(acts: tuple[Act, ...], shown: Snapshot) -> Iterator[Change]:
    for act in acts:
        before = shown.acts.get(act.key, "|").split("|")[1]
        now = " ".join(act.numbers)
        if before and now and before != now and _is_fresh(act.evidence[0], shown) and _is_news(act):
            yield Change(Tone.UPDATE, _cut(f"{before} → {now}: {sentence_of(act.best)}"), act.key)


def _new_speakers(story: Story, shown: Snapshot) -> Iterator[Change]:
    """Somebody with a name who speaks for a party, and whom no article that was shown quotes, under whatever title."""
    known = {_surname(name) for name in shown.speakers}
    for telling in story.tellings:
        if telling.stored.version_id in shown.versions.values():
            continue
        key = telling.reading.key_quote
        speaker = telling.reading.quotes[key].speaker if key is not None else None
        named = speaker and speaker.resolved in (Resolved.NAMED, Resolved.COREF) and speaker.codes
        if speaker and named and _surname(speaker.name) not in known:
            yield Change(Tone.UPDATE, _cut(f"now quoted: {speaker.name}"))


def _surname(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""


def _is_edited(telling: Telling, shown: Snapshot) -> bool:
    before = shown.versions.get(telling.stored.article_id)
    return before is not None and before != telling.stored.version_id


def _is_news(act: Act) -> bool:
    """Weighty enough, told early, between parties that are known, and not long past."""
    return WEIGHT[act.best.type] >= NEWS_WEIGHT and act.is_shown and not act.is_background


def _is_fresh(evidence: Evidence, shown: Snapshot) -> bool:
    return evidence.telling.stored.version_id not in shown.versions.values()


def _is_progress(before: Status, now: Status) -> bool:
    """Does the new status tell more than the old one? A different outlet's vaguer word is no news."""
    order = (
        Status.UNDER_DISCUSSION,
        Status.URGED,
        Status.CONDITIONAL,
        Status.THREATENED,
        Status.ALLEGED,
        Status.ORDERED,
        Status.ANNOUNCED,
        Status.DONE,
    )
    if now is Status.DENIED:
        return True
    return before is not Status.DENIED and order.index(now) > order.index(before)


def _speakers(telling: Telling) -> Iterator[str]:
    for quote in telling.reading.quotes:
        if quote.speaker and quote.kind is not QuoteKind.PARTIAL:
            yield quote.speaker.name


def _cut(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= MAX_WORDS else " ".join(parts[: MAX_WORDS - 1]) + " …"


def number_conflicts(act: Act) -> tuple[tuple[str, str], ...]:
    """(number, outlet) pairs where outlets give different first numbers for one act; empty where they agree."""
    told: dict[str, str] = {}
    for evidence in act.evidence:
        numbers = numbers_in(evidence.action.phrase)
        if numbers:
            told.setdefault(numbers[0], outlet_name(evidence.telling.outlet))
    return tuple(told.items()) if len(told) > 1 else ()
