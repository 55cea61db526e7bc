"""What chat commands answer, asked in the terminal: search, sources, quotes, follows, pauses, status."""

import asyncio
from pathlib import Path

import pytest

from bot.model import Draft
from bot.store import migrate, open_store
from bot.store.ids import story_id
from tests.bot.cli.terminal import Ran, sitrep_here
from tests.factories import NOON, SAID, make_article, make_reading

URL = "https://harbour.example/1"
STORY = story_id(1)  # the first that a database gets


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of one story."""
    folder = tmp_path_factory.mktemp("stories")
    asyncio.run(_fill(f"sqlite:///{folder}/sitrep.db"))
    return folder


async def _fill(url: str) -> None:
    await migrate(url)
    async with open_store(url) as store:
        await store.feeds.add("https://harbour.example/feed", outlet="Harbour Daily")
        await store.articles.save([Draft(None, 1, URL, URL, URL, make_article(url=URL), NOON)])
        article = await store.articles.newest(URL)
        assert article is not None
        await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=True)


def ask(folder: Path, *arguments: str) -> Ran:
    return sitrep_here(folder, *arguments)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ["search", "tug", "--from", "Tallinn", "--type", "coercion", "--outlet", "harbour"],
            0,
            "Harbour Daily · 10 Mar",
        ),
        (["search", "tug", "--since", "2026-03-11"], 1, "Nothing found. Try fewer or other words, or fewer filters."),
        (["search", "tug", "--page", "2"], 1, "Nothing found."),
        (["status"], 0, "Feeds — 1 of 1 ok"),
        (["digest", "history"], 0, "No digest was posted here yet."),
        (["digest", "resume"], 1, "No digest is scheduled here."),
        (["follow", "Ukrain"], 1, "Did you mean Ukraine"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_command_answers(stored: Path, arguments: list[str], code: int, words: str) -> None:
    ran = ask(stored, *arguments)

    assert (code, True) == (ran.code, words in " ".join(ran.out.split()))


def test_sources_and_quotes_are_printed(stored: Path) -> None:
    sources, quotes = ask(stored, "story", "sources", STORY), ask(stored, "story", "quotes", STORY, "--speaker", "oja")

    assert "1 article, 1 outlet, 1 independent voice." in sources.out
    assert SAID in " ".join(quotes.out.split())


def test_follows_are_kept_by_channel(stored: Path) -> None:
    followed = ask(stored, "follow", "US > Russia", "--for", "2w")
    muted = ask(stored, "mute", "Estonia", "--channel", "slack:T1:C1")
    here, there = ask(stored, "following"), ask(stored, "following", "--channel", "slack:T1:C1")
    gone = ask(stored, "unfollow", "all")

    assert "Followed here: US → Russia, until " in followed.out
    assert "Muted here: Estonia, for good." in muted.out
    assert ("Estonia" in here.out, "Estonia" in there.out) == (False, True)
    assert "Neither followed nor muted here any more: US → Russia." in gone.out
