"""Acts: type and triple F1 on actions.dev by its own scorer, sentences per CPU-second, and where the time goes."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.records import eval_row
from summarizer import Article, people, read
from summarizer.actions import find_actions
from summarizer.actions.cast import Cast
from summarizer.actions.worth import worth_parsing
from summarizer.actors import mentions
from summarizer.language import parse, sentences
from summarizer.model import Paragraph
from summarizer.paragraphs import paragraphs

EVAL = Path(__file__).parents[2] / "shared" / "eval"
ACTIONS, QUOTES, SCORER = EVAL / "actions.dev.jsonl", EVAL / "quotes.dev.jsonl", EVAL / "score_actions.py"
ARTICLES = 100
RUNS = (("F1", ["--source", "PLOVER_GSR,PLV"]), ("silence", ["--source", "PENTA", "--ignore", "REQUEST"]))


def main() -> None:
    """Print what can be measured here."""
    if not ACTIONS.exists():
        print("actions.dev: not here, skipped")
        return
    _score()
    _time("actions.dev", [row["text"] for row in _rows(ACTIONS)])
    _time(f"{ARTICLES} articles of quotes.dev", [row["text"] for row in _rows(QUOTES)[:ARTICLES]])


def _score() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "actions.jsonl"
        with out.open("w", encoding="utf-8") as file:
            for row in _rows(ACTIONS):
                article = Article("", "", row["text"], None, "", language="en")
                file.write(json.dumps(eval_row(row["id"], article, read(article))) + "\n")
        for name, options in RUNS:
            command = [sys.executable, str(SCORER), str(ACTIONS), str(out), *options]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            print(*(f"{name}: {line}" for line in told.splitlines() if _is_told(line, name)), sep="\n")


def _is_told(line: str, name: str) -> bool:
    return line.startswith(("TYPE", "TRIPLE") if name == "F1" else "sentences")


def _time(name: str, texts: list[str]) -> None:
    """Print sentences per CPU-second of finding acts, and the shares of the parser and of the rules."""
    bodies = [paragraphs(text) for text in texts]
    persons = [people.people(text, body) for text, body in zip(texts, bodies, strict=True)]
    whole = time.process_time()
    for text, body, known in zip(texts, bodies, persons, strict=True):
        find_actions(text, body, known, (), ())
    whole = time.process_time() - whole
    chosen = [_worth(text, body) for text, body in zip(texts, bodies, strict=True)]
    parsing = time.process_time()
    for found in chosen:
        parse(found)
    parsing = time.process_time() - parsing
    total, worth = (
        sum(len(sentences(t, p)) for t, b in zip(texts, bodies, strict=True) for p in b),
        sum(map(len, chosen)),
    )
    share = f"parsed {worth} of {total} sentences: parser {parsing / whole:.0%} of the time, rules the rest"
    print(f"{name}: {total / whole:.0f} sentences/CPU-s; {share}")


def _worth(text: str, body: tuple[Paragraph, ...]) -> list[str]:
    cast = Cast(text, mentions(text), (), ())
    return [span.of(text) for _, span in worth_parsing(body, cast)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
