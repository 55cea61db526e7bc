"""From a database URL to a connection: SQLite through aiosqlite, PostgreSQL through asyncpg. Owns no statement."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import sqlite_version, sqlite_version_info
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg
from sqlalchemy import Connection, Insert, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import ConfigError, RetryLater

BUSY_TIMEOUT_MS = 10_000
RETRY_AFTER_S = 5.0
CONNECT_TIMEOUT_S = 10
MIN_SQLITE = (3, 35, 0)  # the first with RETURNING
SQLITE_SCHEMES = ("sqlite", "sqlite+aiosqlite")
POSTGRESQL_SCHEMES = ("postgres", "postgresql", "postgresql+asyncpg")
_DRIVER: tuple[type[Exception], ...] = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
_PASSING: tuple[type[Exception], ...] = (DBAPIError, PoolTimeout, *_DRIVER)
_UNUSABLE: tuple[type[Exception], ...] = (RetryLater, SQLAlchemyError, ValueError, *_DRIVER)
_WRITE = "sitrep_write"
PRAGMAS = (
    "journal_mode = WAL",
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "synchronous = NORMAL",  # safe with WAL: a power cut may lose the last commits, never the file
)
# What hosts append to their URLs for libpq and its poolers, and asyncpg would send to the server as a setting.
LIBPQ_ONLY = ("channel_binding", "pgbouncer", "connect_timeout", "gssencmode")


class Database:
    """One pool of connections. Each transaction is one `async with`; an exception inside rolls it back.

    Both raise RetryLater where the database does not answer, or answers that it cannot do it now.
    """

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self.place = place
        self._engine = engine
        self._writing = engine.execution_options(**{_WRITE: True})

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        with self._trouble_passes():
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits at its end. In SQLite it has the write lock from its beginning, so that what it
        reads stays true."""
        with self._trouble_passes():
            async with self._writing.begin() as connection:
                yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @contextmanager
    def _trouble_passes(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, ProgrammingError, DataError):
            raise
        except _PASSING as exc:
            reason = _first_line(_root(exc))
            raise RetryLater(f"The database {self.place} cannot do it now: {reason}.", after_s=RETRY_AFTER_S) from exc


def connect(database_url: str, *, create: bool = False) -> Database:
    """Prepare a database; nothing is connected yet. With `create`, SQLite may make a new file.

    Raises ConfigError for a URL that cannot be used.
    """
    url = _parsed(database_url)
    scheme = urlsplit(database_url).scheme
    engine = _sqlite(url, create=create) if scheme in SQLITE_SCHEMES else _postgresql(database_url)
    return Database(engine, _place(url))


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that leaves out rows whose unique keys are there already."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()


@contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what drivers raise while connecting into a ConfigError that names the place, never the password."""
    try:
        yield
    except _UNUSABLE as exc:
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
            return f"The database {place} cannot be used: {_first_line(cause)}. Mend that"


def _root(exc: BaseException) -> BaseException:
    """What the driver said, below what SQLAlchemy and its adapter made of it."""
    while exc.__cause__ is not None:
        exc = exc.__cause__
    return exc


def _first_line(cause: BaseException) -> str:
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__).rstrip(".")


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
    if sqlite_version_info < MIN_SQLITE:
        raise ConfigError(f"Sitrep needs SQLite 3.35 or newer; this Python has {sqlite_version}. Use PostgreSQL.")
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
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgresql(database_url: str) -> AsyncEngine:
    # asyncpg reads the URL itself, with sslmode, sslrootcert and a host that is a socket, as libpq does
    parts = urlsplit(database_url)
    known = [(name, value) for name, value in parse_qsl(parts.query) if name not in LIBPQ_ONLY]
    dsn = urlunsplit(("postgresql", parts.netloc, parts.path, urlencode(known), ""))
    creator = partial(asyncpg.connect, dsn, timeout=CONNECT_TIMEOUT_S)
    return create_async_engine("postgresql+asyncpg://", async_creator=creator, pool_pre_ping=True)
