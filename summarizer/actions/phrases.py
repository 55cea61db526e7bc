"""The words shown for an act: a verb phrase by deletion only, and the clause that is its evidence."""

import re

from summarizer.actions.lexicon import words
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger

MAX_WORDS = 16  # docs: an action's line in a digest
_BEFORE = frozenset({"aux", "auxpass", "neg", "nsubjpass"})
_EMPTY = re.compile(r"\( ?\)")
_SPACED = re.compile(r" ([,;:])")
_MARKS = frozenset("\"“”«»‘’'`")
_DROPPED = (
    frozenset({"parataxis", "cc", "conj", "relcl", "advcl", "mark"}),
    frozenset({"appos", "npadvmod", "acl", "advmod"}),
)


def phrase(tree: Tree, trigger: Trigger, *, conditional: bool = False) -> str:
    """Return the verb phrase, at most MAX_WORDS words, all of them the source's and in its order."""
    top = _top(tree, trigger.verb)
    if trigger.noun is not None and tree.tokens[trigger.noun].dep == "nsubjpass":
        top = trigger.noun
    for dropped in _attempts(keep_clauses=conditional):
        kept = _kept(tree, top, trigger.verb, dropped)
        shown = _trimmed(_joined(tree, kept))
        if len(shown.split()) <= MAX_WORDS:
            return shown
    return _cut(shown)


def evidence(tree: Tree, trigger: Trigger, subject: int | None) -> tuple[int, int]:
    """Return the characters of the clause that tells the act: from its doer to the end of its verb's phrase."""
    top = _top(tree, trigger.verb)
    body = [i for i in tree.subtree(top, frozenset({"parataxis"})) if not _in_later_conjunct(tree, i, trigger.verb)]
    while len(body) > 1 and tree.tokens[body[-1]].pos in {"PUNCT", "CCONJ"}:
        body.pop()
    if subject is not None and min(tree.core(subject)) < body[0]:
        body.insert(0, min(tree.core(subject)))
    start, end = tree.span(tuple(body))
    return start, end


def _attempts(*, keep_clauses: bool) -> tuple[frozenset[str], ...]:
    first = _DROPPED[0] - ({"advcl", "mark"} if keep_clauses else set())
    return first, first | _DROPPED[1] - {"acl"}, _DROPPED[0] | _DROPPED[1]


def _top(tree: Tree, verb: int) -> int:
    """Climb from "back" to "pledged" in "pledged to back"."""
    while tree.tokens[verb].dep == "xcomp" and tree.tokens[tree.tokens[verb].head].pos in {"VERB", "AUX"}:
        if tree.child(tree.tokens[verb].head, "dobj") is not None:
            break
        verb = tree.tokens[verb].head
    return _promise(tree, verb)


def _promise(tree: Tree, verb: int) -> int:
    """Climb from "send" to what promises it: "is ready to send", "decision to send"."""
    token = tree.tokens[verb]
    above = tree.tokens[token.head]
    if token.dep == "xcomp" and above.pos == "ADJ":
        return above.head if above.dep == "acomp" else token.head
    return token.head if token.dep == "acl" and token.tag == "VB" and above.pos == "NOUN" else verb


def _kept(tree: Tree, top: int, verb: int, dropped: frozenset[str]) -> tuple[int, ...]:
    """Return the verb's auxiliaries, the verb and what follows it, without the dropped branches."""
    found, pending = [], [top]
    while pending:
        at = pending.pop()
        found.append(at)
        for c in tree.children[at]:
            dep = tree.tokens[c].dep
            is_noun_list = dep in {"cc", "conj"} and tree.tokens[at].pos not in {"VERB", "AUX"}
            verbal = tree.tokens[top].pos in {"VERB", "AUX"}
            if at == top and c < top and (dep not in _BEFORE if verbal else dep in {"det", "poss"}):
                continue
            if _is_hyphenated(tree, c):
                pending.append(c)
                continue
            if dep == "prep" and tree.tokens[c].text.lower() == "according":
                continue
            if dep not in dropped or is_noun_list or (dep in {"advcl", "acl", "relcl"} and _holds(tree, c, verb)):
                pending.append(c)
    return tuple(sorted(found))


def _is_hyphenated(tree: Tree, i: int) -> bool:
    """Whether a token is the first part of a word such as "US-led"."""
    after = tree.tokens[i + 1] if i + 1 < len(tree.tokens) else None
    return after is not None and after.text in {"-", "‐", "‑"} and after.start == tree.tokens[i].end


def _holds(tree: Tree, branch: int, i: int) -> bool:
    return branch == i or branch in tree.ancestors(i)


def _in_later_conjunct(tree: Tree, i: int, verb: int) -> bool:
    """Whether a token belongs to a verb coordinated after the trigger's."""
    chain = (i, *tree.ancestors(i))
    return any(
        tree.tokens[c].dep == "conj"
        and tree.tokens[c].pos in {"VERB", "AUX"}
        and c > verb
        and not _holds(tree, c, verb)
        for c in chain
    )


def _joined(tree: Tree, kept: tuple[int, ...]) -> str:
    """Join the kept tokens as the source spaces them; marks, and commas beside a gap, go."""
    whole = [i for i in kept if tree.tokens[i].text not in _MARKS]
    shown = [i for n, i in enumerate(whole) if not _is_stray(tree, whole, n)]
    out = ""
    for n, i in enumerate(shown):
        glued = n > 0 and tree.tokens[shown[n - 1]].end == tree.tokens[i].start
        out += ("" if glued or not out else " ") + tree.tokens[i].text.strip()
    return out.strip(" ,;:–—-")


def _is_stray(tree: Tree, whole: list[int], n: int) -> bool:
    i = whole[n]
    if tree.tokens[i].pos != "PUNCT" or tree.tokens[i].text in {"-", "%", "$"}:
        return False
    return n == 0 or n == len(whole) - 1 or whole[n - 1] != i - 1 or whole[n + 1] != i + 1


def _cut(shown: str) -> str:
    return _trimmed(" ".join(shown.split()[:MAX_WORDS]))


def _trimmed(shown: str) -> str:
    """Drop words that a phrase cannot end in, and brackets that deletion has left alone."""
    shown = _SPACED.sub(r"\1", _EMPTY.sub("", shown))
    kept = shown.split()
    if shown.count("(") != shown.count(")"):
        kept = shown.replace("(", "").replace(")", "").split()
    while len(kept) > 1 and kept[-1].lower().strip(",") in words("dangling"):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-")
