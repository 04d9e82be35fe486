"""When the program lived and heard Telegram, who holds a row of the outbox, and what became of a group's place."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_MOMENT = models.schema.base.Moment(timezone=True)
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on. What was leaving has no holder: it may have been delivered, and becomes unknown."""
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("beats", sa.Integer(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("beat_at", _MOMENT, nullable=False),
        sa.Column("heard_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "outage",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=False),
        sa.Column("told_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
        sa.UniqueConstraint("began_at", name=op.f("uq_outage_began_at")),
    )
    op.add_column("outbox", sa.Column("holder", sa.String(length=32), nullable=True))
    op.drop_column("outbox", "lease_until")
    for name in ("topic_lost_at", "removed_at"):
        op.add_column("coordination_group", sa.Column(name, _MOMENT, nullable=True))


def downgrade() -> None:
    """Go one step back."""
    for name in ("removed_at", "topic_lost_at"):
        op.drop_column("coordination_group", name)
    op.add_column("outbox", sa.Column("lease_until", _MOMENT, nullable=True))
    op.drop_column("outbox", "holder")
    op.drop_table("outage")
    op.drop_table("heartbeat")
