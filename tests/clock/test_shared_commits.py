"""Works that wait for SQLite's writer share a commit, and nothing else: each is undone, told and cancelled alone."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.database import Database
from models.schema import Agency
from models.shared_commits import MOST
from tests.databases import NewUrl


def add(session: Session, code: str) -> None:
    session.add(Agency(code=code, name=code))
    session.flush()


def add_and_fail(session: Session, code: str) -> None:
    add(session, code)
    raise ZeroDivisionError(code)


def codes(session: Session) -> set[str]:
    return set(session.scalars(text("SELECT code FROM agency")))


@pytest.fixture
def database(new_sqlite: NewUrl) -> Iterator[Database]:
    found = Database(new_sqlite())
    yield found
    found.close()


@pytest.fixture
def commits(database: Database) -> list[str]:
    """Grows by one with each commit."""
    counted: list[str] = []
    event.listen(database.engine, "commit", lambda _connection: counted.append("commit"))
    return counted


@asynccontextmanager
async def busy_writer(database: Database) -> AsyncIterator[None]:
    """The writer is at something until the end, so that whatever is written meanwhile waits together."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(_session: Session) -> None:
        begun.set()
        assert go_on.wait(10)

    busy = asyncio.create_task(database.write(wait))
    assert await asyncio.to_thread(begun.wait, 10)
    try:
        yield
        await asyncio.sleep(0)  # those who want to write have begun to wait
    finally:
        go_on.set()
    await busy


async def test_what_waits_together_is_committed_together(database: Database, commits: list[str]) -> None:
    async with busy_writer(database):
        waiting = [asyncio.create_task(database.write(add, f"K{number}")) for number in range(MOST + 1)]
    await asyncio.gather(*waiting)
    assert database.read_now(codes) == {f"K{number}" for number in range(MOST + 1)}
    assert len(commits) == 3, "the busy one, sixteen together, and the last"


async def test_one_that_fails_is_undone_alone(database: Database, commits: list[str]) -> None:
    async with busy_writer(database):
        works = ((add, "A"), (add_and_fail, "B"), (add, "C"))
        waiting = [asyncio.create_task(database.write(work, code)) for work, code in works]
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in told] == [type(None), ZeroDivisionError, type(None)]
    assert database.read_now(codes) == {"A", "C"}
    assert len(commits) == 2


async def test_nobody_is_told_before_the_commit(database: Database) -> None:
    seen: list[set[str]] = []
    async with busy_writer(database):
        waiting = [asyncio.create_task(database.write(add, code)) for code in "ABC"]
        for task in waiting:
            task.add_done_callback(lambda _task: seen.append(database.read_now(codes)))
    await asyncio.gather(*waiting)
    assert seen == [{"A", "B", "C"}] * 3


async def test_who_stops_waiting_in_time_changes_nothing(database: Database) -> None:
    async with busy_writer(database):
        waiting = [asyncio.create_task(database.write(add, code)) for code in "AB"]
        await asyncio.sleep(0)
        waiting[0].cancel()
    await asyncio.wait(waiting)
    assert database.read_now(codes) == {"B"}


async def test_a_commit_that_fails_is_told_to_all(database: Database) -> None:
    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("database or disk is full"))

    def fill_the_disk(_session: Session) -> None:
        event.listen(database.engine, "commit", refuse)

    async with busy_writer(database):
        waiting = [asyncio.create_task(database.write(add, "A")), asyncio.create_task(database.write(fill_the_disk))]
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in told] == [OperationalError, OperationalError]
    event.remove(database.engine, "commit", refuse)
    assert database.read_now(codes) == set()
    await database.write(add, "C")
    assert database.read_now(codes) == {"C"}


async def test_a_transaction_that_the_database_gave_up_is_told_to_all(database: Database) -> None:
    def lose(session: Session, code: str) -> None:
        add(session, code)
        session.connection().exec_driver_sql("ROLLBACK")  # as SQLite does by itself on a full disk
        raise ZeroDivisionError(code)

    async with busy_writer(database):
        waiting = [
            asyncio.create_task(database.write(work, code)) for work, code in ((add, "A"), (lose, "B"), (add, "C"))
        ]
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, Exception) for one in told)
    assert database.read_now(codes) == set()
    await database.write(add, "D")
    assert database.read_now(codes) == {"D"}
