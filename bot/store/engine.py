"""From a database URL to a connection: SQLite through aiosqlite, PostgreSQL through asyncpg. Owns no statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Connection, Insert, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import ConfigError

BUSY_TIMEOUT_MS = 10_000
CONNECT_TIMEOUT_S = 10
SQLITE_SCHEMES = ("sqlite", "sqlite+aiosqlite")
POSTGRESQL_SCHEMES = ("postgres", "postgresql", "postgresql+asyncpg")
PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "synchronous = NORMAL",  # safe with WAL: a power cut may lose the last commits, never the file
)
# What hosts append to their URLs for libpq and its poolers, and asyncpg would send to the server as a setting.
LIBPQ_ONLY = ("channel_binding", "pgbouncer", "connect_timeout", "gssencmode")


@dataclass(frozen=True, slots=True)
class Database:
    """One pool of connections. Transactions begun on `write` take SQLite's write lock at once, so that what they
    read stays true until they commit."""

    read: AsyncEngine
    write: AsyncEngine
    place: str

    async def close(self) -> None:
        """Close every connection."""
        await self.read.dispose()


def connect(database_url: str, *, create: bool = False) -> Database:
    """Prepare a database; nothing is connected yet. With `create`, SQLite may make a new file.

    Raises ConfigError for a URL that cannot be used.
    """
    url = _parsed(database_url)
    scheme = urlsplit(database_url).scheme
    engine = _sqlite(url, create=create) if scheme in SQLITE_SCHEMES else _postgresql(database_url)
    return Database(read=engine, write=engine.execution_options(sitrep_write=True), place=_place(url))


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that leaves out rows whose unique keys are there already."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()


@contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what drivers raise while connecting into a ConfigError that names the place, never the password."""
    try:
        yield
    except (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, ValueError) as exc:
        raise ConfigError(f"{_sentence(place, _root(exc))}, or correct DATABASE_URL.") from exc


def _sentence(place: str, cause: BaseException) -> str:
    match cause:
        case asyncpg.InvalidAuthorizationSpecificationError():
            return f"The database {place} refuses this user or password. Give it the right ones"
        case asyncpg.InvalidCatalogNameError():
            return f"There is no database {place}. Create it"
        case OSError() | TimeoutError():
            return f"The database {place} does not answer. Start it"
        case _:
            reason = next(iter(str(cause).strip().splitlines()), type(cause).__name__).rstrip(".")
            return f"The database {place} cannot be used: {reason}. Mend that"


def _root(exc: BaseException) -> BaseException:
    """What the driver said, below what SQLAlchemy and its adapter made of it."""
    while exc.__cause__ is not None:
        exc = exc.__cause__
    return exc


def _parsed(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError) as exc:
        raise ConfigError("DATABASE_URL is not a URL. " + _EXAMPLES) from exc
    if url.drivername not in SQLITE_SCHEMES + POSTGRESQL_SCHEMES:
        raise ConfigError(f"DATABASE_URL begins with {url.drivername}://, which Sitrep cannot use. " + _EXAMPLES)
    return url


_EXAMPLES = "Write sqlite:///sitrep.db or postgresql://user:password@host/name."


def _place(url: URL) -> str:
    if url.drivername in SQLITE_SCHEMES:
        return str(url.database)
    host = url.host or url.query.get("host") or "localhost"
    return f"{url.database or url.username} at {host}" + (f":{url.port}" if url.port else "")


def _sqlite(url: URL, *, create: bool) -> AsyncEngine:
    if not url.database or url.database == ":memory:":
        raise ConfigError("DATABASE_URL names no file. Write sqlite:///sitrep.db.")
    path = Path(url.database)
    if not path.parent.is_dir():
        raise ConfigError(f"The database's directory {path.parent} does not exist. Create it, or correct DATABASE_URL.")
    if not create and not path.exists():
        raise ConfigError(f"There is no database {path} yet. Run `sitrep migrate`.")
    engine = create_async_engine(url.set(drivername="sqlite+aiosqlite"))
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # sqlite3 would begin transactions by itself, late and without the write lock; `_begin` does it instead
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("sitrep_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgresql(database_url: str) -> AsyncEngine:
    # asyncpg reads the URL itself, with sslmode, sslrootcert and a host that is a socket, as libpq does
    parts = urlsplit(database_url)
    known = [(name, value) for name, value in parse_qsl(parts.query) if name not in LIBPQ_ONLY]
    dsn = urlunsplit(("postgresql", parts.netloc, parts.path, urlencode(known), ""))
    creator = partial(asyncpg.connect, dsn, timeout=CONNECT_TIMEOUT_S)
    return create_async_engine("postgresql+asyncpg://", async_creator=creator, pool_pre_ping=True)
