"""`sitrep simulate`: what goes in, what comes out, and that the same input gives the same bytes."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.terminal import Ran, sitrep, sitrep_here

pytestmark = pytest.mark.early

SLOTS = "2026-04-13T18:00,2026-04-14T15:00:00Z"
OPENING = (
    "OSLO — Norway expelled three Ruritanian diplomats on Monday after the theft of drawings from a shipyard in Bergen."
)
WORDS = "They were not here to look at the fjords, and they have been shown the door"
FIRST = f"{OPENING}\n\n“{WORDS},” Norwegian Foreign Minister Sunniva Aasen said."
EDITED = FIRST.replace("three", "five").replace("shown the door", "put on the ferry")
REPLY = (
    "STRELSAU — Ruritania expelled two Norwegian diplomats on Tuesday in reply to the expulsion of its own from Oslo "
    "over the drawings from the shipyard in Bergen.\n\n“Oslo has mistaken a draughtsman for a spy,” Ruritanian Foreign "
    "Ministry spokesman Rudolf Elphberg said."
)
NOISE = "The bakers’ guild of Bergen chose its new master on Monday. The vote was close and the buns were warm."


def row(number: int, article: str, version: int, fetched: str, title: str, text: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"v{number}",
        "article": article,
        "version": version,
        "url": f"https://fjord.example/{article}",
        "outlet": "Fjord Wire",
        "outlet_kind": "wire",
        "state_media": False,
        "title": title,
        "published": fetched,
        "fetched": fetched,
        "text": text,
    } | changes


ROWS = [
    row(1, "a", 1, "2026-04-13T09:00:00Z", "Norway expels three Ruritanian diplomats", FIRST),
    row(
        2, "b", 1, "2026-04-13T09:30:00Z", "Bakers choose master", NOISE, outlet="Bergen Bugle", outlet_kind="newspaper"
    ),
    row(3, "a", 1, "2026-04-13T09:40:00Z", "Norway expels three Ruritanian diplomats", FIRST),
    row(4, "a", 2, "2026-04-14T08:00:00Z", "Norway expels five Ruritanian diplomats", EDITED),
    row(5, "c", 1, "2026-04-14T16:00:00Z", "Ruritania expels two Norwegians", REPLY, outlet="TASR", state_media=True),
]


def simulated(folder: Path, rows: list[dict[str, Any]], **environment: str) -> Ran:
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return sitrep(
        folder, "simulate", "--jsonl", "in.jsonl", "--slots", SLOTS, "--zone", "Europe/Oslo", "--out", "out.json",
        **environment,
    )  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The same stream under two hash seeds."""

    def run(seed: str) -> bytes:
        folder = tmp_path_factory.mktemp(f"seed{seed}")
        ran = simulated(folder, ROWS, PYTHONHASHSEED=seed)
        assert 0 == ran.code, ran.err
        return (folder / "out.json").read_bytes()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, ("1", "2")))


@pytest.fixture(scope="module")
def outcome(outcomes: list[bytes]) -> Any:
    return json.loads(outcomes[0])


def test_same_input_gives_the_same_bytes_whatever_the_hash_seed(outcomes: list[bytes]) -> None:
    assert 1 == len(set(outcomes))


def test_every_version_is_grouped_and_judged(outcome: Any) -> None:
    ids = [row["id"] for row in ROWS]

    assert [ids, ids] == [list(outcome["grouping"]), list(outcome["relevance"])]


def test_versions_of_an_article_have_one_story_and_noise_has_none(outcome: Any) -> None:
    grouping = outcome["grouping"]

    assert grouping["v1"] is not None
    assert [grouping["v1"], None, grouping["v1"], grouping["v1"]] == [grouping[f"v{n}"] for n in (1, 2, 3, 4)]
    assert not outcome["relevance"]["v2"]


def test_slots_come_back_as_they_were_written(outcome: Any) -> None:
    assert SLOTS.split(",") == [digest["slot"] for digest in outcome["digests"]]


def test_slot_without_an_offset_is_wall_clock_time_in_the_zone(outcome: Any) -> None:
    assert "7 h ago" in outcome["digests"][0]["items"][0]["text"]  # 09:00 UTC to 18:00 in Oslo


def test_new_story_is_shown_with_its_act_and_its_quotation(outcome: Any) -> None:
    (shown,) = outcome["digests"][0]["items"]

    assert ("NEW", ["v1"], [WORDS]) == (shown["status"], shown["articles"], shown["quotes"])
    assert "NOR" == shown["act"]["actor_code"]
    assert {"type", "actor_code", "recipient_code", "status"} == set(shown["act"])


def test_edited_article_comes_back_as_a_correction_told_from_its_new_version(outcome: Any) -> None:
    (shown,) = outcome["digests"][1]["items"]

    assert ("CORRECTION", ["v4"]) == (shown["status"], shown["articles"])


def test_details_are_of_the_last_slot(outcome: Any) -> None:
    (details,) = outcome["details"]

    assert (["v4"], SLOTS.split(",")[1]) == (details["articles"], details["slot"])
    assert "Norway" in details["text"]


def test_what_comes_after_the_last_slot_is_grouped_and_shown_nowhere(outcome: Any) -> None:
    shown = [one["articles"] for digest in outcome["digests"] for one in digest["items"]]

    assert outcome["grouping"]["v5"] is not None
    assert "v5" not in {id_ for articles in shown for id_ in articles}


@pytest.mark.parametrize(
    ("change", "arguments", "words"),
    [
        ({"url": ""}, ["--slots", SLOTS], "Version v1 needs url"),
        ({}, ["--slots", "soon"], "--slots: soon is not a time"),
        ({}, ["--slots", SLOTS, "--zone", "Mars/Base"], "No such zone: Mars/Base"),
    ],
    ids=["row", "slot", "zone"],
)
def test_wrong_input_gets_one_sentence(
    tmp_path: Path, change: dict[str, Any], arguments: list[str], words: str
) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[0] | change) + "\n")

    ran = sitrep_here(tmp_path, "simulate", "--jsonl", "in.jsonl", "--out", "out.json", *arguments)

    assert 2 == ran.code
    assert words in ran.err


def test_empty_stream_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")

    ran = sitrep_here(tmp_path, "simulate", "--jsonl", "in.jsonl", "--slots", SLOTS, "--out", "out.json")

    assert 2 == ran.code
    assert "holds no article" in ran.err
