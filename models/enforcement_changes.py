"""Recording an enforcement event, correcting it with a reason, and taking it back; every change leaves its trace."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import audit, money
from models.enforcement import Event, Facts, events, goods_as_json
from models.errors import LaporError
from models.goods import MOST_KINDS, Goods
from models.permissions import Person
from models.schema import Enforcement, EnforcementGoods, EnforcementRevision, Unit

#: Cases and suspects of a single event.
MOST_PEOPLE = 9_999
#: No event of before the desk's time is entered one by one.
EARLIEST = date(2015, 1, 1)
LONGEST_REASON = 500


class EventFlaw(enum.StrEnum):
    """Why an event cannot be as it was written."""

    AHEAD = "ahead"
    TOO_OLD = "too_old"
    NOTHING = "nothing"
    TOO_MANY = "too_many"
    TOO_MANY_KINDS = "too_many_kinds"
    NO_REASON = "no_reason"
    REASON_TOO_LONG = "reason_too_long"
    UNCHANGED = "unchanged"
    VOIDED = "voided"


@dataclass(eq=False)
class UnfitEvent(LaporError):
    """An event cannot be that way."""

    flaw: EventFlaw


@dataclass(eq=False)
class OvertakenEvent(LaporError):
    """Somebody else has corrected the event since this correction was begun."""

    event_id: int


def record(
    session: Session, person: Person | None, facts: Facts, now: datetime, *, today: date, import_key: str | None = None
) -> Event:
    """Record an event; the caller has checked the right. `today` is the date in Jakarta.

    Raises `UnfitEvent`.
    """
    check(facts, today)
    agency_id = session.get_one(Unit, facts.unit_id).agency_id
    row = Enforcement(
        **_columns(facts),
        agency_id=agency_id,
        revision=1,
        created_by=person.member_id if person else None,
        created_at=now,
        import_key=import_key,
    )
    session.add(row)
    session.flush()
    _put_goods(session, row.id, facts.goods)
    return _revised(session, row, person, facts, None, "recorded", now)


def correct(
    session: Session, person: Person, event: Event, facts: Facts, reason: str, now: datetime, *, today: date
) -> Event:
    """Correct an event, with a reason, from the revision that `event` shows.

    Raises `UnfitEvent`, and `OvertakenEvent` where somebody else was faster.
    """
    row = _held(session, event)
    check(facts, today)
    if facts == event.facts:
        raise UnfitEvent(EventFlaw.UNCHANGED)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.agency_id = session.get_one(Unit, facts.unit_id).agency_id
    _put_goods(session, row.id, facts.goods)
    return _revised(session, row, person, facts, _fitting(reason), "corrected", now)


def void(session: Session, person: Person, event: Event, reason: str, now: datetime) -> Event:
    """Take an event back as a whole, with a reason: it counts nowhere any more, and its revisions stay.

    Raises `UnfitEvent` and `OvertakenEvent`.
    """
    row = _held(session, event)
    row.voided_at = now
    return _revised(session, row, person, event.facts, _fitting(reason), "voided", now)


def check(facts: Facts, today: date) -> None:
    """Make sure that an event can be so; raises `UnfitEvent`. `today` is the date in Jakarta."""
    told = (facts.cases, facts.suspects, facts.goods_value or 0, facts.loss_prevented or 0, len(facts.goods))
    flaws = (
        (facts.event_date > today, EventFlaw.AHEAD),
        (facts.event_date < EARLIEST, EventFlaw.TOO_OLD),
        (not any(told), EventFlaw.NOTHING),
        (max(facts.cases, facts.suspects) > MOST_PEOPLE, EventFlaw.TOO_MANY),
        (max(facts.goods_value or 0, facts.loss_prevented or 0) > money.MOST, EventFlaw.TOO_MANY),
        (len(facts.goods) > MOST_KINDS, EventFlaw.TOO_MANY_KINDS),
    )
    for is_so, flaw in flaws:
        if is_so:
            raise UnfitEvent(flaw)


def _columns(facts: Facts) -> dict[str, Any]:
    return {
        "event_date": facts.event_date,
        "unit_id": facts.unit_id,
        "goods_value": facts.goods_value,
        "cases": facts.cases,
        "suspects": facts.suspects,
        "loss_prevented": facts.loss_prevented,
    }


def _put_goods(session: Session, event_id: int, goods: Sequence[Goods]) -> None:
    session.execute(delete(EnforcementGoods).where(EnforcementGoods.enforcement_id == event_id))
    rows = [
        EnforcementGoods(enforcement_id=event_id, position=place, **goods_as_json(one))
        for place, one in enumerate(goods, start=1)
    ]
    session.add_all(rows)
    session.flush()


def _held(session: Session, event: Event) -> Enforcement:
    """The row of an event that nobody has changed meanwhile."""
    row = session.get_one(Enforcement, event.id, with_for_update=True)
    if row.revision != event.revision:
        raise OvertakenEvent(event.id)
    if row.voided_at is not None:
        raise UnfitEvent(EventFlaw.VOIDED)
    row.revision += 1
    return row


def _fitting(reason: str) -> str:
    tidy = " ".join(reason.split())
    if not tidy:
        raise UnfitEvent(EventFlaw.NO_REASON)
    if len(tidy) > LONGEST_REASON:
        raise UnfitEvent(EventFlaw.REASON_TOO_LONG)
    return tidy


def _revised(
    session: Session,
    row: Enforcement,
    person: Person | None,
    facts: Facts,
    reason: str | None,
    how: str,
    now: datetime,
) -> Event:
    """Keep what the event says now, and leave the trace of it."""
    author_id, content = person.member_id if person else None, facts.as_json() | {"voided": row.voided_at is not None}
    revision = EnforcementRevision(
        enforcement_id=row.id, number=row.revision, at=now, author_id=author_id, reason=reason, content=content
    )
    session.add(revision)
    audit.record(
        session,
        at=now,
        actor_id=author_id,
        action=f"enforcement.{how}",
        subject="enforcement",
        subject_id=row.id,
        content=content | {"reason": reason},
    )
    return events(session, Enforcement.id == row.id, most=1)[0]
