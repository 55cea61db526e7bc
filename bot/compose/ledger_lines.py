"""Acts of the ledger as readers see them: one line with its evidence, and records for export. Pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.cards import Run, Runs
from bot.compose.acts import TOPIC, sentence_of
from bot.compose.differences import number_conflicts
from bot.compose.evidence import Evidence
from bot.compose.ledger import Step, action_in, evidence_of, steps_of
from bot.compose.moments import day_of
from bot.compose.wording import outlet_name, passage_url
from bot.model import RecordedAct, ToldAct
from summarizer.model import Action, Actor

ONTOLOGY = "PLOVER"
MAX_STEPS = 4
MAX_SIDES = 4
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection: a spreadsheet takes such a cell for a formula
COLUMNS = (
    "ontology",
    "type",
    "mode",
    "type_words",
    "actor",
    "actor_codes",
    "recipient",
    "recipient_codes",
    "status",
    "phrase",
    "date",
    "outlet",
    "reported_by",
    "outlets",
    "url",
    "passage_url",
    "story",
    "start",
    "end",
    "paragraph",
    "article_sha256",
    "importance",
    "history",
    "differences",
)


def line_of(recorded: RecordedAct, *, zone: str, now: datetime) -> Runs:
    """ "US → Russia: expelled 10 officials (done) — Washington Post, via Mediaite · 9 Mar", linked to the passage, then
    its type in plain words and its code, how it came to its status, and what outlets give different numbers for."""
    act = evidence_of(recorded)
    best = _best(recorded)
    others = len({evidence.telling.outlet.name for evidence in act.evidence}) - 1
    return (
        Run(f"{sentence_of(act.best)} — "),
        Run(f"{_teller(best)} · {day_of(recorded.changed, zone, now)}", url=_passage_url(best)),
        Run(f" +{others}" if others else ""),
        Run(f" · {TOPIC[act.best.type]} [{act.best.type}]{_history(recorded, zone, now)}{_differences(recorded)}"),
        Run(f" · {best.story_id}" if best.story_id else ""),
    )


def record_of(recorded: RecordedAct) -> dict[str, Any]:
    """One act as plain JSON values: PLOVER's type and mode, both parties, and all its evidence."""
    best, act = _best(recorded), evidence_of(recorded)
    return {
        "ontology": ONTOLOGY,
        **_told_record(best),
        "date": recorded.changed.isoformat(),
        "type_words": TOPIC[act.best.type],
        "importance": round(act.weight, 2),
        "outlets": len({evidence.telling.outlet.name for evidence in act.evidence}),
        "evidence": [_told_record(told) for told in recorded.told],
        "history": [_step_record(step) for step in steps_of(recorded)],
        "differences": [{"number": number, "outlet": outlet} for number, outlet in number_conflicts(act)],
    }


def row_of(recorded: RecordedAct) -> dict[str, str]:
    """One act as a row of COLUMNS, by its best evidence."""
    record = record_of(recorded)
    history = " → ".join(f"{step['status']} {step['date']} {step['outlet']}" for step in record["history"])
    differences = "; ".join(f"{side['number']} ({side['outlet']})" for side in record["differences"])
    codes = {name: " ".join(record[name]) for name in ("actor_codes", "recipient_codes")}
    cells = record | codes | {"history": history, "differences": differences}
    return {name: _cell(str(cells[name])) for name in COLUMNS}


def _best(recorded: RecordedAct) -> ToldAct:
    """The telling that readers are shown."""
    best: Evidence = evidence_of(recorded).evidence[0]
    return next(told for told in recorded.told if told.telling is best.telling)


def _teller(told: ToldAct) -> str:
    """The outlet; where it has the act from another, both: "Washington Post, via Mediaite"."""
    source = action_in(told).reported_by.removeprefix("the ").removeprefix("The ")
    outlet = outlet_name(told.telling.outlet) + (" [withdrawn]" if told.telling.withdrawn else "")
    return f"{source}, via {outlet}" if source and source != told.telling.outlet.name else outlet


def _history(recorded: RecordedAct, zone: str, now: datetime) -> str:
    """ " · threatened 3 Mar (Volga Wire) → done 9 Mar (Harbour Daily)", "" where there was but one status."""
    steps = steps_of(recorded)
    if len(steps) < 2:
        return ""
    several = len({step.action.type for step in steps}) > 1
    words = (f"{_step(step, zone, now, with_type=several)}" for step in steps[-MAX_STEPS:])
    return f" · {'… → ' if len(steps) > MAX_STEPS else ''}{' → '.join(words)}"


def _step(step: Step, zone: str, now: datetime, *, with_type: bool) -> str:
    kind = f"{TOPIC[step.action.type]} [{step.action.type}] " if with_type else ""
    return f"{kind}{step.action.status} {day_of(step.at, zone, now)} ({outlet_name(step.told.telling.outlet)})"


def _differences(recorded: RecordedAct) -> str:
    sides = number_conflicts(evidence_of(recorded))
    told = " / ".join(f"{number} ({outlet})" for number, outlet in sides[:MAX_SIDES])
    return f" · outlets differ: {told}" if told else ""


def _told_record(told: ToldAct) -> dict[str, Any]:
    action, article = action_in(told), told.telling.stored.article
    return {
        "type": action.type.value,
        "mode": action.mode,
        **dict(_party_record("actor", action.actor)),
        **dict(_party_record("recipient", action.recipient)),
        "status": action.status.value,
        "phrase": action.phrase,
        "date": told.at.isoformat(),
        "outlet": outlet_name(told.telling.outlet),
        "reported_by": action.reported_by,
        "url": article.url,
        "passage_url": _passage_url(told),
        "story": told.story_id,
        "start": action.start,
        "end": action.end,
        "paragraph": action.paragraph,
        "article_sha256": article.sha256,
        "superseded": told.superseded,
        "withdrawn": told.telling.withdrawn.isoformat() if told.telling.withdrawn else None,
    }


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "type": step.action.type.value,
        "status": step.action.status.value,
        "date": step.at.isoformat(),
        "outlet": outlet_name(step.told.telling.outlet),
        "phrase": step.action.phrase,
        "url": step.told.telling.stored.article.url,
    }


def _party_record(role: str, actor: Actor | None) -> Iterator[tuple[str, Any]]:
    yield role, actor.name if actor else ""
    yield f"{role}_codes", list(actor.codes) if actor else []


def _passage_url(told: ToldAct) -> str:
    action: Action = action_in(told)
    article = told.telling.stored.article
    return passage_url(article.url, article.text[action.start : action.end])


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
