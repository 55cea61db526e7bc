"""A process killed between any two steps of a delivery: after a restart each part has arrived once, in order."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.dying import main

pytestmark = pytest.mark.early

ROOT = Path(__file__).parents[2]
STEPS = ("before post", "after post", "after claim", "before send", "after send", "before settle", "after settle")
KILLED = -9


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'x.db'}"


def _process(folder: Path, step: str) -> int:
    arguments = [_url(folder), str(folder / "outbox"), step]
    return subprocess.run([sys.executable, "-m", "tests.e2e.dying", *arguments], cwd=ROOT, timeout=60).returncode


@pytest.mark.parametrize("step", STEPS)
def test_killed_process_loses_and_doubles_nothing(tmp_path: Path, step: str) -> None:
    killed = _process(tmp_path, step)

    asyncio.run(main(_url(tmp_path), tmp_path / "outbox", "never"))

    words = [line.split()[1] for line in (tmp_path / "outbox").read_text().splitlines()]
    assert KILLED == killed
    assert ["first", "second"] == words
