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
from gold.week import BEGIN, Divergence, Row, Update, Week, stream, week
from summarizer import Article, Reading, read

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
DIGESTS_A_DAY = len(HOURS)
DIFFER = "Where outlets differ"
UPDATES = ("update", "correction")


class HereReader:
    """Reader in this process: a child's start costs more than it saves on so few articles."""

    async def read(self, article: Article) -> Reading:
        """Read one article."""
        return read(article)


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Run the week through the real jobs once; an outcome for each of PLANS."""
    return asyncio.run(simulate_plans(versions_of(stream()), PLANS, reader=HereReader()))


def score() -> Score:
    """Judge the first channel, which wants everything."""
    return judge(outcomes()[0], week())


def judge(outcome: Outcome, gold: Week) -> Score:
    """Judge what a channel that wants everything was shown."""
    stories = {row.story for row in gold.rows if row.story}
    figures: dict[str, float] = {"articles": len({row.article for row in gold.rows}), "stories": len(stories)}
    errors: list[Error] = []
    for figure, found in (part(outcome, gold) for part in (_grouping, _relevance, _updates, _differences)):
        figures |= figure
        errors += found
    figures["repeats"] = float(sum(1 for _ in _repeats(outcome)))
    errors += [Error("repeat", "shown again", one.articles[-1], one.told.text) for one in _repeats(outcome)]
    return Score(figures, tuple(errors), _of(gold))


def _of(gold: Week) -> dict[str, int]:
    kinds: dict[str, int] = defaultdict(int)
    for kind in (*(one.kind for one in gold.updates), *(one.kind for one in gold.divergences)):
        kinds[f"missed {kind}"] += 1
    return kinds


def _firsts(gold: Week) -> tuple[Row, ...]:
    """The first version of each English article that tells a story."""
    return tuple(row for row in gold.rows if row.story and row.version == 1 and row.language == "en")


def _grouping(outcome: Outcome, gold: Week) -> tuple[dict[str, float], list[Error]]:
    """BCubed over articles; one in no story is alone."""
    truth = {row.id: row.story for row in _firsts(gold)}
    found = {id_: outcome.grouping[id_] or f"alone {id_}" for id_ in truth}
    precision = [_overlap(id_, found, truth) for id_ in truth]
    recall = [_overlap(id_, truth, found) for id_ in truth]
    p, r = sum(precision) / len(truth), sum(recall) / len(truth)
    errors = [
        Error("story", "joined with another", id_, truth[id_], got=str(found[id_]))
        for id_, exact in zip(truth, precision, strict=True)
        if exact < 0.5
    ]
    errors += [
        Error("story", "split", id_, truth[id_], got=found[id_])
        for id_ in truth
        if any(found[other] != found[id_] for other in truth if truth[other] == truth[id_])
    ]
    apart = [_are_apart(pair, found, truth) for group in gold.apart for pair in pairwise(group)]
    figures = {"bcubed_precision": p, "bcubed_recall": r, "bcubed_f1": f1(p, r), "apart": sum(apart) / len(apart)}
    return figures, errors


def _overlap(id_: str, groups: Mapping[str, str], truth: Mapping[str, str]) -> float:
    together = [other for other in groups if groups[other] == groups[id_]]
    return sum(truth[other] == truth[id_] for other in together) / len(together)


def _are_apart(pair: tuple[str, str], found: Mapping[str, str], truth: Mapping[str, str]) -> bool:
    one, other = ({found[id_] for id_ in truth if truth[id_] == story} for story in pair)
    return not one & other


def _relevance(outcome: Outcome, gold: Week) -> tuple[dict[str, float], list[Error]]:
    rows = [row for row in gold.rows if row.version == 1]
    wrong = [row for row in rows if outcome.relevance[row.id] != bool(row.story)]
    errors = [Error("relevance", "dropped" if row.story else "kept", row.id, row.title) for row in wrong]
    kept = sum(outcome.relevance[row.id] for row in rows)
    right = sum(outcome.relevance[row.id] and bool(row.story) for row in rows)
    of = sum(bool(row.story) for row in rows)
    p, r = share(right, kept), share(right, of)
    return {"relevance_precision": p, "relevance_recall": r, "relevance_f1": f1(p, r)}, errors


def _updates(outcome: Outcome, gold: Week) -> tuple[dict[str, float], list[Error]]:
    """Of what was to be told, how much was; of the updates shown, how many had something to tell."""
    due = [update for update in gold.updates if _was_shown_before(update, outcome, gold)]
    missed = [update for update in due if not _is_told(update, outcome, gold)]
    late = sum(_is_told(update, outcome, gold, digests=DIGESTS_A_DAY) for update in due)
    shown = [(digest, one) for digest in outcome.digests for one in digest.items if one.told.tone in UPDATES]
    idle = [one for digest, one in shown if not _has_news(digest, one, gold)]
    p, r = 1 - share(len(idle), len(shown)), 1 - share(len(missed), len(due))
    errors = [Error(f"missed {u.kind}", "not told", u.after, ", ".join(u.says)) for u in missed]
    errors += [Error("idle update", "nothing new", one.articles[-1], one.told.text) for one in idle]
    counts = {"updates_due": float(len(due)), "updates_shown": float(len(shown))}
    shares = {"update_precision": p, "update_recall": r, "update_f1": f1(p, r)}
    return counts | shares | {"update_recall_in_a_day": share(late, len(due))}, errors


def _was_shown_before(update: Update, outcome: Outcome, gold: Week) -> bool:
    """Did a digest before the next one show the story? What is new with the story itself is no update."""
    following = next((one.slot for one in outcome.digests if one.slot >= _at(update.after, gold)), LAST)
    return any(_story_of(one, gold) == update.story for d in outcome.digests if d.slot < following for one in d.items)


def _is_told(update: Update, outcome: Outcome, gold: Week, *, digests: int = 1) -> bool:
    """Does one of the next digests hold an item of the story with all the words?"""
    following = [one for one in outcome.digests if one.slot >= _at(update.after, gold)][:digests]
    items = (
        one.told.text.casefold() for digest in following for one in digest.items if _story_of(one, gold) == update.story
    )
    return any(all(_says(text, words) for words in update.says) for text in items)


def _says(text: str, words: str) -> bool:
    return any(word.casefold() in text for word in words.split("|"))


def _has_news(digest: Posted, shown: Shown, gold: Week) -> bool:
    """Has gold an update of the story since the digest before?"""
    begin = max((slot for slot in PLANS[0].slots if slot < digest.slot), default=BEGIN)
    story = _story_of(shown, gold)
    return any(u.story == story and begin < _at(u.after, gold) <= digest.slot for u in gold.updates)


def _story_of(shown: Shown, gold: Week) -> str:
    """The gold story of most of an item's articles."""
    told = [row.story for row in gold.rows if row.id in shown.articles]
    return max(sorted(set(told)), key=told.count, default="")


