"""For which place somebody asks: the agency that they name, or else whatever is theirs to see."""

from sqlalchemy.orm import Session

from models.organisation import list_agencies
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.recap import OtherAgency, UnknownAgency
from models.schema import Agency


def place_named(session: Session, person: Person, action: Action, words: str) -> Place:
    """Give the agency that the words name, or without words the whole that the person may see.

    Raises `UnknownAgency`, and `OtherAgency` where the action does not reach there.
    """
    place = _named(session, words) if words.strip() else _whole(person, action)
    if not may(person, action, place):
        raise OtherAgency
    return place


def is_agency(session: Session, place: Place) -> bool:
    """Tell whether a place is the whole desk, or an agency that there is."""
    return place.agency_id is None or session.get(Agency, place.agency_id) is not None


def _whole(person: Person, action: Action) -> Place:
    return EVERYTHING if may(person, action, EVERYTHING) else Place(agency_id=person.agency_id)


def _named(session: Session, words: str) -> Place:
    wanted = words.strip().casefold()
    for agency in list_agencies(session):
        if wanted in (agency.code.casefold(), agency.name.casefold()):
            return Place(agency_id=agency.id)
    raise UnknownAgency(words)
