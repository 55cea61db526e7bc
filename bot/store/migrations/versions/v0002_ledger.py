"""The ledger: what readings find goes into `actions`, and `acts` are what the ledger makes of them."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Json, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. The actions come from the stored readings; `migrate` puts them into the ledger afterwards."""
    op.drop_table("acts")
    _create_acts()
    actions = _create_actions()
    _create_act_parties()
    _create_act_links()
    for version_id, rows in _found():
        op.bulk_insert(actions, [row | {"version_id": version_id} for row in rows])


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _moments(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, UtcDateTime(), nullable=False) for name in names]


def _create_acts() -> None:
    op.create_table(
        "acts",
        *_numbers("id"),
        *_texts("key", "type", "actor", "recipient", "status", "phrase"),
        *_numbers("story"),
        *_moments("first_told", "last_told", "changed"),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name="fk_acts_story"),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
    )
    op.create_index("ix_acts_key", "acts", ["key", "first_told"])
    op.create_index("ix_acts_story", "acts", ["story"])


def _create_actions() -> sa.Table:
    table = op.create_table(
        "actions",
        *_numbers("id", "version_id", "article_id"),
        sa.Column("act", sa.Integer(), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        *_moments("told"),
        *_texts("type", "mode", "actor", "actor_codes", "actor_kind"),
        *_texts("recipient", "recipient_codes", "recipient_kind", "status", "phrase"),
        *_numbers("start", "end", "paragraph"),
        *_texts("reported_by"),
        sa.ForeignKeyConstraint(["act"], ["acts.id"], name="fk_actions_act"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_actions_article_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_actions_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )
    for name in ("version_id", "article_id", "act"):
        op.create_index(f"ix_actions_{name}", "actions", [name])
    return table


def _create_act_parties() -> None:
    op.create_table(
        "act_parties",
        *_numbers("id", "act"),
        *_texts("actor", "recipient", "type", "status"),
        *_moments("changed"),
        sa.ForeignKeyConstraint(["act"], ["acts.id"], name="fk_act_parties_act"),
        sa.PrimaryKeyConstraint("id", name="pk_act_parties"),
    )
    for name, columns in {
        "act": ["act"],
        "actor": ["actor", "changed", "act", "type", "status", "recipient"],
        "recipient": ["recipient", "changed", "act", "type", "status", "actor"],
        "pair": ["actor", "recipient", "changed", "act", "type", "status"],
        "type": ["type", "changed", "act", "status"],
        "status": ["status", "changed", "act"],
        "changed": ["changed", "act"],
    }.items():
        op.create_index(f"ix_act_parties_{name}", "act_parties", columns)


def _create_act_links() -> None:
    op.create_table(
        "act_links",
        *_numbers("earlier", "later"),
        sa.ForeignKeyConstraint(["earlier"], ["acts.id"], name="fk_act_links_earlier"),
        sa.ForeignKeyConstraint(["later"], ["acts.id"], name="fk_act_links_later"),
        sa.PrimaryKeyConstraint("earlier", "later", name="pk_act_links"),
    )
    op.create_index("ix_act_links_later", "act_links", ["later"])


READINGS = sa.table(
    "readings", sa.column("id", sa.Integer), sa.column("version_id", sa.Integer), sa.column("record", Json)
)
VERSIONS = sa.table(
    "versions",
    sa.column("id", sa.Integer),
    sa.column("article_id", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("published", UtcDateTime),
    sa.column("fetched", UtcDateTime),
)
BATCH = 200


def _found() -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """By version, what its reading found, as it was recorded; a batch at a time, for readings may be many."""
    newest = _newest_read()
    query = (
        sa.select(*READINGS.c, *VERSIONS.c["article_id", "number", "published", "fetched"])
        .join(VERSIONS, VERSIONS.c.id == READINGS.c.version_id)
        .order_by(READINGS.c.id)
        .limit(BATCH)
    )
    after = 0
    while rows := op.get_bind().execute(query.where(READINGS.c.id > after)).all():
        for row in rows:
            superseded = row.number != newest[row.article_id]
            found = [_action(action, row) | {"superseded": superseded} for action in row.record["actions"]]
            if found:
                yield row.version_id, found
        after = rows[-1].id


def _newest_read() -> dict[int, int]:
    read = sa.select(VERSIONS.c.article_id, sa.func.max(VERSIONS.c.number).label("newest"))
    read = read.join(READINGS, READINGS.c.version_id == VERSIONS.c.id).group_by(VERSIONS.c.article_id)
    return {row.article_id: row.newest for row in op.get_bind().execute(read)}


def _action(record: dict[str, Any], row: Any) -> dict[str, Any]:
    told = row.published if row.number == 1 and row.published else row.fetched
    parties = {f"{role}{name}": value for role in ("actor", "recipient") for name, value in _party(record[role])}
    plain = {name: _storable(record[name]) for name in ("type", "mode", "status", "phrase", "reported_by")}
    places = {name: record[name] for name in ("start", "end", "paragraph")}
    return {"article_id": row.article_id, "act": None, "told": told} | parties | plain | places


def _party(actor: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    yield "", _storable(actor["name"]) if actor else ""
    yield "_codes", f" {' '.join(actor['codes'])} " if actor and actor["codes"] else ""
    yield "_kind", actor["kind"] if actor else ""


def _storable(text: str) -> str:
    """Without what PostgreSQL's text cannot hold: NUL and lone surrogates, which the record's JSON can."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
