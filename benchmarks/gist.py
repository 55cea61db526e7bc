"""What the gist is worth, and what each thing known of an article adds to it.

On stories.dev: each gist against what other outlets open with on the same event, by the functions of score_gist.py
(ROUGE-1 and ROUGE-2 F), for the article's lead, for sumy as it is, for ours and for ours without one thing. On our own
features with an anecdotal opening: how many gists have the news, and how many something of the anecdote.
"""

import ast
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gold.features import Feature, features
from summarizer import actions, actors, boilerplate, people, quotes
from summarizer.gist import WEIGHTS, Weights, gist
from summarizer.language import sentences, words
from summarizer.lexrank import shares
from summarizer.model import Action, Mention, Paragraph, Person, Quote

EVAL = Path(__file__).parents[2] / "shared" / "eval"
STORIES, SCORER = EVAL / "stories.dev.jsonl", EVAL / "score_gist.py"
WHOLE = "basil"  # ids of whole articles begin so
MIN_SENTENCES = 6  # of an article that score_gist.py counts
SENTENCES = 3
VARIANTS: dict[str, Weights] = {
    "ours": WEIGHTS,
    "  without LexRank": replace(WEIGHTS, lexrank=False),
    "  without acts": replace(WEIGHTS, act=0.0),
    "  without position": replace(WEIGHTS, position=0.0),
    "  without the title": replace(WEIGHTS, shared=0.0),
    "  without days": replace(WEIGHTS, day=0.0),
    "  without anecdotes": replace(WEIGHTS, anecdote=0.0),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with all that the gist goes by."""

    id: str
    event: str
    title: str
    text: str
    body: tuple[Paragraph, ...]
    actions: tuple[Action, ...]
    mentions: tuple[Mention, ...]
    persons: tuple[Person, ...]
    quotes: tuple[Quote, ...]

    def gist(self, weights: Weights) -> list[str]:
        told = gist(
            self.text,
            self.body,
            self.actions,
            title=self.title,
            mentions=self.mentions,
            persons=self.persons,
            quotes=self.quotes,
            weights=weights,
        )
        return [span.of(self.text) for span in told]

    def sumy(self) -> list[str]:
        """LexRank's best three sentences of the whole text."""
        told = [span.of(self.text) for paragraph in self.body for span in sentences(self.text, paragraph)]
        central = shares(told, [words(sentence) for sentence in told])
        best = sorted(range(len(told)), key=lambda n: (-central[n], n))[:SENTENCES]
        return [told[n] for n in sorted(best)]


def main() -> None:
    """Print a table for each set."""
    if STORIES.exists() and SCORER.exists():
        _stories()
    else:
        print("stories.dev: ../shared/eval is not here, skipped")
    _features()


def _stories() -> None:
    with STORIES.open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["id"].startswith(WHOLE)]
    read = [_read(row["id"], row["cluster"], row["title"], row["text"]) for row in rows]
    scorer = _functions(SCORER)
    split = {one.id: scorer["sentences"](one.text) for one in read}
    lead = {one.id: split[one.id][:SENTENCES] for one in read}
    pairs = _pairs([one for one in read if len(split[one.id]) >= MIN_SENTENCES], read)
    print(f"stories.dev: {len(pairs)} pairs of {len(read)} articles; goal .385/.125")
    _print("lead", lead, lead, pairs, scorer["rouge"])
    _print("sumy as it is", {one.id: one.sumy() for one in read}, lead, pairs, scorer["rouge"])
    for name, weights in VARIANTS.items():
        _print(name, {one.id: one.gist(weights) for one in read}, lead, pairs, scorer["rouge"])


def _read(id_: str, event: str, title: str, text: str) -> _Read:
    body = boilerplate.body(title, text)
    persons = people.people(text, body)
    found = quotes.find_quotes(text, body, persons)
    acts = actions.find_actions(text, body, persons, found, quotes.find_statements(text, body, persons, found))
    mentions = tuple(mention for p in body for mention in actors.mentions(text, p.start, p.end))
    return _Read(id_, event, title, text, body, acts, mentions, persons, found)


def _functions(path: Path) -> Mapping[str, Callable[..., Any]]:
    """The functions of a script, without running its last line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not isinstance(node, ast.Expr)]
    scope: dict[str, Any] = {}
    exec(compile(tree, str(path), "exec"), scope)
    return scope


def _pairs(counted: Iterable[_Read], read: Iterable[_Read]) -> list[tuple[str, str]]:
    """Each article with each other one of its event."""
    events: dict[str, list[str]] = defaultdict(list)
    for one in read:
        events[one.event].append(one.id)
    return [(one.id, other) for one in counted for other in events[one.event] if other != one.id]


def _print(
    name: str,
    told: Mapping[str, list[str]],
    lead: Mapping[str, list[str]],
    pairs: list[tuple[str, str]],
    rouge: Callable[[str, str, int], float],
) -> None:
    def score(got: Mapping[str, list[str]], asked: list[tuple[str, str]]) -> str:
        values = [
            [rouge(" ".join(lead[other]), " ".join(got[one][:SENTENCES]), n) for one, other in asked] for n in (1, 2)
        ]
        return "/".join(f"{sum(column) / max(1, len(column)):.3f}" for column in values)

    counted = {one for one, _ in pairs}
    others = {one for one in counted if _flat(told[one]) != _flat(lead[one])}
    there = [pair for pair in pairs if pair[0] in others]
    row = f"{name:<20} ROUGE-1/2 {score(told, pairs)}"
    if others:
        share = f"{len(others) / len(counted):.0%}"
        row += f"  other sentences than the lead on {share}: {score(told, there)}, the lead there {score(lead, there)}"
    print(row, flush=True)


def _flat(told: Iterable[str]) -> list[str]:
    return [" ".join(sentence.split()) for sentence in told]


def _features() -> None:
    written = features()
    print(f"our features: {len(written)}, of which the gist has the news, and something of the anecdote")
    read = [(feature, _read(feature.id, "", feature.title, feature.text)) for feature in written]
    _print_features("lead", [(feature, _opening(one)) for feature, one in read])
    _print_features("sumy as it is", [(feature, one.sumy()) for feature, one in read])
    for name, weights in VARIANTS.items():
        _print_features(name, [(feature, one.gist(weights)) for feature, one in read])


def _opening(one: _Read) -> list[str]:
    told = [span.of(one.text) for paragraph in one.body for span in sentences(one.text, paragraph)]
    return told[:SENTENCES]


def _print_features(name: str, told: list[tuple[Feature, list[str]]]) -> None:
    news = sum(any(sentence.startswith(feature.news) for sentence in gist_) for feature, gist_ in told)
    anecdotes = sum(any(f.text.index(sentence) < f.anecdote_end for sentence in gist_) for f, gist_ in told)
    print(f"{name:<20} news {news}, anecdote {anecdotes}")


if __name__ == "__main__":
    main()
