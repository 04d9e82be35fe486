"""The database's history, by Alembic: each file in `versions` is one step, and runs on SQLite and on PostgreSQL."""
