"""The files that people asked for: the letter names what is to be made, and is made right before it leaves."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.file_orders import FileOrder, Making
from models.outbox import Claimed
from models.permissions import Action, Person, may
from models.schema import Agency, Unit
from scheduler.letter import Letter, Pointless
from views import exports


def file_letter(
    session: Session, person: Person, row: Claimed, now: datetime, *, synthetic: bool
) -> Letter | Pointless:
    """Give the letter of a file, if whoever asked may still have it."""
    order = FileOrder.from_json(row.payload)
    if not may(person, Action.EXPORT, order.place):
        return Pointless("not allowed any more")
    card = exports.file_card(order, _name(session, order), Making(order, now, synthetic))
    return Letter(person.telegram_id, None, card)


def failed_letter(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    """Say that a file could not be made."""
    order = FileOrder.from_json(row.payload)
    return Letter(person.telegram_id, None, exports.failed_card(order, _name(session, order)))


def _name(session: Session, order: FileOrder) -> str | None:
    """The name of the agency or unit; nothing for the desk."""
    if order.place.unit_id is not None:
        return session.get_one(Unit, order.place.unit_id).name
    if order.place.agency_id is not None:
        return session.get_one(Agency, order.place.agency_id).name
    return None
