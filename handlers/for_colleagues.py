"""Acting for a colleague: choosing them, as far as one's right reaches; their report, and a date opened again."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed, require
from handlers.reply import Reply, in_place, show_form
from models import audit, drafts, prompts, reopenings
from models.colleagues import Colleague, colleague, colleagues_in
from models.open_dates import open_dates
from models.organisation import UnitLine, list_agencies, list_units
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.reports import report_of
from views import colleagues
from views.colleague_taps import Aim, ColleagueTap, ReopenTap, ReportForTap
from views.screen import Card

#: What each aim asks the person's right for.
RIGHTS = {
    Aim.ABSENCE: Action.REPORT_FOR_OTHERS,
    Aim.REPORT: Action.REPORT_FOR_OTHERS,
    Aim.REOPEN: Action.MEMBERS,
}


async def chosen(context: Context, tap: ColleagueTap) -> Reply:
    """Go on with what was chosen: the agency, the unit, or another page of names."""
    card = await context.look(RIGHTS[tap.aim], choose_colleague, tap, context.now)
    return in_place(card, context.tapped_message_id)


async def report_for(context: Context, tap: ReportForTap) -> Reply:
    """Ask for the date of a colleague's report, or open its form."""
    if tap.day is None:
        dates = await context.look(Action.REPORT_FOR_OTHERS, _report_dates, tap.member_id, context.now)
        return in_place(dates, context.tapped_message_id)
    form = await context.write(drafts.open_for, tap.member_id, tap.day, context.now)
    if form is None:
        raise NotAllowed
    return show_form(form, context.tapped_message_id)


async def reopen(context: Context, tap: ReopenTap) -> Reply:
    """Ask which closed date of a member is opened again, or open it."""
    if tap.day is None:
        return in_place(
            await context.look(Action.MEMBERS, _closed_dates, tap.member_id, context.now), context.tapped_message_id
        )
    return in_place(await context.write(_reopen, tap.member_id, tap.day, context.now), context.tapped_message_id)


def choose_colleague(session: Session, person: Person, tap: ColleagueTap, now: datetime) -> Card:
    """Ask for the next thing that is not known yet; what is the person's own is not asked."""
    action = RIGHTS[tap.aim]
    require(person, action)
    if not may(person, action, EVERYTHING):
        tap = replace(tap, agency_id=person.agency_id)
    elif tap.agency_id is None:
        return colleagues.choose_agency(tap.aim, [agency for agency in list_agencies(session) if agency.enabled])
    return _choose_unit(session, person, tap, now)


def _choose_unit(session: Session, person: Person, tap: ColleagueTap, now: datetime) -> Card:
    allowed = [unit for unit in list_units(session, tap.agency_id) if _may_act_in(person, tap, unit)]
    wanted = [unit for unit in allowed if unit.id == tap.unit_id]
    if tap.unit_id is None and len(allowed) == 1:
        wanted = allowed
    elif tap.unit_id is None:
        return colleagues.choose_unit(tap.aim, tap.agency_id or person.agency_id, allowed)
    if not wanted:
        raise NotAllowed
    tap = replace(tap, unit_id=wanted[0].id)
    page = colleagues_in(session, person, wanted[0].id, tap.page, now)
    return colleagues.choose_member(tap, page, wanted[0].name, can_go_back=len(allowed) > 1)


def _may_act_in(person: Person, tap: ColleagueTap, unit: UnitLine) -> bool:
    return may(person, RIGHTS[tap.aim], Place(agency_id=tap.agency_id, unit_id=unit.id))


def _report_dates(session: Session, person: Person, member_id: int, now: datetime) -> Card:
    subject = subject_of(session, person, member_id, now)
    audit.looked_at_member(session, person.member_id, member_id, "lapor", now)
    dates = [day for day in open_dates(session, subject, now) if report_of(session, subject.member_id, day) is None]
    return colleagues.choose_report_date(subject, dates)


def _closed_dates(session: Session, person: Person, member_id: int, now: datetime) -> Card:
    subject = _member(session, person, member_id, now)
    audit.looked_at_member(session, person.member_id, member_id, "buka tanggal", now)
    return colleagues.choose_closed_date(subject, reopenings.closed_dates(session, subject))


def _reopen(session: Session, person: Person, member_id: int, day: date, now: datetime) -> Card:
    prompts.close(session, person)
    subject = _member(session, person, member_id, now)
    return colleagues.reopened_card(subject, day, reopenings.reopen(session, person, subject, day, now))


def subject_of(session: Session, person: Person, member_id: int, now: datetime) -> Colleague:
    """Give the colleague for whom somebody acts; raises `NotAllowed`."""
    subject = colleague(session, person, member_id, now)
    if subject is None:
        raise NotAllowed
    return subject


def _member(session: Session, person: Person, member_id: int, now: datetime) -> Colleague:
    subject = subject_of(session, person, member_id, now)
    if not may(person, Action.MEMBERS, Place(subject.agency_id)):
        raise NotAllowed
    return subject
