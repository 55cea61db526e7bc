from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.jobs.memory import StoryMemory
from bot.jobs.outside import Outside
from bot.jobs.read import read
from bot.model import Draft
from summarizer import Placement
from summarizer.model import Article, Reading, Relevance
from tests.factories import DAY, HOUR, NOON, TEXT, make_article, make_bare_reading, make_reading, make_stored
from tests.fakes import Clock, FakeReader, FakeStore, make_outside

AGAIN = (
    "Estonia orders Norwegian tug with 8 sailors out of the Tallinn roads. The tug left in the morning. Norway had "
    "asked for more time in a letter, Foreign Minister Kaarin Oja said."
)
OTHER = "Chile and Peru reopened the Arica crossing to lorries, and their customs officers will share one office."
ESTONIAN_TUG = make_article(
    url="https://fjord.example/slep",
    title="Estland viser bort norsk slepebåt",
    text="Estland viste mandag bort slepebåten Hiiumaa fra Norge. Kaarin Oja sier den ikke slipper inn igjen.",
    language="no",
    outlet="Fjord Post",
)
AT_HOME = Relevance(relevant=False, score=0.1, why="at home")


def reading_of(article: Article) -> Reading:
    return make_bare_reading(relevance=AT_HOME) if "recipe" in article.title else make_bare_reading()


def placed(memory: StoryMemory, title: str, text: str, at: datetime) -> str | None:
    """The story that an article without acts would join."""
    stored = make_stored(make_article(title=title, text=text, published=at))
    return memory.placement(stored, make_bare_reading()).story


