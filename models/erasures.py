"""Being forgotten: asked for by the member, confirmed by a coordinator, carried out by the clock a day later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.clock import local_date
from models.concerned import coordinators_of
from models.erasing import forget
from models.errors import LaporError
from models.members import people_with_role
from models.outbox import Planned
from models.permissions import NEVER_VACANT, Action, Person, Place, may
from models.provinces import Zone
from models.schema import Erasure, ErasureState, Member, Membership, Unit

ERASURE_ASKED, ERASURE_TOLD = "erasure_asked", "erasure_told"
#: How long somebody may still take it back after it was confirmed.
COOLING_OFF = timedelta(days=1)
#: How long a coordinator's letter is worth sending.
_WITHIN = timedelta(days=7)
_OPEN = (ErasureState.ASKED, ErasureState.GRANTED)
_AT_ONCE = 5


@dataclass(eq=False)
class LastAdministratorStays(LaporError):
    """Without them nobody could steer the bot."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """Where a request to be forgotten stands; `name` is the member's rank and name."""

    id: int
    state: ErasureState
    member_id: int
    name: str
    unit_name: str
    due_at: datetime | None


def open_request(session: Session, person: Person) -> ErasureView | None:
    """Give the person's request that is not decided or not carried out yet."""
    row = _open(session, person.member_id)
    return _view(row, person.name, person.rank, person.unit_name) if row else None


def own_request(session: Session, person: Person, erasure_id: int) -> ErasureView | None:
    """Give one of the person's own requests, whatever became of it."""
    row = session.get(Erasure, erasure_id)
    if row is None or row.member_id != person.member_id:
        return None
    return _view(row, person.name, person.rank, person.unit_name)


def ask(session: Session, person: Person, now: datetime) -> ErasureView:
    """Ask to be forgotten, once; those who decide get a letter. Raises `LastAdministratorStays`."""
    session.get_one(Member, person.member_id, with_for_update=True)
    row = _open(session, person.member_id)
    if row is None:
        _keep_last_administrator(session, person.member_id, now)
        row = Erasure(member_id=person.member_id, state=ErasureState.ASKED, asked_at=now)
        session.add(row)
        session.flush()
        _trace(session, row, person.member_id, now)
        deciders = coordinators_of(session, person.agency_id, now, besides=person.member_id)
        letters = [_letter(ERASURE_ASKED, row, one.member_id, now) for one in deciders]
        outbox.plan(session, letters, now)
    return _view(row, person.name, person.rank, person.unit_name)


def take_back(session: Session, person: Person, now: datetime) -> bool:
    """Take one's request back before it is carried out; tell whether there was one."""
    row = _open(session, person.member_id, lock=True)
    if row is None:
        return False
    row.state = ErasureState.TAKEN_BACK
    _trace(session, row, person.member_id, now)
    return True


def to_decide(session: Session, person: Person, erasure_id: int, now: datetime) -> ErasureView | None:
    """Give a colleague's request as the person may decide on it; nothing if they may not, or there is none such."""
    row = session.get(Erasure, erasure_id)
    if row is None or row.member_id == person.member_id:
        return None
    found = session.execute(
        select(Member, Membership, Unit)
        .join(Membership, Membership.member_id == Member.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Member.id == row.member_id, Membership.first_day <= local_date(now, Zone.WIB))
        .order_by(Membership.first_day.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    member, membership, unit = found  # where they are, or were last: whoever has left meanwhile has asked all the same
    if not may(person, Action.MEMBERS, Place(membership.agency_id, unit.id, member.id)):
        return None
    return _view(row, member.name, member.rank, unit.name)


def decide(session: Session, person: Person, erasure_id: int, *, granted: bool, now: datetime) -> ErasureView | None:
    """Confirm or decline a request that waits; a decided one stays as it is. Raises `LastAdministratorStays`."""
    row = session.get(Erasure, erasure_id, with_for_update=True)
    found = to_decide(session, person, erasure_id, now)
    if found is None or row is None or row.state != ErasureState.ASKED:
        return found
    if granted:
        _keep_last_administrator(session, row.member_id, now)
    row.state = ErasureState.GRANTED if granted else ErasureState.DECLINED
    row.decided_by, row.decided_at = person.member_id, now
    row.due_at = now + COOLING_OFF if granted else None
    _trace(session, row, person.member_id, now)
    outbox.plan(session, [_letter(ERASURE_TOLD, row, row.member_id, now)], now)
    return to_decide(session, person, erasure_id, now)


def carry_out_due(session: Session, now: datetime) -> int:
    """Forget those whose day has passed, a few at a time; give how many that were."""
    due = select(Erasure).where(Erasure.state == ErasureState.GRANTED, Erasure.due_at <= now)
    rows = session.scalars(due.order_by(Erasure.id).limit(_AT_ONCE).with_for_update(skip_locked=True)).all()
    for row in rows:
        _carry_out(session, row, now)
    return len(rows)


def _carry_out(session: Session, row: Erasure, now: datetime) -> None:
    try:
        _keep_last_administrator(session, row.member_id, now)
    except LastAdministratorStays:  # the other one left meanwhile
        row.state = ErasureState.DECLINED
        _trace(session, row, None, now)
        return
    row.state, row.done_at = ErasureState.DONE, now
    forget(session, row.member_id, now)


def _keep_last_administrator(session: Session, member_id: int, now: datetime) -> None:
    administrators = [one.member_id for one in people_with_role(session, (NEVER_VACANT,), now)]
    if administrators == [member_id]:
        raise LastAdministratorStays


def _letter(kind: str, row: Erasure, member_id: int, now: datetime) -> Planned:
    about = f"{row.id} {row.state.value}"
    payload = {"erasure_id": row.id, "state": row.state.value}
    day = local_date(now, Zone.WIB)
    return Planned(kind, day, now, now + _WITHIN, member_id=member_id, about=about, payload=payload)


def _open(session: Session, member_id: int, *, lock: bool = False) -> Erasure | None:
    query = select(Erasure).where(Erasure.member_id == member_id, Erasure.state.in_(_OPEN))
    return session.scalar(query.with_for_update() if lock else query)


def _view(row: Erasure, name: str, rank: str | None, unit_name: str) -> ErasureView:
    return ErasureView(row.id, row.state, row.member_id, " ".join(filter(None, (rank, name))), unit_name, row.due_at)


def _trace(session: Session, row: Erasure, actor_id: int | None, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor_id,
        action=f"erasure.{row.state.value}",
        subject="member",
        subject_id=row.member_id,
        content={"erasure_id": row.id},
    )
