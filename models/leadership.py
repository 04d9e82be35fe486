"""Who does what only one process need do: on PostgreSQL whoever takes the duty's lock first, for a transaction.

It only saves work. That nothing happens twice comes from unique keys and row locks, also where two lead at once.
"""

import enum

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

#: Tells our locks from those of other programs in the same database.
_FAMILY = 0x4C41504F  # "LAPO"


class Duty(enum.IntEnum):
    """What only one process need do at a time."""

    MIGRATING = 1
    PLANNING = 2


def try_lead(session: Session, duty: Duty) -> bool:
    """Take the duty until the transaction ends; false where another process has it. On SQLite there is no other."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    return session.scalar(select(func.pg_try_advisory_xact_lock(_FAMILY, int(duty)))) is True


def wait_to_lead(session: Session, duty: Duty) -> None:
    """Take the duty until the transaction ends, after whoever has it now; SQLite lets only one write anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SET LOCAL lock_timeout = 0"))  # however long it takes
        session.execute(select(func.pg_advisory_xact_lock(_FAMILY, int(duty))))