class World:
    """One reader with its fakes."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.reader = FakeReader(reading_of)
        self.outside: Outside = make_outside(self.clock, store=self.store, reader=self.reader)

    async def save(self, article: Article, **changes: object) -> None:
        draft = Draft(None, 1, article.url, "", article.sha256, article, self.clock())
        await self.store.articles.save([replace(draft, **changes)])  # type: ignore[arg-type]

    async def read(self) -> int:
        return await read(self.outside, version="1")

    @property
    def stories(self) -> list[str | None]:
        return [kept.story_id for kept in self.store.articles.kept.values()]


@pytest.fixture
def world() -> World:
    return World()


async def test_first_article_founds_a_story(world: World) -> None:
    await world.save(make_article())

    assert 1 == await world.read()
    assert ["bodal"] == world.stories


async def test_second_telling_joins_the_story_and_another_event_does_not(world: World) -> None:
    await world.save(make_article())
    await world.save(make_article(url="https://andean.example/1", title="Chile and Peru reopen Arica", text=OTHER))
    await world.save(make_article(url="https://fjord.example/1", title="Estonia orders Norwegian tug out", text=AGAIN))

    await world.read()

    assert ["bodal", "hinot", "bodal"] == world.stories


async def test_article_that_is_no_foreign_policy_gets_no_story(world: World) -> None:
    await world.save(make_article(title="A recipe for herring"))

    assert 1 == await world.read()
    assert [None] == world.stories
    assert 0 == len(world.outside.memory)


async def test_read_article_is_not_read_again(world: World) -> None:
    await world.save(make_article())
    await world.read()

    assert 0 == await world.read()


async def test_newer_extractor_reads_again_and_keeps_the_story(world: World) -> None:
    await world.save(make_article())
    await world.read()
    world.reader.read_as = lambda article: make_bare_reading(version="2")

    assert 1 == await read(world.outside, version="2")
    assert ["bodal"] == world.stories


async def test_article_too_old_to_be_wanted_is_not_read(world: World) -> None:
    await world.save(make_article(), wanted=False)

    assert 0 == await world.read()


async def test_article_that_cannot_be_read_is_set_aside_and_others_go_on(world: World) -> None:
    await world.save(make_article(title="An unreadable page", url="https://harbour.example/long"))
    await world.save(make_article())

    await world.read()

    assert [None, "bodal"] == world.stories
    assert 0 == await world.read()
    assert ["It took too long."] == list(world.store.articles.kept[1].set_aside.values())


async def test_corrected_version_stays_in_its_story(world: World) -> None:
    await world.save(make_article())
    await world.read()
    world.clock.move(hours=60)

    await world.save(make_article(text=OTHER), article_id=1)
    await world.read()

    assert ["bodal"] == world.stories


async def test_corrected_version_that_is_no_foreign_policy_stays_in_its_story(world: World) -> None:
    await world.save(make_article())
    await world.read()

    await world.save(make_article(title="A recipe for herring"), article_id=1)
    await world.read()

    assert ["bodal"] == world.stories


async def test_more_articles_than_a_batch_are_all_read(world: World) -> None:
    for number in range(150):
        article = make_article(
            url=f"https://harbour.example/{number}", title=f"A recipe for herring {number}", text="x"
        )
        await world.save(article)

    assert 150 == await world.read()


async def test_index_is_the_same_after_a_restart(world: World) -> None:
    await world.save(make_article())
    await world.read()
    restarted = replace(world.outside, memory=StoryMemory())

    await restarted.memory.fill(restarted.store.stories, restarted.now())

    assert "bodal" == placed(restarted.memory, "Estonia orders Norwegian tug out", AGAIN, NOON + HOUR)


async def test_old_articles_are_not_loaded_after_a_restart(world: World) -> None:
    await world.save(make_article())
    await world.read()
    world.clock.move(days=15)
    restarted = replace(world.outside, memory=StoryMemory())

    await restarted.memory.fill(restarted.store.stories, restarted.now())

    assert 0 == len(restarted.memory)


async def test_article_without_a_date_is_placed_by_the_time_it_was_fetched(world: World) -> None:
    await world.save(make_article(published=None))
    await world.read()

    assert placed(world.outside.memory, "Estonia orders Norwegian tug out", AGAIN, NOON + 8 * DAY) is None
    assert "bodal" == placed(world.outside.memory, make_article().title, TEXT, NOON + HOUR)


async def test_reader_that_does_not_start_leaves_articles_waiting(world: World) -> None:
    await world.save(make_article())
    world.reader.is_broken = True

    first = await world.read()
    world.reader.is_broken = False

    assert (0, 1) == (first, await world.read())


async def test_reading_that_cannot_be_stored_does_not_hold_up_the_next(world: World) -> None:
    await world.save(make_article())
    await world.save(make_article(url="https://andean.example/1", title="Chile and Peru reopen Arica", text=OTHER))
    record, refused = world.store.stories.record, []

    async def record_but_the_first(version_id: int, *args: object, **kwargs: object) -> str | None:
        if not refused:
            refused.append(version_id)
            raise ValueError("a lone surrogate")
        return await record(version_id, *args, **kwargs)  # type: ignore[arg-type]

    world.store.stories.record = record_but_the_first  # type: ignore[method-assign]

    assert (2, 0) == (await world.read(), await world.read())
    assert 1 == sum(story is not None for story in world.stories)


def abroad(article: Article) -> Reading:
    reading = make_reading() if article.language == "" else make_bare_reading()
    return replace(reading, language=article.language or "en")


async def test_article_in_another_language_joins_what_english_ones_tell(world: World) -> None:
    world.reader.read_as = abroad
    told = make_article(text=f"{TEXT}\n\nThe tug Hiiumaa belongs to a firm in Bergen.")
    await world.save(ESTONIAN_TUG)
    await world.read()
    assert [None] == world.stories

    await world.save(told)
    await world.read()

    assert ["bodal", "bodal"] == world.stories
    placed = await world.store.stories.placed(1)
    assert placed is not None
    assert placed.why.startswith("in no: names Estonia, Norway")


async def test_article_in_another_language_founds_no_story(world: World) -> None:
    world.reader.read_as = abroad
    await world.save(ESTONIAN_TUG)

    await world.read()

    assert [None] == world.stories


async def test_article_is_kept_with_the_reason_for_its_place(world: World) -> None:
    await world.save(make_article())
    await world.read()

    placed = await world.store.stories.placed(1)

    assert placed is not None
    assert ("bodal", "nothing like it in the last 14 days") == (placed.story_id, placed.why)


@dataclass
class OneStory:
    """StoryIndex that finds the last article to show that all stories are one."""

    merged: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def place(self, title: str, text: str, at: datetime, **_: object) -> Placement[str]:
        if len(self.added) < 2:
            return Placement(None, "nothing like it")
        return Placement(self.added[0], "it tells both", tuple(self.added[1:]))

    def add(self, article_id: int, story: str, *_: object, **__: object) -> None:
        self.added.append(story)

    def merge(self, old: str, into: str) -> None:
        self.merged.append((old, into))


async def test_stories_that_an_article_shows_to_be_one_are_merged(world: World) -> None:
    index = OneStory()
    world.outside = replace(world.outside, memory=StoryMemory(index))  # type: ignore[arg-type]
    for number in range(3):
        await world.save(make_article(url=f"https://harbour.example/{number}"))
        await world.read()

    assert ["bodal"] * 3 == world.stories
    assert [("hinot", "bodal")] == index.merged
    assert ("it tells both",) == tuple(merge.why for merge in await world.store.stories.merges("bodal"))
