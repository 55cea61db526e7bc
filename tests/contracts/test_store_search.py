"""Full-text search, on every database."""

from dataclasses import replace

import pytest

from bot.model import Scope
from bot.store import SqlStore
from summarizer.model import ActionType, Actor
from tests.contracts.store_values import HOUR, NOW, make_reading, stored, told

URL = "https://harbour.example/sanctions"


async def _titles(store: SqlStore, query: str) -> list[str]:
    return [found.title for found in await store.stories.search(query, limit=9)]


async def test_hit_tells_where_it_stands_and_in_which_story(store: SqlStore) -> None:
    story_id = await told(store, published=NOW)

    (found,) = await store.stories.search("Graustark", limit=9)

    assert (story_id, "Harbour Post", URL, NOW) == (found.story_id, found.outlet, found.url, found.published)
    assert found.passage == "The firms, both registered in Graustark, did not answer."


async def test_article_in_no_story_is_found(store: SqlStore) -> None:
    await stored(store)

    assert [""] == [found.story_id for found in await store.stories.search("Graustark", limit=9)]


@pytest.mark.parametrize(
    "query",
    ["ceasefire", "CEASEFIRES", "ceasefire talks", "talks on the ceasefire", "U.S.", "moved", "Québec"],
    ids=["word", "case and plural", "two words", "stop words", "initials", "in curly marks", "accent"],
)
async def test_query_finds(store: SqlStore, query: str) -> None:
    await stored(
        store,
        title="Ceasefire",
        text="The U.S. will host talks in Québec. “Moved”, said the envoy.\n\nTalks on a ceasefire go on.",
    )

    assert ["Ceasefire"] == await _titles(store, query)


async def test_all_words_must_occur(store: SqlStore) -> None:
    await stored(store, text="A ceasefire.")

    assert [] == await _titles(store, "ceasefire volcano")


@pytest.mark.parametrize(
    "query",
    ["", "  ", '"', "'", "\x00", "AND", "the", "*", "-", "(", ":", "!&|", "\ud800", "%", "'; DROP TABLE versions --"],
    ids=repr,
)
async def test_query_without_a_word_that_occurs_finds_nothing(store: SqlStore, query: str) -> None:
    await stored(store)

    assert [] == await _titles(store, query)


@pytest.mark.parametrize(
    "query",
    ['"shipping firms"', "shipping AND", "title:shipping", "shipping*", "(shipping", "shipping\x00firms", "^shipping"],
    ids=repr,
)
async def test_operators_are_no_operators(store: SqlStore, query: str) -> None:
    await stored(store, title="The title says shipping", text="Shipping firms.")

    assert ["The title says shipping"] == await _titles(store, query)


async def test_edit_is_found_by_its_new_words_only(store: SqlStore) -> None:
    await stored(store, title="Before", text="An armistice.")
    await stored(store, title="After", text="A truce.")

    assert [] == await _titles(store, "armistice")
    assert ["After"] == await _titles(store, "truce")


async def test_hit_in_the_title_comes_first(store: SqlStore) -> None:
    await stored(store, url=URL + "-1", title="Trade", text="Tariffs rise, says a report on fish and steel.")
    await stored(store, url=URL + "-2", title="Tariffs", text="Fish and steel will cost more, says a report.")
    await stored(store, url=URL + "-3", title="Weather", text="Rain, says a report on tariffs, fish and steel.")

    assert (await _titles(store, "tariffs"))[0] == "Tariffs"


async def test_limit_is_kept(store: SqlStore) -> None:
    for number in range(3):
        await stored(store, url=f"{URL}-{number}")

    assert len(await store.stories.search("sanctions", limit=2)) == 2


async def test_page_follows_page(store: SqlStore) -> None:
    for number in range(3):
        await stored(store, url=f"{URL}-{number}", title=f"{number}", text="Sanctions.")

    first = await store.stories.search("sanctions", limit=2)
    second = await store.stories.search("sanctions", limit=2, offset=2)

    assert ["0", "1", "2"] == sorted(found.title for found in (*first, *second))


@pytest.mark.parametrize(
    ("scope", "is_found"),
    [
        (Scope(), True),
        (Scope(outlets=("Harbour Post", "Volga Wire")), True),
        (Scope(outlets=("Volga Wire",)), False),
        (Scope(since=NOW - HOUR), True),
        (Scope(since=NOW), False),
        (Scope(actors=("XXX", "RUR")), True),
        (Scope(actors=("RUR",), types=(ActionType.SANCTION,), outlets=("Harbour Post",)), True),
        (Scope(actors=("RUR",), types=(ActionType.AID,)), False),
        (Scope(actors=("GRK",)), False),
        (Scope(recipients=("RUR",)), False),
    ],
    ids=str,
)
async def test_search_looks_within_its_scope(store: SqlStore, scope: Scope, is_found: bool) -> None:
    await told(store)

    found = await store.stories.search("Graustark", limit=9, scope=scope)

    assert is_found == bool(found)


async def test_parts_of_a_scope_are_of_one_act(store: SqlStore) -> None:
    reading = make_reading()
    (sanction,) = reading.actions
    other = Actor("Graustark", ("GRK",))
    acts = (sanction, replace(sanction, actor=other, type=ActionType.AID, recipient=Actor("Ruritania", ("RUR",))))
    article = await stored(store)
    await store.stories.record(article.version_id, replace(reading, actions=acts), story_id=None, new_story=True)

    both = Scope(actors=("GRK",), recipients=("RUR",), types=(ActionType.AID,))
    mixed = Scope(actors=("GRK",), types=(ActionType.SANCTION,))

    assert 1 == len(await store.stories.search("Graustark", limit=9, scope=both))
    assert () == await store.stories.search("Graustark", limit=9, scope=mixed)


async def test_act_that_an_edit_took_back_is_not_searched_for(store: SqlStore) -> None:
    story_id = await told(store)
    edited = await stored(store, title="After", text="Graustark waits.")
    await store.stories.record(
        edited.version_id, make_reading(actions=(), quotes=()), story_id=story_id, new_story=False
    )

    assert () == await store.stories.search("Graustark", limit=9, scope=Scope(actors=("RUR",)))
