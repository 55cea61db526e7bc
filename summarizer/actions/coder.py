"""Joins triggers, arguments and status into an article's actions. Decides what is worth a parse, and what is one act told twice."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from summarizer.actions.arguments import doer, is_event, is_passive, promised, recipients
from summarizer.actions.lexicon import agents, irrealis, may_tell
from summarizer.actions.naming import Naming, differs
from summarizer.actions.phrases import evidence, phrase
from summarizer.actions.sources import is_outlet, reporter
from summarizer.actions.status import RETALIATION, Standing, standing
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actions.triggers import Trigger, find_triggers, objects
from summarizer.actors import mentions
from summarizer.language import parse, sentences
from summarizer.model import Action, ActionType, Actor, Paragraph, Person, Quote, Span, Statement, Status

MAX_SENTENCES = 400  # an article's; a longer text is a document, and its head tells the news

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]{2,}(?:[ ,./]+[\w.’'-]+){0,5}|[A-Z][\w.’'-]+(?:[ ,/]+[A-Z][\w.’'-]+){0,3})[ ,]*(?:\([^)]{1,40}\))?\s*(?:--|—|–|\s-\s|:)\s*(?=[A-Z“\"])"
)
_RECIPROCAL = frozenset({ActionType.AGREE, ActionType.CONSULT, ActionType.COOPERATE, ActionType.SUPPORT, ActionType.RETREAT})
_CLASHES = frozenset({"clash", "fight", "battle", "exchange", "sign", "establish", "restore"})
_ANSWERS = frozenset({ActionType.REJECT, ActionType.THREATEN, ActionType.ACCUSE})
_AGAINST = frozenset({ActionType.SANCTION, ActionType.REJECT, ActionType.ACCUSE, ActionType.THREATEN})
_JOINT = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "patrol"})
_OFFICIAL = frozenset({ActionType.SANCTION, ActionType.COERCE, ActionType.MOBILIZE, ActionType.AID, ActionType.CONCEDE, ActionType.THREATEN})


def find_actions(
    text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...], quotes: tuple[Quote, ...], statements: tuple[Statement, ...]
) -> tuple[Action, ...]:
    """Return the acts that the article tells, ordered by position; `statements` bind what their speakers report."""
    if not body:
        return ()
    naming = Naming(text, mentions(text, body[0].start, body[-1].end), people, quotes)
    worth = tuple(islice(_worth_parsing(text, body, naming), MAX_SENTENCES))
    trees = parse(span.of(text) for _, span in worth)
    found: list[Action] = []
    for (number, span), tokens in zip(worth, trees, strict=True):
        if tokens:
            found.extend(_sentence(text, Tree(tokens, span.start), number, naming, statements))
    return tuple(sorted(_merged(found), key=lambda a: (a.start, a.end)))


def _worth_parsing(text: str, body: tuple[Paragraph, ...], naming: Naming) -> Iterator[tuple[int, Span]]:
    """Yield the sentences that hold a trigger's word and somebody who could act."""
    for paragraph in body:
        for span in sentences(text, paragraph):
            span = _without_dateline(text, span)
            words = frozenset(word.lower() for word in _WORD.findall(text, span.start, span.end))
            if len(words) > 2 and may_tell(words) and (words & _actor_words() or naming.knows_in(span)):
                yield paragraph.number, span


def _without_dateline(text: str, span: Span) -> Span:
    """Start a sentence after "GENEVA (Agency) —": a parser takes the place for a subject."""
    line = _DATELINE.match(text, span.start, span.end)
    return span if line is None else Span(line.end(), span.end)


@cache
def _actor_words() -> frozenset[str]:
    """Lower-case words that may stand for somebody who acts."""
    return agents() | {f"{a}s" for a in agents()} | {"he", "she", "it", "they", "we", "both", "two", "authorities"}


def _sentence(text: str, tree: Tree, number: int, naming: Naming, statements: tuple[Statement, ...]) -> Iterator[Action]:
    found: list[tuple[Trigger, Action]] = []
    triggers = find_triggers(tree)
    telling = {t.verb: t.type for t in triggers}
    for trigger in triggers:
        stands = standing(tree, trigger, telling, text=text)
        action = None if stands is None else _action(text, tree, trigger, stands, number, naming)
        if action is not None:
            found.append((trigger, action))
    verbs = {t.verb for t, _ in found}
    found = [(t, a) for t, a in found if not (t.lemma in irrealis("committed") and verbs & _inner_verbs(tree, t.verb))]
    root = next((i for i, t in enumerate(tree.tokens) if t.head == i), 0)
    subject = doer(tree, root)
    if subject is not None:
        naming.remember(naming.actor(tree, subject))
    yield from (action for _, action in found)


def _inner_verbs(tree: Tree, verb: int) -> set[int]:
    """"pledged to back": the verbs below one that only commits to them."""
    return {i for inner in tree.each(verb, "xcomp") for i in tree.subtree(inner)}


