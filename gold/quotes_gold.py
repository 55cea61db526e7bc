"""The annotated quotations: TOML files to values. Every annotation must be found in its article; scores nothing."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gold import articles
from gold.articles import GoldText

FOLDER = Path(__file__).resolve().parent / "quotes"
KINDS = frozenset(["direct", "partial", "transcript"])
_QUOTE_KEYS = frozenset(["words", "occurrence", "speaker", "accept", "kind", "cause", "key"])
_PASSAGE_KEYS = frozenset(["words", "occurrence", "why"])


class GoldError(ValueError):
    """An annotation that does not hold; the message names file and words."""


class Cause(StrEnum):
    """What makes a quotation hard; README.md defines each."""

    MARKS = "marks"
    CUE = "cue"
    SUBJECT = "subject"
    PRONOUN = "pronoun"
    ROLE = "role"
    TRANSCRIPT = "transcript"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Verbatim speech. `speaker` is None where nobody is named; `accept` lists other right answers."""

    start: int
    end: int
    speaker: str | None
    accept: tuple[str, ...]
    kind: str
    cause: Cause
    key: bool


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage that is no quotation of its own, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class GoldQuotes:
    """All annotations of one article, in the order of the text.

    `ignored` are neither wanted nor wrong: quotations inside quotations, and doubtful cases.
    """

    article: GoldText
    quotes: tuple[GoldQuote, ...]
    ignored: tuple[GoldPassage, ...]
    not_quotes: tuple[GoldPassage, ...]


@cache
def load() -> tuple[GoldQuotes, ...]:
    """Read all annotations. Raises GoldError at the first that does not hold."""
    texts = articles.load()
    return tuple(annotations(file, texts) for file in sorted(FOLDER.glob("*.toml")))


def annotations(file: Path, texts: Mapping[str, GoldText]) -> GoldQuotes:
    """Read one file's annotations. Raises GoldError where one does not hold."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    article = texts.get(table["article"])
    if article is None:
        raise GoldError(f"{file.name}: no article {table['article']!r}")
    if article.sha256 != table["sha256"]:
        raise GoldError(f"{file.name}: the article has changed; read it again and renew its sha256: {article.sha256}")
    return GoldQuotes(
        article=article,
        quotes=tuple(_quote(file.name, article.text, row) for row in table.get("quote", ())),
        ignored=tuple(_passages(file.name, article.text, table.get("ignored", ()))),
        not_quotes=tuple(_passages(file.name, article.text, table.get("not_quote", ()))),
    )


def _quote(file: str, text: str, row: Mapping[str, Any]) -> GoldQuote:
    _check_keys(file, row, _QUOTE_KEYS)
    start, end = _place(file, text, row)
    if row["kind"] not in KINDS or row["cause"] not in set(Cause):
        raise GoldError(f"{file}: unknown kind or cause at {row['words']!r}")
    return GoldQuote(
        start=start,
        end=end,
        speaker=row.get("speaker"),
        accept=tuple(row.get("accept", ())),
        kind=row["kind"],
        cause=Cause(row["cause"]),
        key=row.get("key", False),
    )


def _passages(file: str, text: str, rows: tuple[Mapping[str, Any], ...]) -> Iterator[GoldPassage]:
    for row in rows:
        _check_keys(file, row, _PASSAGE_KEYS)
        yield GoldPassage(*_place(file, text, row), row.get("why", "inside another quotation"))


def _check_keys(file: str, row: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := set(row) - known:
        raise GoldError(f"{file}: unknown {', '.join(sorted(unknown))} at {row.get('words')!r}")


def _place(file: str, text: str, row: Mapping[str, Any]) -> tuple[int, int]:
    """Find the words. Where they occur more than once, `occurrence` (from 1) must say which is meant."""
    words = row["words"]
    starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]
    if not starts or ("occurrence" not in row and len(starts) > 1):
        raise GoldError(f"{file}: {len(starts)} places have the words {words!r}")
    number = row.get("occurrence", 1)
    if not 1 <= number <= len(starts):
        raise GoldError(f"{file}: there is no occurrence {number} of {words!r}")
    return starts[number - 1], starts[number - 1] + len(words)
