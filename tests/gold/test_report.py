import json
from pathlib import Path

import pytest

from gold import report
from gold.score import Error, Score, lines

ERRORS = tuple(Error("cue", "missed", f"harbour-{n}", "We will not sell", "Ada Brandt") for n in range(7))
SCORE = Score({"joint_f1": 0.5, "invented": 0}, ERRORS, {"cue": 12})


def test_report_shows_shares_and_counts() -> None:
    shown = list(lines("quotes", SCORE))

    assert ["joint_f1                 0.500", "invented                 0"] == shown[1:3]


def test_errors_are_counted_by_cause_and_shown_in_part() -> None:
    shown = list(lines("quotes", SCORE, examples=5))

    assert "-- cue: 7 of 12" in shown
    assert 5 == sum("wanted Ada Brandt" in line for line in shown)


def test_rows_of_another_system_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "reactions-round-up", "quotes": []}) + "\n", encoding="utf-8")

    report.main(["--rows", str(rows), "--part", "quotes"])

    assert "joint_recall             0.000" in capsys.readouterr().out


def test_texts_are_written_for_another_system(tmp_path: Path) -> None:
    report.main(["--texts", str(tmp_path / "texts.jsonl")])

    written = [json.loads(line) for line in (tmp_path / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {text.name: text.text for text in report.all_texts()} == {row["id"]: row["text"] for row in written}


def test_every_part_has_floors() -> None:
    assert {*report.scorers(), report.WEEK} == set(report.floors())
