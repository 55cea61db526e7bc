"""Judges the simulated week: stories, updates, divergences, noise and repeats, as `make eval` prints them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

from bot.simulation.run import Detailed, Outcome, Plan, Posted, Shown, simulate_plans
from bot.simulation.stream import versions_of
from gold.score import Error, Score, f1, share
from gold.week import BEGIN, Divergence, Row, Update, stream, week

HOURS = (6, 16)
SLOTS = tuple(BEGIN + timedelta(days=day, hours=hour) for day in range(7) for hour in HOURS)[1:]
LAST = SLOTS[-1] + timedelta(hours=14)
# Three channels: all of it; the Americas' morning with two regions; Asia's evening with three topics.
PLANS = (
    Plan((*SLOTS, LAST), "Europe/Kyiv"),
    Plan(
        tuple(BEGIN + timedelta(days=day, hours=12) for day in range(7)),
        "America/New_York",
        regions=("middle-east", "africa"),
    ),
    Plan(
        tuple(BEGIN + timedelta(days=day, hours=9) for day in range(1, 7)), "Asia/Tokyo", topics=("trade", "maritime")
    ),
)
DIFFER = "Where outlets differ"
UPDATES = ("update", "correction")


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Run the week through the real jobs once; an outcome for each of PLANS."""
    return asyncio.run(simulate_plans(versions_of(stream()), PLANS))


def score() -> Score:
    """Judge the first channel, which wants everything."""
    outcome = outcomes()[0]
    figures: dict[str, float] = {"articles": len({row.article for row in week().rows}), "stories": len(_stories())}
    errors: list[Error] = []
    for figure, found in (_grouping(outcome), _relevance(outcome), _updates(outcome), _differences(outcome)):
        figures |= figure
        errors += found
    figures["repeats"] = float(sum(1 for _ in _repeats(outcome)))
    errors += [Error("repeat", "shown again", one.articles[-1], one.told.text) for one in _repeats(outcome)]
    return Score(figures, tuple(errors), _of())


def _of() -> dict[str, int]:
    kinds: dict[str, int] = defaultdict(int)
    for kind in (*(one.kind for one in week().updates), *(one.kind for one in week().divergences)):
        kinds[f"missed {kind}"] += 1
    return kinds


def _stories() -> set[str]:
    return {row.story for row in week().rows if row.story}


def _firsts() -> tuple[Row, ...]:
    """The first version of each English article that tells a story."""
    return tuple(row for row in week().rows if row.story and row.version == 1 and row.language == "en")


def _grouping(outcome: Outcome) -> tuple[dict[str, float], list[Error]]:
    """BCubed over articles; one in no story is alone."""
    gold = {row.id: row.story for row in _firsts()}
    found = {id_: outcome.grouping[id_] or f"alone {id_}" for id_ in gold}
    precision = [_overlap(id_, found, gold) for id_ in gold]
    recall = [_overlap(id_, gold, found) for id_ in gold]
    p, r = sum(precision) / len(gold), sum(recall) / len(gold)
    errors = [
        Error("story", "joined with another", id_, gold[id_], got=str(found[id_]))
        for id_, exact in zip(gold, precision, strict=True)
        if exact < 0.5
    ]
    errors += [
        Error("story", "split", id_, gold[id_], got=found[id_])
        for id_ in gold
        if any(found[other] != found[id_] for other in gold if gold[other] == gold[id_])
    ]
    apart = [_are_apart(pair, found, gold) for group in week().apart for pair in pairwise(group)]
    figures = {"bcubed_precision": p, "bcubed_recall": r, "bcubed_f1": f1(p, r), "apart": sum(apart) / len(apart)}
    return figures, errors


def _overlap(id_: str, groups: Mapping[str, str], truth: Mapping[str, str]) -> float:
    together = [other for other in groups if groups[other] == groups[id_]]
    return sum(truth[other] == truth[id_] for other in together) / len(together)


def _are_apart(pair: tuple[str, str], found: Mapping[str, str], gold: Mapping[str, str]) -> bool:
    one, other = ({found[id_] for id_ in gold if gold[id_] == story} for story in pair)
    return not one & other


