"""Verifying the trail: events against their seals, seals against the one before, values against their digests."""

import enum
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.audit import digest
from models.audit_seals import BEGINNING, HASH_BYTES, ranges_of, row_hash, seal_hash
from models.schema import AuditDetail, AuditEvent, AuditSeal, AuditUnsealed

#: The event that empties details; `models.erasures` writes it.
ERASED = "member.erased"
_AT_ONCE = 1000


class Fault(enum.StrEnum):
    """What can be wrong with the trail."""

    EVENT_CHANGED = "event changed"
    EVENT_REMOVED = "event removed"
    EVENT_UNSEALED = "event without a seal"
    EVENT_SEALED_TWICE = "event sealed twice"
    SEAL_CHANGED = "seal changed"
    SEAL_MISSING = "seal missing"
    SEAL_UNCHAINED = "seal does not follow the one before it"
    HEAD_UNKNOWN = "noted head not found: the end was cut, or the trail rewritten"
    VALUES_CHANGED = "values changed"
    VALUES_MISSING = "values missing without an erasure"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: with the event or seal of that number, or with a noted head."""

    fault: Fault
    number: int | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: nothing wrong where `findings` is empty."""

    events: int
    seals: int
    #: Events that wait for the next seal.
    waiting: int
    #: Events whose values were erased lawfully.
    erased: int
    head: str | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, removed, reordered or cut."""
        return not self.findings


def verify(session: Session, noted_heads: Iterable[str] = ()) -> Verdict:
    """Hold the whole trail against its seals, and the seals against the heads that were noted elsewhere (as hex).

    While the bot runs, `models.snapshots.hold_still` goes first: everything is to be of one moment.
    """
    seals = _Seals()
    findings = [
        *seals.check(session),
        *seals.check_heads(noted_heads),
        *_unsealed(session, seals.ranges),
        *_values(session),
    ]
    return Verdict(
        events=_count(session, AuditEvent.id),
        seals=seals.number,
        waiting=_count(session, AuditUnsealed.event_id),
        erased=_count(session, AuditDetail.erased_by),
        head=seals.hashes[-1] if seals.hashes else None,
        findings=tuple(findings),
    )


class _Seals:
    """Walks along the seals, and remembers which ids they cover."""

    def __init__(self) -> None:
        self.number = 0
        self.hashes: list[str] = []
        self.ranges: list[tuple[int, int]] = []
        self._previous = BEGINNING

    def check(self, session: Session) -> Iterator[Finding]:
        """Check every seal and the events under it."""
        for number in session.scalars(select(AuditSeal.number).order_by(AuditSeal.number)).all():
            seal = session.get_one(AuditSeal, number)
            yield from self._check_chain(seal)
            yield from self._check_events(session, seal)

    def check_heads(self, noted: Iterable[str]) -> Iterator[Finding]:
        """Check that every head that was noted is still the hash of a seal."""
        known = set(self.hashes)
        return (Finding(Fault.HEAD_UNKNOWN, head=head) for head in noted if head.strip().lower() not in known)

    def _check_chain(self, seal: AuditSeal) -> Iterator[Finding]:
        for missing in range(self.number + 1, seal.number):
            yield Finding(Fault.SEAL_MISSING, missing)
        if seal.number == self.number + 1 and seal.previous != self._previous:
            yield Finding(Fault.SEAL_UNCHAINED, seal.number)
        if seal.hash != seal_hash(seal):
            yield Finding(Fault.SEAL_CHANGED, seal.number)
        self.number, self._previous = seal.number, seal.hash
        self.hashes.append(seal.hash.hex())

    def _check_events(self, session: Session, seal: AuditSeal) -> Iterator[Finding]:
        try:
            ranges = list(ranges_of(seal.members))
        except ValueError:
            yield Finding(Fault.SEAL_CHANGED, seal.number)
            return
        self.ranges += ranges
        sealed = _row_hashes(seal, ranges)
        found = {event.id: row_hash(event) for event in _events_in(session, ranges)}
        yield from (Finding(Fault.EVENT_REMOVED, one) for one in sealed if one not in found)
        yield from (Finding(Fault.EVENT_CHANGED, one) for one in sealed if found.get(one, sealed[one]) != sealed[one])


def _row_hashes(seal: AuditSeal, ranges: Sequence[tuple[int, int]]) -> dict[int, bytes]:
    """What each event's hash was when it was sealed; of a damaged seal, as far as it goes."""
    ids = (one for first, last in ranges for one in range(first, last + 1))
    starts = range(0, len(seal.row_hashes), HASH_BYTES)
    return {one: seal.row_hashes[start : start + HASH_BYTES] for one, start in zip(ids, starts, strict=False)}


def _events_in(session: Session, ranges: Sequence[tuple[int, int]]) -> Iterator[AuditEvent]:
    """Give the events of a batch: those of late ids lie far from the rest, so each range is asked for."""
    for first, last in ranges:
        inside = select(AuditEvent).where(AuditEvent.id.between(first, last)).order_by(AuditEvent.id)
        yield from session.scalars(inside.execution_options(yield_per=_AT_ONCE))


def _unsealed(session: Session, ranges: list[tuple[int, int]]) -> Iterator[Finding]:
    """Events that no seal covers and that do not wait for one, and ids that two seals cover."""
    merged, doubled = _merged(ranges)
    yield from (Finding(Fault.EVENT_SEALED_TWICE, one) for one in doubled)
    waiting = set(session.scalars(select(AuditUnsealed.event_id)))
    yield from (Finding(Fault.EVENT_SEALED_TWICE, one) for one in sorted(waiting) if _covers(merged, one))
    for one in session.scalars(select(AuditEvent.id).order_by(AuditEvent.id).execution_options(yield_per=_AT_ONCE)):
        if one not in waiting and not _covers(merged, one):
            yield Finding(Fault.EVENT_UNSEALED, one)


def _merged(ranges: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[int]]:
    """Give the ranges in order, and where one begins inside of another."""
    ordered = sorted(ranges)
    doubled = [right[0] for left, right in pairwise(ordered) if right[0] <= left[1]]
    return ordered, doubled


def _covers(ordered: Sequence[tuple[int, int]], one: int) -> bool:
    """Tell whether one of the ranges, which do not overlap in a sound trail, holds the id."""
    place = bisect_right(ordered, (one, sys.maxsize)) - 1
    return place >= 0 and ordered[place][1] >= one


def _values(session: Session) -> Iterator[Finding]:
    """Values that no longer fit the digest in their event, and values that are gone without an erasure."""
    erasure = aliased(AuditEvent)
    query = (
        select(AuditEvent.id, AuditEvent.digest, AuditDetail, erasure.action)
        .outerjoin(AuditDetail, AuditDetail.event_id == AuditEvent.id)
        .outerjoin(erasure, erasure.id == AuditDetail.erased_by)
        .order_by(AuditEvent.id)
    )
    for event_id, noted, detail, erased_by in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        fault = _fault_of_values(noted, detail, erased_by)
        if fault is not None:
            yield Finding(fault, event_id)


def _fault_of_values(noted: bytes, detail: AuditDetail | None, erased_by: str | None) -> Fault | None:
    if detail is None:
        return Fault.VALUES_MISSING
    if detail.key is None or detail.content is None:
        return None if erased_by == ERASED else Fault.VALUES_MISSING
    return None if digest(detail.key, detail.content) == noted else Fault.VALUES_CHANGED


def _count(session: Session, column: InstrumentedAttribute[Any]) -> int:
    return session.scalar(select(func.count(column))) or 0
