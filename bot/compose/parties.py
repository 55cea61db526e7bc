"""Whom a story is about, as codes, or names in lower case where there are none. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.compose.acts import Act, party_of
from bot.model import Story
from summarizer.actors import with_family
from summarizer.model import ActionType, Actor

PROMINENT = 2  # so many countries of a reading are what the article is about
MAX_MAIN = 4  # an act of six countries is a crisis of none of them
_MUTUAL = (ActionType.AGREE, ActionType.CONSULT, ActionType.COOPERATE)  # what two do together has no direction


@dataclass(frozen=True, slots=True)
class Parties:
    """`main` are those of the weightiest act, completed by the countries that most tellings are about; `every` are
    those of all acts fit to be shown too, and the bodies they belong to. Pairs are (actor, recipient)."""

    main: tuple[str, ...]
    every: tuple[str, ...]
    main_pairs: frozenset[tuple[str, str]]
    pairs: frozenset[tuple[str, str]]


def parties_of(story: Story, acts: tuple[Act, ...]) -> Parties:
    """Find the parties of a story, most important first; `acts` are in order of weight."""
    shown = tuple(act for act in acts if act.is_shown)
    about = _countries(story)
    main = _unique(code for act in shown[:1] for code in _both(act))[:MAX_MAIN]
    every = _unique((*main, *(code for act in shown for code in _both(act)), *about))
    return Parties(
        main=main if len(main) > 1 else _unique((*main, *about))[:PROMINENT],
        every=_unique(with_family(every)),
        main_pairs=frozenset(pair for act in shown[:1] for pair in _pairs(act)),
        pairs=frozenset(pair for act in shown for pair in _pairs(act)),
    )


def _countries(story: Story) -> tuple[str, ...]:
    """The countries that most tellings are about, as far as at least half of them agree."""
    counts = Counter(code for telling in story.tellings for code in telling.reading.countries[:PROMINENT])
    return tuple(code for code, count in counts.most_common(PROMINENT) if 2 * count >= len(story.tellings))


def _both(act: Act) -> tuple[str, ...]:
    return (*_names(act.best.actor), *_names(act.best.recipient))


def _pairs(act: Act) -> tuple[tuple[str, str], ...]:
    pairs = tuple((one, other) for one in _names(act.best.actor) for other in _names(act.best.recipient))
    return (*pairs, *((other, one) for one, other in pairs)) if act.best.type in _MUTUAL else pairs


def _names(actor: Actor | None) -> tuple[str, ...]:
    if actor is None:
        return ()
    return actor.codes or (party_of(actor),)


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
