"""How the desk is steered: broadcasts, hours that change, days without duty, and which posts a group gets."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_MOMENT = models.schema.base.Moment(timezone=True)
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "broadcast",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("author_id", _ROW_ID, nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "everybody",
                "officers",
                "operators",
                "coordinators",
                "missing",
                name="audience",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", _ROW_ID, nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.Enum("draft", "sent", name="broadcaststate", native_enum=False, length=24), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_broadcast_agency_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_broadcast_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
    )
    op.create_table(
        "hour_change",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("agency_id", _ROW_ID, nullable=True),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("set_by", _ROW_ID, nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_hour_change_agency_id")),
        sa.ForeignKeyConstraint(["set_by"], ["member.id"], name=op.f("fk_hour_change_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_change")),
    )
    op.create_index("ix_hour_change_key_day", "hour_change", ["key", "first_day"])
    op.create_table(
        "rest",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("agency_id", _ROW_ID, nullable=True),
        sa.Column("unit_id", _ROW_ID, nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("set_by", _ROW_ID, nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name=op.f("ck_rest_days_in_order")),
        sa.CheckConstraint("weekday IS NOT NULL OR last_day IS NOT NULL", name=op.f("ck_rest_has_an_end")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_rest_agency_id")),
        sa.ForeignKeyConstraint(["set_by"], ["member.id"], name=op.f("fk_rest_set_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rest_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest")),
    )
    op.create_index("ix_rest_days", "rest", ["first_day", "last_day"])
    op.add_column("coordination_group", sa.Column("posts_off", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("coordination_group", sa.Column("post_hours", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("coordination_group", "post_hours")
    op.drop_column("coordination_group", "posts_off")
    op.drop_table("rest")
    op.drop_table("hour_change")
    op.drop_table("broadcast")
