"""Targets, operations, enforcement events and opening balances."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.schema.base


revision: str = '0006'
down_revision: str | None = '0005'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table('opening_balance',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('entered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entered_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('voided_at', models.schema.base.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_opening_balance_agency_id')),
    sa.ForeignKeyConstraint(['entered_by'], ['member.id'], name=op.f('fk_opening_balance_entered_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_balance'))
    )
    op.create_table('operation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('description', sa.String(length=500), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('closed_at', models.schema.base.Moment(timezone=True), nullable=True),
    sa.Column('closed_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['closed_by'], ['member.id'], name=op.f('fk_operation_closed_by')),
    sa.ForeignKeyConstraint(['created_by'], ['member.id'], name=op.f('fk_operation_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_operation'))
    )
    with op.batch_alter_table('operation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_operation_first_day'), ['first_day'], unique=False)

    op.create_table('target',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('semester', sa.Date(), nullable=False),
    sa.Column('indicator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('amount', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_target_agency_id')),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicator.id'], name=op.f('fk_target_indicator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target'))
    )
    op.create_index(
        'uq_target_aim', 'target', ['semester', 'indicator_id', sa.text('coalesce(agency_id, 0)')], unique=True
    )
    op.create_table('enforcement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event_date', sa.Date(), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('goods_value', sa.BigInteger(), nullable=True),
    sa.Column('cases', sa.Integer(), nullable=False),
    sa.Column('suspects', sa.Integer(), nullable=False),
    sa.Column('loss_prevented', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('voided_at', models.schema.base.Moment(timezone=True), nullable=True),
    sa.Column('import_key', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_enforcement_agency_id')),
    sa.ForeignKeyConstraint(['created_by'], ['member.id'], name=op.f('fk_enforcement_created_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_enforcement_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enforcement')),
    sa.UniqueConstraint('import_key', name=op.f('uq_enforcement_import_key'))
    )
    with op.batch_alter_table('enforcement', schema=None) as batch_op:
        batch_op.create_index('ix_enforcement_agency_date', ['agency_id', 'event_date'], unique=False)
        batch_op.create_index('ix_enforcement_date', ['event_date'], unique=False)

    op.create_table('opening_figure',
    sa.Column('balance_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('measure', sa.String(length=24), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=True),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['balance_id'], ['opening_balance.id'], name=op.f('fk_opening_figure_balance_id')),
    sa.PrimaryKeyConstraint('balance_id', 'measure', name=op.f('pk_opening_figure'))
    )
    op.create_table('operation_agency',
    sa.Column('operation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agency_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_operation_agency_agency_id')),
    sa.ForeignKeyConstraint(['operation_id'], ['operation.id'], name=op.f('fk_operation_agency_operation_id')),
    sa.PrimaryKeyConstraint('operation_id', 'agency_id', name=op.f('pk_operation_agency'))
    )
    op.create_table('target_revision',
    sa.Column('target_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('amount', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_target_revision_author_id')),
    sa.ForeignKeyConstraint(['target_id'], ['target.id'], name=op.f('fk_target_revision_target_id')),
    sa.PrimaryKeyConstraint('target_id', 'number', name=op.f('pk_target_revision'))
    )
    op.create_table('enforcement_draft',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('about_id', sa.BigInteger(), nullable=False),
    sa.Column('base_revision', sa.Integer(), nullable=True),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('step', sa.String(length=24), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('sent_as', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('updated_at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_enforcement_draft_author_id')),
    sa.ForeignKeyConstraint(['sent_as'], ['enforcement.id'], name=op.f('fk_enforcement_draft_sent_as')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enforcement_draft')),
    sa.UniqueConstraint('author_id', 'about_id', name=op.f('uq_enforcement_draft_author_id_about_id'))
    )
    op.create_table('enforcement_goods',
    sa.Column('enforcement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('thousandths', sa.BigInteger(), nullable=True),
    sa.Column('measure', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['enforcement_id'], ['enforcement.id'], name=op.f('fk_enforcement_goods_enforcement_id')),
    sa.PrimaryKeyConstraint('enforcement_id', 'position', name=op.f('pk_enforcement_goods'))
    )
    op.create_table('enforcement_revision',
    sa.Column('enforcement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', models.schema.base.Moment(timezone=True), nullable=False),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_enforcement_revision_author_id')),
    sa.ForeignKeyConstraint(['enforcement_id'], ['enforcement.id'], name=op.f('fk_enforcement_revision_enforcement_id')),
    sa.PrimaryKeyConstraint('enforcement_id', 'number', name=op.f('pk_enforcement_revision'))
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('enforcement_revision')
    op.drop_table('enforcement_goods')
    op.drop_table('enforcement_draft')
    op.drop_table('target_revision')
    op.drop_table('operation_agency')
    op.drop_table('opening_figure')
    with op.batch_alter_table('enforcement', schema=None) as batch_op:
        batch_op.drop_index('ix_enforcement_date')
        batch_op.drop_index('ix_enforcement_agency_date')

    op.drop_table('enforcement')
    op.drop_index('uq_target_aim', table_name='target')
    op.drop_table('target')
    with op.batch_alter_table('operation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_operation_first_day'))

    op.drop_table('operation')
    op.drop_table('opening_balance')
