"""Whoever gets round the triggers is found out: each way of tampering, and random ones, on both databases."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models import audit_seals
from models.audit_seals import BEGINNING, seal_hash, seal_waiting
from models.audit_verification import Fault, Finding, verify
from models.database import Database
from models.schema import AuditSeal
from tests.databases import NewUrl
from tests.trail.hand import CLOCK, leave_event, tamper

#: Events 1 to 12 under three seals of four, and event 13 that still waits.
SEALED, BATCH, SEALS, WAITING = 12, 4, 3, 13


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def trail(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Every test takes back what it did to it."""
    new: NewUrl = request.getfixturevalue(f"new_{request.param}")
    database = Database(new())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_seals, "LARGEST_BATCH", BATCH)
        for number in range(1, SEALED + 1):
            database.write_now(leave_event, number)
        while database.write_now(seal_waiting, CLOCK.now()):
            pass
    database.write_now(leave_event, WAITING)
    yield database
    database.close()


def findings(trail: Database, *statements: str, heads: tuple[str, ...] = ()) -> list[tuple[Fault, int | None]]:
    def work(session: Session) -> list[Finding]:
        tamper(session, *statements)
        return list(verify(session, heads).findings)

    return [(one.fault, one.number) for one in trail.read_now(work)]


def swapped(table: str, column: str, one: int, other: int) -> tuple[str, ...]:
    """Statements that give two rows each other's number."""
    steps = ((one, -1), (other, one), (-1, other))
    return tuple(f"UPDATE {table} SET {column} = {to} WHERE {column} = {old}" for old, to in steps)  # noqa: S608


def test_what_nobody_touched_is_sound(trail: Database) -> None:
    assert findings(trail) == []
    verdict = trail.read_now(verify)
    assert (verdict.events, verdict.seals, verdict.waiting) == (WAITING, SEALS, 1)


