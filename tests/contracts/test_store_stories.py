"""StoryStore, on every database."""

from dataclasses import replace

import pytest
from sqlalchemy import Table, select

from bot.model import Outlet, Story
from bot.store import SqlStore
from bot.store.engine import connect
from bot.store.tables import actions, quotes
from tests.contracts.store_values import DAY, HOUR, NOW, make_article, make_reading, stored, told

URL = "https://harbour.example/sanctions"


async def _rows(database_url: str, table: Table) -> list[dict[str, object]]:
    database = connect(database_url)
    async with database.reading() as connection:
        rows = (await connection.execute(select(table).order_by(table.c.id))).mappings().all()
    await database.close()
    return [dict(row) for row in rows]


async def test_recorded_reading_comes_back_whole_in_its_story(store: SqlStore) -> None:
    article = await stored(store)

    story_id = await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=True)

    assert story_id is not None
    story = await store.stories.get(story_id)
    assert story is not None
    (telling,) = story.tellings
    assert (article, make_reading(), Outlet("Harbour Post")) == (telling.stored, telling.reading, telling.outlet)
    assert (NOW, NOW) == (story.first_seen, story.changed)


async def test_reading_without_a_story_is_recorded(store: SqlStore) -> None:
    article = await stored(store)

    assert await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=False) is None
    assert await store.stories.story_of(article.article_id) is None
    assert () == await store.articles.unread(limit=9, version="1")


async def test_article_joins_a_story(store: SqlStore) -> None:
    story_id = await told(store)
    second = await stored(store, url=URL + "-2", fetched=NOW + HOUR)

    joined = await store.stories.record(second.version_id, make_reading(), story_id=story_id, new_story=False)

    assert story_id == joined == await store.stories.story_of(second.article_id)
    story = await store.stories.get(story_id)
    assert story is not None
    assert [URL, URL + "-2"] == [telling.stored.article.url for telling in story.tellings]
    assert (NOW, NOW + HOUR) == (story.first_seen, story.changed)


async def test_new_stories_have_different_names(store: SqlStore) -> None:
    names = {await told(store, url=f"{URL}-{number}") for number in range(5)}

    assert len(names) == 5


async def test_article_in_a_story_stays_in_it(store: SqlStore) -> None:
    story_id = await told(store)
    another = await told(store, url=URL + "-2")
    edited = await stored(store, text="Other words.")

    for new_story, asked in ((True, None), (False, another), (False, None)):
        kept = await store.stories.record(
            edited.version_id, make_reading(quotes=(), actions=()), story_id=asked, new_story=new_story
        )
        assert story_id == kept


async def test_unknown_story_is_refused_and_nothing_is_recorded(store: SqlStore) -> None:
    article = await stored(store)

    with pytest.raises(ValueError, match="no story nowhere"):
        await store.stories.record(article.version_id, make_reading(), story_id="nowhere", new_story=False)

    assert (article,) == await store.articles.unread(limit=9, version="1")


async def test_unknown_version_is_refused(store: SqlStore) -> None:
    with pytest.raises(ValueError, match="no version 77"):
        await store.stories.record(77, make_reading(), story_id=None, new_story=True)


async def test_unknown_story_is_none(store: SqlStore) -> None:
    assert await store.stories.get("nowhere") is None


async def test_reading_again_replaces_the_reading(store: SqlStore) -> None:
    story_id = await told(store)
    (telling,) = (await _story(store, story_id)).tellings
    again = make_reading(version="2", quotes=())

    await store.stories.record(telling.stored.version_id, again, story_id=None, new_story=False)

    assert again == (await _story(store, story_id)).tellings[0].reading


