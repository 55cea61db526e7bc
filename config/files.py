"""Reads the TOML files that an operator may edit: feeds, outlets, topics, packs. A mistake is told with its line."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Any

from summarizer import ActionType

MAX_ROW_CHARS = 160  # of a row shown in a mistake
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_WORDS = tuple[str, ...]


class FileMistake(ValueError):
    """A file that cannot be used; the sentence names the file, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed of a feeds file."""

    url: str
    outlet: str
    pages: bool = True


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet of an outlets file."""

    name: str
    country: str = ""
    label: str = ""
    rank: int = 50


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of a topics file; `terms` in lower case, "*" for any ending, `types` of acts that speak for it."""

    name: str
    title: str
    terms: tuple[str, ...]
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of a topics file; `codes` of countries and bodies, `words` that name it or a part of it."""

    name: str
    title: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = ()


def feed_rows(path: Path | None = None) -> tuple[FeedRow, ...]:
    """Rows of a feeds file; of the packaged one without a path. Raises FileMistake."""
    return tuple(_rows(FeedRow, "feeds", "feeds", path))


def outlet_rows(path: Path | None = None) -> tuple[OutletRow, ...]:
    """Rows of an outlets file; of the packaged one without a path. Raises FileMistake."""
    return tuple(_rows(OutletRow, "outlets", "outlets", path))


def topic_rows(path: Path | None = None) -> tuple[TopicRow, ...]:
    """Topics of a topics file, in its order; of the packaged one without a path. Raises FileMistake."""
    return tuple(_rows(TopicRow, "topics", "topics", path))


def region_rows(path: Path | None = None) -> tuple[RegionRow, ...]:
    """Regions of a topics file, in its order; of the packaged one without a path. Raises FileMistake."""
    return tuple(_rows(RegionRow, "regions", "topics", path))


def packs() -> dict[str, tuple[FeedRow, ...]]:
    """The starter packs by name."""
    found = sorted((f for f in (files("config") / "packs").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {
        f.name.removesuffix(".toml"): tuple(FeedRow(**row) for row in tomllib.loads(f.read_text("utf-8"))["feeds"])
        for f in found
    }


def _rows(kind: type[Any], name: str, file: str, path: Path | None) -> Iterator[Any]:
    """Yield the rows of [[name]] tables in a file, each looked at for mistakes."""
    shown = str(path or f"the packaged {file}.toml")
    text = _text(file, path, shown)
    seen = Counter[str]()
    for line, row in _table(text, name, shown):
        made = _row(kind, row)
        mistake = made if isinstance(made, str) else _mistake_in(made)
        if not mistake and kind in (TopicRow, RegionRow):
            seen[made.name] += 1
            mistake = f"{made.name!r} is there twice: rename or remove one" if seen[made.name] > 1 else ""
        if mistake:
            raise FileMistake(f"{shown}, line {line}: {mistake}. Each [[{name}]] has the keys of the packaged file.")
        yield made


def _text(file: str, path: Path | None, shown: str) -> str:
    try:
        return path.read_text("utf-8") if path else (files("config") / f"{file}.toml").read_text("utf-8")
    except OSError as exc:
        raise FileMistake(f"Cannot read {shown}: {exc.strerror}. Check the path in your settings.") from exc
    except UnicodeDecodeError as exc:
        raise FileMistake(f"{shown} is not valid TOML: {exc}. Save it as UTF-8 and start again.") from exc


def _table(text: str, name: str, shown: str) -> list[tuple[int, dict[str, Any]]]:
    """The rows with the lines on which they begin."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise FileMistake(f"{shown} is not valid TOML: {exc}. Mend that line and start again.") from exc
    rows = tables.get(name) if tables else []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileMistake(f"{shown} needs [[{name}]] tables.")
    heads = [1 + text.count("\n", 0, head.start(1)) for head in re.finditer(rf"(?m)^[ \t]*(\[\[ *{name} *\]\])", text)]
    return [(heads[number] if number < len(heads) else 1, row) for number, row in enumerate(rows)]


def _row(kind: type[Any], row: dict[str, Any]) -> Any:
    """Make a row, or return what is wrong with it."""
    try:
        made = kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
    except TypeError as exc:
        return f"{exc} in {_short(row)}"
    for column in fields(kind):
        value = getattr(made, column.name)
        fits = _is_words(value) if column.type == _WORDS else type(value) is column.type
        if not fits:
            return f"{column.name} is of the wrong kind in {_short(row)}"
    return made


def _short(row: dict[str, Any]) -> str:
    return shorten(str(row), MAX_ROW_CHARS, placeholder=" …")


def _is_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) for word in value)


def _mistake_in(made: Any) -> str:
    """What no type can say of a topic or a region; "" where all is well."""
    if not isinstance(made, TopicRow | RegionRow):
        return ""
    if not _NAME.fullmatch(made.name):
        return f"the name {made.name!r} is no word in lower case, as it is typed in commands"
    for word in made.terms if isinstance(made, TopicRow) else made.words:
        if word != word.lower() or not re.search(r"\w", word):
            return f"{word!r} is no word or phrase in lower case"
    for type_ in made.types if isinstance(made, TopicRow) else ():
        if type_ not in set(ActionType):
            return f"{type_!r} is no type of act: use {', '.join(ActionType)}"
    for code in made.codes if isinstance(made, RegionRow) else ():
        if not _CODE.fullmatch(code):
            return f"{code!r} is no code: use three capitals, or a body's usual letters"
    return ""
