"""The word to those who may have written into a long silence: what they wrote is lost, and is to be sent again."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from models.clock import local_date
from models.expectations import is_awaited
from models.members import zone_of_unit
from models.membership_rows import membership_on
from models.outbox import Claimed, Planned
from models.own_clocks import deadline_for
from models.permissions import Person
from models.provinces import Zone
from models.schedule import load_schedule
from models.silences import TOLD_WITHIN, LongSilence, silence_by_id, silenced_members, untold_silences
from scheduler.due import Kind
from scheduler.letter import Letter
from views.outages import OpenDate, silence_card


def silences_told(session: Session, now: datetime) -> list[Planned]:
    """Give the word to everybody who was expected in a long silence that is over: once."""
    return [
        _planned(silence, member_id)
        for silence in untold_silences(session, now)
        for member_id in silenced_members(session, silence)
    ]


def silence_letter(session: Session, person: Person, row: Claimed, now: datetime) -> Letter:
    """Say from when to when nothing arrived, and which reports are still to come."""
    silence = silence_by_id(session, row.payload["outage_id"])
    dates = tuple(_open_dates(session, person, now))
    return Letter(person.telegram_id, None, silence_card(person, silence, dates))


def _planned(silence: LongSilence, member_id: int) -> Planned:
    return Planned(
        kind=Kind.SILENCE_TOLD,
        day=local_date(silence.ended, Zone.WIB),
        about=str(silence.id),
        payload={"outage_id": silence.id},
        due_at=silence.ended,
        expires_at=silence.ended + TOLD_WITHIN,
        member_id=member_id,
    )


def _open_dates(session: Session, person: Person, now: datetime) -> Iterator[OpenDate]:
    """The dates for which this person can still report, oldest first, with the deadline where it was moved."""
    for day in reversed(load_schedule(session).open_dates(local_date(now, person.zone))):
        membership = membership_on(session, person.member_id, day)
        if membership is None or not is_awaited(session, person.member_id, day):
            continue
        deadline = deadline_for(session, person.member_id, day, zone_of_unit(session, membership.unit_id))
        yield OpenDate(day, deadline.until if deadline.is_extended else None)
