"""What the posts of the groups say, and the figures of frozen semesters."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('frozen_recap',
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('frozen_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('period', name=op.f('pk_frozen_recap'))
    )
    op.create_table('group_post',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('group_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('outbox_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.Enum('leaving', 'standing', 'lost', 'refused', name='poststate', native_enum=False, length=16), nullable=False),
    sa.Column('chat_id', sa.BigInteger(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('refused_digest', sa.String(length=64), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('renewed', sa.Boolean(), nullable=False),
    sa.Column('posted_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('edited_at', models.schema.base.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['coordination_group.id'], name=op.f('fk_group_post_group_id')),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox.id'], name=op.f('fk_group_post_outbox_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_post')),
    sa.UniqueConstraint('kind', 'group_id', 'day', name=op.f('uq_group_post_kind_group_id_day'))
    )
    op.create_index("ix_group_post_day", "group_post", ["day"], unique=False)

    op.add_column("outbox", sa.Column("repeatable", sa.Boolean(), server_default=sa.false(), nullable=False))



def downgrade() -> None:
    """Go one step back."""
    op.drop_column("outbox", "repeatable")

    op.drop_index("ix_group_post_day", table_name="group_post")

    op.drop_table('group_post')
    op.drop_table('frozen_recap')
