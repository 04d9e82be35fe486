"""Coming in: /start with or without an invitation, and the questions on the way."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, Stranger, members_only
from handlers.reply import Reply, SetMenu, Show, notice, say, show_joining
from models import joinings
from models.joinings import JoiningView
from models.members import identify
from models.permissions import Person, comes_in_by_settings
from models.unit_codes import read_code
from views import guidance
from views.desk_taps import JoiningTap
from views.joining import known_card, welcome_card


async def start(_update: Update, context: Context) -> Reply:
    """/start: with a token the way in; without one, the greeting of a member, or the one sentence for strangers."""
    is_administrator = context.telegram_id in context.services.administrators
    found = await context.write_for_anyone(_start, context.telegram_id, context.words, is_administrator, context.now)
    if found is None:
        raise Stranger
    if isinstance(found, JoiningView):
        return show_joining(found)
    return say(known_card(found)).then(SetMenu(found.member_id, found.role))


async def tapped(context: Context, tap: JoiningTap) -> Reply:
    """Carry out a tap on the way in."""
    result = await context.write_for_anyone(_choose, context.telegram_id, tap, context.now)
    if result is None:
        await members_only(context)
        return notice(guidance.old_button_notice())
    if isinstance(result, JoiningView):
        return show_joining(result, context.tapped_message_id)
    shown = Show(welcome_card(result), context.tapped_message_id)
    return Reply((shown, SetMenu(result.member_id, result.role)))


def begin(session: Session, telegram_id: int, token: str, now: datetime) -> JoiningView | None:
    """Start with a unit's code or an invitation's token; nothing for what opens nothing."""
    code = read_code(token)
    if code is not None:
        return joinings.begin_with_code(session, telegram_id, code, now)
    return joinings.begin_with_token(session, telegram_id, token, now)


def _start(
    session: Session,
    telegram_id: int,
    token: str,
    is_administrator: bool,
    now: datetime,
) -> JoiningView | Person | None:
    joining = begin(session, telegram_id, token, now) if token else None
    if joining is not None:
        return joining
    person = identify(session, telegram_id, now)
    if is_administrator and comes_in_by_settings(person):
        return joinings.begin_as_administrator(session, telegram_id, now)
    return joinings.current_joining(session, telegram_id, now) or person


def _choose(session: Session, telegram_id: int, tap: JoiningTap, now: datetime) -> JoiningView | Person | None:
    match tap.choice:
        case "skip":
            return joinings.skip_rank(session, telegram_id, tap.version, now)
        case "over":
            return joinings.start_over(session, telegram_id, tap.version, now)
        case "yes":
            return joinings.confirm(session, telegram_id, tap.version, now)
        case "move":
            return joinings.confirm_account(session, telegram_id, tap.version, now)
    return None
