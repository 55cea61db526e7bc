"""Acts told twice in one article: which two are one, and which telling is kept."""

import re
from dataclasses import replace

from summarizer.model import Action


def merged(found: list[Action]) -> list[Action]:
    """Keep the fuller telling of an act told twice."""
    kept: list[Action] = []
    for action in found:
        twin = next((n for n, other in enumerate(kept) if _is_same_act(action, other)), None)
        if twin is None:
            kept.append(action)
        else:
            kept[twin] = _fuller(kept[twin], action)
    return kept


def _is_same_act(one: Action, other: Action) -> bool:
    if one.type is not other.type or one.mode != other.mode or one.actor is None or other.actor is None:
        return False
    if one.actor.codes != other.actor.codes or not one.actor.codes or one.recipient is None or other.recipient is None:
        return False
    if one.recipient.codes != other.recipient.codes or not one.recipient.codes or one.status is not other.status:
        return False
    numbers, others = _numbers(one.phrase), _numbers(other.phrase)
    if numbers and others and numbers != others:
        return False
    return one.mode == "expel" or one.phrase.split()[:1] == other.phrase.split()[:1]


def _numbers(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*", words))


def _fuller(one: Action, other: Action) -> Action:
    def weight(action: Action) -> tuple[bool, int]:
        return bool(_numbers(action.phrase)), len(action.phrase.split())

    best = other if weight(other) > weight(one) else one
    return replace(best, reported_by=best.reported_by or one.reported_by or other.reported_by)
