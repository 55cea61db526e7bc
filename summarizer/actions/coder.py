"""Joins triggers, arguments and status into an article's actions. Decides what is worth a parse and what is no act."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from summarizer.actions.arguments import doer, is_passive
from summarizer.actions.cast import Cast
from summarizer.actions.idle import is_idle
from summarizer.actions.lexicon import agents, irrealis, may_tell, words
from summarizer.actions.naming import Naming, differs
from summarizer.actions.phrases import evidence, phrase
from summarizer.actions.receivers import parties
from summarizer.actions.retold import merged
from summarizer.actions.sources import is_outlet, reporter
from summarizer.actions.status import RETALIATION, Standing, standing
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actions.triggers import PLEA, Trigger, find_triggers
from summarizer.actors import mentions
from summarizer.language import parse, sentences
from summarizer.model import Action, ActionType, Actor, ActorKind, Paragraph, Person, Quote, Span, Statement, Status

MAX_SENTENCES = 400  # an article's; a longer text is a document, and its head tells the news

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]{2,30}(?:[ ,/]{1,3}[\w.’'-]{1,30}){0,5}"
    r"|[A-Z][\w.’'-]{1,30}(?:[ ,/]{1,3}[A-Z][\w.’'-]{1,30}){0,3})"
    r"[ ,]{0,2}(?:\([^)]{1,40}\))?\s{0,2}(?:--|—|–|\s-\s|:)\s{0,2}(?=[A-Z“\"])"
)
_STATES = frozenset({ActorKind.COUNTRY, ActorKind.GOVERNMENT, ActorKind.ORGANISATION})
_JOINT = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "patrol"})
_OFFICIAL = frozenset(
    {
        ActionType.SANCTION,
        ActionType.COERCE,
        ActionType.MOBILIZE,
        ActionType.AID,
        ActionType.CONCEDE,
        ActionType.THREATEN,
    }
)


def find_actions(
    text: str,
    body: tuple[Paragraph, ...],
    people: tuple[Person, ...],
    quotes: tuple[Quote, ...],
    statements: tuple[Statement, ...],
) -> tuple[Action, ...]:
    """Return the acts that the article tells, ordered by position; `statements` bind what their speakers report."""
    if not body:
        return ()
    cast = Cast(text, mentions(text, body[0].start, body[-1].end), people, quotes, statements)
    worth = tuple(islice(_worth_parsing(body, cast), MAX_SENTENCES))
    naming = Naming(cast)
    trees = parse(span.of(text) for _, span in worth)
    found: list[Action] = []
    for (number, span), tokens in zip(worth, trees, strict=True):
        if tokens:
            found.extend(_sentence(Tree(tokens, span.start), number, naming))
    return tuple(sorted(merged(found), key=lambda a: (a.start, a.end)))


def _worth_parsing(body: tuple[Paragraph, ...], cast: Cast) -> Iterator[tuple[int, Span]]:
    """Yield the sentences that hold a trigger's word and somebody who could act."""
    for paragraph in body:
        for sentence in sentences(cast.text, paragraph):
            span = _without_dateline(cast.text, sentence)
            forms = frozenset(word.lower() for word in _WORD.findall(cast.text, span.start, span.end))
            if len(forms) > 2 and may_tell(forms) and (forms & _actor_words() or cast.knows_in(span)):
                yield paragraph.number, span


def _without_dateline(text: str, span: Span) -> Span:
    """Start a sentence after "GENEVA (Agency) —": a parser takes the place for a subject."""
    line = _DATELINE.match(text, span.start, span.end)
    return span if line is None else Span(line.end(), span.end)


@cache
def _actor_words() -> frozenset[str]:
    """Lower-case words that may stand for somebody who acts."""
    return agents() | {f"{a}s" for a in agents()} | {"he", "she", "it", "they", "we", "both", "two", "authorities"}


def _sentence(tree: Tree, number: int, naming: Naming) -> Iterator[Action]:
    found: list[tuple[Trigger, Action]] = []
    triggers = find_triggers(tree)
    telling = {t.verb: t.type for t in triggers}
    for trigger in triggers:
        stands = standing(tree, trigger, telling, text=naming.cast.text)
        action = None if stands is None else _action(tree, trigger, stands, number, naming)
        if action is not None:
            found.append((trigger, action))
    verbs = {t.verb for t, _ in found}
    outer = irrealis("committed") | {"warn"}
    found = [(t, a) for t, a in found if not (t.lemma in outer and verbs & _inner_verbs(tree, t.verb))]
    root = next((i for i, t in enumerate(tree.tokens) if t.head == i), 0)
    subject = doer(tree, root)
    if subject is not None:
        naming.remember(naming.actor(tree, subject))
    yield from (action for _, action in found)


