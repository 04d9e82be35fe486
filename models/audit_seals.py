"""Sealing the trail: events that wait are put under one hash, which also covers the seal before it.

A batch is a list of events, no range of ids: an id that commits late comes into a later batch, and one that never
commits into none. So no writer ever waits for the seal, and no event escapes it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.schema import AuditEvent, AuditSeal, AuditUnsealed

#: Events under one seal: its transaction stays short.
LARGEST_BATCH = 1000
#: What stands before the first seal.
BEGINNING = bytes(32)
HASH_BYTES = 32
#: One sealer at a time, over all processes on one PostgreSQL; SQLite has one writer anyway.
_LOCK = 0x5EA1


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal: whoever notes its hash elsewhere can prove later that nothing before it was cut or rewritten."""

    number: int
    hash: str
    #: When it was sealed, UTC.
    at: datetime
    #: How many events all seals cover.
    events: int


def seal_waiting(session: Session, now: datetime) -> int:
    """Put what waits under a seal, oldest first, at most `LARGEST_BATCH`; give how many events that were."""
    if not _may_seal(session):
        return 0
    waiting = select(AuditEvent).join(AuditUnsealed, AuditUnsealed.event_id == AuditEvent.id)
    events = session.scalars(waiting.order_by(AuditEvent.id).limit(LARGEST_BATCH)).all()
    if not events:
        return 0
    session.add(_seal(_last(session), events, now))
    session.execute(delete(AuditUnsealed).where(AuditUnsealed.event_id.in_(event.id for event in events)))
    return len(events)


def head(session: Session) -> Head | None:
    """Give the newest seal, or nothing if there is none yet."""
    last = _last(session)
    if last is None:
        return None
    return Head(last.number, last.hash.hex(), last.at, session.scalar(select(func.sum(AuditSeal.count))) or 0)


def row_hash(event: AuditEvent) -> bytes:
    """Give the SHA-256 of an event's row in its canonical form."""
    row = (
        event.id,
        event.at.isoformat(timespec="microseconds"),
        event.actor_id,
        event.action,
        event.subject,
        event.subject_id,
        event.digest.hex(),
    )
    return hashlib.sha256(_canonical(row)).digest()


def seal_hash(seal: AuditSeal) -> bytes:
    """Give the SHA-256 that a seal should have by what stands in it."""
    row = (
        seal.number,
        seal.at.isoformat(timespec="microseconds"),
        seal.first_id,
        seal.last_id,
        seal.count,
        seal.members,
        seal.previous.hex(),
    )
    return hashlib.sha256(_canonical(row) + seal.row_hashes).digest()


def as_ranges(ids: Iterable[int]) -> str:
    """Write rising ids as ranges: `1-57,59,61-70`."""
    ranges: list[list[int]] = []
    for one in ids:
        if ranges and ranges[-1][1] == one - 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def ranges_of(members: str) -> Iterator[tuple[int, int]]:
    """Read ranges as `as_ranges` writes them, both ends included; raises `ValueError` for anything else."""
    for part in members.split(","):
        first, dash, last = part.partition("-")
        yield int(first), int(last if dash else first)


def _seal(last: AuditSeal | None, events: Sequence[AuditEvent], now: datetime) -> AuditSeal:
    seal = AuditSeal(
        number=last.number + 1 if last else 1,
        at=now,
        first_id=events[0].id,
        last_id=events[-1].id,
        count=len(events),
        members=as_ranges(event.id for event in events),
        row_hashes=b"".join(map(row_hash, events)),
        previous=last.hash if last else BEGINNING,
    )
    seal.hash = seal_hash(seal)
    return seal


def _last(session: Session) -> AuditSeal | None:
    return session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))


def _may_seal(session: Session) -> bool:
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))))


def _canonical(row: Sequence[object]) -> bytes:
    return json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode()
