"""Whether a pattern of the lexicon fits what stands with a verb."""

from summarizer.actions.lexicon import Pattern, irrealis, words
from summarizer.actions.objects import event_word
from summarizer.actions.tree import Tree


def fits(tree: Tree, verb: int, pattern: Pattern, held: tuple[int, ...]) -> bool:
    """Tell whether what stands with a verb is what a pattern asks for; `held` is what the verb is done to."""
    if pattern.subjects and not pattern.subjects & _subject_words(tree, verb):
        return False
    if pattern.around and not pattern.around & {token.lemma.lower() for token in tree.tokens}:
        return False
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
    spots += [*tree.each(verb, "ccomp"), *(c for c in tree.each(verb, "advcl") if tree.tokens[c].pos == "ADJ")]
    names = {"@name"} if any(tree.tokens[o].pos == "PROPN" for o in held) else set()
    return {word for o in spots for word in (tree.tokens[o].lemma.lower(), event_word(tree, o))} | names


def _subject_words(tree: Tree, verb: int) -> set[str]:
    """Return the lemmas of who does the verb, and of nouns compounded with them."""
    spot = verb
    while tree.child(spot, "nsubj") is None and tree.tokens[spot].dep in {"conj", "xcomp"}:
        spot = tree.tokens[spot].head
    subject = tree.child(spot, "nsubj")
    if subject is not None and tree.tokens[subject].tag in {"WDT", "WP"}:
        subject = tree.tokens[spot].head
    doers = () if subject is None else tree.conjuncts(subject)
    return {tree.tokens[i].lemma.lower() for d in doers for i in (d, *tree.each(d, "compound"))}


def _fits_preposition(tree: Tree, verb: int, pattern: Pattern) -> bool:
    for prep in tree.each(verb, "prep", "dative", "agent"):
        if tree.tokens[prep].lemma.lower() == pattern.preposition:
            nouns = {tree.tokens[c].lemma.lower() for c in tree.each(prep, "pobj", "pcomp")}
            if nouns & pattern.objects or (not pattern.objects and not _tells_time(tree, prep, nouns)):
                return True
    return pattern.preposition == "to" and not pattern.objects and _opens_infinitive(tree, verb)


def _tells_time(tree: Tree, prep: int, nouns: set[str]) -> bool:
    """Whether a preposition tells when or how long: "on Monday", "for two days"."""
    dated = any(tree.tokens[c].text in words("calendar") for c in tree.each(prep, "pobj"))
    return dated or (bool(nouns) and nouns <= irrealis("durations"))


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
