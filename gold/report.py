"""Reads the gold with Sitrep, or takes another system's rows, and prints figures and errors by cause."""

import argparse
import json
import logging
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

import structlog

from bot.records import eval_row
from gold.articles import GoldText
from gold.score import EXAMPLES, Row, Score, lines
from summarizer import Article, read

PARTS = ("quotes", "actions")
WEEK = "week"
FLOORS = Path(__file__).resolve().parent / "floors.toml"


class Scorer(Protocol):
    """A module gold.<part>_score."""

    def texts(self) -> tuple[GoldText, ...]:
        """Return the texts that a system must read."""

    def score(self, rows: Mapping[str, Row]) -> Score:
        """Judge a system's rows, by name of text."""


def scorers() -> dict[str, Scorer]:
    """Return the scorers there are, by part."""
    present = (part for part in PARTS if find_spec(f"gold.{part}_score"))
    return {part: cast(Scorer, import_module(f"gold.{part}_score")) for part in present}


def read_all(texts: Iterable[GoldText]) -> dict[str, Row]:
    """Read each text once with Sitrep."""
    return {text.name: _row(text) for text in texts}


@cache
def floors() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Return the floors: part → "at_least" or "at_most" → figure → limit."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def all_texts() -> tuple[GoldText, ...]:
    """Return the texts of all parts, each once."""
    return tuple({text.name: text for scorer in scorers().values() for text in scorer.texts()}.values())


def _row(text: GoldText) -> Row:
    article = Article("", text.title, text.text, None, outlet="", language=text.language)
    return eval_row(text.name, article, read(article))


def _rows_of(path: Path) -> dict[str, Row]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def _write_texts(path: Path) -> None:
    rows = ({"id": text.name, "title": text.title, "text": text.text} for text in all_texts())
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report. `arguments` are those of the command line, where none are given."""
    parser = argparse.ArgumentParser(prog="python -m gold.report", description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="IN.jsonl", help="only write the texts, for another system")
    parser.add_argument("--rows", type=Path, metavar="OUT.jsonl", help="score these rows instead of reading")
    parser.add_argument("--part", choices=(*PARTS, WEEK), help="only this part")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="errors shown for each cause")
    options = parser.parse_args(arguments)
    if options.texts:
        _write_texts(options.texts)
        return
    chosen = {part: scorer for part, scorer in scorers().items() if options.part in (None, part)}
    rows = _rows_of(options.rows) if options.rows else {}
    for part, scorer in chosen.items():
        score = scorer.score(rows or read_all(scorer.texts()))
        print("\n".join(lines(part, score, options.examples)), end="\n\n")
    if options.part in (None, WEEK) and not options.rows:
        print("\n".join(lines(WEEK, _week_score(), options.examples)), end="\n\n")


def _week_score() -> Score:
    """Run the simulated week, quietly."""
    from gold import week_score  # the whole program: slow to import

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return week_score.score()


if __name__ == "__main__":
    main()
