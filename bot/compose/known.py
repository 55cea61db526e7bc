"""What a channel knows of an act, and what of an act is news to it. Pure."""

from bot.compose.acts import WEIGHT, Act
from bot.compose.evidence import PROMINENCE, Evidence
from bot.model import Snapshot
from summarizer.model import ActionType, Status

NEWS_WEIGHT = WEIGHT[ActionType.REJECT]
# Types that outlets use of one and the same act: another outlet's word for what was shown is no news.
_KIN = {
    ActionType.AGREE: "accord",
    ActionType.COOPERATE: "accord",
    ActionType.SUPPORT: "accord",
    ActionType.AID: "accord",
    ActionType.CONCEDE: "accord",
    ActionType.RETREAT: "accord",
    ActionType.ACCUSE: "dispute",
    ActionType.REJECT: "dispute",
    ActionType.PROTEST: "dispute",
}
_PRESSURE = {ActionType.SANCTION, ActionType.COERCE}  # two words for one act where it is not known upon whom
_THREATENED = {*_PRESSURE, ActionType.PROTEST, ActionType.MOBILIZE, ActionType.ASSAULT, ActionType.RETREAT}
_DEEDS = {ActionType.RETREAT, ActionType.AID, ActionType.CONCEDE}  # by which what was agreed is carried out
_TOGETHER = ("accord", ActionType.CONSULT)
NO_RECIPIENT = 0.6  # the clarity of what a known party does to nobody in particular


def is_known(act: Act, shown: Snapshot) -> bool:
    """Has the channel seen the act, or one of its kin between the same parties that was as certain?"""
    return act.key in shown.acts or any(
        is_kin(act.key, key) and not _goes_beyond(state, act) and not keeps(act, key, state)
        for key, state in shown.acts.items()
    )


def is_kin(one: str, other: str) -> bool:
    """One and the same act in two outlets' words? Who acts upon whom matters, but in what two do together."""
    (type_one, *parties_one), (type_other, *parties_other) = one.split("|"), other.split("|")
    alike = type_one == type_other or (bool(parties_one[1]) and {type_one, type_other} <= _PRESSURE)
    if alike and parties_one[0] == parties_other[0] and _is_vague(parties_one[1]):
        return True
    kin = _KIN.get(ActionType(type_one), type_one)
    if kin != _KIN.get(ActionType(type_other), type_other):
        return False
    return parties_one == parties_other or (kin in _TOGETHER and set(parties_one) == set(parties_other))


def _is_vague(party: str) -> bool:
    """Nobody, or somebody of whom no more is known than a word ("the country"): codes are in capitals."""
    return not party.isupper()


def _goes_beyond(state: str, act: Act) -> bool:
    return is_progress(Status(state.partition("|")[0]), act.best.status)


def keeps(act: Act, key: str, state: str) -> bool:
    """Is it done on a later day than that on which the channel saw it agreed?"""
    is_deed = act.best.type in _DEEDS and act.best.status is Status.DONE
    return is_deed and key.startswith(f"{ActionType.AGREE}|") and str(act.day) > state.rpartition("|")[2]


def carries_out(act: Act, shown: Snapshot) -> bool:
    """Is it the act of a threat that the channel has seen? Talks are threatened by nobody."""
    _, actor, recipient = act.key.split("|")
    threat = f"{ActionType.THREATEN}|{actor}|{recipient}"
    return act.best.status is Status.DONE and threat in shown.acts and act.best.type in _THREATENED


def is_news(act: Act) -> bool:
    """Weighty enough, told early, between parties that are known, and not long past."""
    is_clear = (act.clarity == 1.0 and act.prominence >= PROMINENCE[2]) or act.prominence >= 1.0
    return WEIGHT[act.best.type] >= NEWS_WEIGHT and act.is_shown and is_clear and not act.is_background


def is_headline_news(act: Act, shown: Snapshot) -> bool:
    """What a headline tells though nobody is named to whom it is done; or what somebody asks who had no part so far."""
    told = act.prominence > 1.0 and not act.is_background
    _, actor, recipient = act.key.split("|")
    if act.best.type is ActionType.REQUEST:
        parties = {party for key in shown.acts for party in key.split("|")[1:]}
        return told and act.clarity == 1.0 and actor not in parties
    return told and not recipient and act.clarity >= NO_RECIPIENT and WEIGHT[act.best.type] >= NEWS_WEIGHT


def is_fresh(evidence: Evidence, shown: Snapshot) -> bool:
    """Is it told in a version that the channel has not seen?"""
    return evidence.telling.stored.version_id not in shown.versions.values()


def is_progress(before: Status, now: Status) -> bool:
    """Does the new status tell more than the old one? A different outlet's vaguer word is no news."""
    order = (
        Status.UNDER_DISCUSSION,
        Status.URGED,
        Status.CONDITIONAL,
        Status.THREATENED,
        Status.ALLEGED,
        Status.ORDERED,
        Status.ANNOUNCED,
        Status.DONE,
    )
    if now is Status.DENIED:
        return True
    if {before, now} == {Status.CONDITIONAL, Status.THREATENED}:
        return False  # a threat with its "if" or without
    return before is not Status.DENIED and order.index(now) > order.index(before)
