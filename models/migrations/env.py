"""Alembic's way in: runs the migrations on the connection that `models.migrate` hands over."""

from alembic import context

from models.schema import Base
from models.statistics_views import drop_views

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
if connection.dialect.name == "sqlite":  # it can't make a table anew below a view
    drop_views(connection)
with context.begin_transaction():
    context.run_migrations()
