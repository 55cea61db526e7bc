"""Reads the TOML files that an operator may edit: feeds, outlets, starter packs. A mistake is told with its line."""

import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any


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


def feed_rows(path: Path | None = None) -> tuple[FeedRow, ...]:
    """Rows of a feeds file; of the packaged one without a path. Raises FileMistake."""
    return tuple(_row(FeedRow, row, "feeds", path) for row in _table("feeds", path))


def outlet_rows(path: Path | None = None) -> tuple[OutletRow, ...]:
    """Rows of an outlets file; of the packaged one without a path. Raises FileMistake."""
    return tuple(_row(OutletRow, row, "outlets", path) for row in _table("outlets", path))


def packs() -> dict[str, tuple[FeedRow, ...]]:
    """The starter packs by name."""
    found = sorted((f for f in (files("config") / "packs").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {
        f.name.removesuffix(".toml"): tuple(FeedRow(**row) for row in tomllib.loads(f.read_text("utf-8"))["feeds"])
        for f in found
    }


def _table(name: str, path: Path | None) -> list[dict[str, Any]]:
    shown = str(path or f"the packaged {name}.toml")
    try:
        text = path.read_text("utf-8") if path else (files("config") / f"{name}.toml").read_text("utf-8")
        tables = tomllib.loads(text)
    except OSError as exc:
        raise FileMistake(f"Cannot read {shown}: {exc.strerror}. Check the path in your settings.") from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise FileMistake(f"{shown} is not valid TOML: {exc}. Mend that line and start again.") from exc
    rows = tables.get(name) if tables else []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileMistake(f"{shown} needs [[{name}]] tables.")
    return rows


def _row(kind: type[Any], row: dict[str, Any], name: str, path: Path | None) -> Any:
    try:
        made = kind(**row)
    except TypeError as exc:
        raise _mistake(f"{exc} in {row}", name, path) from exc
    for column in fields(kind):
        if type(getattr(made, column.name)) is not column.type:
            raise _mistake(f"{column.name} is of the wrong kind in {row}", name, path)
    return made


def _mistake(what: str, name: str, path: Path | None) -> FileMistake:
    shown = str(path or f"the packaged {name}.toml")
    return FileMistake(f"{shown}: {what}. Each [[{name}]] has the keys of the packaged file.")
