"""The program's processes, its distinct failures, and updates that come again and again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "running_process",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("began_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("seen_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_running_process")),
    )
    op.create_table(
        "fault",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("sort", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_seen", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("last_seen", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("told_at", models.schema.base.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_fault_fingerprint")),
    )
    op.create_table(
        "update_attempt",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_update_attempt")),
    )


def downgrade() -> None:
    """Go one step back."""
    for table in ("update_attempt", "fault", "running_process"):
        op.drop_table(table)
