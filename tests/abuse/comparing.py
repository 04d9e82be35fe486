"""What became of all tables: every row that came, went or changed, but for those that an attempt may leave."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from models import archive
from models.audit import Look
from models.database import Database
from models.guessing import SEEN
from models.schema import DraftState

#: Not even read: each attempt may note there that it had its turn, so that it has none again.
NOT_READ = "processed_update"
Snapshot = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is there now, or that was there before; a row that changed is both."""

    table: str
    row: Mapping[str, Any]
    is_new: bool

    def __str__(self) -> str:
        return f"{'+' if self.is_new else '-'} {self.table} {dict(self.row)}"


def tables(database: Database) -> Sequence[Table]:
    """Give every table of the database that is compared."""
    return [table for table in database.read_now(archive.tables_of) if table.name != NOT_READ]


def snapshot(database: Database, compared: Sequence[Table]) -> Snapshot:
    """Give every row of every table."""

    def read(session: Session) -> Snapshot:
        return {table.name: frozenset(archive.rows_of(session, table)) for table in compared}

    return database.read_now(read)


def changes(before: Snapshot, after: Snapshot, compared: Sequence[Table]) -> list[Change]:
    """Give what is different."""
    found: list[Change] = []
    for table in compared:
        names = list(archive.contents_of(table).columns)
        was, now = before[table.name], after[table.name]
        for lines, is_new in ((was - now, False), (now - was, True)):
            rows = (dict(zip(names, json.loads(line), strict=True)) for line in sorted(lines))
            found += [Change(table.name, row, is_new) for row in rows]
    return found


def unexplained(found: Iterable[Change], member_id: int | None = None, *, typed: bool = False) -> list[Change]:
    """Give the changes that nothing forged by a member, or by a stranger, may make; `typed` says that it was text."""
    listed = list(found)
    traces = {one.row["id"] for one in listed if one.table == "audit_event" and _is_trace(one)}
    return [
        one
        for one in listed
        if not (_LEFT.get(one.table, _nothing)(one, traces) or _is_their_question(one, member_id, typed=typed))
    ]


def _is_trace(change: Change) -> bool:
    return change.is_new and change.row["action"] in {"door.guessed", *Look}


def _of_a_trace(change: Change, traces: set[int]) -> bool:
    return change.is_new and change.row["event_id"] in traces


def _nothing(_change: Change, _traces: set[int]) -> bool:
    return False


def _is_their_question(change: Change, member_id: int | None, *, typed: bool) -> bool:
    """What a member types answers what they are asked: it stands in their form until they send it. An outdated button
    shows them where they are: their own question is asked anew, or ended, and a report that was sent stands as sent.
    """
    if change.table == "open_prompt":
        return bool(change.row["member_id"] == member_id)
    if change.table != "draft" or change.row["author_id"] != member_id:
        return False
    return typed or (change.is_new and change.row["state"] == DraftState.SENT)


_LEFT: Mapping[str, Callable[[Change, set[int]], bool]] = {
    # A link or code that opens nothing counts against whoever tried it.
    "guessing": lambda _change, _traces: True,
    # Administrators are told of whoever guesses much.
    "outbox": lambda change, _traces: change.is_new and change.row["kind"] == SEEN,
    # That somebody guessed, or looked at what is theirs to look at, stands in the trail, where it waits for its seal.
    "audit_event": lambda change, _traces: _is_trace(change),
    "audit_detail": _of_a_trace,
    "audit_unsealed": _of_a_trace,
}
