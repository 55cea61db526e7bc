"""The lines of verbs.toml and nouns.toml: words, type, mode and example. Reports a mistake with its file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from summarizer.model import ActionType

NONE = "NONE"  # the table of senses that tell no act

_PATTERN = re.compile(
    r"[a-z-]+(?:\+[a-z-]+)*(?:>[a-z]+)?(?:@[a-z]+)?(?:<(?P<subjects>[^:~]+))?(?::(?P<objects>[^~]+))?(?:~(?P<around>.+))?"
)
_NOUN = re.compile(r"[a-z][a-z-]*")
_WORD = re.compile(r"@?[^\W\d_]+(?:-[^\W\d_]+)*")
_ANY_NAME = "@name"  # stands for any name, not for a set


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a word file; `type` is None for a sense that tells no act."""

    words: str
    type: ActionType | None
    mode: str
    example: str


@cache
def verb_lines() -> tuple[Line, ...]:
    """Return the lines of verbs.toml in their order. Raises ValueError, with file and line, at the first mistake."""
    return parse_verbs(source("verbs"), frozenset(toml("nouns")["sets"]))


@cache
def noun_lines() -> tuple[Line, ...]:
    """Return the events of nouns.toml in their order. Raises ValueError, with file and line, at the first mistake."""
    return parse_nouns(source("nouns"))


def parse_verbs(text: str, sets: frozenset[str]) -> tuple[Line, ...]:
    """Parse the text of verbs.toml; `sets` are those that a pattern may name with @."""
    lines = tuple(_lines(_parsed(text, "verbs"), text, "verbs"))
    for line in lines:
        if wrong := _wrong_in(line.words, sets):
            raise _mistake("verbs", _place(text, line.words), wrong)
    return lines


def parse_nouns(text: str) -> tuple[Line, ...]:
    """Parse the events in the text of nouns.toml."""
    lines = tuple(_lines(_parsed(text, "nouns").get("events", {}), text, "nouns"))
    for line in lines:
        if not _NOUN.fullmatch(line.words):
            raise _mistake("nouns", _place(text, line.words), f"{line.words!r} is no lower-case noun")
    return lines


@cache
def toml(name: str) -> dict[str, Any]:
    """Return a word file of the package as parsed. Raises ValueError, with file and line, where it is no TOML."""
    return _parsed(source(name), name)


def source(name: str) -> str:
    """Return the text of a word file of the package."""
    return resources.files("summarizer").joinpath("lexicons", f"{name}.toml").read_text("utf-8")


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        told = re.search(r"line (\d+)", str(exc))
        raise _mistake(file, int(told.group(1)) if told else text.count("\n") + 1, str(exc)) from exc


def _lines(tables: Mapping[str, object], text: str, file: str) -> Iterator[Line]:
    seen: set[str] = set()
    for name, table in tables.items():
        if name not in {*ActionType, NONE} or not isinstance(table, dict):
            raise _mistake(file, _place(text, name), f"{name!r} is no type of the ontology")
        type_ = None if name == NONE else ActionType(name)
        for words, mode, example in _entries(table):
            if not isinstance(example, str) or len(example.split()) < 3:
                raise _mistake(file, _place(text, words), f"{words!r} needs an example sentence")
            if words in seen:
                raise _mistake(file, _place(text, words, last=True), f"{words!r} stands twice")
            seen.add(words)
            yield Line(words, type_, mode, example)


def _entries(table: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((words, key, example) for words, example in value.items())
        else:
            yield key, "", value


def _wrong_in(words: str, sets: frozenset[str]) -> str:
    """Return what is wrong with a pattern, or ""."""
    fit = _PATTERN.fullmatch(words)
    if fit is None:
        return f"{words!r} is no pattern; the head of the file shows their forms"
    listed = [word for part in fit.groups() if part for word in part.split("|")]
    bad = next((word for word in listed if not _WORD.fullmatch(word)), None)
    if bad is not None:
        return f"{bad!r} in {words!r} is no word"
    unknown = (word for word in listed if word[0] == "@" and word != _ANY_NAME and word[1:] not in sets)
    return next((f"{word!r} in {words!r} is no set of nouns.toml" for word in unknown), "")


def _place(text: str, key: str, *, last: bool = False) -> int:
    """Return the line on which a key or a table stands."""
    stands = re.compile(rf"(?m)^[ \t]*(?:\[(?:events\.)?)?\"?{re.escape(key)}\"?\s*[].=]")
    found = list(stands.finditer(text))
    return text.count("\n", 0, found[-1 if last else 0].start()) + 1 if found else 1


def _mistake(file: str, line: int, what: str) -> ValueError:
    return ValueError(f"lexicons/{file}.toml, line {line}: {what}")
