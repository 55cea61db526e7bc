"""Acts that a noun alone tells: "Talks between Peru and Chile began", "the arrest of two men by Mali was confirmed"."""

from summarizer.actions.lexicon import agents, events, irrealis, lemma_of, patterns, words
from summarizer.actions.objects import event_word
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actions.triggers import Trigger
from summarizer.model import ActionType

_SAID = frozenset({ActionType.THREATEN, ActionType.REJECT, ActionType.REQUEST, ActionType.ACCUSE})


def noun_trigger(tree: Tree, verb: int) -> Trigger | None:
    """Return the act that the verb's subject tells, where the verb only says that it happens and its doer is named."""
    noun = tree.child(verb, "nsubj", "nsubjpass", "csubj")
    held = tree.child(verb, "agent", "dobj")
    if noun is None or (held is not None and tree.tokens[held].lemma not in irrealis("durations")):
        return None
    written = tree.tokens[noun].text.lower()
    word = written if written in events() else event_word(tree, noun)
    event = events().get(word)
    if event is None or word in agents():
        return None
    doer = _doer(tree, noun)
    if doer is None:
        return None
    said = event.type in _SAID and _is_by(tree, doer) and _is_mute(tree, verb)
    if not said and not _happens(tree, verb):
        return None
    lemma = tree.tokens[verb].lemma.lower()
    return Trigger(verb, noun, event.type, event.mode, lemma, f"{word} + {lemma}", doer)


def is_between(tree: Tree, noun: int) -> bool:
    """Whether a noun and those coordinated with it stand after "between"."""
    token = tree.tokens[noun]
    return token.dep == "pobj" and tree.tokens[token.head].lemma == "between"


def _doer(tree: Tree, noun: int) -> int | None:
    """Return who does the act of a noun: "between X and Y", "by X", "X's"."""
    for wanted in ("between", "by"):
        for prep in tree.subtree(noun, CLAUSES):
            if tree.tokens[prep].lemma == wanted and tree.tokens[prep].dep in {"prep", "agent"}:
                return tree.child(prep, "pobj")
    owner = tree.child(noun, "poss")
    return owner if owner is not None and tree.tokens[owner].pos != "PRON" else None


def _is_by(tree: Tree, doer: int) -> bool:
    return tree.tokens[tree.tokens[doer].head].lemma == "by"


def _happens(tree: Tree, verb: int) -> bool:
    lemma = tree.tokens[verb].lemma.lower()
    if lemma in words("happening_with"):
        return any(tree.tokens[c].text.lower() in {"out", "place", "off"} for c in tree.children[verb])
    passive = tree.child(verb, "auxpass") is not None
    return lemma in words("happening") or (passive and lemma in words("held"))


def _is_mute(tree: Tree, verb: int) -> bool:
    """Whether a verb tells no act itself."""
    token = tree.tokens[verb]
    return lemma_of(token.text.lower(), token.lemma.lower()) not in patterns()
