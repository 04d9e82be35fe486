"""What is wrong with a database, told from its error, in real cases; and that the same program goes on afterwards."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.orm import Session

from models.database import Database, is_from_outside
from models.schema import ProcessedUpdate
from models.troubles import Trouble, trouble_of
from models.updates import UpdateKey, mark_processed
from tests.databases import NewUrl
from tests.desk import START, SetClock
from tests.troubles.server import Server, dropped, locked, only_readable

NOW = SetClock(START).now()
#: A person who may do little, for whom the server keeps limits.
PETTY = "petty"


def note(database: Database, number: int) -> Trouble | None:
    """Write something; gives what is wrong, if anything is."""
    try:
        database.write_now(mark_processed, UpdateKey(1, number), NOW)
    except DBAPIError as error:
        return trouble_of(error)
    return None


def noted(database: Database) -> int:
    return database.read_now(lambda session: session.scalar(select(func.count(ProcessedUpdate.update_id))) or 0)


@pytest.mark.parametrize(
    ("befalls", "trouble"),
    [(only_readable, Trouble.READ_ONLY), (locked, Trouble.HELD), (dropped, Trouble.NO_DATABASE)],
)
def test_what_befalls_postgresql_is_named_and_waited_for(
    server: Server, befalls: Callable[[Server], Any], trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.BUSY_MILLISECONDS", 50)
    with closing(Database(str(server.url))) as database:
        assert note(database, 1) is None
        with befalls(server):
            assert note(database, 2) == trouble
            assert note(database, 3) == trouble
        assert note(database, 4) is None, "without a restart"


def test_a_server_that_ends_every_connection_is_away_and_the_next_work_finds_it_again(server: Server) -> None:
    def cut_off(session: Session) -> None:
        mark_processed(session, UpdateKey(1, 1), NOW)
        server.hang_up()
        session.execute(text("SELECT 1"))

    with closing(Database(str(server.url))) as database:
        with pytest.raises(OperationalError) as cut:
            database.write_now(cut_off)
        assert trouble_of(cut.value) == Trouble.AWAY
        assert noted(database) == 0, "half an effect is none"
        assert note(database, 1) is None


def test_a_server_that_takes_no_more_connections_or_does_not_know_the_login_says_so(server: Server) -> None:
    server.run(f"CREATE ROLE {PETTY} LOGIN CONNECTION LIMIT 1")
    server.run(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {PETTY}", inside=True)
    try:
        with closing(Database(server.url_of(PETTY))) as database:
            with closing(psycopg.connect(server.url_of(PETTY).replace("+psycopg", ""))):
                assert note(database, 1) == Trouble.CROWDED
            assert note(database, 1) is None
        with closing(Database(server.url_of("nobody"))) as database:
            assert note(database, 2) == Trouble.NOT_LET_IN
    finally:
        server.run(f"DROP OWNED BY {PETTY}", inside=True)
        server.run(f"DROP ROLE {PETTY}")


def test_of_two_works_that_wait_for_each_other_both_are_done(server: Server) -> None:
    """PostgreSQL undoes one of them (deadlock_detected): it is done again."""
    met, tries = threading.Barrier(2, timeout=10), []

    def lock_both(session: Session, first: int, second: int) -> None:
        tries.append(first)
        session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
        session.execute(_LOCK, {"number": first})
        if len(tries) <= 2:
            met.wait()
        session.execute(_LOCK, {"number": second})
        mark_processed(session, UpdateKey(2, first), NOW)

    with closing(Database(str(server.url))) as database:
        assert note(database, 1) is note(database, 2) is None
        works = [threading.Thread(target=database.write_now, args=(lock_both, *order)) for order in ((1, 2), (2, 1))]
        for work in works:
            work.start()
        for work in works:
            work.join()
        assert len(tries) == 3
        assert noted(database) == 4


_LOCK = text("SELECT 1 FROM processed_update WHERE update_id = :number FOR UPDATE")


def test_a_lock_that_the_server_limits_already_keeps_its_limit(server: Server) -> None:
    server.run(f"ALTER DATABASE {server.name} SET lock_timeout = '7s'")
    with closing(Database(str(server.url))) as database:
        assert database.read_now(lambda session: session.scalar(text("SHOW lock_timeout"))) == "7s"


def test_a_file_that_can_only_be_read_is_named_and_written_again_when_it_can_be(new_sqlite: NewUrl) -> None:
    url = new_sqlite()
    path, may_write = Path(make_url(url).database or ""), True

    def open_file(*_: object) -> sqlite3.Connection | None:
        if may_write:
            return None
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)

    with closing(Database(url)) as database:
        event.listen(database.engine, "do_connect", open_file)
        assert note(database, 1) is None
        may_write = False
        database.engine.dispose()
        assert note(database, 2) == Trouble.READ_ONLY
        may_write = True
        assert note(database, 3) is None, "though that connection was opened only to be read"
        assert noted(database) == 2


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_FULL, Trouble.FULL),
        (sqlite3.SQLITE_BUSY, Trouble.HELD),
        (sqlite3.SQLITE_CORRUPT, Trouble.DAMAGED),
        (sqlite3.SQLITE_NOTADB, Trouble.NO_DATABASE),
        (sqlite3.SQLITE_READONLY, Trouble.READ_ONLY),
        (sqlite3.SQLITE_IOERR, Trouble.AWAY),
        (sqlite3.SQLITE_ERROR, None),
        (517, Trouble.HELD),  # SQLITE_BUSY_SNAPSHOT: an extended code
    ],
)
def test_what_is_wrong_is_told_from_sqlites_code(code: int, trouble: Trouble | None) -> None:
    original = sqlite3.OperationalError("?")
    original.sqlite_errorcode = code
    assert trouble_of(OperationalError("INSERT", {}, original)) == trouble


@pytest.mark.parametrize(
    ("code", "trouble", "outside"),
    [
        ("53100", Trouble.FULL, True),
        ("3D000", Trouble.NO_DATABASE, True),
        ("55P03", Trouble.HELD, True),
        ("25006", Trouble.READ_ONLY, True),
        ("53300", Trouble.CROWDED, True),
        ("28P01", Trouble.NOT_LET_IN, True),
        ("57P01", Trouble.AWAY, False),
        ("57014", Trouble.AWAY, False),  # query_canceled: it may be the query that takes too long
        ("40001", Trouble.CONTENDED, False),
        ("40P01", Trouble.CONTENDED, False),
        ("23505", None, False),  # unique_violation: the work is wrong, and no time mends it
        ("42601", None, False),  # syntax_error
    ],
)
def test_what_is_wrong_is_told_from_postgresqls_code(code: str, trouble: Trouble | None, outside: bool) -> None:
    original = psycopg.errors.lookup(code)("?")
    sort = OperationalError if isinstance(original, psycopg.OperationalError) else InternalError
    error = sort("INSERT", {}, original)
    assert (trouble_of(error), is_from_outside(error)) == (trouble, outside)
