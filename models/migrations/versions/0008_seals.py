"""Seals over the trail, and details that can only be erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ERASED = (
    "NEW.event_id = OLD.event_id AND NEW.key IS NULL AND NEW.content IS NULL "
    "AND NEW.erased_by IS NOT NULL AND OLD.erased_by IS NULL"
)
REFUSAL = "the audit trail only grows"


def upgrade() -> None:
    """Go one step on. Details have no trigger yet, so that SQLite may make their table anew."""
    with op.batch_alter_table("audit_detail", schema=None) as batch_op:
        batch_op.alter_column("key", existing_type=sa.LargeBinary(32), nullable=True)
        batch_op.alter_column("content", existing_type=sa.JSON(), nullable=True)
        batch_op.add_column(sa.Column("erased_by", ROW_ID, nullable=True))
        batch_op.create_foreign_key(op.f("fk_audit_detail_erased_by"), "audit_event", ["erased_by"], ["id"])
    op.create_table(
        "audit_unsealed",
        sa.Column("event_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_audit_unsealed_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_audit_unsealed")),
    )
    op.create_table(
        "audit_seal",
        sa.Column("number", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("row_hashes", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_seal_hash")),
    )
    op.execute("INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_event")
    if op.get_context().dialect.name == "postgresql":
        _protect_on_postgresql()
    else:
        _protect_on_sqlite()


def downgrade() -> None:
    """Go one step back. What was erased stays erased: its event keeps an empty detail."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_detail_is_only_erased ON audit_detail")
        op.execute("DROP TRIGGER audit_detail_is_kept ON audit_detail")
        op.execute("DROP FUNCTION refuse_to_change_a_detail")
    else:
        op.execute("DROP TRIGGER audit_detail_is_only_erased")
        op.execute("DROP TRIGGER audit_detail_no_delete")
    op.drop_table("audit_seal")
    op.drop_table("audit_unsealed")
    op.execute("DELETE FROM audit_detail WHERE erased_by IS NOT NULL")
    with op.batch_alter_table("audit_detail", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_audit_detail_erased_by"), type_="foreignkey")
        batch_op.drop_column("erased_by")
        batch_op.alter_column("key", existing_type=sa.LargeBinary(32), nullable=False)
        batch_op.alter_column("content", existing_type=sa.JSON(), nullable=False)


def _protect_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_to_change_a_detail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF {ERASED} THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_detail_is_only_erased BEFORE UPDATE OR DELETE ON audit_detail "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_detail()"
    )
    op.execute(
        "CREATE TRIGGER audit_seal_only_grows BEFORE UPDATE OR DELETE ON audit_seal "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_trail()"
    )
    for table in ("audit_detail", "audit_seal"):
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_trail()"
        )


def _protect_on_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    op.execute(
        f"CREATE TRIGGER audit_detail_is_only_erased BEFORE UPDATE ON audit_detail WHEN NOT ({ERASED}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER audit_detail_no_delete BEFORE DELETE ON audit_detail {refuse}")
    for change in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER audit_seal_no_{change.lower()} BEFORE {change} ON audit_seal {refuse}")
