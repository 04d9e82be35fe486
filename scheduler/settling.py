"""Writing down, each time in one transaction, that a letter leaves, and what became of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.group_moves import move_groups
from models.group_posts import note_arrived, note_held_back, note_leaving, note_lost, note_refused
from models.outbox import Claimed, forget_attempts, put_back, settle, settle_waiting, start_sending
from models.reach import note_blocked, note_removed, note_topic_lost
from models.schema import OutboxState
from scheduler.letter import (
    RETRY_AFTER,
    Delivered,
    Delivery,
    Letter,
    Lost,
    MaybeSent,
    Moved,
    NotSent,
    Pointless,
    Refused,
    TopicLost,
)
from scheduler.letters import compose

#: Telegram's words for a chat that is no more, or that the bot was never in.
_NO_CHAT = "chat not found"


def set_out(session: Session, row: Claimed, letter: Letter, holder: str, now: datetime, *, synthetic: bool) -> bool:
    """Mark a row as leaving, unless it became pointless while it waited for its turn; tell whether it leaves."""
    meanwhile = compose(session, row, now, synthetic=synthetic)
    if isinstance(meanwhile, Pointless):
        settle_waiting(session, row.id, OutboxState.DROPPED, now, meanwhile.reason)
        return False
    leaves = start_sending(session, row.id, letter.chat_id, holder, now, repeatable=letter.edits is not None)
    if leaves and letter.edition is not None:
        note_leaving(session, letter.edition, row.id, letter.chat_id, now)
    return leaves


def settle_delivery(session: Session, row: Claimed, letter: Letter, delivery: Delivery, now: datetime) -> None:
    """Write down what became of a letter on its way."""
    match delivery:
        case Delivered(message_id):
            settle(session, row.id, OutboxState.SENT, now, message_id=message_id)
            if letter.edition is not None:
                note_arrived(session, letter.edition, message_id, now)
        case Refused():
            _settle_refused(session, row, letter, delivery, now)
        case MaybeSent(reason):
            settle(session, row.id, OutboxState.UNKNOWN, now, outcome=reason)
        case NotSent(again_in=again_in):
            _hold_back(session, row, letter, now + again_in)
        case Moved(chat_id):
            _hold_back(session, row, letter, now)
            move_groups(session, letter.chat_id, chat_id, now)
        case TopicLost():
            _settle_topic_lost(session, row, letter, now)
        case Lost():
            assert letter.edition is not None  # noqa: S101 - only an edit finds its message lost
            note_lost(session, letter.edition)
            put_back(session, row.id, now)


def _hold_back(session: Session, row: Claimed, letter: Letter, due_at: datetime) -> None:
    put_back(session, row.id, due_at)
    forget_attempts(session, row.id)
    if letter.edition is not None:
        note_held_back(session, letter.edition)


def _settle_refused(session: Session, row: Claimed, letter: Letter, refusal: Refused, now: datetime) -> None:
    settle(session, row.id, OutboxState.FAILED, now, outcome=refusal.reason)
    if letter.edition is not None:
        note_refused(session, letter.edition)
    if refusal.blocked and row.member_id is not None:
        note_blocked(session, row.member_id, now)
    if row.group_id is not None and (refusal.blocked or refusal.reason.lower() == _NO_CHAT):
        note_removed(session, row.group_id, now)


def _settle_topic_lost(session: Session, row: Claimed, letter: Letter, now: datetime) -> None:
    """What was meant for the topic goes to the group as a whole; what was no post has no topic.

    The first post says so: what found the topic lost after it comes a little later.
    """
    if row.group_id is None or letter.thread_id is None:
        settle(session, row.id, OutboxState.FAILED, now, outcome="no topic")
        return
    is_news = note_topic_lost(session, row.group_id, now)
    _hold_back(session, row, letter, now if is_news else now + RETRY_AFTER)
