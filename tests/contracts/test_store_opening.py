"""Opening and migrating, on every database; and what is said where that cannot be."""

from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.errors import ConfigError, RetryLater
from bot.store import migrate, open_store
from bot.store.engine import connect
from bot.store.tables import metadata

SECRET = "hunter2"


async def test_empty_database_is_migrated_and_opens(empty_url: str) -> None:
    assert await migrate(empty_url)

    async with open_store(empty_url) as store:
        assert () == await store.feeds.all()


async def test_migrating_twice_is_harmless(empty_url: str) -> None:
    await migrate(empty_url)
    async with open_store(empty_url) as store:
        feed = await store.feeds.add("https://harbour.example/feed", outlet="Harbour Post")

    assert not await migrate(empty_url)

    async with open_store(empty_url) as store:
        assert (feed,) == await store.feeds.all()


async def test_migrations_build_the_tables_that_are_declared(database_url: str) -> None:
    database = connect(database_url)
    async with database.reading() as connection:
        differences = await connection.run_sync(_differences)
    await database.close()

    assert [] == differences


def _differences(connection: Connection) -> list[object]:
    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        # the full-text index is not declared: each database has its own
        return not (name or "").startswith("versions_search") and (kind, name) != ("column", "search")

    options = {"include_name": is_ours, "compare_type": False}
    found: list[object] = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    return [difference for difference in found if "ix_versions_search" not in str(difference)]


async def test_database_that_was_never_migrated_says_so(empty_url: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(ConfigError, match="sitrep migrate"):
        async with open_store(empty_url):
            pass


@pytest.mark.parametrize("use", [migrate, lambda url: open_store(url).__aenter__()], ids=["migrate", "open"])
async def test_database_of_a_newer_program_is_refused(database_url: str, use: Callable[[str], object]) -> None:
    await _set_revision(database_url, "9999")
    try:
        with pytest.raises(ConfigError, match="newer Sitrep"):
            await use(database_url)  # type: ignore[misc]
    finally:
        await _set_revision(database_url, "0004")


async def _set_revision(database_url: str, revision: str) -> None:
    database = connect(database_url)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    await database.close()


def test_opening_a_missing_file_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="sitrep migrate"):
        open_store(f"sqlite:///{tmp_path}/none.db")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a URL"),
        ("sitrep.db", "not a URL"),
        ("mysql://me:hunter2@host/db", "begins with mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////nowhere/at/all/sitrep.db", "directory /nowhere/at/all does not exist"),
        ("postgres://me:hunter2@127.0.0.1:port/db", "not a URL"),
        ("postgres://me:hunter2@127.0.0.1:1/db", "db at 127.0.0.1:1 does not answer"),
        ("postgres://me:hunter2@127.0.0.1:1/db?sslmode=sometimes", "db at 127.0.0.1:1 cannot be used"),
    ],
    ids=lambda value: value.partition("?")[0][:40],
)
async def test_wrong_url_gets_a_plain_sentence(url: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        await migrate(url)

    assert SECRET not in str(caught.value)


async def test_file_that_is_no_database_gets_a_plain_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 99)

    with pytest.raises(ConfigError, match="file is not a database"):
        await migrate(f"sqlite:///{path}")


async def test_missing_postgresql_database_gets_a_plain_sentence(postgres: str) -> None:
    with pytest.raises(ConfigError, match="There is no database nowhere"):
        await migrate(postgres + "nowhere")


@pytest.mark.parametrize(
    "query",
    ["", "?sslmode=disable", "?sslmode=prefer&channel_binding=prefer&application_name=sitrep&connect_timeout=3"],
)
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
async def test_hosters_spellings_of_a_postgresql_url_are_understood(
    migrated_postgres: str, scheme: str, query: str
) -> None:
    async with open_store(migrated_postgres.replace("postgresql", scheme, 1) + query) as store:
        await store.feeds.all()


async def test_refused_password_gets_a_plain_sentence(postgres: str) -> None:
    admin = await asyncpg.connect(postgres + "postgres")
    await admin.execute("CREATE ROLE stranger NOLOGIN")
    await admin.close()

    with pytest.raises(ConfigError, match="refuses this user or password"):
        await migrate(postgres.replace("postgres@", "stranger:hunter2@") + "postgres")


async def test_server_that_goes_away_is_asked_again_later(postgres: str) -> None:
    admin = await asyncpg.connect(postgres + "postgres")
    await admin.execute("CREATE DATABASE passing")
    await migrate(postgres + "passing")

    async with open_store(postgres + "passing") as store:
        await admin.execute("DROP DATABASE passing WITH (FORCE)")
        await admin.close()
        with pytest.raises(RetryLater, match="The database passing"):
            await store.feeds.all()


async def test_locked_sqlite_is_asked_again_later(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sitrep.db'}"
    await migrate(url)
    database = connect(url)

    async with database.reading() as one, database.reading() as other:
        for connection in (one, other):
            await connection.exec_driver_sql("PRAGMA busy_timeout = 1")

    async with database.writing():
        with pytest.raises(RetryLater, match="database is locked"):
            async with database.writing():
                pass
    await database.close()


async def test_sqlite_works_as_several_processes_need_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sitrep.db'}"
    await migrate(url)
    database = connect(url)

    async with database.reading() as connection:
        found = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")
        ]
    await database.close()

    assert ["wal", 1] == found
