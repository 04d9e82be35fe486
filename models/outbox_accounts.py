"""What was sent to a Telegram account that was no member's at the time: it is forgotten with the account.

Such a row names the account in its key and in its payload. When its owner leaves the account, or is forgotten, the row
stays as one of the member's, listed by kind and hour, without anything that tells which account it was.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, literal, select, update
from sqlalchemy.orm import Session

from models.outbox import account_key
from models.schema import Outbox, OutboxState
from models.telling import MEMBER_TOLD

#: What could still be sent, or be sent again.
_OPEN = (OutboxState.PENDING, OutboxState.FAILED, OutboxState.UNKNOWN)


def forget_account(session: Session, telegram_id: int, member_id: int, now: datetime) -> None:
    """Let nothing name the account any more that was the member's; what waits for it is dropped."""
    _forget(session, Outbox.recipient == account_key(telegram_id), member_id, now)


def forget_earlier_accounts(session: Session, member_id: int, now: datetime) -> None:
    """The same for what told the member's earlier accounts that they are no member's any more."""
    outside = select(Outbox.id, Outbox.payload).where(
        Outbox.kind == MEMBER_TOLD, Outbox.member_id.is_(None), Outbox.group_id.is_(None)
    )
    theirs = [row_id for row_id, payload in session.execute(outside) if payload.get("about") == member_id]
    _forget(session, Outbox.id.in_(theirs), member_id, now)


def _forget(session: Session, which: ColumnElement[bool], member_id: int, now: datetime) -> None:
    waiting = update(Outbox).where(which, Outbox.state.in_(_OPEN))
    session.execute(waiting.values(state=OutboxState.DROPPED, outcome="forgotten", settled_at=now))
    nameless = {
        "member_id": member_id,
        "recipient": literal(f"m{member_id}-") + cast(Outbox.id, Text),
        "payload": {},
        "chat_id": None,
        "message_id": None,
    }
    session.execute(update(Outbox).where(which).values(**nameless).execution_options(synchronize_session=False))
