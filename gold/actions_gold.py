"""The annotated acts: TOML files to values. Every annotation must be found in its text; scores nothing.

actions/README.md explains the notation: `ACTOR TYPE RECIPIENT status | words | the same act elsewhere | via SOURCE`.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gold import articles
from gold.articles import GoldText
from gold.quotes_gold import GoldError
from summarizer.model import ActionType, Status

FOLDER = Path(__file__).resolve().parent / "actions"
YIELD = "YIELD"
TYPES = frozenset({*ActionType, YIELD} - {ActionType.CONCEDE, ActionType.RETREAT})
STATUSES = frozenset(status.value.replace(" ", "_") for status in Status)
UNREAL = frozenset(["negation", "counterfactual", "history", "question", "wish", "hypothetical"])
ELSEWHERE = frozenset(["sport", "business", "home", "metaphor", "pun", "no act", "an accident"])
LEVELS = ("must", "should", "may")
NOBODY = "-"
_INTENDED = frozenset(["announced", "threatened", "conditional", "under_discussion"])
_COOPERATIVE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID", YIELD])
_FORCIBLE = frozenset(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"])


@dataclass(frozen=True, slots=True)
class Party:
    """Who may stand in a role: lists of codes, any of them right; or a name, for those who have no code.

    `scored` is False where the gold does not ask. `nobody` says that no code is right too.
    """

    options: tuple[frozenset[str], ...] = ()
    name: str = ""
    nobody: bool = False
    scored: bool = True


@dataclass(frozen=True, slots=True)
class GoldAct:
    """An act of the gold. The first of `types` and `statuses` is the best one; `both` marks reciprocal acts."""

    types: tuple[str, ...]
    actor: Party
    recipient: Party
    both: bool
    statuses: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    words: str
    level: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that tell no act, and why; `types` are those that would be wrong there, none for all."""

    start: int
    end: int
    words: str
    why: str
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldActs:
    """A text with its acts. A sentence tells no others; `why` says why a sentence tells none at all."""

    text: GoldText
    acts: tuple[GoldAct, ...]
    passages: tuple[Passage, ...] = ()
    why: str = ""
    is_sentence: bool = True


@cache
def load() -> tuple[GoldActs, ...]:
    """Read all annotations, in the order of the files; raises GoldError where one does not hold."""
    return (*_sentences(), *_articles())


def acts(text: GoldText, lines: Iterable[str], level: str) -> tuple[GoldAct, ...]:
    """Read the lines of one level; raises GoldError where one does not hold for the text."""
    return tuple(_act(text, line, level) for line in lines)


def merged(type_: str) -> str:
    """Return the type under which an act is scored: CONCEDE and RETREAT are YIELD."""
    return YIELD if type_ in ("CONCEDE", "RETREAT") else type_


def _sentences() -> Iterator[GoldActs]:
    for path in sorted((FOLDER / "sentences").glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["sentence"], start=1):
            yield _sentence(GoldText(f"{path.stem} {number}", "", row.pop("text"), "en"), row)


def _sentence(text: GoldText, row: dict[str, Any]) -> GoldActs:
    why = row.pop("why", "")
    told = acts(text, row.pop("acts", []), "must") + acts(text, row.pop("may", []), "may")
    _require(not row, text, f"unknown keys {sorted(row)}")
    _require(not why or why in UNREAL | ELSEWHERE, text, f"unknown reason {why!r}")
    _require(bool(why) != any(act.level == "must" for act in told), text, "either acts or a reason for silence")
    return GoldActs(text, told, why=why)


def _articles() -> Iterator[GoldActs]:
    for path in sorted((FOLDER / "articles").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            yield _article(articles.load()[row.pop("article")], row)


def _article(text: GoldText, row: dict[str, Any]) -> GoldActs:
    told = tuple(act for level in LEVELS for act in acts(text, row.pop(level, []), level))
    passages = tuple(_passage(text, line) for line in row.pop("must_not", []))
    _require(not row, text, f"unknown keys {sorted(row)}")
    return GoldActs(text, told, passages, is_sentence=False)


def _act(text: GoldText, line: str, level: str) -> GoldAct:
    head, *rest = (field.strip() for field in line.split(" | "))
    _require(len(head.split()) == 4 and bool(rest), text, f"not ACTOR TYPE RECIPIENT status | words: {line}")
    actor, types, recipient, statuses = head.split()
    words = [field for field in rest if not field.startswith("via ")]
    sources = [field.removeprefix("via ") for field in rest if field.startswith("via ")]
    act = GoldAct(
        types=_types(types.split("/"), statuses.split("/")),
        actor=_party(actor.replace("&", ",")),
        recipient=_party(recipient),
        both="&" in actor,
        statuses=tuple(statuses.split("/")),
        places=tuple(_place(text, each) for each in words),
        words=words[0],
        level=level,
        source=sources[0] if sources else "",
    )
    _require(set(act.types) <= TYPES, text, f"unknown type {types}")
    _require(set(act.statuses) <= STATUSES, text, f"unknown status {statuses}")
    return act


def _types(given: list[str], statuses: list[str]) -> tuple[str, ...]:
    """Add PLOVER's reading of the future: a will to cooperate is AGREE, a will to use force is THREATEN."""
    types = [merged(type_) for type_ in given]
    intended = not _INTENDED.isdisjoint(statuses)
    will = ["AGREE"] * (not _COOPERATIVE.isdisjoint(types)) + ["THREATEN"] * (not _FORCIBLE.isdisjoint(types))
    return tuple(dict.fromkeys(types + will * intended))


def _party(field: str) -> Party:
    if field == NOBODY:
        return Party(scored=False)
    options = field.split("/")
    codes = tuple(frozenset(option.split(",")) for option in options if option.isupper())
    names = [option.replace("_", " ") for option in options if not option.isupper() and option != NOBODY]
    return Party(codes, names[0] if names else "", NOBODY in options)


def _passage(text: GoldText, line: str) -> Passage:
    *types, words, why = (field.strip() for field in line.split(" | "))
    listed = frozenset(merged(type_) for field in types for type_ in field.split(","))
    _require(listed <= TYPES, text, f"unknown type {types}")
    _require(why in UNREAL | ELSEWHERE, text, f"unknown reason {why!r}")
    start, end = _place(text, words)
    return Passage(start, end, words, why, listed)


def _place(text: GoldText, words: str) -> tuple[int, int]:
    found = text.text.count(words)
    _require(found == 1, text, f"words stand {found} times, not once: {words}")
    start = text.text.index(words)
    return start, start + len(words)


def _require(holds: bool, text: GoldText, trouble: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise GoldError(f"{text.name}: {trouble}")
