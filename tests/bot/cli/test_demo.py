"""`sitrep demo` does the main job, and what it stored can be asked afterwards."""

import re
from pathlib import Path

import pytest

from tests.bot.cli.terminal import Ran, sitrep, sitrep_here

pytestmark = pytest.mark.early

STORE = {"DATABASE_URL": "sqlite:///sitrep-demo.db", "SITREP_OUTLETS_FILE": "sitrep-demo-outlets.toml"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Ran:
    return sitrep(folder, "demo")


def test_demo_ends_well(demo: Ran) -> None:
    assert (0, "") == (demo.code, demo.err)


def test_demo_posts_three_digests(demo: Ran) -> None:
    assert ["Monday 9 March", "Tuesday 10 March", "Wednesday 11 March"] == re.findall(
        r"^Sitrep · (\w+ \d+ \w+)", demo.out, re.MULTILINE
    )


@pytest.mark.parametrize(
    "words",
    [
        "Your first digest",
        "UPDATE · Estonia → Russia",
        "Since the last digest: ",
        "CORRECTION · ",
        "42 → 24",
        "(de) — Rhein International",
        "stale (",
        "[state media (Russia)]",
        "0 wrong",
        ".venv/bin/sitrep init",
    ],
)
def test_demo_shows(demo: Ran, words: str) -> None:
    assert words in " ".join(demo.out.split())


def test_unchanged_story_is_shown_once(demo: Ran) -> None:
    assert 1 == demo.out.count("Black Sea grain route")


def test_what_the_demo_stored_can_be_asked(demo: Ran, folder: Path) -> None:
    listed = sitrep_here(folder, "story", "list", **STORE)
    details = sitrep_here(folder, "story", "details", "1", **STORE)
    found = sitrep_here(folder, "search", "expelled", "diplomats", **STORE)
    verified = sitrep_here(folder, "verify", **STORE)

    assert [0, 0, 0, 0] == [ran.code for ran in (listed, details, found, verified)]
    assert "Stories of the three days to 11 March 2026" in listed.out
    assert "Quotes are verbatim" in details.out
    assert "Estonia" in found.out
    assert "0 wrong" in verified.out


def test_demo_says_how_to_ask_what_it_stored(demo: Ran) -> None:
    (export,) = re.findall(r"^  export (.*)", demo.out, re.MULTILINE)

    assert STORE == dict(word.split("=", 1) for word in export.split())


def test_what_state_media_said_is_labelled_afterwards_too(demo: Ran, folder: Path) -> None:
    details = sitrep_here(folder, "story", "details", "1", **STORE)

    assert "Volga News Agency [state media (Russia)]" in details.out


def test_unknown_story_names_the_next_step(demo: Ran, folder: Path) -> None:
    ran = sitrep_here(folder, "story", "details", "nosuch", **STORE)

    assert (1, "No such story: nosuch. See /story list.\n") == (ran.code, ran.out)
