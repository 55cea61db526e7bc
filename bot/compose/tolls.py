"""Where outlets count the same things differently: 8 sailors detained, 11 sailors detained. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from bot.compose.counts import NUMBER, Count, amounts_in, counts_in, value_of
from bot.compose.dating import day_named
from bot.compose.evidence import PAST
from bot.compose.sides import Difference, Kind, Side, are_near, sentences_of
from bot.compose.stems import stems_of
from bot.model import Telling
from summarizer.model import Span

OPENING_PARAGRAPHS = 5
MAX_FATE_CHARS = 70  # between a count and the word for what became of what is counted
# What becomes of people and things, by the first letters of its words.
_FATES = {
    "killed": "kill dead die died dies death deaths slain fatal",
    "wounded": "wound injur hurt",
    "missing": "missing",
    "held": "detain arrest captur seiz held holds holding taken hostage jail abduct imprison",
    "freed": "freed free frees releas handed",
    "expelled": "expel expul oust",
    "rescued": "evacuat rescu",
    "displaced": "displac fled flee",
    "sent": "deploy send sent dispatch supply ship deliver donat give gave pledg promis",
    "listed": "sanction blacklist",
    "fired": "fired launch",
    "downed": "intercept downed shot",
    "withdrawn": "withdraw withdrew pull leave left",
}
# What a sum of money is.
_PURPOSES = {
    "worth": "worth valu",
    "lent": "loan lend lent credit",
    "cost": "cost price",
    "fined": "fine penalt",
    "frozen": "freez froze",
    "lost": "damage loss stole stolen",
    "sold": "sale sell sold contract purchas buy",
    "given": "aid grant contribut donat pledg",
}
_PURPOSE = {stem: purpose for purpose, stems in _PURPOSES.items() for stem in stems.split()}
_PURPOSE_WORD = re.compile(rf"(?i)\b({'|'.join(sorted(_PURPOSE, key=len, reverse=True))})\w*")
_FATE = {stem: fate for fate, stems in _FATES.items() for stem in stems.split()}
_FATE_WORD = re.compile(rf"(?i)\b({'|'.join(sorted(_FATE, key=len, reverse=True))})\w*")
_REVISED = re.compile(
    r"(?i)\b(?:earlier|initial(?:ly)?|previous(?:ly)?|had (?:first|said|put|spoken|reported)|at first|instead of"
    r"|revis\w+|updat\w+|rais(?:ed|ing)|rose|risen|rather than|so far|now stands|up from|down from|correct\w+)\b"
)
_FORMER = re.compile(
    r"(?i)\b(?:from|not|another|other|first|last|next|additional|further|of the|of its)\s+(?:the\s+)?$"
)
_NOT = re.compile(rf"(?:,? and|,| but) not (?:the )?(?P<number>{NUMBER})(?![\w,.]*\w)")
_FUNCTION_WORDS = "said says told have been were that with from this their they after when which would"
_COMMON = stems_of(_FUNCTION_WORDS)


@dataclass(frozen=True, slots=True)
class _Told:
    telling: Telling
    count: Count
    fate: str
    span: Span
    passage: Span
    stems: frozenset[str]


def number_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """Pairs of outlets whose newest counts of one thing cannot both be true; `tellings` are oldest first."""
    newest: dict[tuple[str, frozenset[str], str], _Told] = {}
    for telling in tellings:
        for told in _told(telling):
            newest[(telling.outlet.name, told.count.things, told.fate)] = told
    found = sorted(
        newest.values(), key=lambda told: (told.telling.stored.told, told.telling.stored.version_id, told.span.start)
    )
    seen: set[tuple[str, frozenset[str]]] = set()
    yield from _contradictions(tellings, found)
    for one, other in combinations(found, 2):
        subject = (one.fate, one.count.things & other.count.things)
        if subject not in seen and _differ(one, other):
            seen.add(subject)
            yield Difference(Kind.NUMBER, one.fate, _sides(one, other, found))


def _contradictions(tellings: tuple[Telling, ...], found: list[_Told]) -> Iterator[Difference]:
    """ "350 soldiers and not 600": what an outlet says of another's number, where that outlet has it."""
    for told in found:
        text = told.telling.stored.article.text
        match = _NOT.match(text, told.span.end, told.passage.end)
        number = value_of(match["number"]) if match else 0
        others = (_with_number(t, number, told) for t in tellings if t.outlet.name != told.telling.outlet.name)
        other = next((one for one in others if match and one), None)
        if other and abs(other.telling.stored.told - told.telling.stored.told) <= PAST:
            yield Difference(Kind.NUMBER, told.fate, (_side(other, []), _side(told, [])))


