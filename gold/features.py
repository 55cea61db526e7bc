"""Features that open with an anecdote, and where their news is (gold/gist/features.toml)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FEATURES = Path(__file__).parent / "gist" / "features.toml"


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature. `news` are the first words of the sentence that tells it; the anecdote ends before
    `anecdote_end`, in characters."""

    id: str
    title: str
    text: str
    news: str
    anecdote_end: int


def features() -> tuple[Feature, ...]:
    """Read all of them, in the file's order."""
    return tuple(_feature(row) for row in tomllib.loads(FEATURES.read_text(encoding="utf-8"))["feature"])


def _feature(row: dict[str, str | int]) -> Feature:
    text, opening = str(row["text"]).strip(), int(row["anecdote"])
    end = len("\n\n".join(text.split("\n\n")[:opening]))
    return Feature(str(row["id"]), str(row["title"]), text, str(row["news"]), end)
