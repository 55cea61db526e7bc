"""Acts told twice in one article: which two are one, and which telling is kept."""

import re
from dataclasses import replace

from summarizer.actions.explained import Explained
from summarizer.actions.phrases import is_active
from summarizer.model import Action

_VERB = re.compile(r"[\w-]+")


def merged(decided: list[Explained]) -> tuple[Explained, ...]:
    """Keep the fuller telling of an act told twice; the other is dropped and says where the act is kept."""
    out: list[Explained] = []
    for decision in decided:
        twin = next((n for n, other in enumerate(out) if _is_same_act(other, decision)), None)
        if twin is not None:
            out[twin], decision = _fuller(out[twin], decision)
        out.append(decision)
    return tuple(out)


def _is_same_act(first: Explained, second: Explained) -> bool:
    one, other = first.action, second.action
    if one is None or other is None or _who(one) != _who(other) or "" in _who(one):
        return False
    numbers, others = _numbers(one.phrase), _numbers(other.phrase)
    if numbers and others and numbers != others:
        return False
    return one.mode == "expel" or _verb(first.rule) == _verb(second.rule)


def _who(act: Action) -> tuple[str, ...]:
    sides = (";".join(side.codes) if side else "" for side in (act.actor, act.recipient))
    return act.type, f"mode {act.mode}", act.status, *sides


def _verb(rule: str) -> str:
    found = _VERB.match(rule)
    return found.group() if found else rule


def _numbers(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*", words))


def _fuller(one: Explained, other: Explained) -> tuple[Explained, Explained]:
    """Return both tellings, the poorer one dropped."""
    first, second = one.action, other.action
    if first is None or second is None:
        return one, other
    credit = first.reported_by or second.reported_by
    if _weight(second) > _weight(first):
        return _dropped(one, other), replace(other, action=replace(second, reported_by=second.reported_by or credit))
    return replace(one, action=replace(first, reported_by=credit)), _dropped(other, one)


def _dropped(poorer: Explained, fuller: Explained) -> Explained:
    return replace(poorer, action=None, dropped=f"told more fully in ¶{fuller.paragraph}")


def _weight(act: Action) -> tuple[bool, bool, int]:
    return bool(_numbers(act.phrase)), is_active(act.phrase), len(act.phrase.split())
