import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.early

ROOT = Path(__file__).parents[3]
PROGRAM = """
from random import Random
from tests.bot.compose.generated import any_coverage, any_stories
from tests.factories import NOON
from bot.compose.details import View, compose_details
from bot.compose.digest import compose_digest
from bot.compose.frame import Occasion
random = Random(5)
for _ in range(7):
    stories = any_stories(random)
    digest = compose_digest(stories, {}, coverage=any_coverage(random), foreign=(), occasion=Occasion(NOON, "UTC"))
    print(digest, [compose_details(story, page=1, view=View(NOON, "UTC")) for story in stories])
"""


def composed(hash_seed: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert 0 == done.returncode, done.stderr[-2000:]
    return done.stdout


def test_digest_and_details_are_the_same_whatever_the_hash_seed() -> None:
    assert composed("1") == composed("2")
