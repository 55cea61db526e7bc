"""Whether a clause is told as real: its auxiliaries, its negation, its dates, and all that it hangs from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.actions.explained import NoAct
from summarizer.actions.lexicon import irrealis, lemma_of, patterns, words
from summarizer.actions.tree import Tree
from summarizer.model import ActionType, Status

FUTURE_MODALS = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"})
_UNDONE_MODALS = frozenset({"could", "might", "may", "should", "can", "must", "ought", "ca"})
_HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether", "lest", "should", "before", "until", "once"})
_FACTUAL_MARKS = frozenset({"after", "since", "because", "as", "when", "while", "although", "though"})
_LINKS = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl", "conj", "prep", "acomp", "attr", "dobj", "pobj", "parataxis"}
)
_CONTENT_BEARING = frozenset(
    {
        ActionType.AGREE,
        ActionType.REQUEST,
        ActionType.REJECT,
        ActionType.THREATEN,
        ActionType.ACCUSE,
        ActionType.CONCEDE,
        ActionType.COERCE,
    }
)


@dataclass(frozen=True, slots=True)
class Above:
    """What a clause hangs from: the status that it gives, the verb of saying or None, and which words decided."""

    status: Status
    speech: int | None
    because: str


def later(own: Status, above: Status) -> Status:
    """Return the status that what governs a clause gives it, else its own."""
    return own if above is Status.DONE else above


def modality(tree: Tree, verb: int) -> Status | None:
    """Read the verb's own auxiliaries: None for what could, might or would have been."""
    aux = [tree.tokens[c].text.lower() for c in tree.each(verb, "aux", "auxpass")]
    if any(tree.tokens[c].text.lower() in {"almost", "nearly"} for c in tree.each(verb, "advmod")):
        return None
    if (
        not aux
        and tree.tokens[verb].dep == "conj"
        and tree.tokens[verb].tag == "VB"
        and tree.tokens[tree.tokens[verb].head].pos == "VERB"
    ):
        return modality(tree, tree.tokens[verb].head)
    if (
        not aux
        and tree.tokens[verb].tag == "VB"
        and tree.child(verb, "nsubj") is not None
        and tree.child(verb, "mark") is not None
    ):
        return None
    if any(word in _UNDONE_MODALS for word in aux) or ("would" in aux and "have" in aux):
        return None
    if any(word in FUTURE_MODALS for word in aux):
        return Status.ANNOUNCED
    if any(
        tree.tokens[c].text.lower() == "had" and c < verb and _is_inverted(tree, c, verb)
        for c in tree.each(verb, "aux")
    ):
        return None
    return Status.DONE


