"""Joins an article's sentences into its actions: one pass, whose every decision can be explained."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from summarizer.actions.arguments import doer
from summarizer.actions.cast import Cast
from summarizer.actions.explained import Explained
from summarizer.actions.judging import judge
from summarizer.actions.lexicon import irrealis
from summarizer.actions.mending import mended
from summarizer.actions.naming import Naming
from summarizer.actions.nominals import noun_trigger
from summarizer.actions.retold import merged
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger, find_triggers
from summarizer.actions.worth import worth_parsing
from summarizer.actors import mentions
from summarizer.language import parse
from summarizer.model import Action, ActionType, ActorKind, Paragraph, Person, Quote, Statement

HOSTILE = {ActionType.THREATEN, ActionType.SANCTION, ActionType.ACCUSE, ActionType.ASSAULT}
MAX_SENTENCES = 400  # an article's; a longer text is a document, and its head tells the news


def find_actions(
    text: str,
    body: tuple[Paragraph, ...],
    people: tuple[Person, ...],
    quotes: tuple[Quote, ...],
    statements: tuple[Statement, ...],
) -> tuple[Action, ...]:
    """Return the acts that the article tells, ordered by position; `statements` bind what their speakers report."""
    decided = explain_actions(text, body, people, quotes, statements)
    acts = (decision.action for decision in decided if decision.action is not None)
    return tuple(sorted(acts, key=lambda act: (act.start, act.end)))


def explain_actions(
    text: str,
    body: tuple[Paragraph, ...],
    people: tuple[Person, ...],
    quotes: tuple[Quote, ...],
    statements: tuple[Statement, ...],
) -> tuple[Explained, ...]:
    """Return every decision behind find_actions, kept acts and near-misses, ordered by their triggers."""
    if not body:
        return ()
    cast = Cast(text, mentions(text, body[0].start, body[-1].end), people, quotes, statements)
    worth = tuple(islice(worth_parsing(body, cast), MAX_SENTENCES))
    naming = Naming(cast)
    trees = parse(span.of(text) for _, span in worth)
    decided: list[Explained] = []
    for (number, span), tokens in zip(worth, trees, strict=True):
        if tokens:
            decided.extend(_sentence(Tree(mended(tokens), span.start), number, naming))
    return merged(decided)


def _sentence(tree: Tree, number: int, naming: Naming) -> Iterator[Explained]:
    triggers = tuple(noun_trigger(tree, t.verb) or t for t in find_triggers(tree))
    taken = {t.verb for t in triggers}
    alone = (noun_trigger(tree, i) for i in range(len(tree.tokens)) if i not in taken)
    triggers = tuple(sorted((*triggers, *(t for t in alone if t is not None)), key=lambda t: t.verb))
    telling = {t.verb: t.type for t in triggers if isinstance(t, Trigger)}
    decided = [(t.verb, judge(tree, t, telling, number=number, naming=naming)) for t in triggers]
    acting = {verb for verb, decision in decided if decision.action is not None}
    outer = irrealis("committed") | {"warn"}
    for verb, decision in decided:
        only_commits = tree.tokens[verb].lemma.lower() in outer and acting & _inner_verbs(tree, verb)
        if decision.action is not None and only_commits:
            decision = replace(decision, action=None, dropped="the act that it commits to is told below it")
        if decision.action is not None and _is_against_own_country(decision.action):
            decision = replace(decision, action=None, dropped="its doer leads the country that it is aimed at")
        yield decision
    _remember_subject(tree, naming)


def _is_against_own_country(act: Action) -> bool:
    """A leader threatens or punishes another country, so "he" stands for somebody else here: abstain."""
    actor, recipient = act.actor, act.recipient
    if act.type not in HOSTILE or actor is None or recipient is None or actor.kind is not ActorKind.PERSON:
        return False
    return recipient.kind is ActorKind.COUNTRY and bool(actor.codes) and actor.codes == recipient.codes


def _remember_subject(tree: Tree, naming: Naming) -> None:
    """Note the sentence's doer for the pronouns of later ones."""
    root = next((i for i, t in enumerate(tree.tokens) if t.head == i), 0)
    subject = doer(tree, root)
    if subject is not None:
        naming.remember(naming.actor(tree, subject))


def _inner_verbs(tree: Tree, verb: int) -> set[int]:
    """Return the verbs below one that only commits to them: "pledged to back"."""
    return {i for inner in tree.each(verb, "xcomp", "ccomp") for i in tree.subtree(inner)}
