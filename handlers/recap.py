"""/rekap: the totals of a day or a semester, with a chart and arrows; for coordinators, in private and in the group."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.reply import Notice, Reply, Show, say
from models import recap as recaps
from models.clock import local_date
from models.freezing import told_semester
from models.groups import is_bound
from models.organisation import list_agencies
from models.period_words import split_period
from models.periods import Period, PeriodKind
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.provinces import Zone
from models.recap import OtherAgency, Recap, SemesterRecap, UnknownAgency
from views import groups
from views.desk_taps import RecapTap
from views.recap import recap_card

Found = Recap | SemesterRecap


class UnboundGroup(Exception):
    """A group that is not bound sees no figures."""


async def recap(_update: Update, context: Context) -> Reply:
    """/rekap: of the period and the agency behind the command."""
    return await _answer(context, lambda session, person: _written(session, person, context), None)


async def turn(context: Context, tap: RecapTap) -> Reply:
    """Turn to a neighbouring period, in place."""
    answer = await _answer(
        context, lambda session, person: _turned(session, person, context, tap), context.tapped_message_id
    )
    return Reply((Notice(""),)).then(*answer.steps)


async def _answer(context: Context, find: Callable[[Session, Person], Found], message_id: int | None) -> Reply:
    try:
        found = await context.read(Action.RECAP, find)
    except UnboundGroup:
        return say(groups.not_bound())
    today = local_date(context.now, Zone.WIB)
    card = recap_card(found, now=context.now, today=today, synthetic=context.services.synthetic)
    return Reply((Show(card, message_id),))


def _written(session: Session, person: Person, context: Context) -> Found:
    period, rest = split_period(context.words, local_date(context.now, person.zone))
    if not context.is_private:
        return _for_group(session, period, context)
    agency_id = _agency_named(session, rest) or _whole(person)
    if agency_id and not may(person, Action.RECAP, Place(agency_id=agency_id)):
        raise OtherAgency
    return _for_person(session, person, period, agency_id, context)


def _turned(session: Session, person: Person, context: Context, tap: RecapTap) -> Found:
    if not context.is_private:
        return _for_group(session, tap.period, context)
    return _for_person(session, person, tap.period, tap.agency_id, context)


def _for_person(session: Session, person: Person, period: Period, agency_id: int | None, context: Context) -> Found:
    place = Place(agency_id=agency_id) if agency_id else EVERYTHING
    if not may(person, Action.RECAP, place) or agency_id not in (None, *_agency_ids(session)):
        raise NotAllowed
    return _recap(session, period, agency_id, context.now)


def _recap(session: Session, period: Period, agency_id: int | None, now: datetime) -> Found:
    if period.kind == PeriodKind.SEMESTER:
        return told_semester(session, period, agency_id, now)
    return recaps.recap(session, period, agency_id, now)


def _for_group(session: Session, period: Period, context: Context) -> Found:
    """In a group everybody sees the same: the totals per agency, and only where the posts go anyway."""
    if not is_bound(session, context.chat.id):
        raise UnboundGroup
    return _recap(session, period, None, context.now)


def _agency_ids(session: Session) -> list[int]:
    return [agency.id for agency in list_agencies(session)]


def _whole(person: Person) -> int | None:
    """What the person coordinates: everything, or their agency."""
    return None if may(person, Action.RECAP, EVERYTHING) else person.agency_id


def _agency_named(session: Session, words: str) -> int | None:
    if not words.strip():
        return None
    wanted = words.strip().casefold()
    for agency in list_agencies(session):
        if wanted in (agency.code.casefold(), agency.name.casefold()):
            return agency.id
    raise UnknownAgency(words)
