"""When somebody last blocked the bot or let it write again: Telegram does not tell it in order."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.add_column("member", sa.Column("reach_at", models.schema.base.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("member", "reach_at")