WAYS = {
    "who did it": (("UPDATE audit_event SET actor_id = 99 WHERE id = 5",), [(Fault.EVENT_CHANGED, 5)]),
    "who did it, to nobody": (("UPDATE audit_event SET actor_id = NULL WHERE id = 6",), [(Fault.EVENT_CHANGED, 6)]),
    "when": (
        ("UPDATE audit_event SET at = '2024-01-01 00:00:00.000000' WHERE id = 1",),
        [(Fault.EVENT_CHANGED, 1)],
    ),
    "what": (("UPDATE audit_event SET action = 'agency.enabled' WHERE id = 12",), [(Fault.EVENT_CHANGED, 12)]),
    "to whom": (("UPDATE audit_event SET subject_id = 1 WHERE id = 3",), [(Fault.EVENT_CHANGED, 3)]),
    "reordered": (
        swapped("audit_event", "id", 2, 11),
        [
            (Fault.EVENT_CHANGED, 2),
            (Fault.EVENT_CHANGED, 11),
            (Fault.VALUES_CHANGED, 2),
            (Fault.VALUES_CHANGED, 11),
        ],
    ),
    "one removed": (("DELETE FROM audit_event WHERE id = 7",), [(Fault.EVENT_REMOVED, 7)]),
    "one removed with its values": (
        ("DELETE FROM audit_detail WHERE event_id = 7", "DELETE FROM audit_event WHERE id = 7"),
        [(Fault.EVENT_REMOVED, 7)],
    ),
    "renumbered": (
        ("UPDATE audit_event SET id = 90 WHERE id = 7",),
        [(Fault.EVENT_REMOVED, 7), (Fault.EVENT_UNSEALED, 90), (Fault.VALUES_MISSING, 90)],
    ),
    "the queue emptied": (("DELETE FROM audit_unsealed",), [(Fault.EVENT_UNSEALED, WAITING)]),
    "queued once more": (("INSERT INTO audit_unsealed VALUES (4)",), [(Fault.EVENT_SEALED_TWICE, 4)]),
    "a seal removed": (
        ("DELETE FROM audit_seal WHERE number = 2",),
        [(Fault.SEAL_MISSING, 2), *((Fault.EVENT_UNSEALED, one) for one in range(5, 9))],
    ),
    "a seal's batch": (
        ("UPDATE audit_seal SET members = '1-3,5' WHERE number = 1",),
        [(Fault.SEAL_CHANGED, 1), (Fault.EVENT_CHANGED, 5), (Fault.EVENT_SEALED_TWICE, 5), (Fault.EVENT_UNSEALED, 4)],
    ),
    "a seal's batch, unreadable": (
        ("UPDATE audit_seal SET members = 'x' WHERE number = 3",),
        [
            (Fault.SEAL_CHANGED, 3),
            (Fault.SEAL_CHANGED, 3),
            *((Fault.EVENT_UNSEALED, one) for one in range(9, 13)),
        ],
    ),
    "a seal's moment": (
        ("UPDATE audit_seal SET at = '2024-01-01 00:00:00.000000' WHERE number = 3",),
        [(Fault.SEAL_CHANGED, 3)],
    ),
    "seals reordered": (
        swapped("audit_seal", "number", 1, 2),
        [
            (Fault.SEAL_UNCHAINED, 1),
            (Fault.SEAL_CHANGED, 1),
            (Fault.SEAL_UNCHAINED, 2),
            (Fault.SEAL_CHANGED, 2),
            (Fault.SEAL_UNCHAINED, 3),
        ],
    ),
    "values": (
        ("""UPDATE audit_detail SET content = '{"code": "LAIN"}' WHERE event_id = 8""",),
        [(Fault.VALUES_CHANGED, 8)],
    ),
    "values removed": (("DELETE FROM audit_detail WHERE event_id = 8",), [(Fault.VALUES_MISSING, 8)]),
    "values emptied without an erasure": (
        ("UPDATE audit_detail SET content = NULL, key = NULL, erased_by = 1 WHERE event_id = 8",),
        [(Fault.VALUES_MISSING, 8)],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_tampering_is_found_where_it_was_done(trail: Database, way: str) -> None:
    statements, expected = WAYS[way]
    assert findings(trail, *statements) == expected


CUT = (
    "DELETE FROM audit_seal WHERE number = 3",
    "DELETE FROM audit_detail WHERE event_id >= 9",
    "DELETE FROM audit_unsealed",
    "DELETE FROM audit_event WHERE id >= 9",
)


def test_a_cut_end_is_found_by_a_head_that_was_noted_elsewhere(trail: Database) -> None:
    *_, middle, last = trail.read_now(lambda session: session.scalars(select(AuditSeal).order_by("number")).all())
    assert findings(trail, *CUT) == []  # what is left is sound in itself
    assert findings(trail, *CUT, heads=(middle.hash.hex(),)) == []
    assert findings(trail, *CUT, heads=(last.hash.hex(),)) == [(Fault.HEAD_UNKNOWN, None)]
    assert findings(trail, heads=(last.hash.hex().upper() + "\n", middle.hash.hex())) == []


def rewrite(session: Session) -> None:
    """Change an event, and compute every hash anew, as the owner of the database could."""
    tamper(session, "UPDATE audit_event SET actor_id = 99 WHERE id = 2", "DELETE FROM audit_seal")
    session.execute(text("INSERT INTO audit_unsealed SELECT id FROM audit_event WHERE id <= 12"))
    while seal_waiting(session, CLOCK.now()):
        session.flush()


def test_a_trail_that_was_rewritten_altogether_is_found_by_a_noted_head(trail: Database) -> None:
    noted = trail.read_now(lambda session: session.scalars(select(AuditSeal.hash)).all())

    def work(session: Session, heads: tuple[str, ...]) -> tuple[Finding, ...]:
        rewrite(session)
        return verify(session, heads).findings

    assert trail.read_now(work, ()) == ()
    head = noted[-1].hex()
    assert trail.read_now(work, (head,)) == (Finding(Fault.HEAD_UNKNOWN, head=head),)


EVENT_IDS = st.integers(1, WAITING - 1)
CHANGES = st.one_of(
    st.builds("UPDATE audit_event SET actor_id = {1} WHERE id = {0}".format, EVENT_IDS, st.integers(100, 999)),
    st.builds("UPDATE audit_event SET subject_id = {1} WHERE id = {0}".format, EVENT_IDS, st.integers(100, 999)),
    st.builds("UPDATE audit_event SET action = 'a.{1}' WHERE id = {0}".format, EVENT_IDS, st.integers(100, 999)),
    st.builds("UPDATE audit_event SET id = id + 100 WHERE id = {0}".format, EVENT_IDS),
    st.builds("DELETE FROM audit_event WHERE id = {0}".format, EVENT_IDS),
    st.builds("DELETE FROM audit_event WHERE id >= {0}".format, EVENT_IDS),
    st.builds("DELETE FROM audit_seal WHERE number = {0}".format, st.integers(1, SEALS - 1)),
    st.builds("UPDATE audit_seal SET count = count + 1 WHERE number = {0}".format, st.integers(1, SEALS)),
    st.builds("UPDATE audit_seal SET last_id = last_id + 1 WHERE number = {0}".format, st.integers(1, SEALS)),
    st.builds("DELETE FROM audit_detail WHERE event_id = {0}".format, EVENT_IDS),
)


@settings(max_examples=60)
@given(changes=st.lists(CHANGES, min_size=1, max_size=4))
def test_whatever_is_done_to_sealed_rows_is_found(trail: Database, changes: list[str]) -> None:
    assert findings(trail, *changes) != []


@settings(max_examples=200)
@given(number=st.integers(1, 9), count=st.integers(1, 9), flip=st.integers(0, 31), bit=st.integers(1, 255))
def test_a_seal_with_any_other_byte_has_another_hash(number: int, count: int, flip: int, bit: int) -> None:
    seal = AuditSeal(
        number=number, at=CLOCK.now(), first_id=1, last_id=count, count=count, members=f"1-{count}", previous=BEGINNING
    )
    seal.row_hashes = bytes(32 * count)
    before = seal_hash(seal)
    spoilt = bytearray(seal.row_hashes)
    spoilt[flip] ^= bit
    seal.row_hashes = bytes(spoilt)
    assert seal_hash(seal) != before