def _action(text: str, tree: Tree, trigger: Trigger, stands: Standing, number: int, naming: Naming) -> Action | None:
    subject = doer(tree, trigger.verb)
    actor = naming.actor(tree, subject) if subject is not None else _speaker_as_doer(tree, trigger, stands, naming, text)
    if actor is None or is_outlet(actor.name) or actor.name.lower().startswith(("whose ", "what ")):
        return None
    sides = _sides(tree, trigger, actor, subject, naming)
    actor, recipient = sides or (actor, _recipient(tree, trigger, actor, naming, stands, subject) or _replied(trigger, actor, naming))
    if _is_idle(tree, trigger, stands, actor, recipient):
        return None
    if recipient is not None:
        naming.remember_act(actor, recipient, expelled=trigger.mode == "expel")
    start, end = _clipped(*evidence(tree, trigger, subject), naming, tree.place(trigger.verb))
    shown = phrase(tree, trigger, conditional=stands.status is Status.CONDITIONAL)
    type_, mode = _nature(tree, trigger, stands.type, actor, recipient)
    status = _attributed(tree, trigger, stands, actor, naming)
    return Action(type_, mode, actor, recipient, status, shown, start, end, number, reporter(text, tree, trigger.verb))


def _nature(tree: Tree, trigger: Trigger, type_: ActionType, actor: Actor, recipient: Actor | None) -> tuple[ActionType, str]:
    """Peacekeepers are help, and an exercise with another army is cooperation, whatever the verb."""
    if trigger.mode == RETALIATION:
        return type_, ""
    if type_ is not ActionType.MOBILIZE:
        return type_, trigger.mode
    if any(tree.tokens[i].lemma.lower().startswith("peacekeep") for i in tree.subtree(trigger.verb, CLAUSES)):
        return ActionType.AID, "military"
    noun = "" if trigger.noun is None else tree.tokens[trigger.noun].lemma.lower()
    together = len(actor.codes) > 1 or any(tree.tokens[p].lemma == "with" for v in (trigger.verb, trigger.noun) if v is not None for p in tree.each(v, "prep"))
    if noun in _JOINT and together and recipient is not None:
        return ActionType.COOPERATE, "military"
    return type_, trigger.mode


def _is_idle(tree: Tree, trigger: Trigger, stands: Standing, actor: Actor, recipient: Actor | None) -> bool:
    """A general remark: an answer, a worry, a denial or an idea that concerns no other country is no act between states."""
    foreign = recipient is not None and bool(recipient.codes) and bool(actor.codes)
    if foreign:
        return False
    noun = "" if trigger.noun is None else tree.tokens[trigger.noun].lemma.lower()
    accused = stands.type is ActionType.REJECT and (stands.status is Status.DENIED or noun in irrealis("accusations"))
    agreeing = trigger.lemma in {"agree", "concur"} and tree.child(trigger.verb, "xcomp") is None and trigger.noun is None
    return trigger.mode == RETALIATION or noun in irrealis("worries") or accused or agreeing or stands.status is Status.UNDER_DISCUSSION


def _speaker_as_doer(tree: Tree, trigger: Trigger, stands: Standing, naming: Naming, text: str) -> Actor | None:
    """"The ministry said visas would be revoked": an official's passive without an agent is the official's own side's act."""
    if trigger.type not in _OFFICIAL or not is_passive(tree, trigger.verb):
        return None
    actor = naming.speaker(naming.quote_at(tree.place(trigger.verb)))
    if actor is None and stands.speech is not None:
        speaker = doer(tree, stands.speech)
        actor = None if speaker is None else naming.actor(tree, speaker)
    return actor if actor is not None and actor.codes and not is_outlet(actor.name) else None


def _recipient(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming, stands: Standing, subject: int | None) -> Actor | None:
    """Return the likeliest of the trigger's nouns that is somebody else than the doer."""
    named: Actor | None = None
    own: Actor | None = None
    held = objects(tree, trigger.verb)
    taken = set() if subject is None else set(tree.subtree(subject)) - {trigger.verb}
    for i in recipients(tree, trigger):
        if i == trigger.verb or i in taken:
            continue
        candidate = naming.actor(tree, i)
        if candidate is None or candidate.name == actor.name or (is_outlet(candidate.name) and tree.tokens[i].lemma not in agents()):
            continue
        if candidate.codes and differs(candidate.codes, actor.codes):
            return candidate
        if tree.tokens[i].pos == "PRON" or is_event(tree, i) or i < trigger.verb and i not in held:
            continue
        if not candidate.codes:
            named = named or candidate
        elif not any(tree.tokens[c].tag == "PRP$" for c in tree.each(i, "poss")):
            own = own or candidate
    return named or own or _mentioned(tree, trigger, actor, naming, stands) or _opponent(tree, trigger, actor, naming)


