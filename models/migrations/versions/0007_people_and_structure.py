"""Invitations for somebody, requests to join, guesses, planned changes of agencies and units, access that ends at once."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on. Columns are added in place: a table that others refer to can't be made anew on SQLite."""
    op.add_column("member", sa.Column("suspended_at", models.schema.base.Moment(timezone=True), nullable=True))
    op.add_column(
        "membership", sa.Column("ended_with_place", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("unit", sa.Column("join_code", sa.String(length=12), nullable=True))
    op.create_index("uq_unit_join_code", "unit", ["join_code"], unique=True)
    op.add_column("invitation", sa.Column("uses", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE invitation SET uses = uses_left WHERE uses_left > 1")
    op.add_column("invitation", sa.Column("guest_name", sa.String(length=80), nullable=True))
    op.add_column("invitation", sa.Column("guest_rank", sa.String(length=40), nullable=True))
    op.add_column("invitation", sa.Column("guest_service_number", sa.String(length=18), nullable=True))
    op.add_column("invitation", sa.Column("request_key", sa.String(length=64), nullable=True))
    op.create_index("uq_invitation_request_key", "invitation", ["request_key"], unique=True)
    _add_reference("invitation", "member_id", "member")
    _add_reference("joining", "unit_id", "unit")
    _create_tables()


def downgrade() -> None:
    """Go one step back."""
    for table in ("structure_change", "join_request", "stale_menu", "guessing"):
        op.drop_table(table)
    _drop_reference("joining", "unit_id")
    _drop_reference("invitation", "member_id")
    op.drop_index("uq_invitation_request_key", "invitation")
    for column in ("request_key", "guest_service_number", "guest_rank", "guest_name", "uses"):
        op.drop_column("invitation", column)
    op.drop_index("uq_unit_join_code", "unit")
    op.drop_column("unit", "join_code")
    op.drop_column("membership", "ended_with_place")
    op.drop_column("member", "suspended_at")


def _add_reference(table: str, column: str, to: str) -> None:
    name = f"fk_{table}_{column}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {to} (id)")
    else:
        op.add_column(table, sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(name, table, to, [column], ["id"])


def _drop_reference(table: str, column: str) -> None:
    """On either database the constraint goes with its column."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_column(column)


def _create_tables() -> None:
    op.create_table(
        "guessing",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("paused_until", models.schema.base.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_guessing")),
    )
    op.create_table(
        "stale_menu",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_stale_menu")),
    )
    op.create_table(
        "join_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("rank", sa.String(length=40), nullable=True),
        sa.Column("state", _choice("waiting", "accepted", "declined", name="joinrequeststate"), nullable=False),
        sa.Column("asked_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", models.schema.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_join_request_decided_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_join_request_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    op.create_index(op.f("ix_join_request_telegram_id"), "join_request", ["telegram_id"], unique=False)
    op.create_index("ix_join_request_unit_state", "join_request", ["unit_id", "state"], unique=False)
    op.create_table(
        "structure_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", _choice("renamed", "moved", "closed", "opened", name="structurekind"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("entered_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("applied_at", models.schema.base.Moment(timezone=True), nullable=True),
        sa.Column("cancelled_at", models.schema.base.Moment(timezone=True), nullable=True),
        sa.CheckConstraint("(agency_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_structure_change_one_place")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_structure_change_agency_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name=op.f("fk_structure_change_entered_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_structure_change_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_change")),
    )
    op.create_index("ix_structure_change_unit_id", "structure_change", ["unit_id"], unique=False)


def _choice(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=24)
