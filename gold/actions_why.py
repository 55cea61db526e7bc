"""Prints every act that Sitrep missed, with what its coder saw in those words and why it fell. Scores nothing.

Run as `python -m gold.actions_why`. Sorted by reason: all that hangs on one rule stands together.
"""

from collections.abc import Iterator

from gold import actions_gold
from gold.actions_gold import GoldAct, GoldActs
from gold.actions_match import found_in, judge, overlaps
from gold.report import read_all
from summarizer import Article, explain
from summarizer.actions import Explained

UNSEEN = "no trigger"
OTHER = "another act"


def reason(act: GoldAct, seen: tuple[Explained, ...]) -> str:
    """Return what became of the triggers that stand in an act's words: rules and reasons, or UNSEEN."""
    near = [each for each in seen if any(overlaps(_span(each), place) for place in act.places)]
    fallen = [f"{each.rule}: {each.dropped}" for each in near if each.action is None]
    return "; ".join(fallen) or (f"{OTHER}: {near[0].rule}" if near else UNSEEN)


def _span(seen: Explained) -> tuple[int, int]:
    return seen.start, seen.start + max(1, len(seen.trigger))


def _missed(gold: GoldActs) -> Iterator[tuple[str, str]]:
    row = read_all([gold.text])[gold.text.name]
    pairs = judge(gold, found_in(row, gold.text.text)).pairs
    missed = [pair.gold for pair in pairs if pair.found is None and pair.gold.level != "may"]
    seen = explain(_article(gold)) if missed else ()
    for act in missed:
        yield reason(act, seen), f"{act.types[0]} ({act.level}): {act.words} [{gold.text.name}]"


def _article(gold: GoldActs) -> Article:
    return Article("", gold.text.title, gold.text.text, None, outlet="", language=gold.text.language)


def main() -> None:
    """Print the list."""
    for why, act in sorted(line for gold in actions_gold.load() for line in _missed(gold)):
        print(f"{why} | {act}")


if __name__ == "__main__":
    main()
