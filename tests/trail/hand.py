"""Somebody with the database in their hands: takes the triggers away, and does what the database would refuse."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from models import audit
from models.database import Database
from tests.desk import SetClock

CLOCK = SetClock("2025-09-15T08:00:00+07:00")


def leave_event(session: Session, number: int, action: str = "agency.added") -> int:
    """Leave an event about a made-up agency."""
    return audit.record(
        session,
        at=CLOCK.now(),
        actor_id=number % 7 or None,
        action=action,
        subject="agency",
        subject_id=number,
        content={"code": f"KODE{number}"},
    )


def tamper(session: Session, *statements: str) -> None:
    """Carry the statements out in this transaction, without triggers and foreign keys."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))
    for statement in statements:
        session.execute(text(statement))
    session.expire_all()


def refused(database: Database, statement: str) -> None:
    """Try a statement as the bot itself could."""
    database.write_now(lambda session: session.execute(text(statement)))
