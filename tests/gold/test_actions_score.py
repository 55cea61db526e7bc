from typing import Any

import pytest

from gold import actions_gold
from gold.actions_gold import GoldAct, GoldActs, Party
from gold.actions_match import found_in, judge
from gold.actions_score import score, texts
from gold.articles import GoldText
from gold.score import Row

TEXT = "Norway and Sweden expelled two Belarusian attachés, the Morning Post wrote. Minsk did not protest."
WORDS = "expelled two Belarusian attachés"
LINE = f"NOR,SWE SANCTION/COERCE BLR done | {WORDS} | via Morning Post"
GOLD = GoldActs(GoldText("test", "", TEXT, "en"), actions_gold.acts(GoldText("test", "", TEXT), [LINE], "must"))
NO_ACT = GoldActs(GoldText("test", "", TEXT, "en"), (), why="negation")


def _act(**changes: Any) -> Row:
    values: dict[str, Any] = {
        "type": "SANCTION",
        "actor": "Norway",
        "actor_code": "NOR",
        "recipient": "two Belarusian attachés",
        "recipient_code": "BLR",
        "status": "done",
        "phrase": WORDS,
        "start": 0,
        "end": TEXT.index(". Minsk"),
        "reported_by": "the Morning Post",
    }
    return values | changes


def _faults(**changes: Any) -> set[str]:
    return set(judge(GOLD, found_in({"actions": [_act(**changes)]}, TEXT)).pairs[0].faults)


def test_right_act_has_no_faults() -> None:
    assert set() == _faults()


def test_whole_coalition_is_right() -> None:
    assert set() == _faults(actor_code="NOR;SWE")


def test_type_that_the_gold_accepts_is_right() -> None:
    assert set() == _faults(type="COERCE")


@pytest.mark.parametrize(
    "changes, fault",
    [
        ({"actor_code": "FIN"}, "actor"),
        ({"actor_code": "NOR;FIN"}, "actor"),
        ({"recipient_code": ""}, "recipient"),
        ({"status": "alleged"}, "status"),
        ({"reported_by": ""}, "source"),
    ],
    ids=["somebody else", "a stranger in the coalition", "nobody", "status", "source"],
)
def test_wrong_role_is_a_fault(changes: dict[str, Any], fault: str) -> None:
    assert {fault} == _faults(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"type": "AID"}, {"start": TEXT.index("Minsk"), "end": len(TEXT), "phrase": "did not protest"}],
    ids=["another type", "another place"],
)
def test_act_of_another_type_or_place_is_stray(changes: dict[str, Any]) -> None:
    verdict = judge(GOLD, found_in({"actions": [_act(**changes)]}, TEXT))

    assert (None, 1) == (verdict.pairs[0].found, len(verdict.stray))


def test_act_without_a_code_is_known_by_its_name() -> None:
    gold = actions_gold.acts(GoldText("test", "", TEXT), [f"Islamic_State SANCTION BLR done | {WORDS}"], "must")
    named = found_in({"actions": [_act(actor="the Islamic State group", actor_code="")]}, TEXT)

    assert judge(GoldActs(GOLD.text, gold), named).pairs[0].has_countries


def test_reciprocal_act_may_name_its_parties_in_one_role_or_two() -> None:
    gold = GoldActs(GOLD.text, actions_gold.acts(GOLD.text, [f"NOR&SWE SANCTION - done | {WORDS}"], "must"))
    one = found_in({"actions": [_act(actor_code="NOR;SWE", recipient_code="")]}, TEXT)
    two = found_in({"actions": [_act(actor_code="SWE", recipient_code="NOR")]}, TEXT)
    half = found_in({"actions": [_act(actor_code="SWE", recipient_code="")]}, TEXT)

    assert [True, True, False] == [judge(gold, found).pairs[0].has_countries for found in (one, two, half)]


def test_act_in_a_silent_sentence_is_stray() -> None:
    assert 1 == len(judge(NO_ACT, found_in({"actions": [_act()]}, TEXT)).stray)


def test_perfect_system_reaches_one_throughout() -> None:
    figures = score({gold.text.name: _row(gold) for gold in actions_gold.load()}).figures

    shares = {name for name, figure in figures.items() if isinstance(figure, float)}
    assert set() == {name for name in shares if figures[name] != 1.0}
    assert 0 == figures["must_not_hits"]


def test_silence_scores_nothing_but_silence() -> None:
    figures = score({}).figures

    assert (0.0, 0.0, 1.0, 0) == (
        figures["type_f1"],
        figures["must_recall"],
        figures["silence"],
        figures["must_not_hits"],
    )


def test_each_text_is_offered_once() -> None:
    names = [text.name for text in texts()]

    assert sorted(set(names)) == sorted(names)


def _row(gold: GoldActs) -> Row:
    """Write the gold as a perfect system would."""
    return {"actions": [_perfect(act) for act in gold.acts if act.level != "may"]}


def _perfect(act: GoldAct) -> Row:
    start, end = act.places[0]
    return {
        "type": act.types[0],
        "actor": act.actor.name,
        "actor_code": _codes(act.actor),
        "recipient": act.recipient.name,
        "recipient_code": "" if act.both else _codes(act.recipient),
        "status": act.statuses[0],
        "phrase": act.words,
        "start": start,
        "end": end,
        "reported_by": act.source,
    }


def _codes(party: Party) -> str:
    return ";".join(sorted(party.options[0])) if party.options else ""
