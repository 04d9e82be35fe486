"""/ekspor, and the buttons of a recap: its figures as a file, for coordinators, in private."""

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.places import nameable, place_named, place_of
from handlers.reply import Hasten, Notice, Reply, say
from models.clock import local_date
from models.file_orders import FileOrder, order_file
from models.file_words import split_form
from models.period_words import split_period
from models.permissions import Action, Person, may
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
    scope = place_named(session, person, Action.EXPORT, rest, nameable(session, person, Action.EXPORT))
    if form is None:
        return exports.choice_card(period, scope), False
    order = FileOrder(form, period, scope.place, may(person, Action.MEMBERS, scope.place))
    order_file(session, person, order, context.incoming.update_id, context.now)
    return exports.preparing_card(order, scope.name or None), True


def _tapped(session: Session, person: Person, context: Context, tap: FileTap) -> FileOrder:
    scope = place_of(session, tap.agency_id, tap.unit_id)
    if not may(person, Action.EXPORT, scope.place):
        raise NotAllowed
    order = FileOrder(tap.form, tap.period, scope.place, may(person, Action.MEMBERS, scope.place))
    order_file(session, person, order, context.incoming.update_id, context.now)
    return order