def _relevance(outcome: Outcome) -> tuple[dict[str, float], list[Error]]:
    rows = [row for row in week().rows if row.version == 1]
    wrong = [row for row in rows if outcome.relevance[row.id] != bool(row.story)]
    errors = [Error("relevance", "dropped" if row.story else "kept", row.id, row.title) for row in wrong]
    kept = sum(outcome.relevance[row.id] for row in rows)
    right = sum(outcome.relevance[row.id] and bool(row.story) for row in rows)
    of = sum(bool(row.story) for row in rows)
    p, r = share(right, kept), share(right, of)
    return {"relevance_precision": p, "relevance_recall": r, "relevance_f1": f1(p, r)}, errors


def _updates(outcome: Outcome) -> tuple[dict[str, float], list[Error]]:
    """Of what was to be told, how much was; of the updates shown, how many had something to tell."""
    missed = [update for update in week().updates if not _is_told(update, outcome)]
    shown = [(digest, one) for digest in outcome.digests for one in digest.items if one.told.tone in UPDATES]
    idle = [one for digest, one in shown if not _has_news(digest, one)]
    p, r = 1 - share(len(idle), len(shown)), 1 - share(len(missed), len(week().updates))
    errors = [Error(f"missed {u.kind}", "not told", u.after, ", ".join(u.says)) for u in missed]
    errors += [Error("idle update", "nothing new", one.articles[-1], one.told.text) for one in idle]
    figures = {"updates_shown": float(len(shown)), "update_precision": p, "update_recall": r, "update_f1": f1(p, r)}
    return figures, errors


def _is_told(update: Update, outcome: Outcome) -> bool:
    """Does the next digest hold an item of the story with all the words?"""
    at = _at(update.after)
    digest = next((one for one in outcome.digests if one.slot >= at), None)
    items = [one.told.text.casefold() for one in digest.items if _story_of(one) == update.story] if digest else []
    return any(all(word.casefold() in text for word in update.says) for text in items)


def _has_news(digest: Posted, shown: Shown) -> bool:
    """Has gold an update of the story since the digest before, or is it news that the story was not shown before?"""
    begin = max((slot for slot in PLANS[0].slots if slot < digest.slot), default=BEGIN)
    story = _story_of(shown)
    return any(u.story == story and begin < _at(u.after) <= digest.slot for u in week().updates)


def _story_of(shown: Shown) -> str:
    """The gold story of most of an item's articles."""
    told = [row.story for row in week().rows if row.id in shown.articles]
    return max(sorted(set(told)), key=told.count, default="")


@cache
def _times() -> dict[str, datetime]:
    return {row.id: row.at.astimezone(UTC) for row in week().rows}


def _at(id_: str) -> datetime:
    return _times()[id_]


def _differences(outcome: Outcome) -> tuple[dict[str, float], list[Error]]:
    rows = [(detailed, row) for detailed in outcome.details for row in _differing(detailed)]
    missed = [one for one in week().divergences if not any(_tells(row, one) for _, row in rows)]
    false = [(d, row) for d, row in rows if not any(_tells(row, one) for one in week().divergences)]
    p, r = 1 - share(len(false), len(rows)), 1 - share(len(missed), len(week().divergences))
    errors = [Error(f"missed {one.kind}", "not shown", one.story, str(one.sides)) for one in missed]
    errors += [Error("false divergence", "shown", detailed.articles[0], row) for detailed, row in false]
    figures = {"divergences": float(len(rows)), "divergence_precision": p, "divergence_recall": r}
    return figures | {"divergence_f1": f1(p, r)}, errors


def _differing(detailed: Detailed) -> Iterator[str]:
    """The rows of the section on differences, over all pages."""
    inside = False
    for line in detailed.text.split("\n"):
        inside = line.startswith(DIFFER) or (inside and line.startswith("• "))
        if inside and line.startswith("• "):
            yield line


def _tells(row: str, divergence: Divergence) -> bool:
    """Does a row hold something of each side: its outlet, or a telling word of it?"""
    return all(_has_side(row, outlet, words) for outlet, words in divergence.sides)


def _has_side(row: str, outlet: str, words: str) -> bool:
    """The outlet's name and the words, or at least half of the words that are not short."""
    telling = [word for word in words.casefold().split() if len(word) > 3 or word.isdigit()]
    held = sum(word in row.casefold() for word in telling)
    return week().outlets[outlet]["name"] in row and 2 * held >= len(telling)


def _repeats(outcome: Outcome) -> Iterator[Shown]:
    """Items whose text, but for age and number, was shown before."""
    seen: set[str] = set()
    for digest in outcome.digests:
        for one in digest.items:
            heading = one.told.text.split("\n")[min(1, one.told.text.count("\n"))]
            if heading in seen:
                yield one
            seen.add(heading)
