"""Merged stories, why an article is where it is, withdrawn articles, and what a channel wants to hear of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. What is there already has no reason, is not withdrawn and filters nothing."""
    _create_merges()
    op.add_column("articles", _text("why", ""))
    op.add_column("articles", _moment("withdrawn"))
    op.add_column("subscriptions", _text("topics", "[]"))
    op.add_column("subscriptions", _text("regions", "[]"))
    op.add_column("subscriptions", sa.Column("breaking", sa.Boolean(), nullable=False, server_default=sa.false()))
    _create_follows()


def _create_merges() -> None:
    op.create_table(
        "merges",
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("into", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name="fk_merges_story"),
        sa.ForeignKeyConstraint(["into"], ["stories.number"], name="fk_merges_into"),
        sa.PrimaryKeyConstraint("story", name="pk_merges"),
    )
    op.create_index("ix_merges_into", "merges", ["into"])


def _create_follows() -> None:
    op.create_table(
        "follows",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        _moment("until"),
        sa.Column("mute", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "subject", name="pk_follows"),
    )


def _text(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=True)
