"""Consent, and being forgotten."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = models.schema.base.Moment(timezone=True)


def upgrade() -> None:
    """Go one step on. Who is a member already is asked once by the clock."""
    op.add_column("member", sa.Column("erased_at", MOMENT, nullable=True))
    op.create_table(
        "consent",
        sa.Column("member_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("version", sa.Date(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_consent_member_id")),
        sa.PrimaryKeyConstraint("member_id", "version", name=op.f("pk_consent")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("member_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_by", ROW_ID, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_erasure_member_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_erasure_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index("ix_erasure_state_due", "erasure", ["state", "due_at"], unique=False)
    op.create_index("ix_erasure_member_id", "erasure", ["member_id"], unique=False)


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("erasure")
    op.drop_table("consent")
    op.drop_column("member", "erased_at")
