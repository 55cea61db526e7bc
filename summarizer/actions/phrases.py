"""The words shown for an act: a verb phrase by deletion only, and the clause that is its evidence."""

import re

from summarizer.actions.lexicon import irrealis, is_verb, words
from summarizer.actions.objects import antecedent
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger, orders_own

MAX_WORDS = 16  # docs: an action's line in a digest
_BEFORE = frozenset({"aux", "auxpass", "neg", "nsubjpass"})
_EMPTY = re.compile(r"\( ?\)")
_CONTRACTED = re.compile(r"^[’'](?:ve|m|re|d|s|ll)\s+(?=\S)")  # "I’ve signed" without its "I"
_SPACED = re.compile(r" ([,;:])")
_MARKS = frozenset("\"“”«»‘’'`")
_DROPPED = (
    frozenset({"parataxis", "cc", "conj", "relcl", "advcl"}),
    frozenset({"appos", "npadvmod", "acl", "advmod"}),
)
_LAST = 3  # the attempt that drops even the clauses that say which thing is meant
_TELLING = 8  # words: a phrase that the last attempt makes shorter has lost too much
_DEPENDENT = frozenset({"appos", "relcl", "acl", "npadvmod"})  # read with the word right before them
_CUTTABLE = frozenset({"prep", "advcl", "acl", "relcl", "cc", "npadvmod", "appos", "punct", "mark"})
_PASSIVE = re.compile(
    r"(?:(?:have|has|had|will|would|to|not|also|\w+ly) )*(?:be|been|being|(?:was|were|is|are|am)(?! \w+ing\b"
    r"| (?:not )?(?:to|ready|willing|prepared|set|due|able|poised|determined|committed)\b))\b"
)
_LEAD = re.compile(r"(?:(?:have|has|had|will|would|’ll|'ll|is|are|was|were|am|not|also|\w+ly) )*")


def phrase(tree: Tree, trigger: Trigger, *, conditional: bool = False) -> str:
    """Return the verb phrase, at most MAX_WORDS words, all of them the source's and in its order."""
    top = _top(tree, trigger.verb) if trigger.doer is None else trigger.verb
    tried: list[tuple[int, ...]] = []
    for dropped in _attempts(keep_clauses=conditional):
        kept = _without_orphans(tree, _kept(tree, top, trigger.verb, dropped), top)
        before = _object_before(tree, trigger.verb) if trigger.doer is None else _told_before(tree, trigger)
        tried.append(tuple(sorted({*before, *kept})))
        shown = _trimmed(_joined(tree, tried[-1]))
        if len(shown.split()) <= MAX_WORDS and (len(tried) < _LAST or len(shown.split()) >= _TELLING):
            return shown
    return _cut(tree, tried[1])


def is_active(shown: str) -> bool:
    """Tell whether a phrase opens with what its actor does, so that it reads on from the actor's name.

    False for a passive ("the tug was boarded by …", "was expelled") and for one that opens with its object.
    """
    said = shown.lower()
    if shown[:1].isupper() or _PASSIVE.match(said) or re.match(r"\w+s (?:was|were|have|had|will|are) ", said):
        return False
    lead = _LEAD.match(said)
    rest = said[lead.end() :].split() if lead else said.split()
    return bool(rest) and (is_verb(rest[0].strip(",;")) or bool(lead and lead.end()))


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
        head = tree.tokens[verb].head
        if tree.child(head, "dobj") is not None and not orders_own(tree, head):
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
            if _is_relative(tree, c) and at == verb:
                continue
            if dep not in dropped or is_noun_list or _is_needed(tree, at, c, verb):
                pending.append(c)
    return tuple(sorted(found))


def _is_needed(tree: Tree, at: int, branch: int, verb: int) -> bool:
    """Whether the words say nothing without a clause: "called on it to go", "those who object"; or it holds the act."""
    dep = tree.tokens[branch].dep
    if dep == "relcl" and tree.tokens[at].text.lower() in {"those", "anyone", "one", "ones", "what"}:
        return True
    asked = dep == "advcl" and tree.tokens[branch].tag == "VB" and at == verb and _is_asking(tree, verb)
    return asked or (dep in {"advcl", "acl", "relcl"} and _holds(tree, branch, verb))


def _is_asking(tree: Tree, verb: int) -> bool:
    return any(
        tree.tokens[p].lemma in {"on", "upon"} and p == verb + 1 for p in tree.each(verb, "prep", "prt")
    ) and tree.tokens[verb].lemma.lower() in {"call"}


def _is_relative(tree: Tree, i: int) -> bool:
    return tree.tokens[i].tag in {"WDT", "WP"} and tree.tokens[i].dep in {"dobj", "nsubjpass", "pobj"}


def _object_before(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the object of a restrictive clause that has it before: "companies that it accuses of smuggling"."""
    noun = antecedent(tree, verb)
    if noun is None or noun > verb:
        return ()
    clause = tree.subtree(verb)[0]
    if clause == 0 or tree.tokens[clause - 1].pos == "PUNCT":
        return ()
    start = tree.core(noun)[0]
    return tuple(range(start, verb)) if verb - start < MAX_WORDS // 2 else ()


def _told_before(tree: Tree, trigger: Trigger) -> tuple[int, ...]:
    """Return the noun that tells the act, with what belongs to it: "talks between Peru and Chile"."""
    if trigger.noun is None:
        return ()
    return tree.subtree(trigger.noun, frozenset({"relcl", "acl", "appos", "ccomp", "punct"}))


def _without_orphans(tree: Tree, kept: tuple[int, ...], top: int) -> tuple[int, ...]:
    """Drop what is read with a word that is gone: an apposition or a relative clause after a gap."""
    shown = set(kept)
    for i in kept:
        token = tree.tokens[i]
        after_comma = token.dep == "dobj" and tree.tokens[tree.subtree(i)[0] - 1].text == ","
        loose = (
            after_comma
            or token.dep in _DEPENDENT
            or (token.dep == "ccomp" and tree.tokens[token.head].lemma.lower() not in irrealis("saying"))
        )
        if i <= top or not loose or i not in shown:
            continue
        branch = [b for b in tree.subtree(i) if b in shown]
        before = next((b for b in range(branch[0] - 1, top, -1) if tree.tokens[b].pos != "PUNCT"), top)
        if before not in shown and tree.tokens[before].dep not in {"conj", "cc"}:
            shown -= set(branch)
    return tuple(i for i in kept if i in shown)


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


def _cut(tree: Tree, kept: tuple[int, ...]) -> str:
    """Cut a phrase that is too long where a circumstance begins, else after the last word that fits."""
    shown = _trimmed(" ".join(_joined(tree, kept).split()[:MAX_WORDS]))
    whole = frozenset(kept)
    starts = {min(whole.intersection(tree.subtree(i))) for i in kept if tree.tokens[i].dep in _CUTTABLE}
    for n in range(len(kept) - 1, 2, -1):
        shorter = _trimmed(_joined(tree, kept[:n]))
        if kept[n] in starts and 2 < len(shorter.split()) <= MAX_WORDS:
            return shorter
    return shown


def _trimmed(shown: str) -> str:
    """Drop words that a phrase cannot begin or end in, and brackets that deletion has left alone."""
    shown = _CONTRACTED.sub("", shown)
    shown = _SPACED.sub(r"\1", _EMPTY.sub("", shown))
    kept = shown.split()
    if shown.count("(") != shown.count(")"):
        kept = shown.replace("(", "").replace(")", "").split()
    while len(kept) > 1 and kept[-1].lower().strip(",") in words("dangling"):
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-")
