"""Inserting where a row may already stand, in the words that SQLite and PostgreSQL share."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.schema import Base

Row = Mapping[str, Any]


def insert_new(session: Session, table: type[Base], rows: Sequence[Row]) -> list[Any]:
    """Insert the rows that are not there yet; give the first primary-key value of each that was inserted."""
    if not rows:
        return []
    key = inspect(table).primary_key[0]
    statement = _insert(session, table).on_conflict_do_nothing().returning(key)
    return list(session.scalars(statement, list(rows)))


def add_up(session: Session, table: type[Base], rows: Sequence[Row], *, summed: Sequence[str]) -> None:
    """Insert the rows; where one stands already under its key, add the `summed` columns to it."""
    if not rows:
        return
    statement = _insert(session, table)
    columns = _table(table).columns
    statement = statement.on_conflict_do_update(
        index_elements=list(_table(table).primary_key),
        set_={name: columns[name] + statement.excluded[name] for name in summed},
    )
    session.execute(statement, list(rows))


def _insert(session: Session, table: type[Base]) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(_table(table))


def _table(table: type[Base]) -> Table:
    found = inspect(table).local_table
    assert isinstance(found, Table)  # noqa: S101 - narrows the type for mypy
    return found