def _with_number(telling: Telling, number: int, of: _Told) -> _Told | None:
    """Where a text counts so many of the same things."""
    text = telling.stored.article.text
    for _, span in sentences_of(telling, first=OPENING_PARAGRAPHS):
        for count in counts_in(span.of(text)):
            if count.number == number and count.is_of(of.count):
                start = span.start + count.start
                return _Told(telling, count, of.fate, Span(start, start + len(count.words)), span, frozenset())
    return None


def _differ(one: _Told, other: _Told) -> bool:
    of_one_thing = one.fate == other.fate and one.count.is_of(other.count) and bool(one.stems & other.stems)
    apart = one.telling.outlet.name != other.telling.outlet.name and are_near(one.telling, other.telling)
    return of_one_thing and apart and not one.count.agrees_with(other.count) and not _knows(one, other)


def _knows(one: _Told, other: _Told) -> bool:
    """Does one of the two give the other's number too? Then it tells of several, or that they differ."""
    texts = (one.telling.stored.article, other.telling.stored.article)
    counts = [{c.number for c in counts_in(f"{a.title}\n{a.text}") if c.things & one.count.things} for a in texts]
    return other.count.number in counts[0] or one.count.number in counts[1]


def _sides(one: _Told, other: _Told, found: list[_Told]) -> tuple[Side, ...]:
    alike = [t for t in found if t.fate == one.fate and t.count.is_of(one.count)]
    return tuple(_side(told, alike) for told in (one, other))


def _side(told: _Told, alike: list[_Told]) -> Side:
    also = {t.telling.outlet.name: t.telling.outlet for t in alike if t.count.number == told.count.number}
    also.pop(told.telling.outlet.name, None)
    return Side(told.telling, (told.span,), told.passage, tuple(also.values()))


def _told(telling: Telling) -> Iterator[_Told]:
    """The counts of an article's opening, each once; of things that it counts twice with different results, none."""
    opening = (span for _, span in sentences_of(telling, first=OPENING_PARAGRAPHS))
    found = [told for span in opening for told in _in_sentence(telling, span)]
    for n, told in enumerate(found):
        same = [t for t in found if t.fate == told.fate and t.count.is_of(told.count)]
        is_first = not any(t in same for t in found[:n])
        if is_first and len({t.count.number for t in same}) == 1:
            yield replace(told, stems=frozenset(stem for t in same for stem in t.stems))


def _in_sentence(telling: Telling, span: Span) -> Iterator[_Told]:
    text = span.of(telling.stored.article.text)
    day = day_named(text, telling.stored.told.date())
    is_background = day is not None and day < telling.stored.told.date() - PAST
    stems = stems_of(text) - _COMMON
    fates = [(count, _FATE, _FATE_WORD) for count in counts_in(text)]
    purposes = [(amount, _PURPOSE, _PURPOSE_WORD) for amount in amounts_in(text)]
    for count, becomes, word in () if is_background else (*fates, *purposes):
        fate = "" if _FORMER.search(text, 0, count.start) else _fate(text, count, becomes, word)
        if fate:
            start = span.start + count.start
            words = Span(start, start + len(count.words))
            yield _Told(telling, count, fate, words, span, stems - count.things)


def _fate(sentence: str, count: Count, becomes: Mapping[str, str], word: re.Pattern[str]) -> str:
    """The nearest word in the sentence for what became of what is counted; "" where a revision is told."""
    middle = count.start + len(count.words) // 2
    near = sorted((abs(m.start() - middle), m.group(1).casefold()) for m in word.finditer(sentence))
    revised = _REVISED.search(sentence, max(0, count.start - 40), count.start)
    return becomes[near[0][1]] if near and near[0][0] <= MAX_FATE_CHARS and not revised else ""


def _order(told: _Told) -> tuple[datetime, int, int]:
    return told.telling.stored.told, told.telling.stored.version_id, told.span.start
