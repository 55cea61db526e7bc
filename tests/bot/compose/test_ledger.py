"""What is one act, what answers it, and how it is shown."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.cards import plain
from bot.compose.ledger import Outline, answers, changed_at, evidence_of, is_same_act, statuses_of, steps_of
from bot.compose.ledger_lines import COLUMNS, line_of, record_of, row_of
from bot.model import Outlet, RecordedAct, ToldAct
from summarizer.model import ActionType, Status
from tests.factories import (
    DAY,
    HAPPENED,
    HOUR,
    NOON,
    NORWAY,
    TEXT,
    make_action,
    make_article,
    make_outlet,
    make_reading,
    make_telling,
)

FJORD = Outlet("Fjord Post", "NOR", rank=30)
WIRE = Outlet("Volga Wire", "RUS", "state media (Russia)", rank=80)


def make_outline(phrase: str = "expelled 10 envoys", *, at: datetime = NOON, **changes: Any) -> Outline:
    values: dict[str, Any] = {
        "type": ActionType.SANCTION,
        "actor": "EST",
        "recipient": "NOR",
        "status": Status.DONE,
        "phrase": phrase,
        "story": 1,
        "first_told": at,
        "last_told": at,
    }
    return Outline(**values | changes)


def make_denial(phrase: str, *, by: str, to: str) -> Outline:
    return make_outline(phrase, at=NOON + HOUR, type=ActionType.REJECT, actor=by, recipient=to)


def make_told(*, outlet: Outlet | None = None, at: datetime = NOON, superseded: bool = False, **action: Any) -> ToldAct:
    article = make_article(outlet=(outlet or make_outlet()).name, published=at)
    reading = make_reading(quotes=(), key_quote=None, actions=(make_action(**action),))
    telling = make_telling(article, reading=reading, outlet=outlet or make_outlet(), fetched=at)
    return ToldAct(telling, at, "bodal", superseded)


def make_recorded(*told: ToldAct, **changes: Any) -> RecordedAct:
    values: dict[str, Any] = {"id": 1, "changed": max(one.at for one in told), "told": told}
    return RecordedAct(**values | changes)


def shown(act: RecordedAct, **changes: Any) -> str:
    return plain(line_of(act, **{"zone": "UTC", "now": NOON} | changes))


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (make_outline("threw out a dozen"), True),
        (make_outline(at=NOON + 99 * DAY), True),
        (make_outline(type=ActionType.COERCE), False),
        (make_outline(actor="FIN"), False),
        (make_outline("expelled ten envoys", story=2), True),
        (make_outline("expelled 12 envoys", story=2), False),
        (make_outline("expelled a tug", story=2), False),
        (make_outline("expelled", story=2), False),
        (make_outline(story=2, at=NOON + 15 * DAY), False),
        (make_outline(story=2, status=Status.ANNOUNCED, at=NOON + DAY), True),
        (make_outline(story=2, status=Status.ANNOUNCED, at=NOON + 5 * DAY), False),
        (make_outline(story=2, status=Status.DENIED, at=NOON + 5 * DAY), True),
    ],
    ids=[
        "one story, other words",
        "one story, much later",
        "other type",
        "other actor",
        "other story, same object",
        "other story, other number",
        "other story, other object",
        "other story, no object",
        "other story, much later",
        "vaguer the next day",
        "vaguer much later",
        "denied later",
    ],
)
def test_acts_are_one_in_a_story_and_near_with_one_object_elsewhere(new: Outline, same: bool) -> None:
    assert same == is_same_act(new, make_outline())


THREAT = make_outline("threatened to expel envoys", type=ActionType.THREATEN, status=Status.THREATENED)
CLAIM = make_outline("accused Norway of ramming a tug", type=ActionType.ACCUSE)


@pytest.mark.parametrize(
    ("later", "earlier", "does"),
    [
        (make_outline(at=NOON + DAY), THREAT, True),
        (make_outline("closed its ports", at=NOON + DAY), THREAT, True),
        (make_outline("rejected that account", type=ActionType.REJECT, at=NOON + DAY), THREAT, False),
        (make_outline("refused to take envoys", type=ActionType.REJECT, at=NOON + DAY), THREAT, True),
        (make_outline("closed its ports", at=NOON + DAY, story=2), THREAT, False),
        (make_outline("expelled envoys", at=NOON + DAY, story=2), THREAT, True),
        (make_outline(), THREAT, False),
        (make_outline(at=NOON + 61 * DAY), THREAT, False),
        (make_outline(at=NOON + DAY, status=Status.URGED), THREAT, False),
        (make_outline("met envoys", at=NOON + DAY, type=ActionType.CONSULT), THREAT, False),
        (make_outline(at=NOON + DAY), replace(THREAT, status=Status.DENIED), False),
        (make_outline(at=NOON + DAY, story=2), make_outline("expels 12 envoys", status=Status.ANNOUNCED), True),
        (make_outline(at=NOON + DAY, story=2), make_outline("expelled 12 envoys"), False),
        (make_outline("denied it", type=ActionType.REJECT, actor="NOR", recipient="EST", at=NOON + HOUR), CLAIM, True),
        (make_outline("rejects it", type=ActionType.REJECT, actor="NOR", recipient="", at=NOON + HOUR), CLAIM, True),
        (
            make_outline("refused a visa", type=ActionType.REJECT, actor="NOR", recipient="EST", at=NOON + HOUR),
            CLAIM,
            False,
        ),
        (make_outline("denied it", type=ActionType.REJECT, actor="FIN", recipient="EST", at=NOON + HOUR), CLAIM, False),
    ],
    ids=[
        "same story and words",
        "same story",
        "refuses something",
        "refuses what was said",
        "other story and words",
        "other story, same words",
        "told at once",
        "too late",
        "only urged",
        "no such type",
        "threat denied",
        "announced and done",
        "done twice",
        "denied by the accused",
        "denied to nobody",
        "refuses something else",
        "denied by another",
    ],
)
def test_threats_are_carried_out_and_claims_denied_by_what_comes_later(
    later: Outline, earlier: Outline, does: bool
) -> None:
    assert does == answers(later, earlier)


def test_step_names_who_told_it_first() -> None:
    act = make_recorded(
        make_told(status=Status.ANNOUNCED),
        make_told(outlet=FJORD, status=Status.ANNOUNCED, at=NOON + HOUR),
        make_told(outlet=WIRE, at=NOON + 2 * HOUR),
    )

    assert [("announced", "Harbour Daily", NOON), ("done", "Volga Wire", NOON + 2 * HOUR)] == [
        (step.action.status, step.told.telling.outlet.name, step.at) for step in steps_of(act)
    ]


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ([(Status.ORDERED, 0), (Status.DONE, 0)], ["done"]),
        ([(Status.DONE, 0), (Status.ANNOUNCED, 1)], ["done"]),
        ([(Status.DONE, 2), (Status.ANNOUNCED, 1), (Status.THREATENED, 0)], ["threatened", "announced", "done"]),
        ([(Status.ALLEGED, 0), (Status.DENIED, 1), (Status.DENIED, 2)], ["alleged", "denied"]),
        ([(Status.DONE, 0), (Status.DENIED, 1), (Status.DONE, 2)], ["done", "denied"]),
    ],
    ids=["one article", "vaguer later", "read out of order", "denied", "told on"],
)
def test_history_goes_forward_or_to_a_denial(told: list[tuple[Status, int]], steps: list[str]) -> None:
    act = make_recorded(*(make_told(status=status, at=NOON + hours * HOUR) for status, hours in told))

    assert steps == [step.action.status for step in steps_of(act)]


def test_superseded_telling_is_history_and_no_evidence() -> None:
    act = make_recorded(make_told(phrase="expelled a tug with 8", superseded=True), make_told(outlet=FJORD))

    assert ["Fjord Post"] == [evidence.telling.outlet.name for evidence in evidence_of(act).evidence]
    assert ["Harbour Daily"] == [step.told.telling.outlet.name for step in steps_of(act)]


def test_denied_act_is_found_as_done_and_as_denied() -> None:
    act = evidence_of(make_recorded(make_told(), make_told(outlet=FJORD, status=Status.DENIED)))

    assert (Status.DONE, Status.DENIED) == statuses_of(act)


def test_change_is_the_first_telling_of_the_present_status() -> None:
    told = [(NOON, Status.THREATENED), (NOON + HOUR, Status.DONE), (NOON + DAY, Status.DONE)]

    assert NOON + HOUR == changed_at(told, (Status.DONE,))


def test_line_tells_the_act_its_sources_and_the_day() -> None:
    told = make_told(phrase="expelled 10 embassy officials", reported_by="the Baltic Post", at=NOON - DAY)

    line = line_of(make_recorded(told), zone="UTC", now=NOON)

    assert (
        "Estonia → Norway: expelled 10 embassy officials (done) — Baltic Post, via Harbour Daily · 9 Mar"
        " · coercion [COERCE] · bodal"
    ) == plain(line)
    assert [
        "https://harbour.example/tug#:~:text=Estonia%20expelled%20a%20Norwegian%20tug,the%20Tallinn%20roads%20on%20Monday."
    ] == [run.url for run in line if run.url]


def test_line_tells_how_the_act_came_to_its_status() -> None:
    threat = make_recorded(
        make_told(outlet=WIRE, type=ActionType.THREATEN, status=Status.THREATENED, at=NOON - 5 * DAY), id=2
    )
    act = make_recorded(make_told(status=Status.ANNOUNCED, at=NOON - DAY), make_told(), before=(threat,))

    assert (
        " · threat [THREATEN] threatened 5 Mar (Volga Wire [state media (Russia)])"
        " → coercion [COERCE] announced 9 Mar (Harbour Daily) → coercion [COERCE] done 10 Mar (Harbour Daily)"
    ) in shown(act)


def test_line_sets_different_numbers_side_by_side() -> None:
    act = make_recorded(make_told(phrase="expelled 10 envoys"), make_told(outlet=FJORD, phrase="threw 12 envoys out"))

    assert " +1 · " in shown(act)
    assert "outlets differ: 10 (Harbour Daily) / 12 (Fjord Post)" in shown(act)


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [("UTC", NOON, "· 10 Mar"), ("Pacific/Auckland", NOON, "· 11 Mar"), ("UTC", NOON - 365 * DAY, "· 10 Mar 2025")],
    ids=["here", "over there", "last year"],
)
def test_day_is_that_of_the_zone_with_its_year_where_it_is_another(zone: str, at: datetime, day: str) -> None:
    assert day in shown(make_recorded(make_told(at=at)), zone=zone)


def test_record_names_the_ontology_and_holds_all_evidence() -> None:
    act = make_recorded(make_told(), make_told(outlet=FJORD, at=NOON + timedelta(minutes=5)))

    record = record_of(act)

    assert ("PLOVER", "COERCE", "expel", ["EST"], ["NOR"], "done") == tuple(
        record[name] for name in ("ontology", "type", "mode", "actor_codes", "recipient_codes", "status")
    )
    assert [("Harbour Daily", HAPPENED), ("Fjord Post", HAPPENED)] == [
        (told["outlet"], TEXT[told["start"] : told["end"]]) for told in record["evidence"]
    ]
    assert make_article().sha256 == record["article_sha256"]


def test_row_has_the_columns_in_order() -> None:
    assert list(COLUMNS) == list(row_of(make_recorded(make_told(recipient=None))))


def test_cell_that_a_spreadsheet_would_compute_is_marked_as_text() -> None:
    formula = replace(NORWAY, name='=HYPERLINK("https://evil.example")')

    assert '\'=HYPERLINK("https://evil.example")' == row_of(make_recorded(make_told(recipient=formula)))["recipient"]
