"""Which processes of the program are alive: several share Telegram's pace, and one that was killed is found out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.schema import RunningProcess

#: Who was not seen for so long is dead, or will say that it lives before it does anything else.
LIFE = timedelta(seconds=6)


@dataclass(frozen=True, slots=True)
class Company:
    """Who lives, as one of the processes sees it."""

    living: int
    #: The ids of those that were killed and whose place nobody has taken yet.
    dead: frozenset[str]
    #: Whether this process is the one that does what only one of them need do.
    is_first: bool


def arrive(session: Session, process_id: str, now: datetime, *, alone: bool) -> int:
    """Note that a process begins; give how many were killed before, and forget them.

    Where there can be but one (`alone`), whatever is noted is dead.
    """
    moment = _moment(session, now)
    dead = delete(RunningProcess).returning(RunningProcess.id)
    if not alone:
        dead = dead.where(RunningProcess.seen_at < moment - LIFE)
    killed = len(session.scalars(dead).all())
    session.add(RunningProcess(id=process_id, began_at=moment, seen_at=moment))
    session.flush()
    return killed


def beat(session: Session, process_id: str, now: datetime) -> Company:
    """Note that a process is alive; give who else is."""
    moment = _moment(session, now)
    session.merge(RunningProcess(id=process_id, began_at=_began(session, process_id) or moment, seen_at=moment))
    session.flush()
    seen = session.execute(select(RunningProcess.id, RunningProcess.seen_at)).all()
    alive = [other for other, seen_at in seen if seen_at >= moment - LIFE]
    dead = frozenset(other for other, seen_at in seen if seen_at < moment - LIFE)
    return Company(len(alive), dead, is_first=process_id == min(alive))


def leave(session: Session, process_id: str) -> None:
    """Note that a process ends in order."""
    session.execute(delete(RunningProcess).where(RunningProcess.id == process_id))


def _began(session: Session, process_id: str) -> datetime | None:
    return session.scalar(select(RunningProcess.began_at).where(RunningProcess.id == process_id))


def _moment(session: Session, now: datetime) -> datetime:
    """The time by the clock that all processes share."""
    if session.get_bind().dialect.name == "sqlite":
        return now
    moment: datetime = session.scalars(select(func.clock_timestamp())).one()
    return moment
