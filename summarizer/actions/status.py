"""Whether a clause tells an act, and with what standing: done, announced, threatened …, or no act at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.actions.explained import NoAct
from summarizer.actions.history import is_history
from summarizer.actions.lexicon import RETALIATION, irrealis, words
from summarizer.actions.realis import (
    FUTURE_MODALS,
    Above,
    above,
    has_condition,
    has_no,
    is_asked,
    is_negated,
    later,
    modality,
)
from summarizer.actions.tree import Tree
from summarizer.actions.triggers import Trigger
from summarizer.model import ActionType, Status

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_PROMISED = frozenset(
    {ActionType.CONSULT, ActionType.SUPPORT, ActionType.CONCEDE, ActionType.COOPERATE, ActionType.RETREAT}
)
_PLAYED = frozenset(
    {ActionType.ASSAULT, ActionType.RETREAT, ActionType.CONCEDE, ActionType.COERCE, ActionType.MOBILIZE}
)
_DECIDING = frozenset({"decide", "choose", "resolve", "determine"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands: its type after a refusal or a threat has changed it, and the verb of saying over it.

    `because` says where the status comes from.
    """

    type: ActionType
    status: Status
    speech: int | None
    because: str


def standing(tree: Tree, trigger: Trigger, telling: Mapping[int, ActionType], *, text: str) -> Standing | NoAct:
    """Return how the trigger's act stands, or why the clause tells no act."""
    if is_asked(tree, trigger.verb, text):
        return NoAct("it is a question")
    if _keeps_silent(tree, trigger):
        return NoAct("somebody only declined to speak, or has yet to act")
    if trigger.type in _PLAYED and any(token.lemma.lower() in irrealis("sport") for token in tree.tokens):
        return NoAct("told of a game")
    if trigger.noun is None and _is_habit(tree, trigger):
        return NoAct("a habit, told in the simple present")
    if is_negated(tree, trigger.verb) or has_no(tree, trigger.noun):
        return _refusal(tree, trigger, telling)
    status = modality(tree, trigger.verb)
    if status is None:
        return NoAct("it could, might or should be done, or would have been")
    governed = above(tree, trigger.verb, telling)
    if isinstance(governed, NoAct):
        return governed
    if later(status, governed.status) is not Status.ANNOUNCED and is_history(tree, trigger):
        return NoAct("it is dated in another year or age")
    reason = governed.because if status is Status.DONE else "will or would"
    return _settled(tree, trigger, later(status, governed.status), governed.speech, reason)


def _is_habit(tree: Tree, trigger: Trigger) -> bool:
    """Whether a full sentence tells in the simple present what somebody does as a rule; a headline has no full stop."""
    verb = tree.tokens[trigger.verb]
    simple = verb.tag in {"VBZ", "VBP"} and tree.child(trigger.verb, "aux", "auxpass") is None
    return simple and trigger.lemma in irrealis("habits") and tree.tokens[-1].pos == "PUNCT"


def _keeps_silent(tree: Tree, trigger: Trigger) -> bool:
    """Whether somebody only declined to speak, asked not to be named, or has yet to act."""
    inner = tree.child(trigger.verb, "xcomp")
    if trigger.lemma == "ask" and inner is not None and tree.tokens[inner].lemma in {"name", "identify", "quote"}:
        return True
    if inner is not None and trigger.lemma in irrealis("offers") and tree.tokens[inner].lemma == "do":
        return True
    mute = trigger.lemma in {"decline", "refuse"}
    if inner is not None and mute and tree.tokens[inner].lemma.lower() in irrealis("small_talk"):
        return True
    return any(
        tree.tokens[c].text.lower() == "yet"
        for h in tree.ancestors(trigger.verb)
        if tree.tokens[h].lemma == "have"
        for c in tree.children[h]
    )


