"""Brings a database to the schema of this code, forward only, and checks whether it is there."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text, true

from bot.errors import ConfigError
from bot.store.engine import Database, connect, plain_errors
from bot.store.gathering import gather, refresh

ADVISORY_LOCK = 7_748_377  # any number of our own: two processes that migrate at once take turns


async def migrate(database_url: str) -> bool:
    """Create or upgrade the tables; False where nothing was to be done.

    Raises ConfigError where the URL is wrong, nothing answers, or the database is newer than this code.
    """
    database = connect(database_url, create=True)
    try:
        with plain_errors(database.place):
            async with database.writing() as connection:
                upgraded = await connection.run_sync(_upgrade, database.place)
                if upgraded:  # what an earlier revision's readings found is in no act yet
                    await refresh(connection, await gather(connection, true()), {})
                return upgraded
    finally:
        await database.close()


async def check(database: Database) -> None:
    """Raise ConfigError with the next step where a database cannot be reached or has another schema."""
    with plain_errors(database.place):
        async with database.reading() as connection:
            revision = await connection.run_sync(_revision)
    _refuse_newer(revision, database.place)
    if revision != _scripts().get_current_head():
        raise ConfigError(f"The database {database.place} is not up to date. Run `sitrep migrate`.")


def _upgrade(connection: Connection, place: str) -> bool:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    before = _revision(connection)
    _refuse_newer(before, place)
    if before == _scripts().get_current_head():
        return False
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(revision: str | None, place: str) -> None:
    if revision is not None and revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise ConfigError(f"The database {place} is of a newer Sitrep (schema {revision}). Install that version.")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
