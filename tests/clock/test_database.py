"""The two doors to the database, the trail that only grows, and the migrations: on both databases."""

import asyncio
import threading
import warnings
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import DatabaseError, StatementError
from sqlalchemy.orm import Session

from models import audit
from models.database import Database
from models.migrate import _config, migrate
from models.schema import AuditDetail, AuditEvent, Base, Indicator, ProcessedUpdate

NOW = datetime(2025, 9, 15, 1, tzinfo=UTC)
FIRST_INDICATOR = 1
ROUNDS = 80


def maximum(session: Session) -> int:
    return session.get_one(Indicator, FIRST_INDICATOR).maximum


def raise_maximum(session: Session) -> None:
    row = session.get_one(Indicator, FIRST_INDICATOR, with_for_update=True)
    row.maximum += 1


def change_trail(session: Session, statement: str) -> None:
    session.execute(text(statement))


def tables(database: Database) -> set[str]:
    return set(database.read_now(lambda session: inspect(session.connection()).get_table_names()))


async def test_eighty_changes_at_once_lose_nothing(database: Database) -> None:
    before = await database.read(maximum)
    await asyncio.gather(*(database.write(raise_maximum) for _ in range(ROUNDS)))
    assert await database.read(maximum) == before + ROUNDS


async def test_reading_changes_nothing(database: Database) -> None:
    def change(session: Session) -> int:
        raise_maximum(session)
        session.flush()
        return maximum(session)

    before = await database.read(maximum)
    assert await database.read(change) == before + 1
    assert await database.read(maximum) == before


async def test_all_that_is_read_together_is_of_one_moment(database: Database) -> None:
    """A recap counts the reports by one statement and sums them by another, while others report."""

    def twice(session: Session) -> tuple[int, int]:
        count = select(Indicator.maximum).where(Indicator.id == FIRST_INDICATOR)
        before = session.scalar(count)
        database.write_now(raise_maximum)
        after = session.scalar(count)
        assert before is not None
        assert after is not None
        return before, after

    before, after = await database.read(twice)
    assert before == after
    assert await database.read(maximum) == before + 1


async def test_work_that_fails_changes_nothing(database: Database) -> None:
    def fail(session: Session) -> None:
        raise_maximum(session)
        session.flush()
        raise ZeroDivisionError

    before = await database.read(maximum)
    with pytest.raises(ZeroDivisionError):
        await database.write(fail)
    assert await database.read(maximum) == before


async def test_what_was_read_can_be_used_afterwards(database: Database) -> None:
    row = await database.read(lambda session: session.get_one(Indicator, FIRST_INDICATOR))
    assert row.key == "patrol"


async def test_a_cancelled_wait_does_not_take_back_a_commit(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        begun.set()
        assert go_on.wait(10)
        raise_maximum(session)

    before = await database.read(maximum)
    writing = asyncio.create_task(database.write(slow))
    assert await asyncio.to_thread(begun.wait, 10)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    go_on.set()
    database.close()  # waits for what its threads are at
    opened = Database(database.url.render_as_string(hide_password=False))
    assert opened.read_now(maximum) == before + 1
    opened.close()


@pytest.mark.parametrize("hours", [-11, 0, 7, 9])
def test_moments_come_back_in_utc_with_their_zone(database: Database, hours: int) -> None:
    given = datetime(2025, 9, 15, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=hours)))
    database.write_now(lambda session: session.add(ProcessedUpdate(bot_id=1, update_id=2, at=given)))
    stored = database.read_now(lambda session: session.scalars(select(ProcessedUpdate.at)).one())
    assert stored == given
    assert stored.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    nowhere = datetime(2025, 9, 15, 1)  # noqa: DTZ001 - that is the point
    row = ProcessedUpdate(bot_id=1, update_id=2, at=nowhere)
    with pytest.raises(StatementError, match="time zone"):
        database.write_now(lambda session: session.add(row))


def test_an_error_of_the_database_tells_no_values(database: Database) -> None:
    ask = text("SELECT * FROM nowhere WHERE name = :name").bindparams(name="Budi")
    with pytest.raises(DatabaseError) as refused:
        database.read_now(lambda session: session.execute(ask))
    assert "Budi" not in str(refused.value)


@pytest.fixture
def trail(database: Database) -> Database:
    """A database with one event of the trail."""
    database.write_now(
        audit.record,
        at=NOW,
        actor_id=None,
        action="agency.added",
        subject="agency",
        subject_id=1,
        content={"code": "BAKAMLA"},
    )
    return database


CHANGES = ("UPDATE audit_event SET actor_id = 7", "DELETE FROM audit_event")
OF_SQLITE = (
    "REPLACE INTO audit_event SELECT id, at, 7, action, subject, subject_id, digest FROM audit_event",
    "INSERT OR REPLACE INTO audit_event SELECT id, at, 7, action, subject, subject_id, digest FROM audit_event",
    "UPDATE OR REPLACE audit_event SET id = 1",
)
OF_POSTGRESQL = ("TRUNCATE audit_event", "TRUNCATE audit_event CASCADE")


def test_an_event_of_the_trail_can_be_neither_changed_nor_removed(trail: Database) -> None:
    for change in CHANGES + (OF_SQLITE if trail.is_sqlite else OF_POSTGRESQL):
        # PostgreSQL refuses a TRUNCATE without CASCADE already for the details' sake.
        with pytest.raises(DatabaseError, match=r"the audit trail only grows|cannot truncate"):
            trail.write_now(change_trail, change)
        event = trail.read_now(lambda session: session.scalars(select(AuditEvent)).one())
        assert event.actor_id is None, change


def test_an_event_is_sealed_by_a_key_that_can_be_erased_with_the_values(trail: Database) -> None:
    def both(session: Session) -> tuple[AuditEvent, AuditDetail]:
        return session.scalars(select(AuditEvent)).one(), session.scalars(select(AuditDetail)).one()

    event, detail = trail.read_now(both)
    assert detail.key is not None
    assert event.digest == audit.digest(detail.key, {"code": "BAKAMLA"})
    assert event.digest != audit.digest(detail.key, {"code": "KKP"})
    trail.write_now(lambda session: session.execute(update(AuditDetail).values(key=None, content=None, erased_by=1)))
    emptied, detail = trail.read_now(both)
    assert (emptied.digest, detail.key, detail.content) == (event.digest, None, None)


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.write_now(lambda session: session.execute(update(Indicator).values(label="Lain")))
    migrate(database)
    assert database.read_now(lambda session: set(session.scalars(select(Indicator.label)))) == {"Lain"}


def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    def differences(session: Session) -> list[object]:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        with warnings.catch_warnings():
            # SQLAlchemy can't read an index over an expression back from SQLite: `uq_coordination_group_place`.
            warnings.filterwarnings("ignore", ".*expression-based index")
            return list(compare_metadata(context, Base.metadata))

    found = [one for one in database.read_now(differences) if "uq_coordination_group_place" not in repr(one)]
    assert found == []


def test_migrations_run_back_to_nothing_and_up_again(database: Database) -> None:
    before = tables(database)
    database.write_now(lambda session: command.downgrade(_config(session), "base"))
    assert tables(database) == {"alembic_version"}
    migrate(database)
    assert tables(database) == before
    with pytest.raises(DatabaseError, match="the audit trail only grows"):
        trail_of_a_new_database(database)


def trail_of_a_new_database(database: Database) -> None:
    content = {"code": "KKP"}
    database.write_now(
        audit.record, at=NOW, actor_id=None, action="agency.added", subject="agency", subject_id=1, content=content
    )
    database.write_now(change_trail, "DELETE FROM audit_event")
