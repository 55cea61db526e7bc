"""Prints how long the ledger takes to answer at 100,000 and at 1,000,000 acts on SQLite: `python -m benchmarks.ledger`.

Acts come at 1,000 a day, parties as unevenly as in the news, and every fifth act is told twice.
"""

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from bot.model import ActsAsked, Draft, StoredArticle
from bot.store import SqlStore, migrate, open_store
from bot.store.columns import EPOCH, MICROSECOND
from summarizer.groups import members_of
from summarizer.model import Action, ActionType, Actor, Article, Reading, Status

SIZES = (100_000, 1_000_000)
A_DAY = 1_000
ARTICLES = 2_000
NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
BATCH = 50_000
ROUNDS = 7
PAGE = 11  # ten and the one that tells that there are more
WRITTEN = 50
SEEN = """
    USA RUS CHN UKR ISR IRN GBR FRA DEU EU PRK IND PAK TUR SAU SYR POL JPN KOR TWN NATO UN QAT EGY LBN YEM IRQ ITA AUS
    BRA CAN MEX VEN CUB COL ARG CHL PER NGA ETH SDN SSD MLI NER BFA KEN SOM COD RWA ZAF LBY TUN DZA MAR JOR ARE OMN KWT
    AFG KAZ UZB TJK KGZ ARM AZE GEO MDA ROU BGR GRC SRB HUN SVK CZE AUT CHE ESP PRT NLD BEL DNK SWE NOR FIN EST LVA LTU
"""
CODES = SEEN.split()
EU = members_of("EU")
TYPES = [kind.value for kind in ActionType]
STATUSES = [status.value for status in Status]
NEVER = (ActionType.RETREAT.value, Status.ORDERED.value)  # a question for it walks an index to its end
QUESTIONS = {
    "latest of all": ActsAsked(),
    "from US to Russia": ActsAsked(("USA",), ("RUS",)),
    "from US to Russia, sanction, done, 90 days": ActsAsked(
        ("USA",), ("RUS",), (ActionType.SANCTION,), (Status.DONE,), NOW - timedelta(days=90)
    ),
    "from US, retreat, under discussion": ActsAsked(
        ("USA",), types=(ActionType.RETREAT,), statuses=(Status.UNDER_DISCUSSION,)
    ),
    "from US, retreat, ordered: nothing there": ActsAsked(
        ("USA",), types=(ActionType.RETREAT,), statuses=(Status.ORDERED,)
    ),
    "to Lithuania": ActsAsked(recipients=("LTU",)),
    "from EU members to Russia": ActsAsked(EU, ("RUS",)),
    "from EU members to EU members, aid": ActsAsked(EU, EU, (ActionType.AID,)),
    "sanction or coerce, threatened": ActsAsked(
        types=(ActionType.SANCTION, ActionType.COERCE), statuses=(Status.THREATENED,)
    ),
    "denied, 7 days": ActsAsked(statuses=(Status.DENIED,), since=NOW - timedelta(days=7)),
    "from Estonia to Kosovo: nothing there": ActsAsked(("EST",), ("XKX",)),
}


def main() -> None:
    """Measure each size; sizes may be given as arguments."""
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(_measure(Path(folder) / "ledger.db", size))


async def _measure(path: Path, size: int) -> None:
    await migrate(f"sqlite:///{path}")
    start = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        _fill(connection, size)
    built = time.perf_counter() - start
    print(f"{size:,} acts, {path.stat().st_size / 1e6:,.0f} MB, built in {built:.0f} s; a page of {PAGE - 1}, ms")
    async with open_store(f"sqlite:///{path}") as store:
        for name, asked in QUESTIONS.items():
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                found = await store.ledger.ask(asked, limit=PAGE)
                times.append((time.perf_counter() - start) * 1000)
            print(f"  {name:44}{statistics.median(times):8.1f}{max(times):8.1f} worst{len(found):5} acts")
        with _timed("from US, page 51"):
            await store.ledger.ask(ActsAsked(("USA",)), limit=PAGE, offset=500)
        with _timed("who is busy"):
            await store.ledger.parties(limit=25)
        unread = await _unread(store)
        with _timed("writing a reading with 8 acts", per=WRITTEN):
            await _write(store, unread)


async def _write(store: SqlStore, unread: tuple[StoredArticle, ...]) -> None:
    """Record readings of new articles, each founding a story."""
    chance = random.Random(8)
    for article in unread:
        reading = Reading("1", "en", actions=tuple(_found(chance) for _ in range(8)))
        await store.stories.record(article.version_id, reading, story_id=None, new_story=True)


