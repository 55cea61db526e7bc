"""What a verb is done to, as places in the tree, and the words under which the lexicon has them."""

from summarizer.actions.lexicon import events, words
from summarizer.actions.tree import Tree


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of what the verb is done to: object, passive subject, or the noun a participle modifies."""
    token = tree.tokens[verb]
    before = antecedent(tree, verb)
    held = [o for o in tree.each(verb, "dobj", "nsubjpass") if tree.tokens[o].tag not in {"WDT", "WP"}]
    found = [c for o in held for c in tree.conjuncts(_content(tree, o))]
    if not found and token.dep == "acl" and token.tag == "VBN":
        found = [token.head]
    if not found and before is not None:
        found = [before]
    if not found and token.dep == "conj" and tree.child(verb, "auxpass") is None:
        found = _shared_object(tree, verb)
    return tuple(found)


def antecedent(tree: Tree, verb: int) -> int | None:
    """Return the noun that a relative clause has for its object: "the treaty that X signed"; None where it has none."""
    token = tree.tokens[verb]
    if token.dep != "relcl" or tree.tokens[token.head].pos in {"VERB", "AUX"}:
        return None
    relative = next((o for o in tree.each(verb, "dobj", "nsubjpass") if tree.tokens[o].tag in {"WDT", "WP"}), None)
    subject = tree.child(verb, "nsubj")
    own = subject is not None and tree.tokens[subject].tag not in {"WDT", "WP"}
    gap = (own and tree.child(verb, "dobj") is None) or (subject is None and token.tag == "VBN")
    return token.head if relative is not None or gap else None


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """Give a passive conjunct its first verb's subject for an object: "were caught and expelled"."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].tag == "VBN" and tree.child(head, "auxpass") is not None:
        return [c for o in tree.each(head, "nsubjpass") for c in tree.conjuncts(_content(tree, o))]
    return []


def _content(tree: Tree, noun: int) -> int:
    """See through "a series of strikes" to the strikes."""
    seen = 0
    while tree.tokens[noun].lemma.lower() in words("partitives") and seen < len(tree.tokens):
        joins = {"of", "in"} if tree.tokens[noun].lemma.lower() in words("money") else {"of"}
        of = next((p for p in tree.each(noun, "prep") if tree.tokens[p].lemma in joins), None)
        inner = None if of is None else tree.child(of, "pobj")
        if inner is None:
            break
        noun, seen = inner, seen + 1
    return noun


def event_word(tree: Tree, noun: int) -> str:
    """Return the lemma of a noun, with what is hyphenated to it where that is an event: "cease-fire"."""
    lemma = tree.tokens[noun].lemma.lower()
    joined = f"{prefix(tree, noun)}{lemma}"
    return joined if joined in events() else lemma


def prefix(tree: Tree, i: int) -> str:
    """Return what is hyphenated to a word, with the hyphen, or ""."""
    if i < 2 or tree.tokens[i - 1].text not in {"-", "‐", "‑"} or tree.tokens[i - 1].end != tree.tokens[i].start:
        return ""
    return f"{tree.tokens[i - 2].text.lower()}-"
