"""All rows of a database as text, and back: the same on SQLite and PostgreSQL, so that one can become the other.

A table's rows are JSON lists, one a line, in the order of its columns. What JSON has no word for is written as text,
and the kind of each column says how to read it.
"""

import base64
import enum
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Column, MetaData, Table, func, insert, select, text, types
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import Session

_AT_ONCE = 500
_VERSION_TABLE = "alembic_version"


class Kind(enum.StrEnum):
    """How the values of a column are written."""

    PLAIN = "plain"
    #: ISO 8601, in UTC.
    MOMENT = "moment"
    DATE = "date"
    TIME = "time"
    DECIMAL = "decimal"
    #: Base 64.
    BYTES = "bytes"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds: its columns with their kinds, in the order of the values."""

    table: str
    columns: Mapping[str, Kind]


def tables_of(session: Session) -> list[Table]:
    """Give the tables as they are in the database, those first that others refer to."""
    metadata = MetaData()
    with warnings.catch_warnings():
        # SQLAlchemy can't read an index over an expression back from SQLite; no index matters here.
        warnings.simplefilter("ignore", SAWarning)
        metadata.reflect(session.connection())
    tables = [table for table in metadata.sorted_tables if table.name != _VERSION_TABLE]
    for column in (column for table in tables for column in table.columns):
        if isinstance(column.type, JSON):
            column.type.none_as_null = True
    return tables


def contents_of(table: Table) -> Contents:
    """Tell how the rows of a table are written."""
    return Contents(table.name, {column.name: _kind(column) for column in table.columns})


def rows_of(session: Session, table: Table) -> Iterator[str]:
    """Give the rows of a table, each as a line without its end."""
    writers = [_WRITERS[kind] for kind in contents_of(table).columns.values()]
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    for row in session.execute(query):
        values = [None if value is None else write(value) for write, value in zip(writers, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def fill(session: Session, table: Table, contents: Contents, lines: Iterable[str]) -> int:
    """Put rows into an empty table; give how many. Raises `KeyError` for a column that is not there."""
    names = [table.columns[name].name for name in contents.columns]
    readers = [_READERS[kind] for kind in contents.columns.values()]
    count = 0
    waiting = iter(lines)
    while some := list(islice(waiting, _AT_ONCE)):
        session.execute(insert(table), [_read(names, readers, line) for line in some])
        count += len(some)
    return count


def settle_counters(session: Session, tables: Sequence[Table]) -> None:
    """Let PostgreSQL count on from the highest number of each table; SQLite does by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            counter = session.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            highest = session.scalar(select(func.max(column))) if counter else None
            if highest is not None:
                session.execute(select(func.setval(counter, highest)))


def clear(session: Session) -> None:
    """Remove every table, view and function of ours, with all that is in them: what can't be deleted can be dropped."""
    if session.get_bind().dialect.name == "postgresql":
        _clear_postgresql(session)
    else:
        _clear_sqlite(session)


def _clear_sqlite(session: Session) -> None:
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    named = "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'"
    for kind, name in session.execute(text(f"{named} ORDER BY type DESC")).all():
        session.execute(text(f'DROP {kind} "{name}"'))


def _clear_postgresql(session: Session) -> None:
    ours = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    for name in session.scalars(text(ours)).all():
        session.execute(text(f'DROP TABLE "{name}" CASCADE'))
    functions = "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    for signature in session.scalars(text(functions)).all():
        session.execute(text(f"DROP FUNCTION {signature} CASCADE"))


def _kind(column: Column[Any]) -> Kind:
    return next((kind for sort, kind in _KINDS.items() if isinstance(column.type, sort)), Kind.PLAIN)


def _read(names: Sequence[str], readers: Sequence[Callable[[Any], Any]], line: str) -> dict[str, Any]:
    values = json.loads(line)
    return {
        name: None if value is None else read(value) for name, read, value in zip(names, readers, values, strict=True)
    }


def _moment_text(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _same(value: Any) -> Any:
    return value


_KINDS: Mapping[type[types.TypeEngine[Any]], Kind] = {
    types.DateTime: Kind.MOMENT,
    types.Date: Kind.DATE,
    types.Time: Kind.TIME,
    types.JSON: Kind.JSON,
    types.LargeBinary: Kind.BYTES,
    types.Float: Kind.PLAIN,
    types.Numeric: Kind.DECIMAL,
}
_WRITERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.PLAIN: _same,
    Kind.MOMENT: _moment_text,
    Kind.DATE: date.isoformat,
    Kind.TIME: time.isoformat,
    Kind.DECIMAL: str,
    Kind.BYTES: lambda value: base64.b64encode(value).decode(),
    Kind.JSON: _same,
}
_READERS: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.PLAIN: _same,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.DECIMAL: Decimal,
    Kind.BYTES: base64.b64decode,
    Kind.JSON: _same,
}
