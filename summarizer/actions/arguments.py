"""Who does a verb and to whom, as places in the tree. Names and codes are naming.py's."""

from collections.abc import Iterator

from summarizer.actions.lexicon import agents, events, irrealis, state_nouns, words
from summarizer.actions.objects import event_word, objects
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger, orders_own
from summarizer.model import ActionType

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PREFERRED = (
    "to",
    "with",
    "against",
    "on",
    "upon",
    "for",
    "from",
    "towards",
    "toward",
    "into",
    "over",
    "at",
    "about",
    "between",
    "of",
    "by",
    "among",
    "in",
    "near",
)
_BY_TYPE = {
    ActionType.ACCUSE: ("against", "of", "about", "over", "at", "to", "with", "on", "by", "into"),
    ActionType.REQUEST: ("on", "upon", "to", "from", "with", "at", "of", "for", "between"),
    ActionType.CONSULT: ("with", "between", "to", "by", "from", "among", "in", "at"),
    ActionType.ASSAULT: ("against", "on", "at", "with", "in", "of", "near"),
    ActionType.COERCE: ("on", "against", "from", "to", "of", "in"),
    ActionType.PROTEST: ("against", "outside", "at", "over", "in", "to"),
    ActionType.REJECT: ("from", "by", "to", "with", "of", "for", "against", "on"),
}
_INNER = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl")
_OWN_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "conj", "xcomp"})
_MAX_CLIMB = 12  # deeper chains of clauses are not prose


