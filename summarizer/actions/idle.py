"""Talk that is no act between states: remarks to the press, worries, denials, forecasts and ideas about nobody else."""

from summarizer.actions.lexicon import irrealis, words
from summarizer.actions.naming import Naming, differs
from summarizer.actions.status import RETALIATION, Standing
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger
from summarizer.model import ActionType, Actor, Status


def is_idle(
    tree: Tree, trigger: Trigger, stands: Standing, *, actor: Actor, recipient: Actor | None, naming: Naming
) -> bool:
    """Whether the words are a general remark."""
    if recipient is not None and recipient.name.split()[-1].lower() in words("audience"):
        return True
    if trigger.lemma == "warn" and _only_foretells(tree, trigger.verb, actor, naming):
        return True
    foreign = recipient is not None and bool(recipient.codes) and bool(actor.codes)
    return not foreign and _concerns_nobody(tree, trigger, stands, recipient)


def _concerns_nobody(tree: Tree, trigger: Trigger, stands: Standing, recipient: Actor | None) -> bool:
    """Whether it is a kind of talk that is an act only when it is aimed at another country."""
    noun = "" if trigger.noun is None else tree.tokens[trigger.noun].lemma.lower()
    denied = stands.status is Status.DENIED or noun in irrealis("accusations")
    return (
        trigger.mode == RETALIATION
        or (stands.type is ActionType.AID and recipient is None and trigger.noun is None)
        or (trigger.mode == "release" and recipient is None)
        or trigger.lemma in irrealis("grievances")
        or noun in irrealis("worries")
        or (stands.type is ActionType.REJECT and denied)
        or _only_concurs(tree, trigger)
        or _is_aside(tree, trigger.verb)
        or stands.status is Status.UNDER_DISCUSSION
    )


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether it is told in passing, to say which thing is meant: "an appeal lodged by miners"."""
    return any(tree.tokens[at].dep in {"acl", "relcl"} for at in (verb, *tree.ancestors(verb)))


def _only_concurs(tree: Tree, trigger: Trigger) -> bool:
    """Whether somebody only shares a view: "agreed that it was late"."""
    bare = tree.child(trigger.verb, "xcomp") is None and trigger.noun is None
    return bare and trigger.lemma in {"agree", "concur"}


def _only_foretells(tree: Tree, verb: int, actor: Actor, naming: Naming) -> bool:
    """Whether a warning tells what others will do or what will happen: no threat of the one who warns."""
    told = tree.child(verb, "ccomp")
    subject = None if told is None else tree.child(told, "nsubj", "nsubjpass")
    if subject is None or tree.tokens[subject].pos == "PRON" or tree.child(verb, "dobj", "dative") is not None:
        return False
    who = naming.actor(tree, subject)
    return who is None or (bool(who.codes) and differs(who.codes, actor.codes))
