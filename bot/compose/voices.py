"""Which of a story's tellings are one voice: a wire text, its copies and its rewrites. Pure."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from bot.model import Telling
from summarizer.credits import credits_of, is_agency
from summarizer.voices import is_copy, is_rewrite

_LETTERS = ("news agency", "wire", "agency", "news", "press")  # what a credit may leave off an outlet's name
UNNAMED = "agencies"  # how credits_of says that no agency is named


def voices_of(tellings: Iterable[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """Groups of tellings, each one voice, in order of the first telling.

    In each the original comes first: a wire, then the lowest rank, then the earliest. A telling joins the voice that it
    copies, else the one that it rewrites; the order in which tellings are given does not matter.
    """
    told = tuple(tellings)
    groups = _grouped(tuple(_said(telling) for telling in told))
    return tuple(tuple(told[n] for n in group) for group in groups)


def independent(tellings: Iterable[Telling]) -> int:
    """How many outlets tell it in a voice of their own.

    Copies and rewrites add nothing, nor does an outlet's second article, nor what is credited to an outlet that tells
    it too.
    """
    said = tuple(_said(telling) for telling in tellings)
    outlets = tuple(sorted({one.outlet for one in said}))
    return len({_source(said[voice[0]], outlets) for voice in _grouped(said)})


class _Said(NamedTuple):
    """What tells voices apart, in order of telling."""

    at: datetime
    fetched: datetime
    article_id: int
    version_id: int
    outlet: str
    is_wire: bool
    rank: int
    text: str


def _said(telling: Telling) -> _Said:
    stored, outlet = telling.stored, telling.outlet
    is_wire = outlet.label in ("wire", "agency", "news agency") or is_agency(outlet.name)
    keys = (stored.appeared, stored.fetched, stored.article_id, stored.version_id)
    return _Said(*keys, outlet.name, is_wire, outlet.rank, stored.article.text)


@lru_cache(maxsize=1_024)
def _grouped(said: tuple[_Said, ...]) -> tuple[tuple[int, ...], ...]:
    """The groups, by the places of their members."""
    groups: list[list[int]] = []
    for n in sorted(range(len(said)), key=lambda n: said[n]):
        voice = next((group for group in groups if any(is_copy(said[n].text, said[k].text) for k in group)), None)
        voice = voice or next((group for group in groups if any(_rewrites(said[n], said[k]) for k in group)), None)
        if voice is None:
            groups.append([n])
        else:
            voice.append(n)
    return tuple(tuple(sorted(g, key=lambda n: (not said[n].is_wire, said[n].rank, said[n]))) for g in groups)


def _rewrites(later: _Said, earlier: _Said) -> bool:
    """Is one another outlet's rewrite of the other? What came later is, unless that is a wire's own text.

    An outlet that tells its own story again has a voice already.
    """
    if earlier.outlet == later.outlet:
        return False
    credited = _credits(later, earlier) or _credits(earlier, later)
    return is_rewrite(later.text, earlier.text, credited=credited) or (
        later.is_wire and is_rewrite(earlier.text, later.text, credited=credited)
    )


def _credits(one: _Said, other: _Said) -> bool:
    """Does one name the other's outlet as its source, or agencies where the other is one?"""
    return any(_is_named(other.outlet, name) or (name == UNNAMED and other.is_wire) for name in credits_of(one.text))


def _source(said: _Said, outlets: tuple[str, ...]) -> str:
    """The outlet that a text is credited to, where that is among those who tell and it claims no part; else its own."""
    named = credits_of(said.text)
    if any(_is_named(said.outlet, credit) for credit in named):  # "(Rhein, Meridian)": its own work too
        return said.outlet
    return next((name for name in outlets for credit in named if _is_named(name, credit)), said.outlet)


def _is_named(outlet: str, credit: str) -> bool:
    """ "meridian" and "meridian wire" are credits of the Meridian Wire, "amn" is one of the Aegean Morning News."""
    words, credited = outlet.casefold().split(), credit.casefold().split()
    rest = " ".join(words[len(credited) :])
    in_words = bool(credited) and words[: len(credited)] == credited and (not rest or rest in _LETTERS)
    return in_words or (len(words) > 1 and credited == ["".join(word[0] for word in words)])