def doer(tree: Tree, verb: int, climbed: int = 0) -> int | None:
    """Return the head of the noun that does the verb, through passives, relatives and control; else None."""
    if climbed > _MAX_CLIMB:
        return None
    if is_passive(tree, verb):
        return _agent(tree, verb)
    subject = tree.child(verb, "nsubj", "csubj")
    token = tree.tokens[verb]
    if token.dep in {"ccomp", "xcomp"} and orders_own(tree, token.head):
        return doer(tree, token.head, climbed + 1)
    if subject is not None:
        return _antecedent(tree, verb, subject)
    return _inherited(tree, verb, climbed + 1)


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is done to its subject, or to the noun it modifies."""
    if tree.child(verb, "auxpass", "nsubjpass") is not None or tree.child(verb, "agent") is not None:
        return True
    token = tree.tokens[verb]
    if token.tag != "VBN" or tree.child(verb, "aux", "nsubj") is not None:
        return False
    if token.dep in {"acl", "advcl"}:
        return tree.child(verb, "dobj") is None
    return token.dep == "conj" and tree.child(token.head, "auxpass") is not None and tree.child(verb, "dobj") is None


def recipients(tree: Tree, trigger: Trigger) -> Iterator[int]:
    """Yield the heads of nouns that the act may be done to, likeliest first."""
    verb, noun = trigger.verb, trigger.noun
    held = [o for o in objects(tree, verb) if o != noun]
    if trigger.type is ActionType.REQUEST:
        yield from _asked(tree, verb)
    yield from tree.each(verb, "dative")
    yield from _allowed(tree, verb)
    if trigger.type is ActionType.AID:
        yield from _brought_to(tree, verb)
    if trigger.type is not ActionType.MOBILIZE and trigger.lemma not in words("topical"):
        yield from held
        yield from _owners(tree, trigger, held)
    yield from _predicated(tree, verb)
    sources = [verb] + ([noun, *tree.each(noun, "appos")] if noun is not None else [])
    for o in objects(tree, verb):
        yield from (n for p in tree.each(o, "prep") if tree.tokens[p].lemma == "by" for n in tree.each(p, "pobj"))
    victims = trigger.type is ActionType.ACCUSE and any(is_violence(tree, o) for o in objects(tree, verb))
    yield from _prepositional(tree, [verb] if victims else [*sources, *held], trigger.type)
    if noun is not None:
        yield noun
    if trigger.type is ActionType.PROTEST:
        yield from (i for i in tree.subtree(verb) if i > verb and tree.tokens[i].lemma.lower() in state_nouns())
    for source in (*sources, *held):
        for inner in tree.each(source, *_INNER):
            if inner > verb:
                yield from _inside(tree, inner, trigger.type)


def _allowed(tree: Tree, verb: int) -> Iterator[int]:
    """Yield who is allowed or made to act: "allowed the convoy to pass"."""
    if tree.child(verb, "dobj") is None and tree.tokens[verb].lemma.lower() in irrealis("causing"):
        for inner in tree.each(verb, "ccomp"):
            yield from tree.each(inner, "nsubj", "nsubjpass")


def _brought_to(tree: Tree, verb: int) -> Iterator[int]:
    """Yield where help goes, wherever "to" hangs: "a hospital with 60 beds to Chad"."""
    for i in tree.subtree(verb, _OWN_CLAUSES):
        if i > verb and tree.tokens[i].dep in {"prep", "dative"} and tree.tokens[i].lemma == "to":
            yield from tree.each(i, "pobj")


def _owners(tree: Tree, trigger: Trigger, held: list[int]) -> Iterator[int]:
    """Yield whose the thing is, where an act is about a thing: "rejected Warsaw's offer"."""
    if trigger.type in {ActionType.REJECT, ActionType.ACCUSE, ActionType.SUPPORT, ActionType.PROTEST}:
        for noun in (*held, *([trigger.noun] if trigger.noun is not None else [])):
            yield from (p for p in tree.each(noun, "poss") if tree.tokens[p].pos != "PRON")
            if trigger.noun == noun and trigger.type in {ActionType.REJECT, ActionType.SUPPORT}:
                yield noun


def _predicated(tree: Tree, verb: int) -> Iterator[int]:
    """Yield who stands in a small clause or behind a pronoun: "found him guilty", "expelled two and jailed them"."""
    for inner in tree.each(verb, "ccomp"):
        if tree.tokens[inner].pos == "ADJ":
            yield from tree.each(inner, "nsubj")
    held = tree.child(verb, "dobj")
    if held is not None and tree.tokens[held].pos == "PRON" and tree.tokens[verb].dep == "conj":
        yield from objects(tree, tree.tokens[verb].head)


def promised(tree: Tree, verb: int) -> Iterator[int]:
    """Yield whom the clause under a verb of agreeing concerns by "to", "on", "with", "against" or "for"."""
    for inner in tree.each(verb, "xcomp"):
        for source in (inner, *objects(tree, inner)):
            for prep in tree.each(source, "prep", "dative"):
                if tree.tokens[prep].lemma in {"to", "on", "against", "for", "with", "from"}:
                    yield from tree.each(prep, "pobj")


def is_violence(tree: Tree, i: int) -> bool:
    """Whether a noun tells violence, whose "on" names its victim."""
    event = events().get(event_word(tree, i))
    return event is not None and event.type is ActionType.ASSAULT


def is_event(tree: Tree, i: int) -> bool:
    """Whether a noun tells an act and so is nobody's recipient itself."""
    word = event_word(tree, i)
    return word in events() and word not in agents()


def _agent(tree: Tree, verb: int) -> int | None:
    by = tree.child(verb, "agent")
    found = None if by is None else tree.child(by, "pobj")
    token = tree.tokens[verb]
    if found is None and token.dep == "conj" and token.head != verb and token.tag == "VBN":
        by = tree.child(token.head, "agent")
        found = None if by is None else tree.child(by, "pobj")
    return found


def _antecedent(tree: Tree, verb: int, subject: int) -> int | None:
    if tree.tokens[subject].text.lower() not in _RELATIVES:
        return subject
    token = tree.tokens[verb]
    if token.dep == "conj" and tree.tokens[token.head].dep == "relcl":
        return tree.tokens[token.head].head
    return token.head if token.dep == "relcl" else None


