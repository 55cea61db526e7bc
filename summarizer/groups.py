"""Groups of states, by name: the members of the EU, the permanent five. Owns the list; reads no text."""

import tomllib
from functools import cache
from importlib import resources


def members_of(name: str) -> tuple[str, ...]:
    """Return the codes of a group's members, () where there is no group of that name; case does not count."""
    return _groups().get(name.casefold(), ())


def group_names() -> tuple[str, ...]:
    """Return the short names of all groups, as the list has them: "EU", "P5"."""
    return tuple(_lexicon())


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {
        spelling.casefold(): tuple(group["members"])
        for name, group in _lexicon().items()
        for spelling in (name, *group["names"])
    }


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    source = resources.files("summarizer").joinpath("lexicons", "groups.toml")
    return tomllib.loads(source.read_text("utf-8"))
