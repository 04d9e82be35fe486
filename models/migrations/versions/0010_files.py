"""The letterhead of written reports; which reports came from a spreadsheet."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base
from models.statistics_views import drop_views


revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "letterhead",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("heading", sa.String(length=400), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=60), nullable=True),
        sa.Column("recipient", sa.String(length=200), nullable=True),
        sa.Column("signer_position", sa.String(length=120), nullable=True),
        sa.Column("signer_name", sa.String(length=80), nullable=True),
        sa.Column("signer_rank", sa.String(length=60), nullable=True),
        sa.Column("signer_number", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_letterhead_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
    )
    op.create_index("uq_letterhead_agency", "letterhead", [sa.text("coalesce(agency_id, 0)")], unique=True)
    op.create_table(
        "report_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_report_import_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_import")),
    )
    name = "fk_daily_report_import_id"
    if op.get_bind().dialect.name == "sqlite":  # in place: others refer to the table
        op.execute(f"ALTER TABLE daily_report ADD COLUMN import_id INTEGER CONSTRAINT {name} REFERENCES report_import (id)")
    else:
        op.add_column("daily_report", sa.Column("import_id", sa.BigInteger(), nullable=True))
        op.create_foreign_key(name, "daily_report", "report_import", ["import_id"], ["id"])
    op.create_index("ix_daily_report_import_id", "daily_report", ["import_id"], unique=False)


def downgrade() -> None:
    """Go one step back: the views came with this step."""
    drop_views(op.get_bind())
    op.drop_index("ix_daily_report_import_id", "daily_report")
    with op.batch_alter_table("daily_report", schema=None) as batch_op:
        batch_op.drop_column("import_id")
    op.drop_table("report_import")
    op.drop_index("uq_letterhead_agency", "letterhead")
    op.drop_table("letterhead")
