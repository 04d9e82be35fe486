"""SQLite's one writer: works that wait at the same time share a commit, for the disk is what a small one waits for.

Each runs within a savepoint of its own, so that one that fails is undone alone; nobody is told before the commit.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")

#: How many works share a commit at most: the first one waits for the last.
MOST = 16


@dataclass(slots=True)
class _Waiting:
    work: Callable[[Session], Any]
    told: "Future[Any]" = field(default_factory=Future)
    result: Any = None
    error: Exception | None = None

    def tell(self) -> None:
        if self.error is not None:
            self.told.set_exception(self.error)
        else:
            self.told.set_result(self.result)


class SharedCommits:
    """Runs works in the one thread that it is given, several to a transaction."""

    def __init__(self, engine: Engine, thread: Executor) -> None:
        self._engine = engine
        self._thread = thread
        self._sessions = sessionmaker(expire_on_commit=False, join_transaction_mode="create_savepoint")
        self._waiting: deque[_Waiting] = deque()

    def submit(self, work: Callable[[Session], T]) -> "Future[T]":
        """Queue the work; what is given back is told after the commit, with the work's result or its error."""
        one = _Waiting(work)
        self._waiting.append(one)
        self._thread.submit(self._write_what_waits)
        return one.told

    def _write_what_waits(self) -> None:
        """Carry out what waits by now; often a call before this one has done so already."""
        together = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        together = [one for one in together if one.told.set_running_or_notify_cancel()]
        if not together:
            return
        try:
            with self._engine.begin() as connection:
                for one in together:
                    self._carry_out(one, connection)
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            for one in together:
                one.error = error
        for one in together:
            one.tell()

    def _carry_out(self, one: _Waiting, connection: Connection) -> None:
        try:
            with self._sessions(bind=connection) as session, session.begin():
                one.result = one.work(session)
        except Exception as error:
            if not _is_in_transaction(connection):
                raise  # SQLite gave up the whole transaction, such as on a full disk: nothing of it was written
            one.error = error


def _is_in_transaction(connection: Connection) -> bool:
    if connection.invalidated:
        return False
    return bool(connection.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]