def _is_inverted(tree: Tree, aux: int, verb: int) -> bool:
    """Whether the auxiliary stands before its subject: "Had the weather allowed"."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    return subject is not None and aux < min(tree.subtree(subject))


def above(tree: Tree, verb: int, telling: Mapping[int, ActionType]) -> Above | NoAct:
    """Read what the verb hangs from, up to the root; NoAct where that makes it no act."""
    status, speech, at, because = Status.DONE, None, verb, "told as a fact"
    for head in tree.ancestors(verb):
        if _is_told_by(tree, at, head, telling):
            return NoAct(f"“{tree.tokens[head].text}” tells it")
        if _is_told_apart(tree, at):
            break
        step = _step(tree, at, head)
        if step is None:
            return NoAct(_blocked(tree, at, head))
        if status is Status.DONE and step is not Status.DONE:
            status, because = step, f"it hangs from “{tree.tokens[head].text}”"
        if (
            tree.tokens[at].dep in {"ccomp", "parataxis"}
            and speech is None
            and tree.tokens[head].lemma.lower() in irrealis("saying")
        ):
            speech = head
        at = head
    return Above(status, speech, because)


def _is_told_apart(tree: Tree, at: int) -> bool:
    """Whether a clause of time or cause is told as a fact of its own: "will leave after Chile closed the port"."""
    token = tree.tokens[at]
    marks = {tree.tokens[c].text.lower() for c in tree.each(at, "mark", "advmod")}
    if {"as", "though"} <= marks:
        return False
    return token.dep == "advcl" and bool(marks & _FACTUAL_MARKS) and _is_past(tree, at)


def _is_past(tree: Tree, verb: int) -> bool:
    tags = {tree.tokens[verb].tag, *(tree.tokens[c].tag for c in tree.each(verb, "aux", "auxpass"))}
    return "VBD" in tags and "MD" not in tags


def _blocked(tree: Tree, at: int, head: int) -> str:
    """Say what takes a clause out of the world: the word that joins it, or the one that it hangs from."""
    marks = [tree.tokens[c].text.lower() for c in tree.each(at, "mark", "advmod")]
    mark = next((m for m in marks if m in _HYPOTHETICAL_MARKS), "")
    return f"it hangs from “{mark or tree.tokens[head].text}” and is not told as done"


def _step(tree: Tree, at: int, head: int) -> Status | None:
    """Judge one link between a clause and what governs it."""
    token, governor = tree.tokens[at], tree.tokens[head]
    if any(tree.tokens[c].text.lower() == "whether" for c in tree.each(at, "mark")):
        return None
    if token.dep not in _LINKS:
        return Status.DONE
    if token.dep == "advcl":
        return _adverbial(tree, at)
    if token.dep == "pcomp" and governor.text.lower() not in words("factual"):
        return None
    if token.dep == "prep" and tree.tokens[head].pos in {"VERB", "AUX"} and is_negated(tree, head):
        return None
    lemma = governor.lemma.lower()
    if governor.tag.startswith("VB") and lemma not in irrealis("saying"):
        lemma = lemma_of(governor.text.lower(), lemma)
    if token.dep in {"xcomp", "ccomp", "pcomp", "acl"} and governor.pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return _governed(tree, at, head, lemma)
    if token.dep in {"dobj", "pobj"} and lemma in irrealis("mooted") and at < len(tree.tokens):
        return Status.UNDER_DISCUSSION
    return Status.DONE


def _is_told_by(tree: Tree, at: int, head: int, telling: Mapping[int, ActionType]) -> bool:
    """Whether an act's verb tells what hangs from it: "called on X to lift", "agreed to send"."""
    if telling.get(head) not in _CONTENT_BEARING or (
        telling.get(at) is ActionType.THREATEN and tree.tokens[head].lemma == "warn"
    ):
        return False
    dep, infinitive = tree.tokens[at].dep, any(tree.tokens[c].tag == "TO" for c in tree.children[at])
    return (dep in {"xcomp", "ccomp", "pcomp"} and tree.tokens[head].lemma.lower() not in irrealis("committed")) or (
        dep == "advcl" and infinitive
    )


def _adverbial(tree: Tree, at: int) -> Status | None:
    marks = {tree.tokens[c].text.lower() for c in tree.each(at, "mark", "advmod")}
    if marks & _HYPOTHETICAL_MARKS or {"as", "though"} <= marks:
        return None
    if tree.tokens[at].tag == "VB" and any(tree.tokens[c].tag == "TO" for c in tree.children[at]):
        return None
    return Status.DONE


def _governed(tree: Tree, at: int, head: int, lemma: str) -> Status | None:
    governor, dep = tree.tokens[head], tree.tokens[at].dep
    if is_negated(tree, head) and lemma not in irrealis("saying") and not (dep == "ccomp" and at < head):
        return None
    if governor.pos == "NOUN":
        if dep == "acl" and tree.tokens[at].tag == "VB":
            return Status.ANNOUNCED if lemma in words("committed_nouns") and not has_no(tree, head) else None
        return Status.DONE
    if governor.pos == "ADJ":
        return Status.ANNOUNCED if lemma in irrealis("committed_adjectives") else None
    if dep == "ccomp" and any(tree.tokens[c].text.lower() in {"whether", "if"} for c in tree.each(at, "mark")):
        return None
    if dep == "xcomp" and lemma in {"have", "be"} and _is_infinitive(tree, at):
        return _obliged(tree, head, lemma)
    if lemma in irrealis("ordered"):
        return Status.ORDERED if dep != "ccomp" or tree.tokens[at].tag == "VB" else Status.DONE
    if lemma in irrealis("mooted"):
        return Status.UNDER_DISCUSSION
    if dep == "xcomp" and _is_asked_of(tree, at, head, lemma):
        return None
    if lemma in irrealis("unreal") and dep in {"xcomp", "pcomp"}:
        return None
    if lemma == "expect" and governor.tag == "VBD" and tree.child(head, "auxpass") is None:
        return None
    if lemma in irrealis("committed") and dep in {"xcomp", "pcomp"}:
        return None if modality(tree, head) is None else Status.ANNOUNCED
    if lemma in irrealis("committed_adjectives") and dep == "xcomp":
        return Status.ANNOUNCED
    if lemma in {"hope", "wish", "want", "doubt", "expect", "imagine", "dream", "pray"} and dep == "ccomp":
        return None
    return _under_trigger(tree, at, lemma)


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].tag == "TO" for c in tree.children[verb])


