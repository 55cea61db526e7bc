"""All tables, and the full-text index of versions."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from bot.store.columns import Json, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _create_feeds()
    _create_postings()
    _create_stories()
    _create_subscriptions()
    _create_articles()
    _create_deliveries()
    _create_shown()
    _create_versions()
    _create_acts()
    _create_citations()
    _create_quotes()
    _create_readings()
    for statement in SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SEARCH:
        op.execute(statement)


def _columns(kind: TypeEngine[Any], names: Iterable[str]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Text(), names)


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Integer(), names)


def _flags(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Boolean(), names)


def _moments(*names: str) -> list[sa.Column[Any]]:
    return _columns(UtcDateTime(), names)


def _records(*names: str) -> list[sa.Column[Any]]:
    return _columns(Json(), names)


# The index reads its words from `versions` itself. Versions are only ever added; the second trigger is for the day
# when an operator deletes some by hand.
SQLITE_SEARCH = (
    """
    CREATE VIRTUAL TABLE versions_search USING fts5(
        title, text, content='versions', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER versions_search_insert AFTER INSERT ON versions BEGIN
        INSERT INTO versions_search(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER versions_search_delete AFTER DELETE ON versions BEGIN
        INSERT INTO versions_search(versions_search, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
)
# Where a database's locale is C, PostgreSQL takes every character beyond ASCII for a letter, so that a word in curly
# marks would be another word: these become spaces. FTS5 splits at them by itself.
PUNCTUATION = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2026\u2013\u2014"
SPACES = " " * len(PUNCTUATION)
# A tsvector holds 1 MB (PostgreSQL manual, 12.11 Limitations): 100,000 characters of any text fit.
POSTGRESQL_SEARCH = (
    f"""
    ALTER TABLE versions ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', translate(left(title, 1000), '{PUNCTUATION}', '{SPACES}')), 'A')
        || setweight(to_tsvector('english', translate(left(text, 100000), '{PUNCTUATION}', '{SPACES}')), 'B')
    ) STORED
    """,
    "CREATE INDEX ix_versions_search ON versions USING gin (search)",
)


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("url", "outlet"),
        *_flags("pages"),
        *_texts("etag", "last_modified", "body_sha256"),
        sa.Column("interval_s", sa.Float(), nullable=False),
        sa.Column("next_poll", UtcDateTime(), nullable=True),
        sa.Column("last_ok", UtcDateTime(), nullable=True),
        sa.Column("last_entry", UtcDateTime(), nullable=True),
        *_numbers("failures"),
        *_texts("trouble"),
        *_flags("announced", "seeded"),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])


def _create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("channel", "kind", "key"),
        *_moments("at"),
        *_records("stories"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sa.UniqueConstraint("channel", "kind", "key", name="uq_postings_channel_kind_key"),
    )


def _create_stories() -> None:
    op.create_table(
        "stories",
        *_numbers("number"),
        sa.Column("id", sa.String(length=64), nullable=True),
        *_moments("first_seen", "changed"),
        sa.PrimaryKeyConstraint("number", name="pk_stories"),
        sa.UniqueConstraint("id", name="uq_stories_id"),
        sqlite_autoincrement=True,
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        *_texts("channel"),
        *_records("times"),
        *_texts("zone"),
        *_records("days"),
        sa.Column("since", UtcDateTime(), nullable=True),
        sa.Column("last_slot", UtcDateTime(), nullable=True),
        *_flags("paused"),
        sa.PrimaryKeyConstraint("channel", name="pk_subscriptions"),
    )


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        *_texts("outlet", "url", "guid", "fingerprint", "entry_sha256"),
        *_moments("first_seen"),
        *_flags("seeded"),
        *_numbers("newest"),
        sa.Column("story", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_articles_feed_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name="fk_articles_story"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_feed_guid", "articles", ["feed_id", "guid"])
    op.create_index("ix_articles_outlet_fingerprint", "articles", ["outlet", "fingerprint"])
    op.create_index("ix_articles_story", "articles", ["story"])
    _create_unique(
        "uq_articles_fingerprint", ["outlet", "fingerprint"], where="url = '' AND guid = '' AND fingerprint <> ''"
    )
    _create_unique("uq_articles_guid", ["feed_id", "guid"], where="url = '' AND guid <> ''")
    _create_unique("uq_articles_url", ["url"], where="url <> ''")


def _create_unique(name: str, names: list[str], *, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "articles", names, unique=True, sqlite_where=only, postgresql_where=only)


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        *_records("payload"),
        sa.Column("token", sa.String(length=25), nullable=False),
        *_texts("state"),
        *_numbers("tries"),
        *_moments("due"),
        sa.Column("claimed", UtcDateTime(), nullable=True),
        *_texts("remote_id", "error"),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_deliveries_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("posting_id", "part", name="uq_deliveries_posting_id_part"),
        sa.UniqueConstraint("token", name="uq_deliveries_token"),
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])


def _create_shown() -> None:
    op.create_table(
        "shown",
        *_numbers("posting_id"),
        sa.Column("story", sa.String(length=64), nullable=False),
        *_texts("channel"),
        *_records("snapshot"),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_shown_posting_id"),
        sa.PrimaryKeyConstraint("posting_id", "story", name="pk_shown"),
    )
    op.create_index("ix_shown_channel_story", "shown", ["channel", "story"])


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("sha256"),
        sa.Column("published", UtcDateTime(), nullable=True),
        *_moments("fetched"),
        *_flags("full_text"),
        *_texts("language"),
        *_flags("wanted"),
        *_texts("dated", "set_aside", "title", "text"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_versions_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("article_id", "number", name="uq_versions_article_id_number"),
    )
    op.create_index("ix_versions_fetched", "versions", ["fetched"])


def _create_acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=True),
        *_texts("type", "actor", "actor_codes", "recipient", "recipient_codes", "status", "phrase"),
        *_numbers("paragraph"),
        *_texts("reported_by"),
        sa.Column("published", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_acts_article_id"),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name="fk_acts_story"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_acts_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
    )
    op.create_index("ix_acts_story", "acts", ["story"])
    op.create_index("ix_acts_type_published", "acts", ["type", "published"])
    op.create_index("ix_acts_version_id", "acts", ["version_id"])


def _create_citations() -> None:
    op.create_table(
        "citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        *_texts("sha256"),
        *_numbers("start", "end", "paragraph"),
        *_texts("words"),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name="fk_citations_posting_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_citations_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_citations"),
    )
    op.create_index("ix_citations_posting_id", "citations", ["posting_id"])


def _create_quotes() -> None:
    op.create_table(
        "quotes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        *_texts("speaker", "speaker_codes", "words"),
        *_numbers("start", "end", "paragraph"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_quotes_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
    )
    op.create_index("ix_quotes_speaker", "quotes", ["speaker"])
    op.create_index("ix_quotes_version_id", "quotes", ["version_id"])


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        *_texts("extractor", "language"),
        *_flags("relevant"),
        sa.Column("score", sa.Float(), nullable=False),
        *_records("record"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_readings_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("version_id", name="uq_readings_version_id"),
    )
