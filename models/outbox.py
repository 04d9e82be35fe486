"""The outbox: scheduled messages, decided once by their key, and what becomes of each.

pending → sending → sent | failed | unknown, or dropped. A row is marked `sending` right before it leaves, so that what
a crash finds there may have been delivered, and only that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.insertion import Row, insert_new
from models.schema import Outbox, OutboxState

#: How long a worker may hold what it has claimed.
LEASE = timedelta(seconds=60)
LONGEST_OUTCOME = 200
#: Nobody knows yet what becomes of it.
ON_ITS_WAY = (OutboxState.PENDING, OutboxState.SENDING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that is due: for a member or for a coordination group, about a date."""

    kind: str
    day: date
    due_at: datetime
    expires_at: datetime
    member_id: int | None = None
    group_id: int | None = None
    #: What tells it from others of its kind about the same date: at most 20 characters.
    about: str = ""
    #: What its letter needs to know besides.
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def occasion(self) -> str:
        """What it is about, as the outbox' key says it: the date comes first."""
        return f"{self.day.isoformat()} {self.about}".rstrip()

    @property
    def recipient(self) -> str:
        """Who gets it, as the outbox' key says it."""
        return f"m{self.member_id}" if self.member_id is not None else f"g{self.group_id}"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this worker holds for as long as its lease lasts."""

    id: int
    kind: str
    day: date
    expires_at: datetime
    member_id: int | None
    group_id: int | None
    #: How often it was claimed, this time included.
    attempts: int
    payload: Mapping[str, Any] = field(default_factory=dict)


def plan(session: Session, planned: Sequence[Planned], now: datetime) -> int:
    """Write down what is due, where it was not written down already; give how many rows were new."""
    rows: list[Row] = [
        {
            "kind": message.kind,
            "recipient": message.recipient,
            "occasion": message.occasion,
            "member_id": message.member_id,
            "group_id": message.group_id,
            "payload": dict(message.payload),
            "state": OutboxState.PENDING,
            "due_at": message.due_at,
            "expires_at": message.expires_at,
            "attempts": 0,
            "created_at": now,
        }
        for message in planned
    ]
    return len(insert_new(session, Outbox, rows))


def claim(session: Session, now: datetime, *, most: int) -> list[Claimed]:
    """Take what waits and is due, oldest first, under a lease."""
    waiting = (
        select(Outbox)
        .where(Outbox.state == OutboxState.PENDING, Outbox.due_at <= now)
        .where(or_(Outbox.lease_until.is_(None), Outbox.lease_until < now))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = session.scalars(waiting).all()
    for row in rows:
        row.lease_until = now + LEASE
        row.attempts += 1
    return [_claimed(row) for row in rows]


def start_sending(session: Session, row_id: int, chat_id: int, now: datetime, *, repeatable: bool = False) -> bool:
    """Mark the row as about to leave, under a fresh lease; tell whether it still was to be sent.

    What is `repeatable` does no harm if it leaves twice.
    """
    started = session.execute(
        update(Outbox)
        .where(Outbox.id == row_id, Outbox.state == OutboxState.PENDING, Outbox.expires_at > now)
        .values(state=OutboxState.SENDING, chat_id=chat_id, lease_until=now + LEASE, repeatable=repeatable)
        .returning(Outbox.id)
    )
    return started.first() is not None


def settle(
    session: Session,
    row_id: int,
    state: OutboxState,
    now: datetime,
    *,
    message_id: int | None = None,
    outcome: str | None = None,
) -> None:
    """Write down what became of a row."""
    row = session.get_one(Outbox, row_id)
    row.state, row.settled_at, row.message_id, row.lease_until = state, now, message_id, None
    row.outcome = outcome[:LONGEST_OUTCOME] if outcome else None


def put_back(session: Session, row_id: int, due_at: datetime) -> None:
    """Let a row wait again: it has certainly not been delivered."""
    row = session.get_one(Outbox, row_id)
    row.state, row.due_at, row.lease_until = OutboxState.PENDING, due_at, None


def drop_expired(session: Session, now: datetime) -> None:
    """Drop what waits and has become pointless by the hour."""
    session.execute(
        update(Outbox)
        .where(Outbox.state == OutboxState.PENDING, Outbox.expires_at <= now)
        .values(state=OutboxState.DROPPED, outcome="expired", settled_at=now)
    )


def doubt_interrupted(session: Session, now: datetime) -> int:
    """Mark as unknown what was leaving when its worker ended, and put back what may leave twice; give how many
    are unknown.
    """
    interrupted = update(Outbox).where(
        Outbox.state == OutboxState.SENDING, or_(Outbox.lease_until.is_(None), Outbox.lease_until < now)
    )
    session.execute(interrupted.where(Outbox.repeatable).values(state=OutboxState.PENDING, lease_until=None))
    doubtful = interrupted.where(~Outbox.repeatable)
    unknown = doubtful.values(state=OutboxState.UNKNOWN, outcome="interrupted", settled_at=now)
    return len(session.scalars(unknown.returning(Outbox.id)).all())


def _claimed(row: Outbox) -> Claimed:
    day = date.fromisoformat(row.occasion.partition(" ")[0])
    return Claimed(row.id, row.kind, day, row.expires_at, row.member_id, row.group_id, row.attempts, row.payload)
