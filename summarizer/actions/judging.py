"""Judges one trigger: an act with its parties, status and words, or a near-miss and why it is none."""

from collections.abc import Mapping
from dataclasses import replace

from summarizer.actions.arguments import doer, is_passive
from summarizer.actions.explained import Explained, NoAct
from summarizer.actions.idle import idle
from summarizer.actions.lexicon import RETALIATION, words
from summarizer.actions.naming import Naming, differs
from summarizer.actions.phrases import evidence, phrase
from summarizer.actions.receivers import parties
from summarizer.actions.sources import is_outlet, reporter
from summarizer.actions.status import Standing, standing
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import PLEA, Miss, Trigger
from summarizer.actors import with_family
from summarizer.model import Action, ActionType, Actor, ActorKind, Status

_STATES = frozenset({ActorKind.COUNTRY, ActorKind.GOVERNMENT, ActorKind.ORGANISATION})
_SOVEREIGN = frozenset({"arrest", "deport", "expel", "release"})
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


def judge(
    tree: Tree, trigger: Trigger | Miss, telling: Mapping[int, ActionType], *, number: int, naming: Naming
) -> Explained:
    """Decide what one trigger tells; `telling` are the types of the sentence's triggers by verb, `number` its ¶."""
    seen = _seen(tree, trigger, number)
    if isinstance(trigger, Miss):
        return replace(seen, dropped=trigger.why)
    stands = standing(tree, trigger, telling, text=naming.cast.text)
    if isinstance(stands, NoAct):
        return replace(seen, dropped=stands.why)
    subject = _subject(tree, trigger)
    if subject is not None:
        actor = naming.actor(tree, subject)
    else:
        actor = _speaker_as_doer(tree, trigger, stands, naming) or _host_as_doer(tree, trigger, naming)
    if actor is None:
        return replace(seen, dropped="nobody is named who does it" if subject is None else "its doer is a thing")
    seen = replace(seen, actor=actor.name)
    if unfit := _unfit(tree, subject, actor, naming):
        return replace(seen, dropped=unfit)
    actor, recipient = parties(tree, trigger, stands, actor=actor, subject=subject, naming=naming)
    seen = replace(seen, actor=actor.name, recipient=recipient.name if recipient else "")
    if remark := idle(tree, trigger, stands, actor=actor, recipient=recipient, naming=naming):
        return replace(seen, dropped=remark)
    if recipient is not None:
        naming.remember_act(actor, recipient, expelled=trigger.mode == "expel")
    act, because = _action(tree, trigger, stands, actor, recipient, subject=subject, number=number, naming=naming)
    return replace(seen, type=act.type, because=because, action=act)


def _subject(tree: Tree, trigger: Trigger) -> int | None:
    if trigger.doer is not None:
        return trigger.doer
    return doer(tree, trigger.verb) if trigger.lemma != PLEA else None


def _seen(tree: Tree, trigger: Trigger | Miss, number: int) -> Explained:
    told = [trigger.verb]
    if isinstance(trigger, Trigger) and trigger.noun is not None:
        told.append(trigger.noun)
    shown = " … ".join(tree.tokens[i].text for i in sorted(told))
    type_ = trigger.type if isinstance(trigger, Trigger) else None
    return Explained(shown, trigger.rule, type_, "", "", "", None, "", tree.place(trigger.verb), number)


def _unfit(tree: Tree, subject: int | None, actor: Actor, naming: Naming) -> str:
    """Return why a subject cannot be the doer of an act, or ""."""
    if is_outlet(actor.name):
        return "its doer is an outlet"
    if actor.name.lower().startswith(("whose ", "what ")):
        return "its doer is asked for"
    if subject is None:
        return ""
    if not naming.is_agent(tree, subject):
        return "its doer is a thing"
    lemma, counted = tree.tokens[subject].lemma.lower(), tree.child(subject, "nummod") is not None
    return "two sides of nobody named" if not actor.codes and counted and lemma in words("pairs") else ""


def _action(
    tree: Tree,
    trigger: Trigger,
    stands: Standing,
    actor: Actor,
    recipient: Actor | None,
    *,
    subject: int | None,
    number: int,
    naming: Naming,
) -> tuple[Action, str]:
    """Return the act, and where its status comes from."""
    start, end = _clipped(*evidence(tree, trigger, subject), naming, tree.place(trigger.verb))
    shown = phrase(tree, trigger, conditional=stands.status is Status.CONDITIONAL)
    type_, mode = _nature(tree, trigger, stands.type, actor, recipient)
    status, because = _attributed(tree, trigger, stands, actor, naming)
    credit = reporter(naming.cast.text, tree, trigger.verb)
    return Action(type_, mode, actor, recipient, status, shown, start, end, number, credit), because


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
    if any(tree.tokens[i].lemma.lower().startswith("peacekeep") for i in tree.subtree(trigger.verb)):
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


def _host_as_doer(tree: Tree, trigger: Trigger, naming: Naming) -> Actor | None:
    """Give what only a state can do to the country where it was done: "was arrested in Peru", "expelled from Mali"."""
    if trigger.mode not in _SOVEREIGN or not is_passive(tree, trigger.verb):
        return None
    for prep in tree.each(trigger.verb, "prep"):
        noun = tree.child(prep, "pobj") if tree.tokens[prep].lemma in {"in", "from"} else None
        if noun is None:
            continue
        if tree.tokens[noun].lemma.lower() in words("holding"):
            inner = next((p for p in tree.each(noun, "prep") if tree.tokens[p].lemma == "in"), noun)
            noun = tree.child(inner, "pobj") or noun
        place = tree.place(noun)
        named = [m.actor for m in naming.cast.mentions_in(place, place + 1) if m.actor.codes]
        if named and tree.tokens[noun].pos == "PROPN":
            return named[0]
    return None


def _attributed(tree: Tree, trigger: Trigger, stands: Standing, actor: Actor, naming: Naming) -> tuple[Status, str]:
    """A claim about another's act is alleged (rule R8); one about one's own keeps its status."""
    if stands.status not in {Status.DONE, Status.ORDERED} or stands.type in {
        ActionType.ACCUSE,
        ActionType.REJECT,
        ActionType.AGREE,
    }:
        return stands.status, stands.because
    speaker = naming.cast.teller(tree.place(trigger.verb))
    if speaker is None and stands.speech is not None:
        teller = doer(tree, stands.speech)
        speaker = None if teller is None else naming.actor(tree, teller)
    if speaker is None or not speaker.codes or not actor.codes or is_outlet(speaker.name):
        return stands.status, stands.because
    if differs(with_family(speaker.codes), with_family(actor.codes)):
        return Status.ALLEGED, f"said by {speaker.name}, of another"
    return stands.status, stands.because


def _clipped(start: int, end: int, naming: Naming, place: int) -> tuple[int, int]:
    """Keep first-person evidence inside its quotation."""
    quote = naming.cast.quote_at(place)
    if quote is None:
        return start, end
    return max(start, quote.start), max(min(end, quote.end), place + 1)
