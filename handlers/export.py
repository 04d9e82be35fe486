"""/ekspor, and the buttons of a recap: its figures as a file, for coordinators, in private."""

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import Hasten, Notice, Reply, say
from models.clock import local_date
from models.file_orders import FileOrder, order_file
from models.file_words import split_form
from models.period_words import split_period
from models.permissions import EVERYTHING, Action, Person, may
from models.recap import OtherAgency
from models.recap_scope import DESK, Level, RecapScope, UnknownScope, all_scopes, scope_of
from models.recap_scope_words import find_scope
from views import exports
from views.recap_taps import FileTap
from views.screen import Card


async def export(_update: Update, context: Context) -> Reply:
    """/ekspor: the form, the period and the place behind the command; without a form, the choice of one."""
    card, is_ordered = await context.write(_written, context)
    return say(card).then(Hasten()) if is_ordered else say(card)


async def tapped(context: Context, tap: FileTap) -> Reply:
    """Order the file of a button."""
    order = await context.write(_tapped, context, tap)
    return Reply((Notice(exports.preparing_notice(order)), Hasten()))


def _written(session: Session, person: Person, context: Context) -> tuple[Card, bool]:
    require(person, Action.EXPORT)
    form, rest = split_form(context.words)
    period, rest = split_period(rest, local_date(context.now, person.zone))
    scope = find_scope(rest, _nameable(session, person)) or _whole(session, person)
    if not may(person, Action.EXPORT, scope.place):
        raise OtherAgency
    if form is None:
        return exports.choice_card(period, scope), False
    order = FileOrder(form, period, scope.place, may(person, Action.MEMBERS, scope.place))
    order_file(session, person, order, context.incoming.update_id, context.now)
    return exports.preparing_card(order, scope.name or None), True


def _tapped(session: Session, person: Person, context: Context, tap: FileTap) -> FileOrder:
    try:
        scope = scope_of(session, tap.agency_id, tap.unit_id)
    except UnknownScope:
        raise NotAllowed from None
    if not may(person, Action.EXPORT, scope.place):
        raise NotAllowed
    order = FileOrder(tap.form, tap.period, scope.place, may(person, Action.MEMBERS, scope.place))
    order_file(session, person, order, context.incoming.update_id, context.now)
    return order


def _nameable(session: Session, person: Person) -> list[RecapScope]:
    """All agencies, so that somebody else's can be told apart from none, and the units that the person may have."""
    return [
        scope for scope in all_scopes(session) if scope.level == Level.AGENCY or may(person, Action.EXPORT, scope.place)
    ]


def _whole(session: Session, person: Person) -> RecapScope:
    return DESK if may(person, Action.EXPORT, EVERYTHING) else scope_of(session, person.agency_id)
