import pytest

from summarizer.model import Action, ActionType, Actor, Status
from summarizer.turns import Act, acts_of, turn

T = ActionType
OUT, BACK = ("CHL", "BOL"), ("BOL", "CHL")


def act(type_: ActionType, actor: str, recipient: str, status: Status = Status.DONE) -> Action:
    sides = [Actor(code, (code,)) if code else None for code in (actor, recipient)]
    return Action(type_, "", sides[0], sides[1], status, "", 0, 0, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ((T.THREATEN, *OUT, Status.THREATENED), (T.SANCTION, *OUT, Status.DONE), "SANCTION, carrying out the threat"),
        ((T.COERCE, *OUT, Status.CONDITIONAL), (T.ASSAULT, *OUT, Status.DONE), "ASSAULT, carrying out the threat"),
        ((T.SANCTION, *OUT, Status.ANNOUNCED), (T.SANCTION, *OUT, Status.DONE), "SANCTION, now done"),
        ((T.ACCUSE, *BACK, Status.DONE), (T.REJECT, *OUT, Status.DENIED), "REJECT in denial"),
        ((T.SANCTION, *BACK, Status.DONE), (T.SANCTION, *OUT, Status.DONE), "SANCTION in answer"),
        ((T.COERCE, *BACK, Status.DONE), (T.CONCEDE, *BACK, Status.DONE), "CONCEDE, settling it"),
        ((T.CONSULT, *BACK, Status.DONE), (T.SUPPORT, *OUT, Status.DONE), "SUPPORT after talks"),
        ((T.ACCUSE, *OUT, Status.DONE), (T.SANCTION, *OUT, Status.DONE), "SANCTION, going further"),
        ((T.ACCUSE, *OUT, Status.DONE), (T.ACCUSE, *OUT, Status.DONE), "ACCUSE again"),
        ((T.CONSULT, *BACK, Status.DONE), (T.CONSULT, *OUT, Status.DONE), "CONSULT again"),
    ],
    ids=["threat", "condition", "plan", "denial", "answer", "end", "talks", "further", "again", "again, turned round"],
)
def test_act_follows_from_an_older_one(
    old: tuple[T, str, str, Status], new: tuple[T, str, str, Status], words: str
) -> None:
    found = turn(acts_of([act(*new)], ()), acts_of([act(*old)], ()))

    assert f"{'Chile → Bolivia' if new[1] == 'CHL' else 'Bolivia → Chile'}, {words}" == str(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (act(T.ACCUSE, "CHL", "BOL"), act(T.SANCTION, "CHL", "PER")),
        (act(T.AID, "CHL", "BOL"), act(T.AID, "BOL", "CHL")),
        (act(T.AID, "CHL", "BOL"), act(T.ACCUSE, "CHL", "BOL")),
    ],
    ids=["another party", "help the other way", "quarrel after help"],
)
def test_act_that_does_not_follow_is_no_turn(old: Action, new: Action) -> None:
    assert turn(acts_of([new], ()), acts_of([old], ())) is None


def test_strongest_turn_is_told() -> None:
    known = acts_of([act(T.ACCUSE, *OUT), act(T.THREATEN, *OUT, Status.THREATENED)], ())

    found = turn(acts_of([act(T.ACCUSE, *OUT), act(T.SANCTION, *OUT)], ()), known)

    assert "Chile → Bolivia, SANCTION, carrying out the threat" == str(found)


def test_assault_upon_assault_is_of_war() -> None:
    found = turn(acts_of([act(T.ASSAULT, *OUT)], ()), acts_of([act(T.ASSAULT, *BACK)], ()))

    assert found is not None
    assert found.of_war


@pytest.mark.parametrize(
    ("action", "countries", "expected"),
    [
        (act(T.COERCE, "CHL", ""), ("BOL", "CHL", "PER"), [Act(T.COERCE, "CHL", "BOL")]),
        (act(T.COERCE, "", "BOL"), ("BOL", "CHL"), [Act(T.COERCE, "CHL", "BOL")]),
        (act(T.COERCE, "PER", ""), ("BOL", "CHL", "PER"), []),
        (act(T.COERCE, "CHL", ""), ("CHL",), []),
        (act(T.COERCE, "CHL", "CHL"), ("CHL", "BOL"), []),
    ],
    ids=["no recipient", "no actor", "not of the two", "about one", "to oneself"],
)
def test_missing_party_is_the_second_of_the_two_an_article_is_about(
    action: Action, countries: tuple[str, ...], expected: list[Act]
) -> None:
    assert expected == list(acts_of([action], countries))


def test_each_pair_of_a_coalition_acts() -> None:
    both = Action(T.PROTEST, "", Actor("both", ("CHL", "PER")), Actor("Bolivia", ("BOL",)), Status.DONE, "", 0, 0, 1)

    assert [Act(T.PROTEST, "CHL", "BOL"), Act(T.PROTEST, "PER", "BOL")] == list(acts_of([both], ()))
