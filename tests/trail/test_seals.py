"""The trail is sealed in batches: what commits late comes later, what never commits is missed by nobody."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models import audit, audit_seals
from models.audit_seals import BEGINNING, as_ranges, head, ranges_of, seal_waiting
from models.audit_verification import ERASED, verify
from models.database import Database
from models.schema import AuditEvent, AuditSeal, AuditUnsealed
from models.snapshots import hold_still
from tests.trail.hand import CLOCK, leave_event, refused

NOW = CLOCK.now()


def leave(database: Database, *numbers: int) -> None:
    for number in numbers:
        database.write_now(leave_event, number)


def seal(database: Database) -> int:
    return database.write_now(seal_waiting, NOW)


def seals(database: Database) -> list[AuditSeal]:
    return database.read_now(lambda session: list(session.scalars(select(AuditSeal).order_by(AuditSeal.number))))


def is_sound(database: Database) -> bool:
    def work(session: Session) -> bool:
        hold_still(session)
        return verify(session).is_sound

    return database.read_now(work)


def test_what_waits_is_sealed_and_the_next_seal_follows_the_first(database: Database) -> None:
    leave(database, 1, 2, 3)
    assert seal(database) == 3
    assert seal(database) == 0
    leave(database, 4)
    assert seal(database) == 1
    first, second = seals(database)
    assert (first.number, first.count, first.previous) == (1, 3, BEGINNING)
    assert (second.number, second.count, second.previous) == (2, 1, first.hash)
    found = database.read_now(head)
    assert found is not None
    assert (found.number, found.hash, found.events) == (2, second.hash.hex(), 4)
    assert is_sound(database)


def test_an_event_waits_for_its_seal_from_the_moment_it_is_there(database: Database) -> None:
    leave(database, 1, 2)
    verdict = database.read_now(verify)
    assert (verdict.events, verdict.seals, verdict.waiting, verdict.head) == (2, 0, 2, None)
    assert verdict.is_sound


def test_a_long_queue_is_sealed_in_short_steps(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_seals, "LARGEST_BATCH", 2)
    leave(database, 1, 2, 3, 4, 5)
    assert [seal(database) for _ in range(4)] == [2, 2, 1, 0]
    assert is_sound(database)


@contextmanager
def under_way(database: Database) -> Iterator[Session]:
    """A transaction of another process that has not committed yet."""
    with Session(database.engine) as session:
        yield session
        session.commit()


def test_what_commits_late_comes_into_a_later_seal(new_postgresql: object) -> None:
    database = Database(new_postgresql())  # type: ignore[operator]
    with under_way(database) as slow:
        late = leave_event(slow, 1)
        leave(database, 2, 3)
        assert seal(database) == 2
        with pytest.raises(ZeroDivisionError):
            database.write_now(lambda session: leave_event(session, 4) / 0)  # its number is gone for ever
        leave(database, 5)
        assert seal(database) == 1
    assert seal(database) == 1
    assert [one.members for one in seals(database)] == [f"{late + 1}-{late + 2}", f"{late + 4}", f"{late}"]
    assert is_sound(database)
    database.close()


def test_many_sealers_at_once_make_one_chain(database: Database) -> None:
    def work(number: int) -> int:
        database.write_now(leave_event, number)
        return seal(database)

    with ThreadPoolExecutor(8) as pool:
        sealed = sum(pool.map(work, range(60)))
    while more := seal(database):
        sealed += more
    assert sealed == 60
    assert sum(one.count for one in seals(database)) == 60
    assert is_sound(database)


SEAL_CHANGES = ("UPDATE audit_seal SET count = 7", "DELETE FROM audit_seal")
DETAIL_CHANGES = (
    "UPDATE audit_detail SET content = '{}'",
    "UPDATE audit_detail SET content = NULL",
    "UPDATE audit_detail SET content = NULL, key = NULL",
    "UPDATE audit_detail SET erased_by = event_id",
    "DELETE FROM audit_detail",
)
OF_SQLITE = (
    "REPLACE INTO audit_seal SELECT number, at, 1, 1, 7, members, row_hashes, previous, hash FROM audit_seal",
    "REPLACE INTO audit_detail SELECT event_id, key, '{}', NULL FROM audit_detail",
)
OF_POSTGRESQL = ("TRUNCATE audit_seal", "TRUNCATE audit_detail", "TRUNCATE audit_event CASCADE")


def test_the_database_refuses_to_change_seals_and_values(database: Database) -> None:
    leave(database, 1)
    seal(database)
    for statement in SEAL_CHANGES + DETAIL_CHANGES + (OF_SQLITE if database.is_sqlite else OF_POSTGRESQL):
        with pytest.raises(DatabaseError, match="the audit trail only grows"):
            refused(database, statement)
    assert is_sound(database)


def erase_all(session: Session) -> None:
    """Empty the values of every event in the name of an erasure."""
    content = {"count": 2}
    event = audit.record(session, at=NOW, actor_id=None, action=ERASED, subject="member", subject_id=7, content=content)
    audit.erase_values(session, select(AuditEvent.id).where(AuditEvent.id != event), event)


def test_values_can_be_erased_for_good_and_every_seal_holds(database: Database) -> None:
    leave(database, 1, 2)
    seal(database)
    before = seals(database)
    database.write_now(erase_all)
    seal(database)
    verdict = database.read_now(verify)
    assert (verdict.is_sound, verdict.events, verdict.erased) == (True, 3, 2)
    assert [one.hash for one in seals(database)][:1] == [one.hash for one in before]
    with pytest.raises(DatabaseError, match="the audit trail only grows"):
        refused(database, "UPDATE audit_detail SET erased_by = NULL, key = NULL, content = NULL")


def test_who_looks_at_others_leaves_a_trace_and_who_looks_at_themselves_none(database: Database) -> None:
    def work(session: Session, member_id: int) -> int:
        look = audit.Look.CARD
        audit.looked(session, look, at=NOW, actor_id=5, subject="member", subject_id=member_id, what="anggota")
        return session.scalar(select(func.count(AuditUnsealed.event_id))) or 0

    assert database.write_now(work, 5) == 0
    assert database.write_now(work, 6) == 1


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_say_exactly_the_ids(ids: set[int]) -> None:
    written = as_ranges(sorted(ids))
    assert [one for first, last in ranges_of(written) for one in range(first, last + 1)] == sorted(ids)
