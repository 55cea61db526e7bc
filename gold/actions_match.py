"""Pairs a system's acts with the gold's and says what is wrong with each pair. Counts nothing, reads no files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gold.actions_gold import GoldAct, GoldActs, Party, Passage, merged
from gold.score import Row, share

_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset(["the", "a", "an", "of", "and", "in", "for"])
_PARTIES = frozenset(["actor", "recipient"])

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """An act as a system gives it; `evidence` is the clause or sentence, `phrase` the verb phrase in it."""

    type: str
    status: str
    actor: frozenset[str]
    recipient: frozenset[str]
    actor_name: str
    recipient_name: str
    evidence: Span
    phrase: Span
    source: str

    def __str__(self) -> str:
        parties = (",".join(sorted(codes)) or "-" for codes in (self.actor, self.recipient))
        return f"{self.type} {'→'.join(parties)} {self.status}"


@dataclass(frozen=True, slots=True)
class Pair:
    """An act of the gold, what a system made of it (None where it was missed) and what is wrong with that.

    `faults` holds "actor", "recipient", "status", "source"; `again` are all acts found that tell this one, `exact`
    those of them with the right actor and recipient.
    """

    gold: GoldAct
    found: Found | None
    faults: frozenset[str]
    again: tuple[Found, ...]
    exact: tuple[Found, ...]

    @property
    def has_countries(self) -> bool:
        """Whether it was found with the right actor and recipient."""
        return self.found is not None and not self.faults & _PARTIES


@dataclass(frozen=True, slots=True)
class Verdict:
    """One text judged. `stray` are acts the gold does not have, `hit` the passages that were taken for acts."""

    gold: GoldActs
    pairs: tuple[Pair, ...]
    stray: tuple[Found, ...]
    hit: tuple[tuple[Passage, Found], ...]


def found_in(row: Row, text: str) -> tuple[Found, ...]:
    """Read the acts out of a row of `sitrep read --jsonl`."""
    return tuple(_found(act, text) for act in row.get("actions", ()))


def judge(gold: GoldActs, found: tuple[Found, ...]) -> Verdict:
    """Pair acts one to one, best first, and sort out the rest."""
    partner = _partners(gold, found)
    pairs = tuple(_pair(act, partner.get(n), found) for n, act in enumerate(gold.acts))
    agreeing = {each for pair in pairs for each in pair.again}
    rest = tuple(each for each in found if each not in agreeing)
    hit = tuple((passage, each) for passage in gold.passages for each in _first_in(passage, rest))
    return Verdict(gold, pairs, tuple(each for each in rest if not _is_told_again(gold, each)), hit)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return min(one[1], other[1]) > max(one[0], other[0])


def _found(act: Row, text: str) -> Found:
    start, end = act["start"], act["end"]
    at = text.find(act.get("phrase") or "\0", start, end)
    return Found(
        type=merged(act["type"]),
        status=(act.get("status") or "").replace(" ", "_"),
        actor=_codes(act.get("actor_code")),
        recipient=_codes(act.get("recipient_code")),
        actor_name=act.get("actor") or "",
        recipient_name=act.get("recipient") or "",
        evidence=(start, end),
        phrase=(at, at + len(act["phrase"])) if at >= 0 else (start, end),
        source=act.get("reported_by") or "",
    )


def _codes(joined: str | None) -> frozenset[str]:
    return frozenset(code for code in (joined or "").split(";") if code)


def _pair(act: GoldAct, partner: Found | None, found: tuple[Found, ...]) -> Pair:
    again = tuple(each for each in found if _agrees(act, each))
    exact = tuple(each for each in again if not _faults(act, each) & _PARTIES)
    return Pair(act, partner, _faults(act, partner), again, exact)


def _agrees(act: GoldAct, found: Found) -> bool:
    return found.type in act.types and any(overlaps(place, found.evidence) for place in act.places)


def _partners(gold: GoldActs, found: tuple[Found, ...]) -> dict[int, Found]:
    """Return what was found for each act of the gold, by its number."""
    candidates = sorted(
        (_distance(act, each), n, m)
        for n, act in enumerate(gold.acts)
        for m, each in enumerate(found)
        if _agrees(act, each)
    )
    partners: dict[int, Found] = {}
    taken: set[int] = set()
    for _, n, m in candidates:
        if n not in partners and m not in taken:
            partners[n] = found[m]
            taken.add(m)
    return partners


def _distance(act: GoldAct, found: Found) -> tuple[float, ...]:
    """Order candidates: right countries first, then place, level, best type, right status."""
    faults = _faults(act, found)
    near = max(_closeness(place, found.phrase) for place in act.places)
    return (
        len(faults & _PARTIES),
        -round(near, 1),
        act.level == "may",
        found.type != act.types[0],
        "status" in faults,
    )


def _closeness(one: Span, other: Span) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return share(shared, max(one[1], other[1]) - min(one[0], other[0]))


def _faults(act: GoldAct, found: Found | None) -> frozenset[str]:
    if found is None:
        return frozenset()
    return frozenset(
        fault
        for fault, right in (
            ("actor", _has_actor(act, found)),
            ("recipient", _has_recipient(act, found)),
            ("status", found.status in act.statuses),
            ("source", not act.source or _shares_word(act.source, found.source)),
        )
        if not right
    )


def _has_actor(act: GoldAct, found: Found) -> bool:
    if act.both:
        return any(found.actor <= option for option in act.actor.options) and bool(found.actor)
    return is_party(act.actor, found.actor, found.actor_name)


def _has_recipient(act: GoldAct, found: Found) -> bool:
    if act.both:
        named = found.actor | found.recipient
        return any(named <= option and len(named) >= min(2, len(option)) for option in act.actor.options)
    return is_party(act.recipient, found.recipient, found.recipient_name)


def is_party(party: Party, codes: frozenset[str], name: str) -> bool:
    """Whether a role is filled rightly; a part of a coalition is enough."""
    if not party.scored:
        return True
    if not codes:
        return party.nobody or (bool(party.name) and _shares_word(party.name, name))
    return any(codes <= option for option in party.options)


def _shares_word(one: str, other: str) -> bool:
    return bool(_words(one) & _words(other))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _SMALL_WORDS


def _first_in(passage: Passage, found: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the first act told by the passage, if any."""
    wrong = (each for each in found if not passage.types or each.type in passage.types)
    yield from [each for each in wrong if overlaps(each.phrase, (passage.start, passage.end))][:1]


def _is_told_again(gold: GoldActs, found: Found) -> bool:
    """Whether an act elsewhere in an article has the countries of one that the gold has: a second telling."""
    return (
        not gold.is_sentence
        and bool(found.actor and found.recipient)
        and any(
            found.type in act.types
            and act.actor.scored
            and act.recipient.scored
            and _has_actor(act, found)
            and _has_recipient(act, found)
            for act in gold.acts
        )
    )
