"""The server of a test's database, as who looks after it sees it; and what can befall it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from tests.databases import TEMPLATE


class Server:
    """The server of a test's database, as who looks after it sees it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.name = self.url.database or ""

    def run(self, statement: str, *, inside: bool = False) -> None:
        with self.connect(inside=inside) as connection:
            connection.execute(statement.encode())

    def connect(self, *, inside: bool = True) -> psycopg.Connection[Any]:
        place = self.url.set(drivername="postgresql", database=self.name if inside else "postgres")
        return psycopg.connect(place.render_as_string(hide_password=False), autocommit=True)

    def hang_up(self) -> None:
        with self.connect(inside=False) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (self.name,)
            )

    def url_of(self, name: str) -> str:
        return self.url.set(username=name, password=None).render_as_string(hide_password=False)


@contextmanager
def only_readable(server: Server) -> Iterator[None]:
    server.run(f"ALTER DATABASE {server.name} SET default_transaction_read_only = on")
    server.hang_up()
    yield
    server.run(f"ALTER DATABASE {server.name} SET default_transaction_read_only = off")


@contextmanager
def locked(server: Server, table: str = "processed_update") -> Iterator[None]:
    with server.connect() as other, other.transaction():
        other.execute(f"LOCK TABLE {table}".encode())
        yield


@contextmanager
def dropped(server: Server) -> Iterator[None]:
    server.run(f"DROP DATABASE {server.name} WITH (FORCE)")
    yield
    server.run(f"CREATE DATABASE {server.name} TEMPLATE {TEMPLATE}")
