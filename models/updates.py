"""Every update once in effect: its number is written in the very transaction that carries out what it asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.insertion import insert_new
from models.schema import ProcessedUpdate, UpdateAttempt

#: Telegram keeps an update for 24 hours; after a quiet week it starts counting anew.
KEPT = timedelta(hours=48)


class SeenBefore(Exception):
    """The update came a second time."""


@dataclass(frozen=True, slots=True)
class UpdateKey:
    """Which update, of which bot."""

    bot_id: int
    update_id: int


def mark_processed(session: Session, key: UpdateKey, now: datetime) -> None:
    """Note that the update has its effect in this transaction; raises `SeenBefore` if it had it already."""
    row = {"bot_id": key.bot_id, "update_id": key.update_id, "at": now}
    if not insert_new(session, ProcessedUpdate, [row]):
        raise SeenBefore


def note_attempt(session: Session, key: UpdateKey, now: datetime) -> int:
    """Note that an update is tried once more; give how often it was, and 0 if it has had its effect."""
    if session.get(ProcessedUpdate, (key.bot_id, key.update_id)) is not None:
        return 0
    insert_new(session, UpdateAttempt, [{"bot_id": key.bot_id, "update_id": key.update_id, "attempts": 0, "at": now}])
    attempt = session.get_one(UpdateAttempt, (key.bot_id, key.update_id), with_for_update=True)
    attempt.attempts, attempt.at = attempt.attempts + 1, now
    return attempt.attempts


def forget_old_updates(session: Session, now: datetime) -> None:
    """Remove the numbers that Telegram can no longer send."""
    session.execute(delete(ProcessedUpdate).where(ProcessedUpdate.at < now - KEPT))
    session.execute(delete(UpdateAttempt).where(UpdateAttempt.at < now - KEPT))
