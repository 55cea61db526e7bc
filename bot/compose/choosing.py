"""Which story comes next in a digest, so that one crisis does not fill it: maximal marginal relevance. Pure.

After Carbonell and Goldstein (SIGIR 1998): each place goes to the story whose rank, less what it has in common with
those already placed, is the highest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.compose.asked import party_words
from bot.compose.ranking import Candidate, Rank, Term

# What a story costs that has two parties in common with one placed story, with two, with more: a second one is welcome
# where it is big, a third must outweigh the others by a whole attack (9 by acts.WEIGHT).
SAME_CRISIS = (1.5, 9.0, 18.0)
SAME_PARTY = 0.5  # for each placed story that has one party with it in common
MAX_NAMED = 3
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its rank, the penalty for what stands above it included."""

    candidate: Candidate
    rank: Rank


@dataclass(slots=True, eq=False)
class _Waiting:
    """A candidate that has no place yet, and the parties that it has in common with each story that has one."""

    candidate: Candidate
    rank: Rank
    common: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def order(self) -> tuple[float, float, str]:
        seen = self.candidate.story
        total = self.rank.total + sum(term.points for term in _penalties(self.common))
        return -round(total, 1), seen.first_seen.timestamp(), seen.id


def in_turn(ranked: Iterable[Ranked], *, places: int) -> tuple[Ranked, ...]:
    """Order all candidates: the first `places` one after the other, the rest by what is left of their rank then.

    Ties go to what was seen first, then to the lower id, so that the order given does not matter.
    """
    waiting = [_Waiting(one.candidate, one.rank) for one in ranked]
    placed: list[_Waiting] = []
    while waiting and len(placed) < places:
        best = min(waiting, key=lambda one: one.order)
        waiting.remove(best)
        placed.append(best)
        for one in waiting:
            one.common.append(_in_common(one.candidate, best.candidate))
    rest = sorted(waiting, key=lambda one: one.order)
    return tuple(Ranked(one.candidate, one.rank.plus(*_penalties(one.common))) for one in (*placed, *rest))


def _in_common(one: Candidate, other: Candidate) -> tuple[str, ...]:
    return tuple(code for code in one.subject.parties.main if code in other.subject.parties.main)


def _penalties(common: Iterable[tuple[str, ...]]) -> Iterator[Term]:
    same = [codes for codes in common if len(codes) > 1]
    alike = [codes for codes in common if len(codes) == 1]
    if same:
        nth, cost = (steps[min(len(same), len(steps)) - 1] for steps in (_ORDINALS, SAME_CRISIS))
        yield Term("crisis", -float(cost), f"{nth} story on {_names(same)}")
    if alike:
        stories = f"{len(alike)} {'story' if len(alike) == 1 else 'stories'}"
        yield Term("party", round(-SAME_PARTY * len(alike), 1), f"{_names(alike)} in {stories} above it too")


def _names(common: Iterable[tuple[str, ...]]) -> str:
    codes = tuple(dict.fromkeys(code for one in common for code in one))
    return ", ".join(map(party_words, codes[:MAX_NAMED])) + (" …" if len(codes) > MAX_NAMED else "")
