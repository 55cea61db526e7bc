"""To whom an act is done: the choice between the candidates, the two sides of a mutual act, and answers."""

from summarizer.actions.arguments import is_event, is_violence, promised, recipients
from summarizer.actions.lexicon import agents, words
from summarizer.actions.naming import Naming, differs
from summarizer.actions.nominals import is_between
from summarizer.actions.objects import objects
from summarizer.actions.sources import is_outlet
from summarizer.actions.status import Standing
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actions.triggers import Trigger
from summarizer.model import ActionType, Actor, ActorKind, Status

_RECIPROCAL = frozenset({ActionType.AGREE, ActionType.CONSULT, ActionType.COOPERATE, ActionType.RETREAT})
_CLASHES = frozenset({"clash", "fight", "battle", "exchange", "trade", "sign", "establish", "restore"})
_FORCE = frozenset({ActionType.ASSAULT, ActionType.COERCE})
_ANSWERS = frozenset({ActionType.REJECT, ActionType.THREATEN, ActionType.ACCUSE})
_AGAINST = frozenset({ActionType.SANCTION, ActionType.REJECT, ActionType.ACCUSE, ActionType.THREATEN})


def parties(
    tree: Tree, trigger: Trigger, stands: Standing, *, actor: Actor, subject: int | None, naming: Naming
) -> tuple[Actor, Actor | None]:
    """Return the doer and whom the act is done to; a mutual act's doers are split into its two sides."""
    sides = _sides(tree, trigger, actor, subject, naming)
    if sides is not None:
        return sides
    recipient = _recipient(tree, trigger, actor, naming, subject) or _partner(tree, trigger, subject, naming)
    if recipient is None and not _has_other_object(tree, trigger):
        recipient = _mentioned(tree, trigger, actor, naming, stands)
        if recipient is None and (trigger.lemma != "deny" or tree.child(trigger.verb, "dobj") is None):
            recipient = _opponent(tree, trigger, actor, naming)
    return actor, recipient or _replied(trigger, stands, actor, naming)


def _has_other_object(tree: Tree, trigger: Trigger) -> bool:
    """Whether the act's object is a topic or somebody's victim, so that a country named beside it is not meant."""
    condemned = trigger.type is ActionType.ACCUSE and any(is_violence(tree, o) for o in objects(tree, trigger.verb))
    return condemned or trigger.lemma in words("topical")


def _partner(tree: Tree, trigger: Trigger, subject: int | None, naming: Naming) -> Actor | None:
    """Return the second of two doers of a mutual act: both of one country, or of none."""
    if subject is None or trigger.type not in _RECIPROCAL:
        return None
    return next((a for a in map(naming.alone(tree), tree.conjuncts(subject)[1:]) if a is not None), None)


def _recipient(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming, subject: int | None) -> Actor | None:
    """Return the likeliest of the trigger's nouns that is somebody else than the doer."""
    named: Actor | None = None
    held = _held(tree, trigger.verb)
    taken = set() if subject is None else set(tree.subtree(subject)) - {trigger.verb}
    for i in recipients(tree, trigger):
        if i == trigger.verb or i in taken:
            continue
        violent = trigger.type is ActionType.ACCUSE and is_violence(tree, i)
        candidate = naming.owner(tree, i) if violent else naming.actor(tree, i)
        if (
            candidate is None
            or candidate.name == actor.name
            or (is_outlet(candidate.name) and tree.tokens[i].lemma not in agents())
        ):
            continue
        if _is_only_place(tree, i, trigger) or (named is not None and _is_aside(tree, i, trigger.verb)):
            continue
        if candidate.codes and differs(candidate.codes, actor.codes):
            return _proper(tree, i, candidate, naming)
        if tree.tokens[i].pos == "PRON" or is_event(tree, i) or (i < trigger.verb and i not in held):
            continue
        mine = any(tree.tokens[c].tag == "PRP$" for c in tree.each(i, "poss"))
        if not mine and not _is_aside(tree, i, trigger.verb) and (not candidate.codes or naming.is_agent(tree, i)):
            named = named or candidate
    return named