async def _unread(store: SqlStore) -> tuple[StoredArticle, ...]:
    feed = await store.feeds.add("https://bench.example/feed", outlet="Bench")
    assert feed is not None
    articles = [
        Article(f"https://bench.example/new/{n}", "New", f"{n} words", NOW, "Bench", "en") for n in range(WRITTEN)
    ]
    await store.articles.save([Draft(None, feed.id, one.url, one.text, one.text, one, NOW) for one in articles])
    return await store.articles.unread(limit=WRITTEN)


def _found(chance: random.Random) -> Action:
    actor, recipient = (Actor(code, (code,)) for code in chance.sample(CODES[:20], k=2))
    kind, status = chance.choice(list(ActionType)), chance.choice(list(Status))
    return Action(kind, "", actor, recipient, status, "expelled ten diplomats", start=0, end=62, paragraph=1)


@contextmanager
def _timed(what: str, *, per: int = 1) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"  {what:44}{(time.perf_counter() - start) * 1000 / per:8.1f}")


def _fill(connection: sqlite3.Connection, size: int) -> None:
    """Write rows without indexes, which are made afterwards: many times faster."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
    _articles(connection)
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('acts', 'actions', 'act_parties', 'act_links')"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for acts, parties, actions, links in _batches(size):
        connection.executemany(f"INSERT INTO acts VALUES ({_marks(11)})", acts)
        connection.executemany(f"INSERT INTO act_parties VALUES ({_marks(7)})", parties)
        connection.executemany(f"INSERT INTO actions VALUES ({_marks(20)})", actions)
        connection.executemany("INSERT INTO act_links VALUES (?, ?)", links)
    for _, statement in indexes:
        connection.execute(statement)
    connection.commit()


def _articles(connection: sqlite3.Connection) -> None:
    at, text = _micros(NOW), "The ministry expelled ten diplomats on Monday, an official said. " * 60
    for n in range(1, ARTICLES + 1):
        connection.execute("INSERT INTO stories VALUES (?, ?, ?, ?)", (n, f"story{n}", at, at))
        article = (n, None, f"Outlet {n % 40}", f"https://bench.example/{n}", "", str(n), str(n), at, 0, 1, n)
        connection.execute(f"INSERT INTO articles VALUES ({_marks(11)})", article)
        version = (n, n, 1, "", at, at, 1, "en", 1, "feed", "", "Ministry expels diplomats", text)
        connection.execute(f"INSERT INTO versions VALUES ({_marks(13)})", version)
        connection.execute("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)", (n, n, "1", "en", 1, 0.9, "{}"))


Rows = list[tuple[object, ...]]


def _batches(size: int) -> Iterator[tuple[Rows, Rows, Rows, Rows]]:
    chance = random.Random(7)
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(CODES))))
    for first in range(1, size + 1, BATCH):
        ids = range(first, min(first + BATCH, size + 1))
        actors, recipients = (chance.choices(CODES, cum_weights=weights, k=len(ids)) for _ in "ar")
        acts, parties, actions, links = [], [], [], []
        for act, actor, recipient in zip(ids, actors, recipients, strict=True):
            kind, status = chance.choice(TYPES), chance.choice(STATUSES)
            if (kind, status) == NEVER:
                status = Status.DONE.value
            at = _micros(NOW - timedelta(days=(size - act) / A_DAY))
            key = f"{kind}|{actor}|{recipient}"
            acts.append(
                (act, key, kind, actor, recipient, status, "expelled ten diplomats", act % ARTICLES + 1, at, at, at)
            )
            parties.append((act, act, actor, recipient, kind, status, at))
            actions.append(_action(2 * act, act, at, kind, actor, recipient, status))
            if act % 5 == 0:
                actions.append(_action(2 * act + 1, act, at, kind, actor, recipient, status))
                links.append((max(1, act - 500), act))
        yield acts, parties, actions, links


def _action(number: int, act: int, at: int, *what: str) -> tuple[object, ...]:
    kind, actor, recipient, status = what
    article = number % ARTICLES + 1
    parties = (actor, f" {actor} ", "country", recipient, f" {recipient} ", "country")
    return (number, article, article, act, 0, at, kind, "", *parties, status, "expelled ten diplomats", 0, 62, 1, "")


def _micros(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def _marks(count: int) -> str:
    return ", ".join("?" * count)


if __name__ == "__main__":
    main()