def _obliged(tree: Tree, head: int, lemma: str) -> Status | None:
    """What somebody has to do is not done, what they had to do is; what they are to do is announced."""
    if lemma == "be":
        return Status.ANNOUNCED
    return Status.DONE if _is_past(tree, head) else None


def _is_asked_of(tree: Tree, at: int, head: int, lemma: str) -> bool:
    """Whether somebody is to be moved to act: "persuaded the council to lift"."""
    return _is_infinitive(tree, at) and tree.child(head, "dobj") is not None and lemma not in irrealis("causing")


def _under_trigger(tree: Tree, at: int, lemma: str) -> Status | None:
    """What hangs from an act's verb is told by that act: "agreed to send", "accused of shelling"."""
    if lemma in irrealis("aspect") - {"agree"} or lemma in irrealis("saying") - {
        "warn",
        "charge",
        "accuse",
        "protest",
        "complain",
    }:
        return Status.DONE
    return None if any(p.weight <= 1 for p in patterns().get(lemma, ())) else Status.DONE


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether the verb, its subject or the verb it is coordinated with is negated."""
    if any(
        tree.tokens[c].dep == "neg" or tree.tokens[c].text.lower() in irrealis("negators") - {"no", "none", "nothing"}
        for c in tree.children[verb]
        if tree.tokens[c].dep in {"neg", "advmod", "preconj", "cc", "aux"}
    ):
        return True
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is not None and (has_no(tree, subject) or tree.tokens[subject].text.lower() in irrealis("negators")):
        return True
    return tree.tokens[verb].dep == "conj" and _conj_negated(tree, verb)


def _conj_negated(tree: Tree, verb: int) -> bool:
    """Whether a bare conjunct shares the first verb's "not": "has not expelled the staff or left"."""
    head = tree.tokens[verb].head
    bare = tree.child(verb, "aux", "nsubj", "nsubjpass") is None
    return (
        bare
        and any(tree.tokens[c].text.lower() in {"or", "nor"} for c in tree.each(head, "cc"))
        and is_negated(tree, head)
    )


def has_no(tree: Tree, noun: int | None) -> bool:
    """Whether a noun stands under "no" or "neither"."""
    return noun is not None and any(
        tree.tokens[c].text.lower() in {"no", "neither", "none"} or tree.tokens[c].dep == "neg"
        for c in tree.children[noun]
    )


def is_asked(tree: Tree, verb: int, text: str) -> bool:
    """Whether the clause ends in a question mark."""
    stop = tree.span(tree.subtree(verb))[1]
    return re.match(r"[^.!?\w]*\?", text[stop - 1 : stop + 3]) is not None


def has_condition(tree: Tree, verb: int) -> bool:
    """Whether an "if" or "unless" hangs from the verb or from a verb that governs it."""
    for at in (verb, *tree.ancestors(verb)):
        for clause in tree.each(at, "advcl"):
            marks = {tree.tokens[c].text.lower() for c in tree.each(clause, "mark", "advmod")}
            if marks & {"if", "unless"} and clause not in (verb, *tree.ancestors(verb)):
                return True
    return False
