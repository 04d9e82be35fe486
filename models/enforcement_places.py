"""Whose event it is, by a name that somebody typed: an agency, or a unit of the one that was chosen."""

from sqlalchemy.orm import Session

from models.enforcement_choices import ChooseAgency, ChooseUnit, TapInstead
from models.enforcement_form import Entry, Step
from models.recap_scope import Level, all_scopes
from models.recap_scope_words import find_scope


def place_named(session: Session, entry: Entry, words: str) -> ChooseAgency | ChooseUnit:
    """Give the choice that the words stand for: an agency has more units than a card has buttons.

    Raises `UnknownScopeWords` where none or several could be meant, and `TapInstead` where no place is named.
    """
    level = Level.AGENCY if entry.agency_id is None else Level.UNIT
    found = find_scope(
        words,
        [one for one in all_scopes(session) if one.level == level and entry.agency_id in (None, one.agency_id)],
    )
    if found is None or found.agency_id is None:
        raise TapInstead(Step.UNIT)
    return ChooseAgency(found.agency_id) if found.unit_id is None else ChooseUnit(found.unit_id)
