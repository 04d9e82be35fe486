"""/belum: who has not reported, as far as the reader's right reaches; and one tap that reminds them."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.reply import Notice, Reply, Show, in_place, say
from models import missing as rules
from models.clock import local_date
from models.period_words import MoreThanADay, split_period
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.provinces import Zone
from models.recap import OtherAgency
from models.recap_scope import DESK, Level, RecapScope, UnknownScope, all_scopes, scope_of
from models.recap_scope_words import find_scope
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
    named = find_scope(rest, _nameable(session, person))
    if named is not None and not may(person, Action.SEE_MISSING, named.place):
        raise OtherAgency
    scope = named or _whole(session, person)
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
    try:
        scope = scope_of(session, agency_id, unit_id)
    except UnknownScope:
        raise NotAllowed from None
    if not may(person, Action.SEE_MISSING, scope.place):
        raise NotAllowed
    return scope


def _nameable(session: Session, person: Person) -> list[RecapScope]:
    """All agencies, and the units that are theirs to see: of others not even the names."""
    scopes = all_scopes(session)
    return [one for one in scopes if one.level == Level.AGENCY or may(person, Action.SEE_MISSING, one.place)]


def _whole(session: Session, person: Person) -> RecapScope:
    """Everything that the person may see."""
    if may(person, Action.SEE_MISSING, EVERYTHING):
        return DESK
    if may(person, Action.SEE_MISSING, Place(agency_id=person.agency_id)):
        return scope_of(session, person.agency_id)
    return scope_of(session, person.agency_id, person.unit_id)
