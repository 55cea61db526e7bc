"""The week's loader and its scorer, with values made for it: what is wrong costs, what is right does not."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cards import Message, Tone
from bot.compose.digest import Told
from bot.simulation.run import Detailed, Outcome, Posted, Shown
from gold.week import Divergence, Row, Update, Week, load
from gold.week_score import SLOTS, judge

OUTLETS = """
[[outlet]]
id = "fjord"
name = "Fjord Post"

[[outlet]]
id = "harbour"
name = "Harbour Daily"
"""
SHEET = """
[[story]]
id = "tug"

[[story.article]]
outlet = "fjord"
slug = "tug"
at = 2026-04-06T10:00:00Z
title = "Estonia expels tug"
text = "Estonia expelled a tug.\\n\\n“Out,” Ada Nkemelu said."

[[story.article]]
outlet = "fjord"
slug = "tug"
at = 2026-04-06T12:00:00Z
title = "Estonia expels two tugs"
text = "Estonia expelled two tugs.\\n\\n“Out,” Ada Nkemelu said."

[[story.copy]]
outlet = "harbour"
slug = "tug"
of = "fjord/tug"
at = 2026-04-06T11:00:00Z
paragraphs = 2

[[story.update]]
after = "fjord/tug#2"
kind = "number"
says = ["two"]

[[story.divergence]]
kind = "number"
sides = [["fjord", "two tugs"], ["harbour", "a tug"]]

[[noise]]
outlet = "harbour"
slug = "cup"
at = 2026-04-06T09:00:00Z
title = "Cup final is drawn"
text = "Nobody scored."

