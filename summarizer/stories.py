"""Which story does an article belong to? The event that it tells, or a story of the last two weeks that it continues.

An event is told within `window` in like words; a story is a chain of events. Each article is decided once, by what was
known then; nothing renames, and two stories become one only where the caller merges them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Generic, TypeVar

from summarizer.actors import country_name
from summarizer.chains import MEMORY, Acts, Chains, Tie
from summarizer.events import Events, Likeness, Vector
from summarizer.kinship import Marks, Terms
from summarizer.model import Action
from summarizer.terms import Told, common, kinds, told
from summarizer.turns import acts_of

S = TypeVar("S", int, str)

WINDOW = timedelta(hours=48)  # measured best on labelled events; without a window F1 falls by .08
THRESHOLD = 0.12  # mean cosine, aged, to a story's articles; .11 to .13 are within .004 on labelled events
MIN_TELLING = 0.03  # mean cosine over what is neither common nor a name of a place: two countries have many stories
THIN_TELLING = 0.06  # below it an act must tie the two as well: two strikes of one night in two cities have .04
PLAIN = 0.24  # mean cosine, aged, that needs no act between the same two parties
LEAST_TELLING = 0.02  # even then: two countries may have two stories at once
PARTIES_TELL = 0.18  # mean cosine, aged, from which an act between the same two tells more than the words
STRANGERS = 0.2  # mean cosine of telling words between other pairs: two allies buy arms, two captains lie in port
TELLING_TERMS = 25  # of an article, those that weigh most, are remembered with its story
MERGED = 0.35  # likeness to both of two stories that an article shows to be one: twice what continues one of them
SHOWN = 4  # shared words in a reason

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placement(Generic[S]):
    """Where an article belongs, and why, in words for a reader.

    `story` is the one to join; None where the article founds one. `merges` are other stories that the article shows to
    be the same; they should be merged into `story`, the oldest.
    """

    story: S | None
    why: str
    merges: tuple[S, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """One article as it is compared."""

    told: Told
    vector: Vector
    terms: Terms
    acts: Acts
    marks: Marks


class StoryIndex(Generic[S]):
    """The articles of the last `window` by event, and the stories of the last two weeks. Stories are numbers or ids.

    After a restart, adding two weeks' articles in order of time rebuilds it.
    """

    def __init__(self, window: timedelta = WINDOW, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._events: Events[S] = Events(window)
        self._chains: Chains[S] = Chains()

    def __len__(self) -> int:
        """Count the articles within the window."""
        return len(self._events)

    def match(self, title: str, text: str, at: datetime) -> S | None:
        """Return the live story whose event an article tells, by words alone, or None. Changes nothing."""
        words = told(title, text)
        close = self._close(words, self._events.vector(words), at)
        return close[0].story if close else None

    def place(
        self, title: str, text: str, at: datetime, *, acts: tuple[Action, ...] = (), countries: tuple[str, ...] = ()
    ) -> Placement[S]:
        """Find the story that an article belongs to. Changes nothing.

        `acts` and `countries` are its reading's. Without acts only the words tell, and no older story is continued.
        """
        words = told(title, text)
        seen = _seen(words, self._events.vector(words), acts_of(acts, countries), countries)
        like = self._events.likenesses(words, seen.vector, at, about=countries)
        close = [one for one in like if one.all >= self._threshold]
        events = [one for one in close if self._is_backed(one, seen)]
        ties = self._chains.ties(seen.terms, seen.acts, at)
        if events:
            return self._joined(events[0].story, self._same_event(seen, events[0]), ties)
        if ties:
            return self._joined(ties[0].story, _continues(seen, ties[0]), ties)
        kin = self._chains.kin(seen.terms, seen.acts, seen.marks, at)
        if kin:
            return Placement(kin[0].story, _is_kin(seen, kin[0]))
        if close:
            return Placement(None, f"a little like {close[0].story}, but neither act nor place ties the two")
        return Placement(None, f"nothing like it in the last {MEMORY.days} days")

    def add(
        self,
        article_id: int,
        story: S,
        title: str,
        text: str,
        at: datetime,
        *,
        acts: tuple[Action, ...] = (),
        countries: tuple[str, ...] = (),
    ) -> None:
        """Put an article into a story, new or old, and learn its words. An article added again is replaced."""
        words, is_known = told(title, text), article_id in self._events
        vector = self._events.add(article_id, story, words, at, about=countries)
        seen = _seen(words, vector, acts_of(acts, countries), () if is_known else countries)
        self._chains.add(story, seen.terms, seen.acts, at, marks=seen.marks)

    def merge(self, old: S, into: S) -> None:
        """Make two stories one, once the caller's records say so."""
        if old != into:
            self._events.merge(old, into)
            self._chains.merge(old, into)

    def _close(self, words: Told, vector: Vector, at: datetime) -> list[Likeness[S]]:
        """Return the live stories that are like an article in words, the likest first."""
        found = self._events.likenesses(words, vector, at)
        return [one for one in found if one.all >= self._threshold and one.telling >= MIN_TELLING]

    def _is_backed(self, one: Likeness[S], seen: _Seen) -> bool:
        """Whether acts bear out the words: strikes of a war are told apart by place, and thin likeness needs an act."""
        shared, found = self._chains.common(one.story, seen.marks), self._chains.turn(one.story, seen.acts)
        if shared.are_strangers and not shared.names and one.telling < STRANGERS:
            return False
        if found and found.of_war and seen.told.proper:
            proper = {term: weight for term, weight in seen.vector.items() if term in seen.told.proper}
            return one.telling >= MIN_TELLING and bool(self._chains.shared(one.story, proper))
        is_tied = found is not None and not found.of_war
        is_plain = one.same_parties and one.all >= PLAIN
        is_unknown = not seen.acts or not self._chains.has_acts(one.story)
        if one.telling >= MIN_TELLING and (is_tied or is_plain or is_unknown):
            return True
        is_alike = one.same_parties and one.all >= PARTIES_TELL and one.telling >= LEAST_TELLING
        return one.telling >= THIN_TELLING or (is_tied and is_alike)

    def _joined(self, story: S, why: str, ties: list[Tie[S]]) -> Placement[S]:
        """Join a story, and merge those that the article is as strongly tied to, where they continue each other."""
        strong = [tie.story for tie in ties if tie.likeness >= MERGED and not (tie.turn and tie.turn.of_war)]
        same = [one for one in strong if one == story or self._chains.are_one(one, story)]
        if story not in same or same == [story]:
            return Placement(story, why)
        same.sort(key=self._chains.age)
        return Placement(same[0], f"{why}; shows that {_listed(same)} are one story", tuple(same[1:]))

    def _same_event(self, seen: _Seen, one: Likeness[S]) -> str:
        shared = self._chains.shared(one.story, seen.terms)
        parties = f"; same parties {_parties(seen.told)}" if one.same_parties else ""
        return f"tells the same event as {one.story}: shares {_words(seen.told, shared)}{parties}"


