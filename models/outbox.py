"""The outbox: scheduled messages, decided once by their key, and what becomes of each.

pending → sending → sent | failed | unknown, or dropped. A row is marked `sending` right before it leaves, so that what
a crash finds there may have been delivered, and only that. Whoever claims a row holds it for as long as they live.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from models.heartbeats import Lives
from models.insertion import Row, insert_new
from models.schema import Outbox, OutboxState

LONGEST_OUTCOME = 200
#: Nobody knows yet what becomes of it.
ON_ITS_WAY = (OutboxState.PENDING, OutboxState.SENDING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that is due: for a member, a coordination group, or somebody who is no member; about a date."""

    kind: str
    day: date
    due_at: datetime
    expires_at: datetime
    member_id: int | None = None
    group_id: int | None = None
    #: Of somebody who is no member (any more); the payload holds it as well.
    telegram_id: int | None = None
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
        if self.telegram_id is not None:
            return account_key(self.telegram_id)
        return f"m{self.member_id}" if self.member_id is not None else f"g{self.group_id}"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this worker holds."""

    id: int
    kind: str
    day: date
    expires_at: datetime
    member_id: int | None
    group_id: int | None
    #: How often it was claimed, this time included.
    attempts: int
    payload: Mapping[str, Any] = field(default_factory=dict)


def account_key(telegram_id: int) -> str:
    """Give how the outbox' key names a Telegram account that is no member's."""
    return f"t{telegram_id}"


def plan(session: Session, planned: Sequence[Planned], now: datetime) -> int:
    """Write down what is due, where it was not written down already; give how many rows were new."""
    rows: list[Row] = [
        {
            "kind": message.kind,
            "recipient": message.recipient,
            "occasion": message.occasion,
            "member_id": message.member_id,
            "group_id": message.group_id,
            "payload": _payload(message),
            "state": OutboxState.PENDING,
            "due_at": message.due_at,
            "expires_at": message.expires_at,
            "attempts": 0,
            "created_at": now,
        }
        for message in planned
    ]
    return len(insert_new(session, Outbox, rows))


def _payload(message: Planned) -> dict[str, Any]:
    return dict(message.payload) | ({"telegram_id": message.telegram_id} if message.telegram_id is not None else {})


def claim(session: Session, now: datetime, lives: Lives, *, most: int) -> list[Claimed]:
    """Take what waits and is due, oldest first, and is held by nobody who lives."""
    waiting = (
        select(Outbox)
        .where(Outbox.state == OutboxState.PENDING, Outbox.due_at <= now, _is_free(lives))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = session.scalars(waiting).all()
    for row in rows:
        row.holder = lives.me
        row.attempts += 1
    return [_claimed(row) for row in rows]


def start_sending(
    session: Session, row_id: int, chat_id: int, holder: str, now: datetime, *, repeatable: bool = False
) -> bool:
    """Mark the row as about to leave by the holder's hand; tell whether it still was to be sent.

    What is `repeatable` does no harm if it leaves twice.
    """
    started = session.execute(
        update(Outbox)
        .where(Outbox.id == row_id, Outbox.state == OutboxState.PENDING, Outbox.expires_at > now)
        .values(state=OutboxState.SENDING, chat_id=chat_id, holder=holder, repeatable=repeatable)
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
    row.state, row.settled_at, row.message_id, row.holder = state, now, message_id, None
    row.outcome = outcome[:LONGEST_OUTCOME] if outcome else None


def settle_waiting(session: Session, row_id: int, state: OutboxState, now: datetime, outcome: str) -> bool:
    """Settle a row that was not to leave by this hand; tell whether it still waited.

    Whoever stood still for so long that others took them for ended may have sent it: what became of it stands.
    """
    values = {"state": state, "settled_at": now, "outcome": outcome[:LONGEST_OUTCOME], "holder": None}
    return _change_waiting(session, row_id, values)


def wait_longer(session: Session, row_id: int, due_at: datetime) -> bool:
    """Let a row that still waits, and was not sent meanwhile by somebody else, wait until then; tell whether it did."""
    return _change_waiting(session, row_id, {"due_at": due_at, "holder": None})


def _change_waiting(session: Session, row_id: int, values: Mapping[str, Any]) -> bool:
    still = update(Outbox).where(Outbox.id == row_id, Outbox.state == OutboxState.PENDING)
    return session.execute(still.values(**values).returning(Outbox.id)).first() is not None


def put_back(session: Session, row_id: int, due_at: datetime) -> None:
    """Let a row wait again: it has certainly not been delivered."""
    row = session.get_one(Outbox, row_id)
    row.state, row.due_at, row.holder = OutboxState.PENDING, due_at, None


def forget_attempts(session: Session, row_id: int) -> None:
    """Count the attempts to write a row down anew: it could be written."""
    session.get_one(Outbox, row_id).attempts = 0


def drop_expired(session: Session, now: datetime) -> None:
    """Drop what waits and has become pointless by the hour."""
    session.execute(
        update(Outbox)
        .where(Outbox.state == OutboxState.PENDING, Outbox.expires_at <= now)
        .values(state=OutboxState.DROPPED, outcome="expired", settled_at=now)
    )


def doubt_interrupted(session: Session, lives: Lives, now: datetime) -> int:
    """Mark as unknown what was leaving when its holder ended, and put back what may leave twice.

    Gives how many are unknown.
    """
    interrupted = update(Outbox).where(Outbox.state == OutboxState.SENDING, _is_free(lives))
    session.execute(interrupted.where(Outbox.repeatable).values(state=OutboxState.PENDING, holder=None))
    doubtful = interrupted.where(~Outbox.repeatable)
    unknown = doubtful.values(state=OutboxState.UNKNOWN, outcome="interrupted", settled_at=now, holder=None)
    return len(session.scalars(unknown.returning(Outbox.id)).all())


def _is_free(lives: Lives) -> ColumnElement[bool]:
    """Held by nobody, by somebody who lives no more, or by oneself and dropped."""
    return or_(
        Outbox.holder.is_(None),
        Outbox.holder.not_in((lives.me, *lives.others)),
        and_(Outbox.holder == lives.me, Outbox.id.not_in(lives.in_hand)),
    )


def _claimed(row: Outbox) -> Claimed:
    day = date.fromisoformat(row.occasion.partition(" ")[0])
    return Claimed(row.id, row.kind, day, row.expires_at, row.member_id, row.group_id, row.attempts, row.payload)
