"""Who works on an activity's card: its member, or somebody who entered it for them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on. SQLite adds a column that refers to another table without making this one, with photos, anew."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE activity ADD COLUMN handled_by INTEGER CONSTRAINT fk_activity_handled_by REFERENCES member (id)"
        )
    else:
        op.add_column("activity", sa.Column("handled_by", sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f("fk_activity_handled_by"), "activity", "member", ["handled_by"], ["id"])
    op.execute("UPDATE activity SET handled_by = member_id")
    op.create_index("ix_activity_handled_by", "activity", ["handled_by"], unique=False)


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_handled_by")
        batch_op.drop_column("handled_by")
