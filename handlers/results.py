"""/capaian: the results of a period, in private for whom the role allows, in a group as totals per agency only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.places import agencies, place_named, place_of
from handlers.reply import Reply, Show
from models import results
from models.clock import local_date
from models.groups import require_bound
from models.period_words import split_period
from models.periods import Period
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.provinces import Zone
from models.results import Results
from views.result_taps import ResultsTap, ResultsView
from views.results import results_cards
from views.screen import Card


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, and whether whoever asked may steer the opening balances."""

    results: Results
    steers: bool


async def achieved(_update: Update, context: Context) -> Reply:
    """/capaian: of the period and the agency behind the command; without a period, of this semester."""
    return await _answer(context, lambda session, person: _written(session, person, context), ResultsView.SUMMARY, None)


async def turn(context: Context, tap: ResultsTap) -> Reply:
    """Turn to a neighbouring period or to the other side, in place."""
    return await _answer(
        context, lambda session, person: _turned(session, person, context, tap), tap.view, context.tapped_message_id
    )


async def _answer(
    context: Context, find: Callable[[Session, Person], Found], view: ResultsView, message_id: int | None
) -> Reply:
    found = await context.read(Action.RECAP, find)
    first, *others = _cards(context, found, view)
    return Reply((Show(first, message_id), *map(Show, others)))


def _cards(context: Context, found: Found, view: ResultsView) -> tuple[Card, ...]:
    today = local_date(context.now, Zone.WIB)
    synthetic, steers = context.services.synthetic, found.steers and context.is_private
    return results_cards(found.results, view, now=context.now, today=today, synthetic=synthetic, steers=steers)


def _written(session: Session, person: Person, context: Context) -> Found:
    """Without a period it is this semester, because results are told by semester."""
    today = local_date(context.now, person.zone)
    period, rest = split_period(context.words, today, otherwise=Period.semester_of(today))
    if not context.is_private:
        return _for_group(session, period, context)
    place = place_named(session, person, Action.RECAP, rest, agencies(session))
    return _for_person(session, person, period, place.place, context.now)


def _turned(session: Session, person: Person, context: Context, tap: ResultsTap) -> Found:
    if not context.is_private:
        return _for_group(session, tap.period, context)
    return _for_person(session, person, tap.period, place_of(session, tap.agency_id).place, context.now)


def _for_person(session: Session, person: Person, period: Period, place: Place, now: datetime) -> Found:
    if not may(person, Action.RECAP, place):
        raise NotAllowed
    found = results.of_period(session, period, place, local_date(now, Zone.WIB))
    return Found(found, steers=place == EVERYTHING and may(person, Action.ENFORCEMENT, EVERYTHING))


def _for_group(session: Session, period: Period, context: Context) -> Found:
    """In a group everybody sees the same: the totals per agency, and only where the posts go anyway."""
    require_bound(session, context.chat.id)
    return Found(results.of_period(session, period, EVERYTHING, local_date(context.now, Zone.WIB)), steers=False)
