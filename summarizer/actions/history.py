"""Whether an act is dated in another year or age: "in 2016", "until 2010", "ten years ago", "in the Cold War"."""

import re

from summarizer.actions.lexicon import irrealis
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DECADE = re.compile(r"(?:1[6-9]|20)?\d0s")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_DATING = frozenset({"in", "since", "during"})
_BOUNDING = frozenset({"until", "till", "from", "between"})


def is_history(tree: Tree, trigger: Trigger) -> bool:
    """Whether the verb, its noun or its object is dated so."""
    spots = [trigger.verb, *([trigger.noun] if trigger.noun is not None else [])]
    spots += [h for h in tree.ancestors(trigger.verb) if tree.tokens[trigger.verb].dep in {"conj", "advcl"}][:1]
    spots += tree.each(trigger.verb, "dobj")
    return any(_is_long_ago(tree, spot) or _is_dated(tree, spot, bounded=spot != trigger.noun) for spot in spots)


def _is_long_ago(tree: Tree, spot: int) -> bool:
    ago = (c for c in tree.each(spot, "advmod", "npadvmod") if tree.tokens[c].text.lower() == "ago")
    return any(tree.tokens[i].lemma.lower() in irrealis("long_spans") for c in ago for i in tree.subtree(c))


def _is_dated(tree: Tree, spot: int, *, bounded: bool) -> bool:
    for prep in tree.each(spot, "prep"):
        word = tree.tokens[prep].text.lower()
        if word in _DATING and (_names_year(tree, prep) or _names_age(tree, prep)):
            return True
        if bounded and word in _BOUNDING and _names_year(tree, prep):
            return True
    return False


def _names_age(tree: Tree, prep: int) -> bool:
    """Whether a preposition opens a time that is over: "in the 1990s", "during the Second World War"."""
    held = tree.subtree(prep, frozenset({"relcl", "acl"}))
    told = " ".join(tree.tokens[i].text for i in held)
    return any(_DECADE.fullmatch(tree.tokens[i].text) for i in held) or any(age in told for age in irrealis("ages"))


def _names_year(tree: Tree, prep: int) -> bool:
    """Whether a year follows, without a day: "in 2016", "in the spring of 1999"."""
    words = [tree.tokens[i].text for i in tree.subtree(prep)][1:6]
    return any(map(_YEAR.fullmatch, words[:4])) and not any(map(_DAY.fullmatch, words))
