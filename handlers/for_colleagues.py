"""Choosing the colleague for whom somebody acts: by agency, unit and name, as far as their right reaches."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed, require
from handlers.reply import Notice, Reply, Show
from models.colleagues import colleagues_in
from models.organisation import UnitLine, list_agencies, list_units
from models.permissions import EVERYTHING, Action, Person, Place, may
from views import colleagues
from views.days_off_taps import ColleagueTap
from views.screen import Card


async def chosen(context: Context, tap: ColleagueTap) -> Reply:
    """Go on with what was chosen: the agency, the unit, or another page of names."""
    card = await context.read(Action.REPORT_FOR_OTHERS, choose_colleague, tap, context.now)
    return Reply((Notice(""), Show(card, context.tapped_message_id)))


def choose_colleague(session: Session, person: Person, tap: ColleagueTap, now: datetime) -> Card:
    """Ask for the next thing that is not known yet; what is the person's own is not asked."""
    require(person, Action.REPORT_FOR_OTHERS)
    agency_id = tap.agency_id
    if not may(person, Action.REPORT_FOR_OTHERS, EVERYTHING):
        agency_id = person.agency_id
    elif agency_id is None:
        return colleagues.choose_agency([agency for agency in list_agencies(session) if agency.enabled])
    return _choose_unit(session, person, ColleagueTap(agency_id, tap.unit_id, tap.page), now)


def _choose_unit(session: Session, person: Person, tap: ColleagueTap, now: datetime) -> Card:
    allowed = [unit for unit in list_units(session, tap.agency_id) if _may_act_in(person, tap.agency_id, unit)]
    wanted = [unit for unit in allowed if unit.id == tap.unit_id]
    if tap.unit_id is None and len(allowed) == 1:
        wanted = allowed
    elif tap.unit_id is None:
        return colleagues.choose_unit(tap.agency_id or person.agency_id, allowed)
    if not wanted:
        raise NotAllowed
    tap = ColleagueTap(tap.agency_id, wanted[0].id, tap.page)
    page = colleagues_in(session, person, wanted[0].id, tap.page, now)
    return colleagues.choose_member(tap, page, wanted[0].name, can_go_back=len(allowed) > 1)


def _may_act_in(person: Person, agency_id: int | None, unit: UnitLine) -> bool:
    return may(person, Action.REPORT_FOR_OTHERS, Place(agency_id=agency_id, unit_id=unit.id))
