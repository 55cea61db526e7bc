"""How well relevance tells foreign policy, on all labelled articles and across events; the weights a fit would give.

A fit is a logistic with an L2 penalty on standardised features, its signs held to what each feature means. Folds go by
event, so that no event is fitted and judged at once. Reading takes about a minute.
"""

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer import Article, actors, boilerplate, read
from summarizer.relevance import HOME, features
from summarizer.scene import lexicon

EVAL = Path(__file__).parents[2] / "shared" / "eval"
LEXICON_F1, LEXICON_AP, AIM_F1 = 0.896, 0.919, 0.92  # ../shared/eval/README.stories.md
PENALTY = 10.0
FOLDS, ROUNDS = 5, 10
STEPS, STEP_SMALL = 50, 1e-6
MOST_TELLING = 13
Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Labelled:
    """Features of the labelled articles, a row each, with their labels (1 is foreign policy) and events."""

    names: tuple[str, ...]
    rows: Numbers
    labels: Numbers
    events: tuple[str, ...]


def main() -> None:
    """Print the figures, or why there are none."""
    if not (EVAL / "relevance.dev.jsonl").exists():
        sys.exit("Skipped: needs ../shared/eval/relevance.dev.jsonl and stories.dev.jsonl.")
    told = labelled()
    table = lexicon()
    packaged = np.array([table["bias"], *(table["weights"][name] for name in told.names)])
    scores = _shares(packaged, told.rows)
    print(f"packaged weights, all rows: {_figures(scores, told.labels)} (lexicon F1 {LEXICON_F1}, AP {LEXICON_AP})")
    rounds = [_across_events(told, seed) for seed in range(ROUNDS)]
    mean = sum(_f1(one, told.labels) for one in rounds) / ROUNDS
    precision = sum(_average_precision(one, told.labels) for one in rounds) / ROUNDS
    print(
        f"fitted across events, {ROUNDS} rounds of {FOLDS} folds: F1 {mean:.3f} AP {precision:.3f} (aim F1 ≥ {AIM_F1})"
    )
    weights, spread = _fit(told.rows, told.labels, told.names), told.rows.std(axis=0)
    print("a fit on all rows, the most telling first (weight, and weight × spread):")
    print(f"  bias {weights[0]:.2f}")
    for at in sorted(range(len(told.names)), key=lambda at: -abs(weights[at + 1] * spread[at]))[:MOST_TELLING]:
        print(f"  {told.names[at]} {weights[at + 1]:.2f} {weights[at + 1] * spread[at]:+.2f}")


def labelled() -> Labelled:
    """Measure every article labelled yes or no; borderline ones do not count."""
    stories = {row["id"]: row for row in _lines("stories.dev.jsonl")}
    gold = [row for row in _lines("relevance.dev.jsonl") if row["label"] != "borderline"]
    measured = [_measure(stories[row["id"]]) for row in gold]
    names = tuple(lexicon()["weights"])
    return Labelled(
        names,
        np.array([[one[name] for name in names] for one in measured]),
        np.array([float(row["label"] == "yes") for row in gold]),
        tuple(stories[row["id"]]["cluster"] for row in gold),
    )


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / name).read_text("utf-8").splitlines()]


def _measure(row: dict[str, Any]) -> dict[str, float]:
    title, text = row["title"], row["text"]
    reading = read(Article("", title, text, None, row["outlet"], "en"))
    body = boilerplate.body(title, text)
    mentions = [mention for p in body for mention in actors.mentions(text, p.start, p.end)]
    return features(title, text, body, mentions, reading.actions)


def _across_events(told: Labelled, seed: int) -> Numbers:
    """Score each article by weights fitted without its fold of events."""
    events = sorted(set(told.events))
    random.Random(seed).shuffle(events)
    fold_of = {event: number % FOLDS for number, event in enumerate(events)}
    folds = np.array([fold_of[event] for event in told.events])
    scores = np.zeros(len(told.labels))
    for fold in range(FOLDS):
        weights = _fit(told.rows[folds != fold], told.labels[folds != fold], told.names)
        scores[folds == fold] = _shares(weights, told.rows[folds == fold])
    return scores


def _fit(rows: Numbers, labels: Numbers, names: Sequence[str]) -> Numbers:
    """Fit bias and weights; features that turn against their meaning are left out one by one, with weight 0."""
    spread = rows.std(axis=0) + 1e-9
    signs = np.array([-1.0 if name in HOME else 1.0 for name in names])
    live = list(range(len(names)))
    while True:
        fitted = _newton(rows[:, live] / spread[live], labels)
        turned = [(fitted[n + 1] * signs[at], at) for n, at in enumerate(live) if fitted[n + 1] * signs[at] < 0]
        if not turned:
            break
        live.remove(min(turned)[1])
    weights = np.zeros(len(names) + 1)
    weights[0] = fitted[0]
    weights[[at + 1 for at in live]] = fitted[1:] / spread[live]
    return weights


def _newton(rows: Numbers, labels: Numbers) -> Numbers:
    design = np.column_stack([np.ones(len(labels)), rows])
    penalty = np.diag([STEP_SMALL, *([PENALTY] * rows.shape[1])])
    weights: Numbers = np.zeros(design.shape[1])
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (shares - labels) + penalty @ weights
        curve = (design * (shares * (1 - shares))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < STEP_SMALL:
            break
    return weights


def _shares(weights: Numbers, rows: Numbers) -> Numbers:
    shares: Numbers = 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))
    return shares


def _figures(scores: Numbers, labels: Numbers) -> str:
    kept = scores >= lexicon()["threshold"]
    right = float((kept & (labels > 0)).sum())
    return (
        f"P {right / max(1, kept.sum()):.3f} R {right / labels.sum():.3f} F1 {_f1(scores, labels):.3f} "
        f"AP {_average_precision(scores, labels):.3f}"
    )


def _f1(scores: Numbers, labels: Numbers) -> float:
    kept = scores >= lexicon()["threshold"]
    return float(2 * (kept & (labels > 0)).sum() / (kept.sum() + labels.sum()))


def _average_precision(scores: Numbers, labels: Numbers) -> float:
    ordered = labels[np.argsort(-scores, kind="stable")]
    hits = np.cumsum(ordered)
    return float((hits / np.arange(1, len(ordered) + 1) * ordered).sum() / labels.sum())


if __name__ == "__main__":
    main()
