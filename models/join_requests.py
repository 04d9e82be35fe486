"""Asking to join with a unit's code: a coordinator decides with one tap, and only the first decision counts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.concerned import coordinators_of
from models.members import Newcomer, identify, take_in
from models.outbox import Planned
from models.permissions import EVERYTHING, ORDINARY, Action, Person, Place, may
from models.schema import Agency, JoinRequest, JoinRequestState, Member, Unit

ASKED, DECIDED = "join_asked", "join_decided"
#: After that, nobody needs to be told of it any more; the request itself stays until it is decided.
_WITHIN = timedelta(days=7)
MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as those see it who decide; name and rank are empty once it is decided."""

    id: int
    name: str | None
    rank: str | None
    unit_name: str
    agency_name: str
    place: Place
    state: JoinRequestState
    asked_at: datetime
    decided_by: str | None


def ask_to_join(session: Session, telegram_id: int, unit_id: int, name: str, rank: str | None, now: datetime) -> None:
    """Ask; the unit's coordinators are told, or the desk where there is none."""
    request = JoinRequest(
        telegram_id=telegram_id,
        unit_id=unit_id,
        name=name,
        rank=rank,
        state=JoinRequestState.WAITING,
        asked_at=now,
    )
    session.add(request)
    session.flush()
    _trace(session, request, None, "join.asked", now)
    deciders = coordinators_of(session, session.get_one(Unit, unit_id).agency_id, now)
    outbox.plan(session, [_told(request, one, now) for one in deciders], now)


def waiting_request(session: Session, telegram_id: int) -> JoinRequest | None:
    """Give what the account has asked and nobody has decided yet."""
    waits = (JoinRequest.telegram_id == telegram_id, JoinRequest.state == JoinRequestState.WAITING)
    return session.scalar(select(JoinRequest).where(*waits).with_for_update())


def waiting_requests(session: Session, person: Person) -> list[Asking]:
    """List the requests that the person may decide, the oldest first."""
    query = select(JoinRequest.id).join(Unit, Unit.id == JoinRequest.unit_id)
    waiting = query.where(JoinRequest.state == JoinRequestState.WAITING, *_reach(person)).order_by(JoinRequest.id)
    ids = session.scalars(waiting.limit(MOST_LISTED)).all()
    return [asking(session, request_id) for request_id in ids]


def asking(session: Session, request_id: int) -> Asking:
    """Give a request as it stands."""
    request = session.get_one(JoinRequest, request_id)
    unit = session.get_one(Unit, request.unit_id)
    decider = session.get(Member, request.decided_by) if request.decided_by else None
    return Asking(
        id=request.id,
        name=request.name,
        rank=request.rank,
        unit_name=unit.name,
        agency_name=session.get_one(Agency, unit.agency_id).name,
        place=Place(unit.agency_id, unit.id),
        state=request.state,
        asked_at=request.asked_at,
        decided_by=decider.name if decider else None,
    )


def decide(session: Session, person: Person, request_id: int, *, accept: bool, now: datetime) -> Asking | None:
    """Let somebody in, or not; what was decided stays. Gives the request as it stood before its name was forgotten.

    Nothing where there is no such request for the person to decide.
    """
    request = session.get(JoinRequest, request_id, with_for_update=True)
    if request is None:
        return None
    stood = asking(session, request_id)
    if not may(person, Action.INVITE, stood.place):
        return None
    if request.state != JoinRequestState.WAITING:
        return stood
    if accept and identify(session, request.telegram_id, now) is None:
        newcomer = Newcomer(request.telegram_id, request.name or "", request.rank, ORDINARY, request.unit_id)
        take_in(session, newcomer, actor_id=person.member_id, now=now)
    settle(session, request, person.member_id, accept=accept, now=now)
    return stood


def settle(session: Session, request: JoinRequest, by: int | None, *, accept: bool, now: datetime) -> None:
    """Write down a decision, tell the applicant, and forget who they said they were."""
    request.state = JoinRequestState.ACCEPTED if accept else JoinRequestState.DECLINED
    request.decided_by, request.decided_at = by, now
    request.name = request.rank = None
    _trace(session, request, by, f"join.{request.state}", now)
    told = Planned(
        kind=DECIDED,
        day=now.astimezone(UTC).date(),
        about=str(request.id),
        payload={"request_id": request.id, "accepted": accept},
        due_at=now,
        expires_at=now + _WITHIN,
        telegram_id=request.telegram_id,
    )
    outbox.plan(session, [told], now)


def decline_in_units(session: Session, unit_ids: list[int], by: int | None, now: datetime) -> None:
    """Decline every request for units that are closed."""
    waits = (JoinRequest.unit_id.in_(unit_ids), JoinRequest.state == JoinRequestState.WAITING)
    for request in session.scalars(select(JoinRequest).where(*waits).with_for_update()).all():
        settle(session, request, by, accept=False, now=now)


def _told(request: JoinRequest, person: Person, now: datetime) -> Planned:
    return Planned(
        kind=ASKED,
        day=now.astimezone(UTC).date(),
        about=str(request.id),
        payload={"request_id": request.id},
        due_at=now,
        expires_at=now + _WITHIN,
        member_id=person.member_id,
    )


def _reach(person: Person) -> tuple[ColumnElement[bool], ...]:
    if may(person, Action.INVITE, EVERYTHING):
        return ()
    return (Unit.agency_id == person.agency_id,)


def _trace(session: Session, request: JoinRequest, by: int | None, action: str, now: datetime) -> None:
    content = {"unit_id": request.unit_id}
    audit.record(
        session, at=now, actor_id=by, action=action, subject="join_request", subject_id=request.id, content=content
    )
