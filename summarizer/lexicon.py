"""Word lists of the package, read from TOML. Reports a mistake with its file and line; knows no word's meaning."""

import re
import tomllib
from importlib.resources import files

Words = tuple[str, ...]


def read_lists(file: str, *, lists: frozenset[str], tables: frozenset[str] = frozenset()) -> dict[str, Words]:
    """Read `lexicons/<file>`: exactly the named lists; each list of a table comes as "table.name".

    Raises ValueError, with file and line, where the TOML is broken, a list is unknown, missing or no list, or a word
    is not lower-case or has blanks at its edges.
    """
    return parse_lists(_source(file), file, lists=lists, tables=tables)


def parse_lists(
    text: str, file: str, *, lists: frozenset[str], tables: frozenset[str] = frozenset()
) -> dict[str, Words]:
    """Parse the text of a lexicon; see `read_lists`."""
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        line = re.search(r"line (\d+)", str(exc))
        raise _mistake(file, int(line.group(1)) if line else text.count("\n") + 1, str(exc)) from exc
    missing = (lists | tables) - parsed.keys()
    if missing:
        raise _mistake(file, 1, f"no list {min(missing)!r}")
    found: dict[str, Words] = {}
    for name, value in parsed.items():
        if name in tables and isinstance(value, dict):
            found.update((f"{name}.{key}", _words(text, file, key, words)) for key, words in value.items())
        elif name in lists:
            found[name] = _words(text, file, name, value)
        else:
            raise _mistake(file, _line(text, name), f"unknown list {name!r}")
    return found


def _words(text: str, file: str, name: str, value: object) -> Words:
    if not isinstance(value, list):
        raise _mistake(file, _line(text, name), f"{name!r} must be a list of words")
    for word in value:
        if not isinstance(word, str) or not word or word != word.strip() or word != word.lower():
            raise _mistake(file, _line(text, name, word), f"{word!r} in {name!r} must be a word in lower case")
    return tuple(value)


def _line(text: str, name: str, word: object = None) -> int:
    """Return the line where a list starts, or where a word of it stands."""
    head = re.search(rf"(?m)^\s*\[?[\"']?{re.escape(name)}[\"']?\s*[=\]]", text)
    start = head.start() if head else 0
    quoted = f'"{word}"' if isinstance(word, str) else str(word)
    place = text.find(quoted, start) if word is not None else start
    return text.count("\n", 0, max(place, start)) + 1


def _mistake(file: str, line: int, what: str) -> ValueError:
    return ValueError(f"lexicons/{file}, line {line}: {what}")


def _source(file: str) -> str:
    return files("summarizer").joinpath("lexicons", file).read_text(encoding="utf-8")