def _inner_verbs(tree: Tree, verb: int) -> set[int]:
    """Return the verbs below one that only commits to them: "pledged to back"."""
    return {i for inner in tree.each(verb, "xcomp", "ccomp") for i in tree.subtree(inner)}


def _action(tree: Tree, trigger: Trigger, stands: Standing, number: int, naming: Naming) -> Action | None:
    subject = doer(tree, trigger.verb) if trigger.lemma != PLEA else None
    actor = naming.actor(tree, subject) if subject is not None else _speaker_as_doer(tree, trigger, stands, naming)
    if actor is None or is_outlet(actor.name) or actor.name.lower().startswith(("whose ", "what ")):
        return None
    if subject is not None and not naming.is_agent(tree, subject):
        return None
    if (
        subject is not None
        and not actor.codes
        and tree.tokens[subject].lemma.lower() in words("pairs")
        and tree.child(subject, "nummod") is not None
    ):
        return None  # "the two sides" of nobody named
    actor, recipient = parties(tree, trigger, stands, actor=actor, subject=subject, naming=naming)
    if is_idle(tree, trigger, stands, actor=actor, recipient=recipient, naming=naming):
        return None
    if recipient is not None:
        naming.remember_act(actor, recipient, expelled=trigger.mode == "expel")
    start, end = _clipped(*evidence(tree, trigger, subject), naming, tree.place(trigger.verb))
    shown = phrase(tree, trigger, conditional=stands.status is Status.CONDITIONAL)
    type_, mode = _nature(tree, trigger, stands.type, actor, recipient)
    status = _attributed(tree, trigger, stands, actor, naming)
    return Action(
        type_, mode, actor, recipient, status, shown, start, end, number, reporter(naming.cast.text, tree, trigger.verb)
    )


def _nature(
    tree: Tree, trigger: Trigger, type_: ActionType, actor: Actor, recipient: Actor | None
) -> tuple[ActionType, str]:
    """Peacekeepers are help, and an exercise with another army is cooperation, whatever the verb."""
    if trigger.mode == RETALIATION:
        return type_, ""
    if type_ is ActionType.PROTEST and trigger.lemma == "protest" and actor.kind in _STATES:
        return ActionType.ACCUSE, "disapprove"
    if type_ is not ActionType.MOBILIZE:
        return type_, trigger.mode
    if any(tree.tokens[i].lemma.lower().startswith("peacekeep") for i in tree.subtree(trigger.verb, CLAUSES)):
        return ActionType.AID, "military"
    noun = "" if trigger.noun is None else tree.tokens[trigger.noun].lemma.lower()
    together = len(actor.codes) > 1 or any(
        tree.tokens[p].lemma == "with"
        for v in (trigger.verb, trigger.noun)
        if v is not None
        for p in tree.each(v, "prep")
    )
    if noun in _JOINT and together and recipient is not None:
        return ActionType.COOPERATE, "military"
    return type_, trigger.mode


def _speaker_as_doer(tree: Tree, trigger: Trigger, stands: Standing, naming: Naming) -> Actor | None:
    """Give a plea to its speaker, and an official's passive without an agent: "said visas would be revoked"."""
    plea = trigger.lemma == PLEA
    if not plea and (trigger.type not in _OFFICIAL or not is_passive(tree, trigger.verb)):
        return None
    actor = naming.cast.teller(tree.place(trigger.verb))
    if actor is None and stands.speech is not None:
        speaker = doer(tree, stands.speech)
        actor = None if speaker is None else naming.actor(tree, speaker)
    return actor if actor is not None and actor.codes and not is_outlet(actor.name) else None


def _attributed(tree: Tree, trigger: Trigger, stands: Standing, actor: Actor, naming: Naming) -> Status:
    """A claim about another's act is alleged (rule R8); one about one's own keeps its status."""
    if stands.status not in {Status.DONE, Status.ORDERED} or stands.type in {
        ActionType.ACCUSE,
        ActionType.REJECT,
        ActionType.AGREE,
    }:
        return stands.status
    speaker = naming.cast.teller(tree.place(trigger.verb))
    if speaker is None and stands.speech is not None:
        teller = doer(tree, stands.speech)
        speaker = None if teller is None else naming.actor(tree, teller)
    if speaker is None or not speaker.codes or not actor.codes or is_outlet(speaker.name):
        return stands.status
    return Status.ALLEGED if differs(speaker.codes, actor.codes) else stands.status


def _clipped(start: int, end: int, naming: Naming, place: int) -> tuple[int, int]:
    """Keep first-person evidence inside its quotation."""
    quote = naming.cast.quote_at(place)
    if quote is None:
        return start, end
    return max(start, quote.start), max(min(end, quote.end), place + 1)
