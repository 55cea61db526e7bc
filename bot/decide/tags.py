"""What a story is about and where it happens, by topics and regions that an operator configures. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.model import Story, Telling
from summarizer import ActionType
from summarizer.glossary import Glossary

OPENING_CHARS = 1_000  # what a story is about is said there
TITLE_POINTS = 3.0  # of a term in the title
MAX_TERMS = 4  # of one topic in one opening; a word repeated proves no more
TYPE_POINTS = 1.0  # of an act of a topic's types: speaks for it beside a term, is not enough alone
MIN_POINTS = 2.0  # a telling's average: one term in the title, two in the opening, or one and an act
MIN_TOPIC_SHARE = 0.3  # of the best topic's points; below it a topic is an aside
MAX_TOPICS = 3
MIN_REGION_SHARE = 0.25
PARTY_POINTS = 0.5  # of a country that acts or is acted upon, beside its place among the countries told
WORD_POINTS = 0.5  # of words that name a region in the opening
TITLE_WORD_POINTS = 1.0
ARTICLES_REMEMBERED = 4_096
TAGGINGS_REMEMBERED = 8
_TOPIC, _REGION = "topic", "region"

K = TypeVar("K", bound=str)
_Points = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: `terms` in lower case, "*" for any ending; acts of `types` speak for it beside them."""

    name: str
    title: str
    terms: tuple[str, ...]
    types: tuple[ActionType, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """One region: ISO 3166-1 alpha-3 codes and letters of bodies, and `words` that name it or a part of it."""

    name: str
    title: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagging:
    """All topics and regions; of equals the one configured first is told first."""

    topics: tuple[Topic, ...] = ()
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Tags:
    """Names of topics, at most three, and of regions, the most telling first."""

    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Compiled:
    """A tagging made ready to look up; told apart by identity, so that articles are remembered at no cost."""

    glossary: Glossary
    topics_of_type: dict[ActionType, tuple[str, ...]]
    regions_of_code: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Words:
    """What an article's title and opening say for topics and regions, as (name, points)."""

    topics: tuple[tuple[str, float], ...]
    regions: tuple[tuple[str, float], ...]


def tags_of(story: Story, tagging: Tagging) -> Tags:
    """Name a story's topics and regions, from the titles, openings, acts and countries of its tellings."""
    compiled = _compiled(tagging)
    topics, regions = _Points(float), _Points(float)
    for telling in story.tellings:
        words = _read(compiled, telling.stored.article.title, telling.stored.article.text[:OPENING_CHARS])
        _add(topics, (*words.topics, *_of_acts(telling, compiled)))
        _add(regions, (*words.regions, *_of_countries(telling, compiled)))
    enough = MIN_POINTS * len(story.tellings)
    best = _best(topics, [topic.name for topic in tagging.topics], MIN_TOPIC_SHARE)
    return Tags(
        tuple(name for name in best if topics[name] >= enough)[:MAX_TOPICS],
        tuple(_best(regions, [region.name for region in tagging.regions], MIN_REGION_SHARE)),
    )


def region_titles(tags: Tags, tagging: Tagging) -> tuple[str, ...]:
    """The titles of a story's regions, in the same order."""
    titles = {region.name: region.title for region in tagging.regions}
    return tuple(titles[name] for name in tags.regions if name in titles)


def _add(points: _Points, found: Iterable[tuple[str, float]]) -> None:
    for name, more in found:
        points[name] += more


def _best(points: _Points, names: Iterable[str], least_share: float) -> list[str]:
    floor = least_share * max(points.values(), default=0.0)
    kept = [name for name in names if points.get(name, 0.0) > 0 and points[name] >= floor]
    return sorted(kept, key=lambda name: -points[name])  # stable: equals keep the configured order


def _of_acts(telling: Telling, compiled: _Compiled) -> Iterator[tuple[str, float]]:
    types = dict.fromkeys(action.type for action in telling.reading.actions)
    names = dict.fromkeys(name for of in types for name in compiled.topics_of_type.get(of, ()))
    return ((name, TYPE_POINTS) for name in names)


def _of_countries(telling: Telling, compiled: _Compiled) -> Iterator[tuple[str, float]]:
    for rank, code in enumerate(telling.reading.countries):
        yield from ((name, 1 / (1 + rank)) for name in compiled.regions_of_code.get(code, ()))
    for code in dict.fromkeys(_parties(telling)):
        yield from ((name, PARTY_POINTS) for name in compiled.regions_of_code.get(code, ()))


def _parties(telling: Telling) -> Iterator[str]:
    for action in telling.reading.actions:
        for party in (action.actor, action.recipient):
            yield from party.codes if party else ()


@lru_cache(maxsize=ARTICLES_REMEMBERED)
def _read(compiled: _Compiled, title: str, opening: str) -> _Words:
    topics, regions = _Points(float), _Points(float)
    for text, topic_points, region_points in ((title, TITLE_POINTS, TITLE_WORD_POINTS), (opening, 1.0, WORD_POINTS)):
        terms = dict.fromkeys((kind, hit.term) for hit in compiled.glossary.find(text) for kind in hit.kinds)
        for kind, count in Counter(kind for kind, _ in terms).items():
            group, _, name = kind.partition(":")
            if group == _TOPIC:
                topics[name] += topic_points * min(count, MAX_TERMS)
            else:
                regions[name] += region_points
    return _Words(tuple(topics.items()), tuple(regions.items()))


@lru_cache(maxsize=TAGGINGS_REMEMBERED)
def _compiled(tagging: Tagging) -> _Compiled:
    topics = {f"{_TOPIC}:{topic.name}": topic.terms for topic in tagging.topics}
    regions = {f"{_REGION}:{region.name}": region.words for region in tagging.regions}
    return _Compiled(
        Glossary({**topics, **regions}),
        _by_key((of, topic.name) for topic in tagging.topics for of in topic.types),
        _by_key((code, region.name) for region in tagging.regions for code in region.codes),
    )


def _by_key(pairs: Iterable[tuple[K, str]]) -> dict[K, tuple[str, ...]]:
    index: dict[K, tuple[str, ...]] = {}
    for key, name in pairs:
        index[key] = (*index.get(key, ()), name)
    return index
