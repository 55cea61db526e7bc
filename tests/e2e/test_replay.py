"""`sitrep replay` on a database of its own: the same bytes under any hash seed, and nothing sent or recorded."""

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.model import Draft
from bot.store import migrate, open_store
from tests.bot.cli.terminal import sitrep_here
from tests.factories import CONSOLE, DAY, HOUR, NOON, make_article, make_reading, make_subscription

pytestmark = pytest.mark.early

OUTLETS = ("Harbour Daily", "Fjord Post", "Andean Times", "Nile Courier", "Straits Mail", "Potomac Week")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Six stories of two tellings each, over three days, and a console with a digest each evening."""
    url = f"sqlite:///{tmp_path_factory.mktemp('replay') / 'sitrep.db'}"
    asyncio.run(_fill(url))
    return url


async def _fill(url: str) -> None:
    await migrate(url)
    async with open_store(url) as store:
        feed = await store.feeds.add("https://harbour.example/feed", outlet="Harbour Daily")
        assert feed is not None
        subscription = make_subscription(channel=CONSOLE, times=(time(18),), zone="Europe/Tallinn", since=NOON - DAY)
        await store.subscriptions.save(replace(subscription, days=(1, 2, 3, 4, 5, 6, 7)))
        for number in range(6):
            story = None
            for outlet in (OUTLETS[number], OUTLETS[number - 1]):
                at = NOON + number * 9 * HOUR
                address = f"https://{number}.example/{outlet[:3]}"
                article = make_article(url=address, outlet=outlet, published=at)
                await store.articles.save([Draft(None, feed.id, address, address, address, article, at)])
                stored = await store.articles.newest(address)
                assert stored is not None
                story = await store.stories.record(
                    stored.version_id, make_reading(), story_id=story, new_story=story is None
                )


def _folder(database: str) -> Path:
    return Path(database.removeprefix("sqlite:///")).parent


def replayed(database: str, *options: str, seed: str = "0") -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed, "DATABASE_URL": database}
    command = [sys.executable, "-m", "bot", "replay", *options]
    done = subprocess.run(command, env=environment, cwd=_folder(database), capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


def test_replay_gives_the_same_bytes_under_any_hash_seed(database: str) -> None:
    days = ("--from", "2026-03-10", "--to", "2026-03-12")
    told = [replayed(database, *days, seed=seed) for seed in ("0", "1", "4711")]

    assert told[0] == told[1] == told[2]
    assert 3 == told[0].count("Sitrep · ")
    assert "Estonia expelled a tug" in told[0]


def test_replay_of_a_year_beyond_the_calendar_is_refused_in_a_sentence(database: str) -> None:
    days = ("--from", "0001-01-01", "--to", "9999-12-31")
    ran = sitrep_here(_folder(database), "replay", *days, DATABASE_URL=database)

    assert ran.err.startswith("sitrep: --from: 0001-01-01 is no day like")


def test_replay_of_a_channel_without_a_digest_names_those_that_have_one(database: str) -> None:
    days = ("--from", "2026-03-10", "--to", "2026-03-12")
    ran = sitrep_here(_folder(database), "replay", *days, "--channel", "slack:T1:C1", DATABASE_URL=database)

    assert "slack:T1:C1 has no digest. Channels with one: console::terminal." in ran.out + ran.err
