"""Guessing links and codes: slowed for whoever guesses, slowed for all where many do, and seen by administrators.

What opens something takes no failure back: whoever knows one code could else guess at others without end.

Whoever guesses reads the same sentence as any stranger, also of a link that would open something. Codes of units are
short, so that guesses by all accounts together count for them; a link's token has 192 bits, and whoever has one is not
kept waiting by the guesses of others.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from models import audit, outbox
from models.concerned import people_told
from models.insertion import insert_new
from models.outbox import Planned
from models.permissions import Concern
from models.schema import Guessing

#: The row that counts for all accounts together.
ALL_TOGETHER = 0
#: So many failures cost nothing: a link that was used up, a code with a slip.
FREE = 4
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=24)
#: After so many failures of one account, administrators hear of it.
SEEN_AFTER = 10
FORGOTTEN_AFTER = timedelta(hours=24)
#: Of all accounts together within an hour.
FREE_TOGETHER = 60
WINDOW_TOGETHER = timedelta(hours=1)
PAUSE_TOGETHER = timedelta(minutes=10)
SEEN = "guessing_seen"


def may_try(session: Session, telegram_id: int, now: datetime, *, code: bool) -> bool:
    """Tell whether what this account tries is looked at at all; `code` for a unit's short code."""
    return not _is_paused(session, telegram_id, now) and not (code and _is_paused(session, ALL_TOGETHER, now))


def note_failure(session: Session, telegram_id: int, now: datetime) -> None:
    """Count something tried that opens nothing; the pause grows with each."""
    own = _counted(session, telegram_id, FORGOTTEN_AFTER, now)
    beyond = own.failures - FREE
    if beyond > 0:
        own.paused_until = now + min(FIRST_PAUSE * 2 ** min(beyond - 1, 20), LONGEST_PAUSE)
    together = _counted(session, ALL_TOGETHER, WINDOW_TOGETHER, now)
    if together.failures > FREE_TOGETHER:
        together.paused_until = now + PAUSE_TOGETHER
    if own.failures == SEEN_AFTER or together.failures == FREE_TOGETHER + 1:
        _tell(session, telegram_id, own.failures, together.failures, now)


def _is_paused(session: Session, telegram_id: int, now: datetime) -> bool:
    row = session.get(Guessing, telegram_id, with_for_update=True)
    return row is not None and row.paused_until is not None and now < row.paused_until


def _counted(session: Session, telegram_id: int, window: timedelta, now: datetime) -> Guessing:
    insert_new(session, Guessing, [{"telegram_id": telegram_id, "failures": 0, "since": now}])
    row = session.get_one(Guessing, telegram_id, with_for_update=True)
    if now - row.since >= window and not (row.paused_until and now < row.paused_until):
        row.failures, row.since, row.paused_until = 0, now, None
    row.failures += 1
    return row


def _tell(session: Session, telegram_id: int, failures: int, together: int, now: datetime) -> None:
    """Leave a trace, and tell each administrator, once a day whatever happens."""
    audit.record(
        session,
        at=now,
        actor_id=None,
        action="door.guessed",
        subject="telegram",
        subject_id=0,
        content={"telegram_id": telegram_id, "failures": failures, "together": together},
    )
    day = now.astimezone(UTC).date()
    administrators = people_told(session, Concern.GUESSING, now)
    rows = [
        Planned(SEEN, day, now, now + timedelta(days=1), member_id=one.member_id, payload={"together": together})
        for one in administrators
    ]
    outbox.plan(session, rows, now)