def _inherited(tree: Tree, verb: int, climbed: int) -> int | None:
    """Find the subject of a verb without one of its own, from what governs it."""
    token = tree.tokens[verb]
    head = token.head
    if head == verb:
        return None
    governor = tree.tokens[head]
    if token.dep == "conj" and (coordinated := _misread_subject(tree, verb)) is not None:
        return coordinated
    if token.dep == "acl":
        return _modified(tree, verb, head, climbed)
    if (
        token.dep == "xcomp"
        and (controlled := tree.child(head, "dobj")) is not None
        and governor.lemma not in {"promise", "have"}
    ):
        return controlled
    if token.dep == "conj" and is_passive(tree, head):
        return tree.child(head, "nsubjpass")
    if token.dep in {"conj", "xcomp", "advcl", "ccomp", "dep"}:
        return doer(tree, head, climbed) if governor.pos in {"VERB", "AUX"} else _of_predicate(tree, head, climbed)
    if token.dep == "pcomp":
        return _of_predicate(tree, head, climbed)
    return None


def _misread_subject(tree: Tree, verb: int) -> int | None:
    """Take a name between "and" and the verb for its subject: "on Friday and Israel freed" is parsed with the day."""
    before = verb - 1
    while before > 0 and tree.tokens[before].pos in {"AUX", "ADV", "PART"}:
        before -= 1
    name = tree.tokens[before] if before > 0 else None
    return before if name is not None and name.pos == "PROPN" and name.dep == "conj" else None


def _modified(tree: Tree, verb: int, noun: int, climbed: int) -> int | None:
    """Return who does what a noun's clause tells: "troops shelling it" do; of "an order banning it" its giver does."""
    lemma = tree.tokens[noun].lemma.lower()
    finite = tree.tokens[verb].tag == "VBN" and tree.child(verb, "dobj") is not None
    if finite or (tree.tokens[verb].tag == "VBG" and (lemma in agents() or tree.tokens[noun].pos == "PROPN")):
        return noun
    owner = tree.child(noun, "poss")
    return owner if owner is not None else _of_predicate(tree, noun, climbed)


def _of_predicate(tree: Tree, i: int, climbed: int) -> int | None:
    """Return the doer of the nearest verb above a noun, an adjective or a preposition."""
    for at in (i, *tree.ancestors(i)):
        if tree.tokens[at].pos in {"VERB", "AUX"}:
            return doer(tree, at, climbed)
    return None


def _asked(tree: Tree, verb: int) -> Iterator[int]:
    """Yield who is to do what is asked: "demanded that China lift", "called for both sides to stop"."""
    yield from (o for o in objects(tree, verb) if not is_event(tree, o))
    for inner in tree.each(verb, "ccomp", "xcomp", "advcl"):
        yield from tree.each(inner, "nsubj")


def _prepositional(tree: Tree, sources: list[int], type_: ActionType) -> Iterator[int]:
    order = _BY_TYPE.get(type_, ()) + _PREFERRED
    found = [
        p
        for source in sources
        for p in tree.each(source, "prep", "dative", "agent")
        if tree.tokens[p].lemma.lower() in order
    ]
    for prep in sorted(found, key=lambda p: order.index(tree.tokens[p].lemma.lower())):
        yield from tree.each(prep, "pobj")


def _inside(tree: Tree, verb: int, type_: ActionType) -> Iterator[int]:
    """Yield the recipients of a clause below the trigger: "agreed to send Kyiv tanks"."""
    held = list(objects(tree, verb))
    yield from tree.each(verb, "dative")
    yield from (o for o in held if not is_event(tree, o))
    yield from _prepositional(tree, [verb, *held], type_)
    yield from held
    for inner in tree.each(verb, "xcomp", "pcomp", "ccomp"):
        yield from tree.each(inner, "nsubj", "dobj")