async def test_acts_and_quotes_are_kept_as_rows_and_not_doubled(store: SqlStore, database_url: str) -> None:
    article = await stored(store)
    for _ in range(2):
        await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=True)

    (act,) = await _rows(database_url, actions)
    (quote,) = await _rows(database_url, quotes)

    assert ("SANCTION", " RUR EU ", "", "done") == tuple(
        act[name] for name in ("type", "actor_codes", "recipient_codes", "status")
    )
    assert (article.article_id, article.version_id) == (act["article_id"], act["version_id"])
    assert act["act"] is not None
    assert ("Foreign Minister Ada Brandt", "We will not be moved") == (quote["speaker"], quote["words"])


async def test_outlet_is_told_as_configured(store: SqlStore) -> None:
    story_id = await told(store, outlet="Volga Wire")

    (telling,) = (await _story(store, story_id)).tellings

    assert Outlet("Volga Wire", "RUS", "state media (Russia)", rank=80) == telling.outlet


async def test_edited_article_is_told_once_by_its_newest_read_version(store: SqlStore) -> None:
    story_id = await told(store)
    edited = await stored(store, title="A better title", fetched=NOW + HOUR)
    assert [1] == [telling.stored.version for telling in (await _story(store, story_id)).tellings]

    await store.stories.record(edited.version_id, make_reading(), story_id=None, new_story=False)

    story = await _story(store, story_id)
    assert [edited] == [telling.stored for telling in story.tellings]
    assert (NOW, NOW + HOUR) == (story.first_seen, story.changed)


async def test_active_stories_have_a_telling_in_the_half_open_time(store: SqlStore) -> None:
    await told(store, url=URL + "-before", fetched=NOW - HOUR)
    first = await told(store, url=URL + "-first", fetched=NOW)
    last = await told(store, url=URL + "-last", fetched=NOW + HOUR - HOUR / 60)
    await told(store, url=URL + "-after", fetched=NOW + HOUR)

    active = await store.stories.active(NOW, NOW + HOUR)

    assert sorted([first, last]) == [story.id for story in active]


async def test_active_story_is_told_as_it_was_at_that_time(store: SqlStore) -> None:
    story_id = await told(store, fetched=NOW)
    await told(store, story_id=story_id, url=URL + "-2", fetched=NOW - DAY)
    await told(store, story_id=story_id, url=URL + "-3", fetched=NOW + DAY)
    await told(store, story_id=story_id, title="Edited later", fetched=NOW + DAY)

    (story,) = await store.stories.active(NOW, NOW + HOUR)

    assert [(URL + "-2", 1), (URL, 1)] == [
        (telling.stored.article.url, telling.stored.version) for telling in story.tellings
    ]
    assert (NOW - DAY, NOW) == (story.first_seen, story.changed)


async def test_members_rebuild_the_index_oldest_first(store: SqlStore) -> None:
    await told(store, url=URL + "-old", published=NOW - DAY)
    second = await told(store, url=URL + "-2", published=NOW + HOUR)
    first = await told(store, url=URL + "-1", published=None, fetched=NOW, title="One")
    await stored(store, url=URL + "-in-no-story", published=NOW)

    members = await store.stories.members(NOW)

    assert [(first, "One", NOW), (second, make_article().title, NOW + HOUR)] == [
        (member.story_id, member.title, member.at) for member in members
    ]
    assert make_article().text == members[0].text


async def test_foreign_articles_come_newest_first_with_the_language_found(store: SqlStore) -> None:
    found = {"en": NOW, "ru": NOW, "fr": NOW + HOUR, "de": NOW + 2 * HOUR, "": NOW}
    for language, fetched in found.items():
        article = await stored(store, url=f"{URL}-{language}", language="", fetched=fetched)
        reading = make_reading(language=language, quotes=(), actions=())
        await store.stories.record(article.version_id, reading, story_id=None, new_story=False)

    foreign = await store.stories.foreign(NOW, NOW + 2 * HOUR)

    assert ["fr", "ru"] == [article.article.language for article in foreign]
    assert replace(make_article(), url=URL + "-fr", language="fr") == foreign[0].article


async def _story(store: SqlStore, story_id: str) -> Story:
    story = await store.stories.get(story_id)
    assert story is not None
    return story