def _settled(tree: Tree, trigger: Trigger, status: Status, speech: int | None, reason: str) -> Standing | NoAct:
    """Give the act the status that its type and its conditions ask for."""
    type_ = trigger.type
    conditional = has_condition(tree, trigger.verb)
    if trigger.mode == RETALIATION and status is not Status.ANNOUNCED:
        return NoAct("an answer is a threat only before it is given")
    type_ = _intended(tree, trigger, type_) if status is Status.ANNOUNCED else type_
    told_off = trigger.lemma in irrealis("ordered") and trigger.mode != "expel"  # envoys are nobody's subordinates
    if told_off and type_ is not ActionType.REQUEST and status is Status.DONE:
        status, reason = Status.ORDERED, f"“{trigger.lemma}” tells an order"
    if trigger.lemma in irrealis("offers") and status is Status.DONE:
        status, reason = Status.ANNOUNCED, f"“{trigger.lemma}” holds it out"
    if _is_mooted(tree, trigger):
        return Standing(type_, Status.UNDER_DISCUSSION, speech, f"“{trigger.lemma}” makes it an idea")
    if conditional and (status is Status.ANNOUNCED or type_ is ActionType.THREATEN):
        return Standing(type_, Status.CONDITIONAL, speech, "an if or unless is said")
    if type_ is ActionType.THREATEN:
        return Standing(type_, Status.THREATENED, speech, "its type: said by the one who would do it")
    if type_ is ActionType.REQUEST:
        return Standing(type_, Status.URGED, speech, "its type: asked of another")
    if trigger.lemma == "deny" and status is Status.DONE and not _denies_favour(tree, trigger.verb):
        return Standing(type_, Status.DENIED, speech, "“deny”")
    return Standing(type_, status, speech, reason)


def _intended(tree: Tree, trigger: Trigger, type_: ActionType) -> ActionType:
    """The ontology codes the will to cooperate as AGREE and the will to fight as THREATEN."""
    if type_ in {ActionType.ASSAULT, ActionType.PROTEST} or trigger.lemma == "boycott":
        return ActionType.THREATEN
    if any(tree.tokens[h].lemma in _DECIDING for h in tree.ancestors(trigger.verb)):
        return type_
    plain = any(tree.tokens[c].text.lower() in FUTURE_MODALS for c in tree.each(trigger.verb, "aux"))
    if type_ in _PROMISED or (type_ is ActionType.AID and not plain):
        return ActionType.AGREE
    return type_


def _denies_favour(tree: Tree, verb: int) -> bool:
    """Whether something is denied to somebody, which is a refusal and no denial: "denied her a visa"."""
    noun = tree.child(verb, "dobj")
    return tree.child(verb, "dative") is not None or (
        noun is not None and tree.tokens[noun].lemma in irrealis("favours")
    )


def _is_mooted(tree: Tree, trigger: Trigger) -> bool:
    """Whether the act is an idea: "considering the sale"; those who "discussed a sale" have talked."""
    if trigger.lemma not in irrealis("mooted"):
        return False
    noun = tree.child(trigger.verb, "dobj")
    proposed = noun is not None and tree.tokens[noun].lemma in words("proposed")
    return proposed or (trigger.lemma != "discuss" and trigger.noun is not None)


def _refusal(tree: Tree, trigger: Trigger, telling: Mapping[int, ActionType]) -> Standing | NoAct:
    """Take a cooperative act that will not be done for a refusal; any other negated act is none."""
    willed = any(tree.tokens[c].text.lower() in FUTURE_MODALS | {"can", "ca"} for c in tree.each(trigger.verb, "aux"))
    governed = above(tree, trigger.verb, telling)
    if (
        willed
        and isinstance(governed, Above)
        and trigger.lemma in irrealis("refusable")
        and trigger.type.value in _COOPERATIVE | {"REQUEST"}
    ):
        return Standing(ActionType.REJECT, Status.DONE, governed.speech, "what will not be done is refused")
    return NoAct("it is negated")