def _held(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return what the verb is done to; for a pronoun also what the verb before it is done to."""
    held = tree.child(verb, "dobj")
    before = tree.tokens[verb].dep == "conj" and held is not None and tree.tokens[held].pos == "PRON"
    return objects(tree, verb) + (objects(tree, tree.tokens[verb].head) if before else ())


def _is_only_place(tree: Tree, i: int, trigger: Trigger) -> bool:
    """Whether a noun only tells where force was used: "on the Thai border"."""
    located = tree.tokens[i].dep == "pobj" and tree.tokens[i].lemma.lower() in words("edges")
    return located and trigger.type in _FORCE


def _is_aside(tree: Tree, i: int, verb: int) -> bool:
    """Whether a noun stands in a clause of circumstance below the verb: "after two planes were turned back"."""
    for at in (i, *tree.ancestors(i)):
        if at == verb:
            return False
        if tree.tokens[at].dep in {"advcl", "relcl"}:
            return True
    return False


def _proper(tree: Tree, head: int, candidate: Actor, naming: Naming) -> Actor:
    """Name the country rather than the thing that is its: "an evacuation centre in Yemen" is Yemen."""
    if tree.tokens[head].lemma.lower() in words("postings") and (host := _host(tree, head, naming)) is not None:
        return host
    if tree.tokens[head].lemma.lower() in agents() or candidate.kind is ActorKind.PERSON or len(candidate.codes) > 1:
        return candidate
    inside = naming.cast.mentions_in(*tree.span(tree.subtree(head, CLAUSES)))
    place = next(
        (m.actor for m in inside if m.actor.codes == candidate.codes and m.actor.kind is not ActorKind.PEOPLE), None
    )
    return place or candidate


def _host(tree: Tree, head: int, naming: Naming) -> Actor | None:
    """Return the country in which a mission serves: "the African Union force in Somalia"."""
    for prep in tree.each(head, "prep"):
        noun = tree.child(prep, "pobj") if tree.tokens[prep].lemma == "in" else None
        if noun is not None:
            place = tree.place(noun)
            return next((m.actor for m in naming.cast.mentions_in(place, place + 1) if m.actor.codes), None)
    return None


def _opponent(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming) -> Actor | None:
    """Return the only other country of the sentence, for an act that has to be against somebody."""
    if trigger.type not in _AGAINST:
        return None
    others = [
        m.actor
        for m in naming.cast.mentions_in(*tree.span(tuple(range(len(tree.tokens)))))
        if m.actor.codes and differs(m.actor.codes, actor.codes)
    ]
    return others[0] if len({other.codes for other in others}) == 1 else None


def _mentioned(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming, stands: Standing) -> Actor | None:
    """Return the first other country named below the trigger, or in its condition."""
    root = trigger.verb
    if stands.status is Status.CONDITIONAL:
        root = [trigger.verb, *tree.ancestors(trigger.verb)][-1]
    aside = frozenset({"parataxis"} if stands.status is Status.CONDITIONAL else {"parataxis", "advcl"})
    start, end = tree.span(tree.subtree(root, aside))
    for mention in naming.cast.mentions_in(
        start if stands.status is Status.CONDITIONAL else tree.place(trigger.verb), end
    ):
        if mention.actor.codes and differs(mention.actor.codes, actor.codes):
            return mention.actor
    return None


def _sides(
    tree: Tree, trigger: Trigger, actor: Actor, subject: int | None, naming: Naming
) -> tuple[Actor, Actor] | None:
    """Split "X and Y signed" into a doer and the other side; None where somebody else is named with "with"."""
    between = subject is not None and is_between(tree, subject)
    mutual = between or trigger.type in _RECIPROCAL or trigger.lemma in _CLASHES
    if subject is None or not mutual or (not between and _is_with_other(tree, trigger)):
        return None
    if trigger.type is ActionType.AGREE and _promised_to_other(tree, trigger, actor, naming):
        return None
    known = [a for a in map(naming.alone(tree), tree.conjuncts(subject)) if a is not None]
    if len(known) > 1 and (differs(known[0].codes, known[1].codes) or not known[0].codes):
        rest = tuple(dict.fromkeys(code for a in known[1:] for code in a.codes))
        return known[0], Actor(known[1].name, rest, known[1].kind)
    if len(actor.codes) < 2:
        return None
    return Actor(actor.name, actor.codes[:1], actor.kind), Actor(actor.name, actor.codes[1:], actor.kind)


def _is_with_other(tree: Tree, trigger: Trigger) -> bool:
    spots = [trigger.verb, *objects(tree, trigger.verb)]
    return any(tree.tokens[p].lemma in {"with", "between"} for spot in spots for p in tree.each(spot, "prep"))


def _promised_to_other(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming) -> bool:
    """Whether what two agreed on concerns a third: "agreed to lift tariffs on American goods"."""
    for i in promised(tree, trigger.verb):
        other = naming.actor(tree, i)
        if other is not None and other.codes and differs(other.codes, actor.codes):
            return True
    return False


def _replied(trigger: Trigger, stands: Standing, actor: Actor, naming: Naming) -> Actor | None:
    """Address an answer to whoever last acted upon its giver, and an expulsion like the last one."""
    if trigger.mode == "expel":
        return naming.last_expelled
    if stands.type not in _ANSWERS or trigger.lemma == "deny":
        return None
    other = naming.last_upon(actor)
    return other if other is not None and differs(other.codes, actor.codes) else None
