"""The words of a sentence that tell an act: verbs in their patterns, light verbs with an event noun."""

from dataclasses import dataclass

from summarizer.actions.lexicon import Pattern, events, irrealis, lemma_of, light, patterns, words
from summarizer.actions.tree import Tree
from summarizer.model import ActionType

_NOMINAL_WEIGHT = 1
PLEA = "please"  # the lemma of a request in the imperative
_HELD = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "COOPERATE", "ASSAULT", "AID"})
_MOOTED_TYPES = frozenset({"SANCTION", "AID", "COOPERATE", "RETREAT", "CONSULT", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An act's word: its verb, the event noun that it carries or None, and what the lexicon says of it.

    `rule` names the lexicon's line: "expel", "meet>with", "impose + sanction".
    """

    verb: int
    noun: int | None
    type: ActionType
    mode: str
    lemma: str
    rule: str


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


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of what the verb is done to: object, passive subject, or the noun a participle modifies."""
    token = tree.tokens[verb]
    found = [c for o in tree.each(verb, "dobj", "nsubjpass") for c in tree.conjuncts(_content(tree, o))]
    if not found and token.dep in {"acl", "relcl"} and (token.tag == "VBN" or _gap(tree, verb)):
        found = [token.head]
    if not found and token.dep == "conj" and tree.child(verb, "auxpass") is None:
        found = _shared_object(tree, verb)
    return tuple(found)


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """Give a passive conjunct its first verb's subject for an object: "were caught and expelled"."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].tag == "VBN" and tree.child(head, "auxpass") is not None:
        return [c for o in tree.each(head, "nsubjpass") for c in tree.conjuncts(_content(tree, o))]
    return []


def _gap(tree: Tree, verb: int) -> bool:
    """Whether a relative clause has its own subject and leaves the object open: "the treaty that X signed"."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.tokens[subject].tag not in {"WDT", "WP"} and tree.child(verb, "dobj") is None


def _content(tree: Tree, noun: int) -> int:
    """See through "a series of strikes" to the strikes."""
    seen = 0
    while tree.tokens[noun].lemma.lower() in words("partitives") and seen < len(tree.tokens):
        of = next((p for p in tree.each(noun, "prep") if tree.tokens[p].lemma == "of"), None)
        inner = None if of is None else tree.child(of, "pobj")
        if inner is None:
            break
        noun, seen = inner, seen + 1
    return noun


def _is_verb(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if i > 0 and token.text[:1].isupper() and not token.text.isupper() and tree.tokens[i - 1].pos != "PUNCT":
        return False  # part of a title: "on Meet the Press"
    return token.pos == "VERB" or (
        token.tag.startswith("VB") and (token.pos == "AUX" or token.dep in {"ROOT", "conj", "ccomp", "relcl", "advcl"})
    )


def _trigger(tree: Tree, verb: int) -> Trigger | Miss | None:
    lemma = lemma_of(tree.tokens[verb].text.lower(), tree.tokens[verb].lemma.lower())
    if verb > 1 and tree.tokens[verb - 1].text == "-" and tree.tokens[verb - 2].text.lower() == "test":
        lemma = f"test-{lemma}"
    held = objects(tree, verb)
    best = next((p for p in patterns().get(lemma, ()) if _fits(tree, verb, p, held)), None)
    noun = next(
        (
            o
            for o in (*held, *_included(tree, held), *_of_effort(tree, held))
            if tree.tokens[o].lemma.lower() in events()
        ),
        None,
    )
    if best is not None and best.type is None:
        return Miss(verb, best.line, "a sense that tells no act between states")
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
        return None
    if lemma in words("intransitive") and tree.child(verb, "dobj") is not None:
        return Miss(verb, best.line, "tells an act only without an object")
    if lemma in irrealis("transitive") and not _has_object(tree, verb, held):
        return Miss(verb, best.line, "tells an act only with an object")
    return Trigger(verb, noun, best.type, best.mode, lemma, best.line)


def _is_for_deed(tree: Tree, verb: int) -> bool:
    """Whether an attack is done with words: "attacked the minister for signing"."""
    return any(tree.tokens[p].lemma == "for" and tree.child(p, "pcomp") is not None for p in tree.each(verb, "prep"))


def _has_object(tree: Tree, verb: int, held: tuple[int, ...]) -> bool:
    return bool(held) or tree.child(verb, "dobj", "dative", "ccomp", "xcomp") is not None


def _nominal(tree: Tree, verb: int, noun: int, lemma: str) -> Trigger | None:
    word = tree.tokens[noun].lemma.lower()
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


def _fits(tree: Tree, verb: int, pattern: Pattern, held: tuple[int, ...]) -> bool:
    if not pattern.particles and any(
        tree.tokens[c].text.lower() in words("turning") for c in tree.each(verb, "prt", "advmod")
    ):
        return False
    if not all(_has_particle(tree, verb, particle) for particle in pattern.particles):
        return False
    if pattern.infinitive and not _opens_infinitive(tree, verb, pattern.infinitive):
        return False
    if pattern.preposition:
        return _fits_preposition(tree, verb, pattern)
    return not pattern.objects or bool(_object_words(tree, verb, held) & pattern.objects)


def _object_words(tree: Tree, verb: int, held: tuple[int, ...]) -> set[str]:
    """Return the lemmas of objects, of nouns compounded with them and of predicates ("declared persona non grata")."""
    spots = [*held, *tree.each(verb, "oprd", "acomp")]
    spots += [c for o in held for c in tree.each(o, "compound")]
    spots += [c for c in tree.each(verb, "ccomp") if tree.tokens[c].pos == "ADJ"]
    countries = {"@country"} if any(tree.tokens[o].pos == "PROPN" for o in held) else set()
    return {tree.tokens[o].lemma.lower() for o in spots} | countries


def _fits_preposition(tree: Tree, verb: int, pattern: Pattern) -> bool:
    for prep in tree.each(verb, "prep", "dative", "agent"):
        if tree.tokens[prep].lemma.lower() == pattern.preposition:
            nouns = {tree.tokens[c].lemma.lower() for c in tree.each(prep, "pobj", "pcomp")}
            if not pattern.objects or nouns & pattern.objects:
                return True
    return pattern.preposition == "to" and not pattern.objects and _opens_infinitive(tree, verb)


def _opens_infinitive(tree: Tree, verb: int, lemma: str = "to") -> bool:
    for inner in tree.each(verb, "xcomp", "ccomp", "advcl"):
        if any(tree.tokens[c].tag == "TO" for c in tree.children[inner]) and lemma in {
            "to",
            tree.tokens[inner].lemma.lower(),
        }:
            return True
    return False


def _has_particle(tree: Tree, verb: int, particle: str) -> bool:
    return any(
        tree.tokens[c].text.lower() == particle
        and (tree.tokens[c].dep in {"prt", "advmod"} or not tree.children[c] or tree.tokens[c].dep == "prep")
        for c in tree.children[verb]
    )
