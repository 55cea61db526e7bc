"""The words of a sentence that tell an act: verbs in their patterns, light verbs with an event noun."""

from dataclasses import dataclass

from summarizer.actions.fitting import fits
from summarizer.actions.lexicon import events, irrealis, lemma_of, light, patterns, words
from summarizer.actions.objects import event_word, objects, prefix
from summarizer.actions.tree import Tree
from summarizer.model import ActionType

_NOMINAL_WEIGHT = 1
PLEA = "please"  # the lemma of a request in the imperative
_HELD = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "COOPERATE", "ASSAULT", "AID"})
_MOOTED_TYPES = frozenset({"SANCTION", "AID", "COOPERATE", "RETREAT", "CONSULT", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act's word: its verb, the event noun that it carries or None, and what the lexicon says of it.

    `rule` names the lexicon's line: "expel", "meet>with", "impose + sanction". `doer` is who does it where the grammar
    of the verb does not tell, because the noun has them: "talks between Peru and Chile".
    """

    verb: int
    noun: int | None
    type: ActionType
    mode: str
    lemma: str
    rule: str
    doer: int | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A verb of the lexicon that tells no act here, and why."""

    verb: int
    rule: str
    why: str


def find_triggers(tree: Tree) -> tuple[Trigger | Miss, ...]:
    """Return the sentence's triggers and near-misses, in order."""
    demands = (_demand(tree, i) or _plea(tree, i) for i in range(len(tree.tokens)))
    found = (
        *demands,
        *(_trigger(tree, i) for i, token in enumerate(tree.tokens) if _is_verb(tree, i) and token.dep != "aux"),
    )
    return tuple(sorted((t for t in found if t is not None), key=lambda t: t.verb))


def _demand(tree: Tree, said: int) -> Trigger | None:
    """Take "said China must lift its ban" for a demand on China."""
    if tree.tokens[said].lemma.lower() not in words("demanding"):
        return None
    for inner in tree.each(said, "ccomp"):
        must = any(tree.tokens[c].text.lower() == "must" for c in tree.each(inner, "aux"))
        subject = tree.child(inner, "nsubj")
        if must and subject is not None and tree.tokens[subject].pos != "PRON":
            return Trigger(said, None, ActionType.REQUEST, "", "must", "must")
    return None


def _plea(tree: Tree, verb: int) -> Trigger | None:
    """Take "please give us jets" for a request of whoever says it."""
    token = tree.tokens[verb]
    said = any(tree.tokens[c].text.lower() == "please" for c in tree.children[verb])
    if said and token.tag in {"VB", "VBP"} and tree.child(verb, "nsubj") is None:
        return Trigger(verb, None, ActionType.REQUEST, "", PLEA, PLEA)
    return None


def _is_verb(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if i > 0 and token.text[:1].isupper() and not token.text.isupper() and tree.tokens[i - 1].pos != "PUNCT":
        return False  # part of a title: "on Meet the Press"
    return token.pos == "VERB" or (
        token.tag.startswith("VB") and (token.pos == "AUX" or token.dep in {"ROOT", "conj", "ccomp", "relcl", "advcl"})
    )


def _trigger(tree: Tree, verb: int) -> Trigger | Miss | None:
    lemma = _verb_word(tree, verb)
    held = objects(tree, verb)
    best = next((p for p in patterns().get(lemma, ()) if fits(tree, verb, p, held)), None)
    noun = next(
        (o for o in (*held, *_included(tree, held), *_of_effort(tree, held)) if event_word(tree, o) in events()),
        None,
    )
    if best is not None and best.type is None:
        return Miss(verb, best.line, "a sense that tells no act between states")
    if best is not None and orders_own(tree, verb) and tree.child(verb, "xcomp", "ccomp") is not None:
        return Miss(verb, best.line, "an order to one's own is told by what is ordered")
    if lemma == "let" and any(tree.tokens[i].text.lower() == "us" for i in tree.subtree(verb)[:3]):
        return Miss(verb, lemma, "a call to oneself")
    if any(tree.tokens[c].text.lower().startswith("cyber") for o in held for c in tree.children[o]):
        return Trigger(verb, noun, ActionType.COERCE, "cyber", lemma, "cyber-")
    if noun is not None and lemma in irrealis("ordered"):
        return _nominal(tree, verb, noun, lemma)
    if best is not None and best.type is not None and best.weight >= _NOMINAL_WEIGHT:
        return Trigger(verb, noun, best.type, best.mode, lemma, best.line)
    if noun is not None and (nominal := _nominal(tree, verb, noun, lemma)):
        return nominal
    if lemma in words("verbal") and _is_for_deed(tree, verb):
        return Trigger(verb, noun, ActionType.ACCUSE, "disapprove", lemma, f"{lemma}>for")
    if best is None or best.type is None:
        wanted = [p.line for p in patterns().get(lemma, ()) if p.type is not None]
        known = bool(wanted) and noun is None and lemma not in light("make")
        return Miss(verb, wanted[0], "nothing that stands with it fits the lexicon's line") if known else None
    if lemma in words("intransitive") and tree.child(verb, "dobj") is not None:
        return Miss(verb, best.line, "tells an act only without an object")
    if lemma in irrealis("transitive") and not _has_object(tree, verb, held):
        return Miss(verb, best.line, "tells an act only with an object")
    return Trigger(verb, noun, best.type, best.mode, lemma, best.line)


def orders_own(tree: Tree, verb: int) -> bool:
    """Whether a verb of ordering is aimed at one's own: "ordered the army to leave", "told his ministers to pay"."""
    if tree.tokens[verb].lemma.lower() not in irrealis("ordered"):
        return False
    below = [n for inner in tree.each(verb, "ccomp", "xcomp") for n in tree.each(inner, "nsubj")]
    for noun in (*tree.each(verb, "dobj"), *below):
        beside = [tree.tokens[c] for c in tree.children[noun] if c < noun]
        plain = all(t.dep in {"det", "compound"} or t.tag == "PRP$" for t in beside)
        if plain and tree.tokens[noun].lemma.lower() in words("subordinates"):
            return True
    return False


def _verb_word(tree: Tree, verb: int) -> str:
    """Return the lexicon's lemma of a verb, with what is hyphenated to it where the lexicon has both as one."""
    lemma = lemma_of(tree.tokens[verb].text.lower(), tree.tokens[verb].lemma.lower())
    joined = f"{prefix(tree, verb)}{lemma}"
    return joined if joined in patterns() else lemma


def _is_for_deed(tree: Tree, verb: int) -> bool:
    """Whether an attack is done with words: "attacked the minister for signing"."""
    return any(tree.tokens[p].lemma == "for" and tree.child(p, "pcomp") is not None for p in tree.each(verb, "prep"))


def _has_object(tree: Tree, verb: int, held: tuple[int, ...]) -> bool:
    return bool(held) or tree.child(verb, "dobj", "dative", "ccomp", "xcomp") is not None


def _nominal(tree: Tree, verb: int, noun: int, lemma: str) -> Trigger | None:
    word = event_word(tree, noun)
    event = events()[word]
    told = Trigger(verb, noun, event.type, event.mode, lemma, f"{lemma} + {word}")
    if lemma in irrealis("mooted"):
        return told if event.type.value in _MOOTED_TYPES else None
    if lemma not in irrealis("ordered") and any(p.weight == 0 for p in patterns().get(lemma, ())):
        return None
    if lemma in words("holders") and event.type.value not in _HELD:
        return None
    carries = lemma in light("make") or lemma in irrealis("ordered")
    return told if carries else None


def _of_effort(tree: Tree, held: tuple[int, ...]) -> tuple[int, ...]:
    """Return what an effort is for: "a mediation effort"."""
    return tuple(
        c for o in held if tree.tokens[o].lemma.lower() in words("efforts") for c in tree.each(o, "compound", "amod")
    )


def _included(tree: Tree, held: tuple[int, ...]) -> tuple[int, ...]:
    """Return what a general noun is said to hold: "several steps, including the expulsion of …"."""
    return tuple(
        c
        for o in held
        for p in tree.subtree(o, frozenset({"relcl"}))
        if tree.tokens[p].text.lower() == "including"
        for c in tree.each(p, "pobj", "dobj")
    )
