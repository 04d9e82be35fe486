"""Where a run takes place: a folder that is removed at the end, and an empty database of the kind that is asked for."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.databases import postgresql_databases

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@contextmanager
def ground() -> Iterator[Path]:
    """Give a folder of its own; whatever is in it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lapor-cegah-chaos-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of a database without a single table."""
    if kind == SQLITE:
        yield f"sqlite:///{folder / 'chaos.db'}"
        return
    server = folder / "server"
    server.mkdir(mode=0o755)
    folder.chmod(0o755)  # for root the server runs as somebody else
    with ExitStack() as closing:
        new = closing.enter_context(postgresql_databases(server))
        yield _emptied(new())


def _emptied(url: str) -> str:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return url
