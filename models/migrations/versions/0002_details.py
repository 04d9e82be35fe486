"""Corrections, details, absences and clocks of one's own."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "activity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_date", sa.Date(), nullable=False),
        sa.Column("indicator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("happened_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("partners", sa.String(length=200), nullable=True),
        sa.Column("audience", sa.Integer(), nullable=True),
        sa.Column("manner", sa.String(length=16), nullable=True),
        sa.Column("asking", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("removed_at", models.schema.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_activity_created_by")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_activity_indicator_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_activity_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_member_date", ["member_id", "report_date"], unique=False)

    op.create_table(
        "reopening",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_date", sa.Date(), nullable=False),
        sa.Column("until", models.schema.base.Moment(timezone=True), nullable=False),
        sa.Column("granted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("granted_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["granted_by"], ["member.id"], name=op.f("fk_reopening_granted_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reopening_member_id")),
        sa.PrimaryKeyConstraint("member_id", "report_date", name=op.f("pk_reopening")),
    )
    op.create_table(
        "zone_override",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("zone", sa.String(length=4), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_zone_override_days_in_order")),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name=op.f("fk_zone_override_entered_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_zone_override_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_override")),
    )
    with op.batch_alter_table("zone_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zone_override_member_id"), ["member_id"], unique=False)

    op.create_table(
        "photo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_date", sa.Date(), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("file_id", sa.String(length=255), nullable=False),
        sa.Column("unique_id", sa.String(length=64), nullable=False),
        sa.Column("album", sa.String(length=64), nullable=True),
        sa.Column("caption", sa.String(length=1024), nullable=True),
        sa.Column("stored_as", sa.String(length=120), nullable=True),
        sa.Column("sent_at", models.schema.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_photo_activity_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_photo_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint(
            "member_id", "report_date", "unique_id", name=op.f("uq_photo_member_id_report_date_unique_id")
        ),
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index("ix_photo_album", ["album"], unique=False)

    with op.batch_alter_table("daily_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(length=500), nullable=True))

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("base_revision", sa.Integer(), nullable=True))

    with op.batch_alter_table("report_revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(length=500), nullable=True))


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table("report_revision", schema=None) as batch_op:
        batch_op.drop_column("note")

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_column("base_revision")
        batch_op.drop_column("note")

    with op.batch_alter_table("daily_report", schema=None) as batch_op:
        batch_op.drop_column("note")

    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index("ix_photo_album")

    op.drop_table("photo")
    with op.batch_alter_table("zone_override", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zone_override_member_id"))

    op.drop_table("zone_override")
    op.drop_table("reopening")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_member_date")

    op.drop_table("activity")
