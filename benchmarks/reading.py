"""Articles read per CPU-second in one process, model loaded: the demonstration's, and quotes.dev where it is there."""

import json
import time
from pathlib import Path

from bot.demo.world import load
from summarizer import Article, read

QUOTES = Path(__file__).parents[2] / "shared" / "eval" / "quotes.dev.jsonl"
AIM = 10.0
LIMIT = 200


def main() -> None:
    """Print a line a set."""
    read(_demo()[0])  # loads the model
    _measure("demonstration", _demo())
    if QUOTES.exists():
        _measure("quotes.dev", _quotes_dev())
    else:
        print("quotes.dev: not here, skipped")


def _measure(name: str, articles: list[Article]) -> None:
    began = time.process_time()
    readings = [read(article) for article in articles]
    spent = time.process_time() - began
    words = sum(len(article.text.split()) for article in articles)
    found = sum(len(reading.quotes) + len(reading.actions) for reading in readings)
    rate = len(articles) / spent
    size = f"{len(articles)} articles of {words / len(articles):.0f} words"
    print(f"{name}: {size}, {rate:.1f} articles/CPU-s (aim {AIM:.0f}), {found} findings")


def _demo() -> list[Article]:
    return [
        Article(article.path, version.title, "\n\n".join(version.paragraphs), version.at, article.outlet)
        for article in load().articles
        for version in article.versions
    ]


def _quotes_dev() -> list[Article]:
    with QUOTES.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(LIMIT), strict=False)]
    return [Article("", "", row["text"], None, "") for row in rows]


if __name__ == "__main__":
    main()
