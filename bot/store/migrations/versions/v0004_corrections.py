"""Corrections: what a posting's message was, what a delivery does, which citations are history."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Json, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. What was posted before has no message and so is never corrected; its parts are all posts."""
    op.add_column("postings", sa.Column("message", Json(), nullable=True))
    op.add_column("postings", sa.Column("corrects", sa.Integer(), nullable=True))
    op.add_column("postings", _text("considered", ""))
    op.create_index("ix_postings_at", "postings", ["at"])
    _index_some("ix_postings_corrects", "postings", "corrects")
    op.add_column("deliveries", _text("operation", "post"))
    op.add_column("deliveries", _text("target", ""))
    op.add_column("citations", sa.Column("struck", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_citations_version_id", "citations", ["version_id"])
    _index_some("ix_articles_withdrawn", "articles", "withdrawn")
    op.drop_index("ix_articles_story", "articles")
    _index_some("ix_articles_story", "articles", "story")
    for name in ("looked_at", "missing_since"):
        op.add_column("articles", sa.Column(name, UtcDateTime(), nullable=True))


def _index_some(name: str, table: str, column: str) -> None:
    """Of the rows that have a value there: SQLite would take the rest, nearly all, for a few."""
    where = sa.text(f"{column} IS NOT NULL")
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def _text(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