def _at(id_: str, gold: Week) -> datetime:
    return next(row.at.astimezone(UTC) for row in gold.rows if row.id == id_)


def _differences(outcome: Outcome, gold: Week) -> tuple[dict[str, float], list[Error]]:
    rows = [(detailed, row) for detailed in outcome.details for row in _differing(detailed)]
    missed = [one for one in gold.divergences if not any(_tells(row, one, gold) for _, row in rows)]
    false = [(d, row) for d, row in rows if not any(_tells(row, one, gold) for one in gold.divergences)]
    p, r = 1 - share(len(false), len(rows)), 1 - share(len(missed), len(gold.divergences))
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


def _tells(row: str, divergence: Divergence, gold: Week) -> bool:
    """Does a row hold something of each side: its outlet, or a telling word of it?"""
    return all(_has_side(row, gold.outlets[outlet]["name"], words) for outlet, words in divergence.sides)


def _has_side(row: str, outlet: str, words: str) -> bool:
    """The outlet's name and the words: all numbers, and at least half of the others that are not short."""
    telling = [word for word in words.casefold().split() if len(word) > 3 or word.isdigit()]
    held = [word for word in telling if word in row.casefold()]
    has_numbers = all(word in held for word in telling if word[-1].isdigit())
    return outlet in row and has_numbers and 2 * len(held) >= len(telling)


def _repeats(outcome: Outcome) -> Iterator[Shown]:
    """Items whose text, but for age and number, was shown before."""
    seen: set[str] = set()
    for digest in outcome.digests:
        for one in digest.items:
            heading = one.told.text.split("\n")[min(1, one.told.text.count("\n"))]
            if heading in seen:
                yield one
            seen.add(heading)
