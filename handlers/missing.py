"""/belum: who has not reported, as far as the reader's right reaches; and one tap that reminds them."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.places import nameable, place_named, place_of
from handlers.reply import Notice, Reply, Show, in_place, say
from models import missing as rules
from models.clock import local_date
from models.period_words import MoreThanADay, split_period
from models.permissions import Action, Person, Place, may
from models.provinces import Zone
from models.recap_scope import RecapScope
from views import missing
from views.screen import Card
from views.steering_taps import MissingTap, RemindTap


async def who_is_missing(_update: Update, context: Context) -> Reply:
    """/belum: of the date and the place behind the command; today, and all that is theirs, without them."""
    return say(await context.look(Action.SEE_MISSING, _written, context.words, context.now))


async def turned(context: Context, tap: MissingTap) -> Reply:
    """Turn to another date, page or place, in the same message."""
    card = await context.look(Action.SEE_MISSING, _card, tap, context.now)
    return in_place(card, context.tapped_message_id)


async def reminded(context: Context, tap: RemindTap) -> Reply:
    """Remind everybody on the list."""
    count, card = await context.write(_remind, tap, context.now)
    return Reply((Notice(missing.reminded_notice(count)), Show(card, context.tapped_message_id)))


def _written(session: Session, person: Person, words: str, now: datetime) -> Card:
    period, rest = split_period(words, local_date(now, person.zone))
    if period.days > 1:
        raise MoreThanADay(words)
    scope = place_named(session, person, Action.SEE_MISSING, rest, nameable(session, person, Action.SEE_MISSING))
    return _card(session, person, MissingTap(period.first, scope.agency_id, scope.unit_id), now)


def _remind(session: Session, person: Person, tap: RemindTap, now: datetime) -> tuple[int, Card]:
    scope = _allowed(session, person, tap.agency_id, tap.unit_id)
    count = rules.remind(session, person, scope, tap.day, now)
    return count, _card(session, person, MissingTap(tap.day, tap.agency_id, tap.unit_id), now)


def _card(session: Session, person: Person, tap: MissingTap, now: datetime) -> Card:
    scope = _allowed(session, person, tap.agency_id, tap.unit_id)
    page = rules.missing_page(session, scope, tap.day, tap.page, now)
    rules.look_at(session, person, page, now)
    above = Place() if scope.unit_id is None else Place(agency_id=scope.agency_id)
    return missing.missing_card(page, local_date(now, Zone.WIT), can_go_up=may(person, Action.SEE_MISSING, above))


def _allowed(session: Session, person: Person, agency_id: int | None, unit_id: int | None) -> RecapScope:
    scope = place_of(session, agency_id, unit_id)
    if not may(person, Action.SEE_MISSING, scope.place):
        raise NotAllowed
    return scope