[[apart]]
stories = ["tug", "ferry"]
"""
FIRST, SECOND = SLOTS[:2]
HOUR = timedelta(hours=1)


def loaded(folder: Path, sheet: str = SHEET) -> Week:
    (folder / "outlets.toml").write_text(OUTLETS, encoding="utf-8")
    (folder / "stories-a.toml").write_text(sheet, encoding="utf-8")
    return load(folder)


def row(id_: str, story: str, at: datetime = FIRST - HOUR) -> Row:
    outlet = id_.partition("/")[0]
    return Row(id_, id_.partition("#")[0], outlet, int(id_[-1]), at, "Tug is held", "A tug is held.", story)


def shown(*articles: str, text: str = "NEW\n1. Tug is held", tone: Tone = Tone.NEW) -> Shown:
    return Shown(articles, Told(tone, (), text, (), None))


def posted(slot: datetime, *items: Shown) -> Posted:
    return Posted(slot, items, Message((), ""), "")


WEEK = Week(
    outlets={"fjord": {"name": "Fjord Post"}, "harbour": {"name": "Harbour Daily"}},
    rows=(
        row("fjord/tug#1", "tug"),
        row("harbour/tug#1", "tug", SECOND - HOUR),
        row("fjord/ferry#1", "ferry"),
        row("harbour/cup#1", ""),
    ),
    updates=(Update("tug", "harbour/tug#1", "act", ("freed|released", "tug")),),
    divergences=(Divergence("tug", "number", (("fjord", "8 sailors"), ("harbour", "9 sailors"))),),
    apart=(("tug", "ferry"),),
)
FREED = shown("fjord/tug#1", "harbour/tug#1", text="UPDATE\n1. Norway’s tug is freed", tone=Tone.UPDATE)
DIFFERENCE = "• held: 8 sailors — Fjord Post | 9 sailors — Harbour Daily"
DIFFER = f"Tug is held\nWhere outlets differ\n{DIFFERENCE}\nSources\n• Fjord Post"
RIGHT = Outcome(
    grouping={"fjord/tug#1": "bodal", "harbour/tug#1": "bodal", "fjord/ferry#1": "kafin", "harbour/cup#1": None},
    relevance={"fjord/tug#1": True, "harbour/tug#1": True, "fjord/ferry#1": True, "harbour/cup#1": False},
    digests=(
        posted(FIRST, shown("fjord/tug#1"), shown("fjord/ferry#1", text="NEW\n2. Ferry sails")),
        posted(SECOND, FREED),
    ),
    details=(Detailed(("fjord/tug#1", "harbour/tug#1"), SECOND, DIFFER),),
)
SHARES = (
    "bcubed_precision", "bcubed_recall", "apart", "relevance_precision", "relevance_recall", "update_precision",
    "update_recall", "update_recall_in_a_day", "divergence_precision", "divergence_recall",
)  # fmt: skip


def test_versions_are_numbered_in_order_of_time(tmp_path: Path) -> None:
    assert ["harbour/cup#1", "fjord/tug#1", "harbour/tug#1", "fjord/tug#2"] == [
        each.id for each in loaded(tmp_path).rows
    ]


def test_copy_has_the_words_of_the_version_there_was_in_straight_marks(tmp_path: Path) -> None:
    (copy,) = (each for each in loaded(tmp_path).rows if each.copy_of)

    assert ("Estonia expels tug", 'Estonia expelled a tug.\n\n"Out," Ada Nkemelu said.') == (copy.title, copy.text)


def test_copy_of_what_is_not_there_yet_is_refused(tmp_path: Path) -> None:
    early = SHEET.replace("2026-04-06T11:00:00Z", "2026-04-06T08:00:00Z")

    with pytest.raises(ValueError, match="fjord/tug is not there to be copied by harbour"):
        loaded(tmp_path, early)


def test_gold_of_a_story_is_loaded_with_it(tmp_path: Path) -> None:
    found = loaded(tmp_path)

    assert (Update("tug", "fjord/tug#2", "number", ("two",)),) == found.updates
    assert (Divergence("tug", "number", (("fjord", "two tugs"), ("harbour", "a tug"))),) == found.divergences
    assert (("tug", "ferry"),) == found.apart


def test_noise_tells_no_story(tmp_path: Path) -> None:
    assert ["harbour/cup#1"] == [each.id for each in loaded(tmp_path).rows if not each.story]


def test_all_right_is_scored_as_such() -> None:
    score = judge(RIGHT, WEEK)

    assert dict.fromkeys(SHARES, 1.0) == {name: score.figures[name] for name in SHARES}
    assert (0.0, ()) == (score.figures["repeats"], score.errors)


@pytest.mark.parametrize(
    ("changes", "figure", "expected"),
    [
        ({"grouping": {**RIGHT.grouping, "fjord/ferry#1": "bodal"}}, "bcubed_precision", 5 / 9),
        ({"grouping": {**RIGHT.grouping, "fjord/ferry#1": "bodal"}}, "apart", 0.0),
        ({"grouping": {**RIGHT.grouping, "harbour/tug#1": None}}, "bcubed_recall", 2 / 3),
        ({"relevance": {**RIGHT.relevance, "harbour/cup#1": True}}, "relevance_precision", 3 / 4),
        ({"relevance": {**RIGHT.relevance, "fjord/ferry#1": False}}, "relevance_recall", 2 / 3),
        ({"digests": (RIGHT.digests[0], posted(SECOND))}, "update_recall", 0.0),
        ({"digests": (RIGHT.digests[0], posted(SECOND), posted(SLOTS[2], FREED))}, "update_recall", 0.0),
        ({"digests": (RIGHT.digests[0], posted(SECOND), posted(SLOTS[2], FREED))}, "update_recall_in_a_day", 1.0),
        ({"digests": (*RIGHT.digests, posted(SLOTS[2], FREED))}, "update_precision", 1 / 2),
        ({"digests": (*RIGHT.digests, posted(SLOTS[2], FREED))}, "repeats", 1.0),
        ({"details": ()}, "divergence_recall", 0.0),
        ({"details": (replace(RIGHT.details[0], text=DIFFER.replace("9", "8")),)}, "divergence_precision", 0.0),
    ],
    ids=[
        "two stories in one", "look-alikes in one", "a story split", "noise kept", "a story dropped",
        "an update left out", "an update told late", "late but within a day", "an update that tells nothing",
        "an update told again", "no differences", "a difference that is none",
    ],
)  # fmt: skip
def test_what_is_wrong_costs(changes: dict[str, Any], figure: str, expected: float) -> None:
    assert pytest.approx(expected) == judge(replace(RIGHT, **changes), WEEK).figures[figure]


def test_update_of_a_story_that_was_not_shown_is_not_due() -> None:
    score = judge(replace(RIGHT, digests=(posted(FIRST), posted(SECOND))), WEEK)

    assert 0.0 == score.figures["updates_due"]
