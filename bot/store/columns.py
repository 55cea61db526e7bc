"""The kinds of columns that the tables have. Owns how a moment and a JSON value are written."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Dialect, ForeignKey, Index, Integer, Text, text
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, UTC in and out: PostgreSQL's own type, whole microseconds since 1970 in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write a moment. Raises ValueError where it has no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; the store takes aware moments only")
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read a moment."""
        if value is None:
            return None
        moment: datetime = EPOCH + value * MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)
        return moment


class Json(TypeDecorator[Any]):
    """A JSON value as text with sorted keys, the same bytes on both databases (jsonb refuses NUL and reorders)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write a value. ASCII only, so that no character of it can trouble a database."""
        return json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Read a value; None where a join found no row."""
        return None if value is None else json.loads(value)


def key() -> Column[int]:
    """The row's own number."""
    return Column("id", Integer, primary_key=True)


def to(name: str, target: str, *, ondelete: str | None = None, **options: Any) -> Column[int]:
    """A reference to another table's row."""
    return Column(name, ForeignKey(target, ondelete=ondelete), **{"nullable": False} | options)


def words(name: str) -> Column[str]:
    """Text, "" where there is none."""
    return Column(name, Text, nullable=False)


def moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A moment in time."""
    return Column(name, UtcDateTime, nullable=nullable)


def number(name: str) -> Column[int]:
    """A whole number."""
    return Column(name, Integer, nullable=False)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def json_value(name: str) -> Column[Any]:
    """Any JSON value."""
    return Column(name, Json, nullable=False)


def index_of_some(name: str, column: str) -> Index:
    """An index of the rows that have a value here: a search for those that have none never walks through it."""
    where = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=where, postgresql_where=where)


def unique_where(name: str, *columns: str, where: str) -> Index:
    """An index by which these are unique among the rows that fulfil a condition."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))
