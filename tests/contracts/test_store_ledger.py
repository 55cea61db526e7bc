"""LedgerStore, on every database: what becomes one act, what is linked, what is found."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, bindparam, text

from bot.compose.ledger import evidence_of, steps_of
from bot.model import ActsAsked, RecordedAct
from bot.records import reading_to_record
from bot.store import SqlStore, migrate, open_store
from bot.store.columns import Json, UtcDateTime
from bot.store.engine import connect
from summarizer.model import Action, ActionType, Actor, Status
from tests.contracts.store_values import DAY, HOUR, NOW, TEXT, make_reading, stored

pytestmark = pytest.mark.early

ALL = ActsAsked()
RURITANIA = Actor("Ruritania", ("RUR",))
GRAUSTARK = Actor("Graustark", ("GRA",))
SYLVANIA = Actor("Sylvania", ("SYL",))


def make_act(phrase: str = "expelled 10 envoys", **changes: Any) -> Action:
    values: dict[str, Any] = {
        "type": ActionType.SANCTION,
        "mode": "expel",
        "actor": RURITANIA,
        "recipient": GRAUSTARK,
        "status": Status.DONE,
        "phrase": phrase,
        "start": 0,
        "end": TEXT.index(" on Monday"),
        "paragraph": 1,
    }
    return Action(**values | changes)


async def tell(
    store: SqlStore, *actions: Action, at: datetime = NOW, outlet: str = "Harbour Post", story: str = "", slug: str = ""
) -> str:
    """Tell acts in an article of their own, or in a new version of `slug`; return the story."""
    name = slug or f"{outlet}-{at:%d%H%M}".replace(" ", "-")
    article = await stored(
        store, url=f"https://harbour.example/{name}", title=f"{name} {at}", outlet=outlet, published=at, fetched=at
    )
    joined = await store.stories.record(
        article.version_id, make_reading(actions=actions), story_id=story or None, new_story=not story
    )
    assert joined is not None
    return joined


async def all_acts(store: SqlStore, asked: ActsAsked = ALL) -> tuple[RecordedAct, ...]:
    return await store.ledger.ask(asked, limit=99)


def history(act: RecordedAct) -> list[tuple[str, str, str]]:
    return [(step.action.type.value, step.action.status.value, step.told.telling.outlet.name) for step in steps_of(act)]


async def test_tellings_of_one_story_become_one_act_with_all_evidence(store: SqlStore) -> None:
    story = await tell(store, make_act("expelled several envoys"), make_act())
    await tell(store, make_act("expelled 12 envoys"), story=story, outlet="Volga Wire", at=NOW + HOUR)

    (act,) = await all_acts(store)

    assert ["expelled several envoys", "expelled 10 envoys", "expelled 12 envoys"] == [
        told.telling.reading.actions[0].phrase for told in act.told
    ]
    assert {story} == {told.story_id for told in act.told}
    assert "state media (Russia)" == act.told[2].telling.outlet.label


async def test_evidence_is_the_stored_passage(store: SqlStore) -> None:
    await tell(store, make_act())

    (act,) = await all_acts(store)

    article, action = act.told[0].telling.stored.article, act.told[0].telling.reading.actions[0]
    assert (TEXT, make_act()) == (article.text, action)


async def test_acts_of_articles_in_no_story_do_not_enter(store: SqlStore) -> None:
    article = await stored(store)
    await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=False)

    assert () == await all_acts(store)


async def test_article_that_comes_into_a_story_with_an_edit_enters(store: SqlStore) -> None:
    article = await stored(store)
    await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=False)
    edited = await stored(store, title="A better title", fetched=NOW + HOUR)

    await store.stories.record(edited.version_id, make_reading(), story_id=None, new_story=True)

    assert [1] == [len(act.told) for act in await all_acts(store)]


@pytest.mark.parametrize(
    ("phrase", "changes", "days", "acts"),
    [
        ("expelled 10 of its envoys", {}, 3, 1),
        ("expelled envoys", {}, 3, 1),
        ("expelled 10 envoys", {}, 20, 2),
        ("expelled 12 envoys", {}, 3, 2),
        ("banned its airline", {}, 3, 2),
        ("expelled 10 envoys", {"recipient": SYLVANIA}, 0, 2),
        ("expelled 10 envoys", {"type": ActionType.COERCE}, 0, 2),
        ("threatened envoys again", {"status": Status.THREATENED}, 3, 2),
        ("expelled 10 envoys", {"status": Status.DENIED}, 3, 1),
    ],
    ids=["retold", "no number", "long ago", "number", "object", "recipient", "type", "goes back", "denied"],
)
async def test_act_retold_in_another_story_is_the_same_where_its_object_is(
    store: SqlStore, phrase: str, changes: dict[str, Any], days: int, acts: int
) -> None:
    await tell(store, make_act())
    await tell(store, make_act(phrase, **changes), at=NOW + days * DAY + HOUR)

    assert acts == len(await all_acts(store))


async def test_announced_act_that_is_done_shows_both(store: SqlStore) -> None:
    story = await tell(store, make_act("will expel 10 envoys", status=Status.ANNOUNCED))
    await tell(store, make_act(), story=story, at=NOW + DAY, outlet="Volga Wire")

    (act,) = await all_acts(store)

    assert [("SANCTION", "announced", "Harbour Post"), ("SANCTION", "done", "Volga Wire")] == history(act)
    assert NOW + DAY == act.changed


async def test_threat_is_linked_to_the_later_act_that_it_announced(store: SqlStore) -> None:
    threat = make_act("threatened to expel envoys", type=ActionType.THREATEN, status=Status.THREATENED)
    await tell(store, threat)
    await tell(store, make_act(), at=NOW + 3 * DAY, outlet="Volga Wire")

    act, threatened = await all_acts(store)

    both = [("THREATEN", "threatened", "Harbour Post"), ("SANCTION", "done", "Volga Wire")]
    assert (both, both) == (history(act), history(threatened))


async def test_threat_that_is_read_after_the_act_is_linked_too(store: SqlStore) -> None:
    threat = make_act("threatened to expel envoys", type=ActionType.THREATEN, status=Status.THREATENED)
    await tell(store, make_act(), at=NOW)
    await tell(store, threat, at=NOW - DAY, outlet="Volga Wire")

    act, _ = await all_acts(store)

    assert ["THREATEN", "SANCTION"] == [kind for kind, *_ in history(act)]


@pytest.mark.parametrize(
    ("later", "at"),
    [
        (make_act(actor=SYLVANIA), NOW + DAY),
        (make_act(recipient=SYLVANIA), NOW + DAY),
        (make_act("closed its ports"), NOW + DAY),
        (make_act(), NOW - DAY),
        (make_act(), NOW + 90 * DAY),
        (make_act("would expel envoys", status=Status.CONDITIONAL), NOW + DAY),
    ],
    ids=["other actor", "other recipient", "other object", "earlier", "much later", "not done"],
)
async def test_threat_is_not_linked_to_what_it_did_not_announce(store: SqlStore, later: Action, at: datetime) -> None:
    threat = make_act("threatened to expel envoys", type=ActionType.THREATEN, status=Status.THREATENED)
    await tell(store, threat)
    await tell(store, later, at=at, outlet="Volga Wire")

    assert [(), ()] == [act.before + act.after for act in await all_acts(store)]


async def test_announced_act_is_linked_to_its_doing_in_another_story(store: SqlStore) -> None:
    await tell(store, make_act("will expel 12 envoys", status=Status.ANNOUNCED))
    await tell(store, make_act(), at=NOW + DAY, outlet="Volga Wire")

    act, _ = await all_acts(store)

    assert ["announced", "done"] == [status for _, status, _ in history(act)]


async def test_claim_is_linked_to_its_denial(store: SqlStore) -> None:
    claim = make_act("accused Graustark of sinking a ferry", type=ActionType.ACCUSE)
    denial = make_act("rejected the accusation", type=ActionType.REJECT, actor=GRAUSTARK, recipient=None)
    story = await tell(store, claim)
    await tell(store, denial, at=NOW + HOUR, outlet="Volga Wire", story=story)

    _, claimed = await all_acts(store)

    assert [("ACCUSE", "done", "Harbour Post"), ("REJECT", "done", "Volga Wire")] == history(claimed)


async def test_edit_leaves_its_earlier_status_in_the_history(store: SqlStore) -> None:
    await tell(store, make_act("will expel 10 envoys", status=Status.ANNOUNCED), slug="live")
    await tell(store, make_act(), slug="live", at=NOW + HOUR)

    (act,) = await all_acts(store)

    assert ["announced", "done"] == [status for _, status, _ in history(act)]
    assert ["expelled 10 envoys"] == [evidence.action.phrase for evidence in evidence_of(act).evidence]
    assert NOW + HOUR == act.changed


async def test_act_that_an_edit_takes_back_is_gone(store: SqlStore) -> None:
    threat = make_act("threatened to expel envoys", type=ActionType.THREATEN, status=Status.THREATENED)
    story = await tell(store, threat)
    await tell(store, make_act(), slug="wrong", at=NOW + HOUR, story=story)

    await tell(store, make_act("met envoys", type=ActionType.CONSULT), slug="wrong", at=NOW + 2 * HOUR)

    assert [ActionType.CONSULT, ActionType.THREATEN] == [evidence_of(act).best.type for act in await all_acts(store)]


async def test_reading_again_doubles_nothing(store: SqlStore) -> None:
    article = await stored(store)
    for _ in range(3):
        await store.stories.record(
            article.version_id, make_reading(actions=(make_act(),)), story_id=None, new_story=True
        )

    assert [1] == [len(act.told) for act in await all_acts(store)]


async def test_quoted_words_and_unknown_actors_are_no_acts(store: SqlStore) -> None:
    await tell(store, make_act("vowed “no mercy”"), make_act(actor=None))

    assert () == await all_acts(store)


MANY = tuple(f"X{number}" for number in range(70))
URGED = make_act("urge", type=ActionType.REQUEST, actor=Actor("The Red Fleet"), recipient=None, status=Status.URGED)
QUESTIONS = [
    (ActsAsked(), "expel sink meet urge"),
    (ActsAsked(actors=("RUR",)), "expel meet"),
    (ActsAsked(actors=("SYL",)), "sink meet"),
    (ActsAsked(actors=("SYL", "RUR")), "expel sink meet"),
    (ActsAsked(recipients=("GRA",)), "expel meet"),
    (ActsAsked(actors=("SYL",), recipients=("GRA",)), "meet"),
    (ActsAsked(actors=("SYL",), recipients=("RUR",)), "sink"),
    (ActsAsked(recipients=("RUR", "GRA")), "expel sink meet"),
    (ActsAsked(actors=("the red fleet",)), "urge"),
    (ActsAsked(types=(ActionType.SANCTION, ActionType.ASSAULT)), "expel sink"),
    (ActsAsked(statuses=(Status.DENIED,)), "sink"),
    (ActsAsked(statuses=(Status.URGED, Status.DONE)), "expel sink meet urge"),
    (ActsAsked(actors=("RUR",), types=(ActionType.CONSULT,)), "meet"),
    (ActsAsked(since=NOW - HOUR), "expel sink"),
    (ActsAsked(since=NOW - HOUR, actors=("RUR",)), "expel"),
    (ActsAsked(actors=(*MANY, "SYL"), recipients=("RUR", "GRA")), "sink meet"),
    (ActsAsked(recipients=(*MANY, "GRA"), actors=("RUR", "SYL")), "expel meet"),
    (ActsAsked(actors=("XKX",)), ""),
]


async def test_questions_find_what_fits_the_latest_change_first(store: SqlStore) -> None:
    await tell(store, URGED, at=NOW - DAY)
    both = Actor("both", ("RUR", "SYL"))
    await tell(store, make_act("meet", type=ActionType.CONSULT, actor=both), at=NOW - 2 * HOUR)
    sink = {"type": ActionType.ASSAULT, "actor": SYLVANIA, "recipient": RURITANIA}
    story = await tell(store, make_act("sink", **sink), at=NOW - 5 * HOUR)
    await tell(store, make_act("sink", **sink, status=Status.DENIED), at=NOW - HOUR / 2, story=story)
    await tell(store, make_act("expel"), at=NOW)

    found = [await all_acts(store, asked) for asked, _ in QUESTIONS]

    assert QUESTIONS == [
        (asked, " ".join(evidence_of(act).best.phrase for act in acts))
        for (asked, _), acts in zip(QUESTIONS, found, strict=True)
    ]


async def test_pages_hold_every_act_once(store: SqlStore) -> None:
    coalition = Actor("both", ("RUR", "SYL"))
    for number in range(5):
        recipient = Actor("several", (f"A{number}", "GRA"))
        await tell(store, make_act(f"act {number}", actor=coalition, recipient=recipient), at=NOW + number * HOUR)
    asked = ActsAsked(actors=("SYL", "RUR"))

    pages = [await store.ledger.ask(asked, limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert [["act 4", "act 3"], ["act 2", "act 1"], ["act 0"], []] == [
        [evidence_of(act).best.phrase for act in page] for page in pages
    ]


async def test_busiest_parties_come_first(store: SqlStore) -> None:
    await tell(store, make_act("one"), make_act("two", type=ActionType.CONSULT))
    await tell(store, make_act("three", actor=SYLVANIA), at=NOW + HOUR)

    assert (("RUR", "SYL"), ("RUR",)) == (await store.ledger.parties(limit=9), await store.ledger.parties(limit=1))


async def test_processes_that_tell_one_act_at_once_make_one_of_it(store: SqlStore, other: SqlStore) -> None:
    story = await tell(store, make_act("will expel 10 envoys", status=Status.ANNOUNCED), at=NOW - DAY)
    articles = [await stored(store, url=f"https://harbour.example/{number}", title=str(number)) for number in range(8)]

    async with asyncio.TaskGroup() as group:
        for number, article in enumerate(articles):
            stories = (store, other)[number % 2].stories
            reading = make_reading(actions=(make_act(),))
            group.create_task(stories.record(article.version_id, reading, story_id=story, new_story=False))

    assert [9] == [len(act.told) for act in await all_acts(store)]


async def test_long_and_odd_names_are_kept(store: SqlStore) -> None:
    await tell(store, make_act("one", actor=Actor("Öxle \x00" * 900), recipient=Actor("\ud800")))

    assert 1 == len(await all_acts(store))


async def test_hundreds_of_acts_in_one_article_enter(store: SqlStore) -> None:
    many = [make_act(f"act {number}", recipient=Actor(f"place {number}")) for number in range(250)]

    await tell(store, *many)

    assert 250 == len(await store.ledger.ask(ALL, limit=999))


async def test_ledger_is_filled_from_readings_of_the_first_schema(empty_url: str) -> None:
    await _first_schema(empty_url)

    assert await migrate(empty_url)

    async with open_store(empty_url) as store:
        (act,) = await all_acts(store)
    assert make_act() == act.told[0].telling.reading.actions[0]
    assert (NOW - HOUR, "Harbour Post") == (act.changed, act.told[0].telling.outlet.name)


async def _first_schema(url: str) -> None:
    """A database as the first revision left it, with one article of a story, read."""
    database = connect(url, create=True)
    async with database.writing() as connection:
        await connection.run_sync(_build)
        moments = {"now": UtcDateTime(), "published": UtcDateTime()}
        for statement in FIRST_ROWS.split(";"):
            names = {name for name in ("now", "published", "text", "record") if f":{name}" in statement}
            values = {"now": NOW, "published": NOW - HOUR, "text": TEXT, "record": RECORD}
            types = {**moments, "record": Json()}
            bound = (bindparam(name, values[name], type_=types.get(name)) for name in names)
            await connection.execute(text(statement).bindparams(*bound))
    await database.close()


def _build(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


RECORD = reading_to_record(make_reading(actions=(make_act(),)))
FIRST_ROWS = """
    INSERT INTO stories (number, id, first_seen, changed) VALUES (1, 'bodal', :now, :now);
    INSERT INTO articles (id, outlet, url, guid, fingerprint, entry_sha256, first_seen, seeded, newest, story)
    VALUES (1, 'Harbour Post', 'https://harbour.example/1', '', '', '', :now, false, 1, 1);
    INSERT INTO versions (id, article_id, number, sha256, published, fetched, full_text, language, wanted, dated,
        set_aside, title, text)
    VALUES (1, 1, 1, '', :published, :now, true, 'en', true, 'feed', '', 'Title', :text);
    INSERT INTO readings (id, version_id, extractor, language, relevant, score, record)
    VALUES (1, 1, '1', 'en', true, 1.0, :record)
"""