def _seen(words: Told, vector: Vector, acts: Acts, about: tuple[str, ...]) -> _Seen:
    of_kind = {term: vector[term] for term in vector if term in kinds() and term not in words.names}
    names = {**words.officials, **words.proper}
    marks = Marks(of_kind, names, words.headed, frozenset(words.officials), about)
    return _Seen(words, vector, _telling(words, vector), acts, marks)


def _telling(words: Told, vector: Vector) -> Terms:
    """Pick the terms that tell one story from another: no common ones, numbers, names of countries or officials."""
    left_out = common() | words.names | words.officials.keys()
    telling = (term for term in vector if term not in left_out and not term.isdigit())
    return {term: vector[term] for term in islice(telling, TELLING_TERMS)}


def _continues(seen: _Seen, tie: Tie[S]) -> str:
    return f"continues {tie.story} after {_rest(tie.rested)}: {tie.turn}; shares {_words(seen.told, tie.shared)}"


def _is_kin(seen: _Seen, tie: Tie[S]) -> str:
    turn = f"{tie.turn}; " if tie.turn else ""
    about = ", ".join(map(country_name, tie.parties))
    named = f"names {', '.join(tie.names[:SHOWN])}; " if tie.names else ""
    shared = _words(seen.told, tie.shared)
    return f"goes on with {tie.story} after {_rest(tie.rested)}: {turn}about {about}; {named}shares {shared}"


def _rest(rested: timedelta) -> str:
    number, unit = (rested // _HOUR, "hour") if rested < 2 * _DAY else (rested // _DAY, "day")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _words(words: Told, shared: tuple[str, ...]) -> str:
    return ", ".join(words.forms[term] for term in shared[:SHOWN]) or "common words only"


def _parties(words: Told) -> str:
    return ", ".join(country_name(code) for code in words.parties)


def _listed(stories: list[S]) -> str:
    return f"{', '.join(map(str, stories[:-1]))} and {stories[-1]}"
