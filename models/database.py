"""Two doors to the database: `read` and `write`. A transaction is a plain function of a session, run in a thread.

SQLite has one writer thread whose transactions start with BEGIN IMMEDIATE, so that nobody reads a value and finds it
changed on writing; works that wait together share a commit (models/shared_commits.py). PostgreSQL has several writers,
and rows are locked by whoever changes them. Readers have their own threads.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from models.shared_commits import SharedCommits
from models.troubles import OUTSIDE, Trouble, trouble_of

P = ParamSpec("P")
T = TypeVar("T")

Work = Callable[Concatenate[Session, P], T]

READERS = 4
POSTGRESQL_WRITERS = 8
#: How long a lock of another program is waited for, before whoever waits is told.
BUSY_MILLISECONDS = 15_000
#: How often a transaction is tried that another one is in the way of.
CONTENDED_TRIES = 4

#: How long the emptying of the log waits for those who read from it.
LOG_MILLISECONDS = 1_000

#: FULL costs a fifth of the speed and keeps what was confirmed through a power cut. What is deleted is overwritten in
#: the file: not every SQLite does so by itself.
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "synchronous=FULL",
    "secure_delete=ON",
)


class Database:
    """A database by its URL (`sqlite:///…`, `postgresql+psycopg://…`)."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writing_engine = _engine(self.url, begin="BEGIN IMMEDIATE", connections=self._writers)
        self._reading_engine = _of_one_moment(_engine(self.url, begin="BEGIN", connections=READERS))
        self._writing = sessionmaker(self._writing_engine, expire_on_commit=False)
        self._reading = sessionmaker(self._reading_engine, expire_on_commit=False)
        self._writer_threads = ThreadPoolExecutor(self._writers, thread_name_prefix="database-write")
        self._reader_threads = ThreadPoolExecutor(READERS, thread_name_prefix="database-read")
        self._commits = SharedCommits(self._writing_engine, self._writer_threads) if self.is_sqlite else None
        #: Told of every transaction: its door, and its seconds with the wait for a thread.
        self.observe: Callable[[str, float], None] = lambda _door, _seconds: None

    @property
    def _writers(self) -> int:
        return 1 if self.is_sqlite else POSTGRESQL_WRITERS

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work in a transaction that may change things; it is committed when this returns.

        Cancelling the wait does not take back a commit.
        """
        began = time.monotonic()
        try:
            if self._commits is not None:
                told = self._commits.submit(lambda session: work(session, *args, **kwargs))
                return await asyncio.wrap_future(told)
            call = partial(self.write_now, work, *args, **kwargs)
            return await asyncio.get_running_loop().run_in_executor(self._writer_threads, call)
        finally:
            self.observe("write", time.monotonic() - began)

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work in a transaction that only reads; what it changed is undone."""
        began = time.monotonic()
        call = partial(self.read_now, work, *args, **kwargs)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reader_threads, call)
        finally:
            self.observe("read", time.monotonic() - began)

    def write_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do what `write` does, in the caller's own thread: for the command line.

        What another transaction was in the way of is done again at once: of two that wait for each other, PostgreSQL
        undoes one.
        """
        for _ in range(CONTENDED_TRIES - 1):
            try:
                return self._written(work, *args, **kwargs)
            except DBAPIError as error:
                if trouble_of(error) != Trouble.CONTENDED:
                    raise
        return self._written(work, *args, **kwargs)

    def read_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do what `read` does, in the caller's own thread."""
        with self._reading() as session:  # closing it without a commit undoes what was changed
            return work(session, *args, **kwargs)

    def _written(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._writing.begin() as session:
            return work(session, *args, **kwargs)

    async def empty_log(self) -> None:
        """Empty SQLite's write-ahead log, in which what was erased still stands, unless somebody reads from it now."""
        await asyncio.get_running_loop().run_in_executor(self._writer_threads, self.empty_log_now)

    def empty_log_now(self) -> None:
        """Do what `empty_log` does, in the caller's own thread."""
        if not self.is_sqlite:
            return
        with closing(self._writing_engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={LOG_MILLISECONDS}")
            try:
                with suppress(sqlite3.OperationalError):  # it is in use: the next round finds it free
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")

    @property
    def engine(self) -> Engine:
        """The engine that may change things: for migrations."""
        return self._writing_engine

    def close(self) -> None:
        """End the threads, after what they are doing, and close the connections."""
        self._writer_threads.shutdown()
        self._reader_threads.shutdown()
        self._writing_engine.dispose()
        self._reading_engine.dispose()


def is_away(error: DBAPIError) -> bool:
    """Tell whether it is the database that is wrong and not the work, so that the same work may succeed later."""
    return trouble_of(error) is not None


def is_from_outside(error: DBAPIError) -> bool:
    """Tell whether nothing that the work did can have brought it about, such as a full disk or a lock of others."""
    return trouble_of(error) in OUTSIDE


#: A server whose machine is gone says nothing: these seconds (and milliseconds) until it counts as away (libpq).
_NOTICE_A_DEAD_SERVER = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


def _engine(url: URL, *, begin: str, connections: int) -> Engine:
    """Errors of the engine reach the logs: they tell the statement and never its values, which may be personal."""
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=_NOTICE_A_DEAD_SERVER,
        )
        event.listen(engine, "connect", _prepare_postgresql)
    else:
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, pool_size=connections, max_overflow=1, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    event.listen(engine, "handle_error", _leave_what_can_only_be_read)
    return engine


def _of_one_moment(engine: Engine) -> Engine:
    """Let all that a transaction reads be of one moment: a recap asks several times, while others go on writing.

    SQLite reads so by itself.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _leave_what_can_only_be_read(context: ExceptionContext) -> None:
    """A connection stays as it was opened: only a new one finds that the database can be written again.

    So it is with a server that has become a standby, a setting that was taken back, and a file's permissions.
    """
    error = context.sqlalchemy_exception
    if isinstance(error, DBAPIError) and trouble_of(error) == Trouble.READ_ONLY:
        context.is_disconnect = True


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Wait for a lock of others no longer than for SQLite's, unless the server is set to say otherwise."""
    connection.execute(
        "SELECT set_config('lock_timeout', %s, false) WHERE current_setting('lock_timeout') = '0'",
        (f"{BUSY_MILLISECONDS}ms",),
    )
    connection.commit()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: the event "begin" does
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
