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
    op.create_index("ix_postings_corrects", "postings", ["corrects"])
    op.add_column("deliveries", _text("operation", "post"))
    op.add_column("deliveries", _text("target", ""))
    op.add_column("citations", sa.Column("struck", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_citations_version_id", "citations", ["version_id"])
    op.create_index("ix_articles_withdrawn", "articles", ["withdrawn"])
    for name in ("looked_at", "missing_since"):
        op.add_column("articles", sa.Column(name, UtcDateTime(), nullable=True))


def _text(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
