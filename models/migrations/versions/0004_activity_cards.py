"""Which version of an activity its card shows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("card_version", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_column("card_version")
