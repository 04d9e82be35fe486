"""/rekap: any period, of the desk, an agency or a unit, with its pictures and ways on; in private and in the group."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.places import agencies, nameable, place_of, whole
from handlers.reply import Reply, Show
from models.clock import local_date
from models.groups import require_bound
from models.period_words import split_period
from models.periods import Period
from models.permissions import Action, Person, may
from models.provinces import Zone
from models.recap import OtherAgency
from models.recap_pages import Asked, RecapPage, look_at, recap_page
from models.recap_scope import DESK, Level, RecapScope
from models.recap_scope_words import UnknownScopeWords, find_scope
from views.recap import page_card, which_scope
from views.recap_taps import RecapTap
from views.screen import Card


async def recap(_update: Update, context: Context) -> Reply:
    """/rekap: of the period and the place behind the command."""
    return await _answer(context, lambda session, person: _written(session, person, context), None)


async def turn(context: Context, tap: RecapTap) -> Reply:
    """Turn to another period, side, page or place, all in the same message."""
    return await _answer(
        context, lambda session, person: _turned(session, person, context, tap), context.tapped_message_id
    )


async def _answer(
    context: Context, find: Callable[[Session, Person], RecapPage | Card], message_id: int | None
) -> Reply:
    found = await context.read(Action.RECAP, find)
    if isinstance(found, Card):
        return Reply((Show(found),))
    if found.names_people:
        await context.look(Action.RECAP, look_at, found, context.now)
    today = local_date(context.now, Zone.WIB)
    card = page_card(found, now=context.now, today=today, synthetic=context.services.synthetic)
    return Reply((Show(card, message_id),))


def _written(session: Session, person: Person, context: Context) -> RecapPage | Card:
    """What the words mean; where nobody can know it, the question what they mean."""
    period, rest = split_period(context.words, local_date(context.now, person.zone))
    _require_bound(session, context)
    try:
        scope = find_scope(rest, _nameable(session, person, context))
    except UnknownScopeWords as error:
        return which_scope(error, period)
    if scope and not _may_see(person, scope, context):
        raise OtherAgency
    return _page(session, person, context, _tap(period, scope or _whole(session, person, context)))


def _turned(session: Session, person: Person, context: Context, tap: RecapTap) -> RecapPage:
    _require_bound(session, context)
    return _page(session, person, context, tap)


def _page(session: Session, person: Person, context: Context, tap: RecapTap) -> RecapPage:
    scope = place_of(session, tap.agency_id, tap.unit_id)
    if not _may_see(person, scope, context):
        raise NotAllowed
    widest = _whole(session, person, context).level
    asked = Asked(tap.period, scope, context.now, tap.view, tap.page, not context.is_private, widest)
    return recap_page(session, asked)


def _may_see(person: Person, scope: RecapScope, context: Context) -> bool:
    """In a group everybody sees the same: agencies as a whole. In private, what the role reaches."""
    return may(person, Action.RECAP, scope.place) if context.is_private else scope.level != Level.UNIT


def _nameable(session: Session, person: Person, context: Context) -> list[RecapScope]:
    """What somebody can name: all agencies, and in private the units that they may see."""
    return nameable(session, person, Action.RECAP) if context.is_private else agencies(session)


def _whole(session: Session, person: Person, context: Context) -> RecapScope:
    """Without a name: everything that may be seen here."""
    return whole(session, person, Action.RECAP) if context.is_private else DESK


def _require_bound(session: Session, context: Context) -> None:
    """Figures go only where the posts go anyway."""
    if not context.is_private:
        require_bound(session, context.chat.id)


def _tap(period: Period, scope: RecapScope) -> RecapTap:
    return RecapTap(period, scope.agency_id, scope.unit_id)
