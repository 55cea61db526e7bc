"""`sitrep actions`: lines to read, CSV and JSON to work with, an exit code that tells whether there was anything."""

import asyncio
import csv
import io
import json
from pathlib import Path

import pytest

from bot.model import Draft
from bot.store import migrate, open_store
from summarizer.model import Actor
from tests.bot.cli.terminal import Ran, sitrep_here
from tests.factories import HAPPENED, HOUR, NOON, TEXT, make_action, make_article, make_reading

FINLAND = Actor("Finland", ("FIN",))
ASKED = ("actions", "--from", "Tallinn", "--to", "Norwegians", "--type", "coercion", "--status", "done")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of two acts, one of them told twice."""
    folder = tmp_path_factory.mktemp("ledger")
    asyncio.run(_fill(f"sqlite:///{folder}/sitrep.db"))
    return folder


async def _fill(url: str) -> None:
    tug = make_action(phrase="expelled a tug with 10 sailors", reported_by="the Baltic Post")
    ferry = make_action(actor=FINLAND, phrase="turned back a ferry")
    await migrate(url)
    async with open_store(url) as store:
        await store.feeds.add("https://harbour.example/feed", outlet="Harbour Daily")
        story = await _tell(url="https://harbour.example/1", store=store, actions=(tug, ferry), outlet="Harbour Daily")
        other = make_action(phrase="threw 12 out")
        await _tell(url="https://fjord.example/1", store=store, actions=(other,), outlet="Fjord Post", story=story)


async def _tell(*, url: str, store, actions, outlet: str, story: str | None = None) -> str | None:  # type: ignore[no-untyped-def]
    at = NOON if story is None else NOON + HOUR
    article = make_article(url=url, outlet=outlet, published=at)
    await store.articles.save([Draft(None, 1, url, url, url, article, at)])
    stored = await store.articles.newest(url)
    reading = make_reading(actions=actions)
    placed: str | None = await store.stories.record(stored.version_id, reading, story_id=story, new_story=story is None)
    return placed


def ask(folder: Path, *arguments: str) -> Ran:
    return sitrep_here(folder, *arguments, SITREP_STARTS_AT="2026-03-10T18:00:00Z")


def test_lines_name_act_status_sources_and_differences(ledger: Path) -> None:
    ran = ask(ledger, *ASKED)

    words = " ".join(ran.out.split())
    assert (0, "") == (ran.code, ran.err)
    assert "Estonia → Norway · coerce · done" in words
    assert "Estonia → Norway: expelled a tug with 10 sailors (done) — Baltic Post, via Harbour Daily" in words
    assert "outlets differ: 10 (Harbour Daily) / 12 (Fjord Post)" in words
    assert "https://harbour.example/1" in words


def test_csv_has_types_codes_and_evidence(ledger: Path) -> None:
    ran = ask(ledger, "actions", "--csv", "--from", "EU members")

    rows = {row["actor_codes"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    tug = rows["EST"]
    assert {"EST", "FIN"} == set(rows)
    assert ("PLOVER", "COERCE", "expel", "NOR", "the Baltic Post", "2") == tuple(
        tug[name] for name in ("ontology", "type", "mode", "recipient_codes", "reported_by", "outlets")
    )
    assert HAPPENED == TEXT[int(tug["start"]) : int(tug["end"])]
    assert make_article().sha256 == tug["article_sha256"]


def test_json_has_all_evidence(ledger: Path) -> None:
    ran = ask(ledger, *ASKED, "--json")

    (act,) = json.loads(ran.out)
    assert ["https://harbour.example/1", "https://fjord.example/1"] == [told["url"] for told in act["evidence"]]
    assert [{"number": "10", "outlet": "Harbour Daily"}, {"number": "12", "outlet": "Fjord Post"}] == act["differences"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--from", "Chile"), 1, "No such act: From Chile."),
        (("--from", "Estnia"), 2, "Did you mean Estonia?"),
        (("--csv", "--json"), 2, "Choose one of --csv and --json."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_exit_code_tells_whether_there_was_anything(
    ledger: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ran = ask(ledger, "actions", *arguments)

    assert code == ran.code
    assert says in ran.err
    assert "Traceback" not in ran.err
