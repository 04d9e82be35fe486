"""How many messages of the outbox are in which state."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.schema import Outbox, OutboxState

#: What was due longer ago is history, and would have to be counted through.
LATELY = timedelta(hours=48)


def count_by_state(session: Session, now: datetime) -> dict[OutboxState, int]:
    """Give for every state how many messages, due within the last 48 hours or later, are in it."""
    counts = (
        select(Outbox.state, func.count())
        .where(Outbox.state.in_(list(OutboxState)), Outbox.due_at > now - LATELY)
        .group_by(Outbox.state)
    )
    found = dict.fromkeys(OutboxState, 0)
    for state, count in session.execute(counts):
        found[state] = count
    return found