def _opponent(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming) -> Actor | None:
    """Return the only other country of the sentence, for an act that has to be against somebody."""
    if trigger.type not in _AGAINST:
        return None
    others = [m.actor for m in naming.mentions_in(*tree.span(tuple(range(len(tree.tokens))))) if m.actor.codes and differs(m.actor.codes, actor.codes)]
    return others[0] if len({other.codes for other in others}) == 1 else None


def _mentioned(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming, stands: Standing) -> Actor | None:
    """Return the first other country named below the trigger, or in its condition."""
    root = trigger.verb
    if stands.status is Status.CONDITIONAL:
        root = [trigger.verb, *tree.ancestors(trigger.verb)][-1]
    start, end = tree.span(tree.subtree(root))
    for mention in naming.mentions_in(start if stands.status is Status.CONDITIONAL else tree.place(trigger.verb), end):
        if mention.actor.codes and differs(mention.actor.codes, actor.codes):
            return mention.actor
    return None


def _sides(tree: Tree, trigger: Trigger, actor: Actor, subject: int | None, naming: Naming) -> tuple[Actor, Actor] | None:
    """Split "X and Y signed" into a doer and the other side; None where somebody else is named with "with"."""
    mutual = trigger.type in _RECIPROCAL or trigger.lemma in _CLASHES
    if subject is None or not mutual or any(tree.tokens[p].lemma == "with" for p in tree.each(trigger.verb, "prep")):
        return None
    if trigger.type is ActionType.AGREE and _promised_to_other(tree, trigger, actor, naming):
        return None
    known = [a for a in map(naming.alone(tree), tree.conjuncts(subject)) if a is not None]
    if len(known) > 1:
        rest = tuple(dict.fromkeys(code for a in known[1:] for code in a.codes))
        return known[0], Actor(known[1].name, rest, known[1].kind)
    if len(actor.codes) < 2:
        return None
    return Actor(actor.name, actor.codes[:1], actor.kind), Actor(actor.name, actor.codes[1:], actor.kind)


def _promised_to_other(tree: Tree, trigger: Trigger, actor: Actor, naming: Naming) -> bool:
    """"Mexico and Canada agreed to lift tariffs on American goods": what is agreed concerns a third."""
    for i in promised(tree, trigger.verb):
        other = naming.actor(tree, i)
        if other is not None and other.codes and differs(other.codes, actor.codes):
            return True
    return False


def _replied(trigger: Trigger, actor: Actor, naming: Naming) -> Actor | None:
    """An answer without an addressee goes to whoever last acted upon its giver; an expulsion like the last one to the same side."""
    if trigger.mode == "expel":
        return naming.last_expelled
    return naming.last_upon(actor) if trigger.type in _ANSWERS else None


def _attributed(tree: Tree, trigger: Trigger, stands: Standing, actor: Actor, naming: Naming) -> Status:
    """A claim about another's act is alleged (rule R8); one about one's own keeps its status."""
    if stands.status not in {Status.DONE, Status.ORDERED} or stands.type in {ActionType.ACCUSE, ActionType.REJECT, ActionType.AGREE}:
        return stands.status
    speaker = naming.speaker(naming.quote_at(tree.place(trigger.verb)))
    if speaker is None and stands.speech is not None:
        teller = doer(tree, stands.speech)
        speaker = None if teller is None else naming.actor(tree, teller)
    if speaker is None or not speaker.codes or not actor.codes or is_outlet(speaker.name):
        return stands.status
    return Status.ALLEGED if differs(speaker.codes, actor.codes) else stands.status


def _clipped(start: int, end: int, naming: Naming, place: int) -> tuple[int, int]:
    """Keep first-person evidence inside its quotation."""
    quote = naming.quote_at(place)
    if quote is None:
        return start, end
    return max(start, quote.start), max(min(end, quote.end), place + 1)


def _merged(found: list[Action]) -> list[Action]:
    """Keep the fuller telling of an act told twice."""
    kept: list[Action] = []
    for action in found:
        twin = next((n for n, other in enumerate(kept) if _is_same_act(action, other)), None)
        if twin is None:
            kept.append(action)
        else:
            kept[twin] = _fuller(kept[twin], action)
    return kept


def _is_same_act(one: Action, other: Action) -> bool:
    if one.type is not other.type or one.mode != other.mode or one.actor is None or other.actor is None:
        return False
    if one.actor.codes != other.actor.codes or not one.actor.codes or one.recipient is None or other.recipient is None:
        return False
    if one.recipient.codes != other.recipient.codes or not one.recipient.codes or one.status is not other.status:
        return False
    numbers, others = _numbers(one.phrase), _numbers(other.phrase)
    if numbers and others and numbers != others:
        return False
    return one.mode == "expel" or one.phrase.split()[:1] == other.phrase.split()[:1]


def _numbers(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*", words))


def _fuller(one: Action, other: Action) -> Action:
    def weight(action: Action) -> tuple[bool, int]:
        return bool(_numbers(action.phrase)), len(action.phrase.split())

    best = other if weight(other) > weight(one) else one
    return replace(best, reported_by=best.reported_by or one.reported_by or other.reported_by)
