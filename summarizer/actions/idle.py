"""Talk that is no act between states: remarks to the press, worries, denials, forecasts and ideas about nobody else."""

from summarizer.actions.lexicon import RETALIATION, irrealis, words
from summarizer.actions.naming import Naming, differs
from summarizer.actions.status import Standing
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger
from summarizer.model import ActionType, Actor, Status


def idle(
    tree: Tree, trigger: Trigger, stands: Standing, *, actor: Actor, recipient: Actor | None, naming: Naming
) -> str:
    """Return why the words are a general remark, or "" where they tell an act."""
    if recipient is not None and recipient.name.split()[-1].lower() in words("audience"):
        return "spoken to the press"
    if trigger.lemma == "warn" and _only_foretells(tree, trigger.verb, actor, naming):
        return "a warning of what others will do is a forecast"
    foreign = recipient is not None and bool(recipient.codes) and bool(actor.codes)
    return "" if foreign else _concerns_nobody(tree, trigger, stands, recipient)


def _concerns_nobody(tree: Tree, trigger: Trigger, stands: Standing, recipient: Actor | None) -> str:
    """Return which kind of talk it is that is an act only when it is aimed at another country, or ""."""
    noun = "" if trigger.noun is None else tree.tokens[trigger.noun].lemma.lower()
    denied = stands.status is Status.DENIED or noun in irrealis("accusations")
    remarks = {
        "an answer to nobody named": trigger.mode == RETALIATION,
        "help for nobody named": stands.type is ActionType.AID and recipient is None and trigger.noun is None,
        "a release of nobody": trigger.mode == "release" and recipient is None,
        "trade with nobody named": trigger.lemma in irrealis("trades") and trigger.noun is None,
        "a complaint about nobody named": trigger.lemma in irrealis("grievances"),
        "a worry about nobody named": noun in irrealis("worries"),
        "a denial to nobody named": stands.type is ActionType.REJECT and denied,
        "only a shared view": _only_concurs(tree, trigger),
        "told in passing": _is_aside(tree, trigger.verb),
        "an idea about nobody named": stands.status is Status.UNDER_DISCUSSION,
    }
    return next((why for why, holds in remarks.items() if holds), "")


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
