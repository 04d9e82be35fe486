"""Which place a command or a button names: the desk, an agency, or a unit, as far as the person's right reaches."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from handlers.context import NotAllowed
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.recap import OtherAgency
from models.recap_scope import DESK, Level, RecapScope, UnknownScope, all_scopes, scope_of
from models.recap_scope_words import find_scope


def place_of(session: Session, agency_id: int | None, unit_id: int | None = None) -> RecapScope:
    """Give the place that a button names; raises `NotAllowed` where there is none."""
    try:
        return scope_of(session, agency_id, unit_id)
    except UnknownScope:
        raise NotAllowed from None


def place_named(
    session: Session, person: Person, action: Action, words: str, among: Iterable[RecapScope]
) -> RecapScope:
    """Give the place that the words behind a command name, or without words all that is the person's.

    Raises `UnknownScopeWords`, and `OtherAgency` where the action does not reach there.
    """
    place = find_scope(words, among) or whole(session, person, action)
    if not may(person, action, place.place):
        raise OtherAgency
    return place


def nameable(session: Session, person: Person, action: Action) -> list[RecapScope]:
    """All agencies, so that somebody else's can be told apart from none, and the units that are theirs to see."""
    scopes = all_scopes(session)
    return [one for one in scopes if one.level == Level.AGENCY or may(person, action, one.place)]


def agencies(session: Session) -> list[RecapScope]:
    """All agencies: what is told of agencies only knows no unit."""
    return [scope for scope in all_scopes(session) if scope.level == Level.AGENCY]


def whole(session: Session, person: Person, action: Action) -> RecapScope:
    """Everything for which the person may do the action: the desk, their agency, or their unit."""
    if may(person, action, EVERYTHING):
        return DESK
    if may(person, action, Place(agency_id=person.agency_id)):
        return scope_of(session, person.agency_id)
    return scope_of(session, person.agency_id, person.unit_id)
