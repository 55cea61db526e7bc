"""Runs `sitrep` as a user would: a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
HANG_LIMIT_S = 120


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def sitrep(folder: Path, *arguments: str, stdin: str = "", **environment: str) -> Ran:
    """Run one command. Settings come from the keywords alone."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=HANG_LIMIT_S,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)
