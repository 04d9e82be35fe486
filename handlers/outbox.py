"""/antrean: what waits, what failed and what is in doubt; sending it again, or taking it for sent."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, require
from handlers.reply import Notice, Reply, Show, in_place, say
from models import outbox_desk
from models.permissions import Action, Person
from views.outbox import decided_notice, overview_card, shelf_card
from views.outbox_taps import QueueTap, SettleTap
from views.screen import Card


async def queue(_update: Update, context: Context) -> Reply:
    """/antrean: how much there is of everything."""
    return say(await context.read(Action.OUTBOX, _card, QueueTap(), context.now))


async def turn(context: Context, tap: QueueTap) -> Reply:
    """Show a page of what waits, failed, or is in doubt; or the overview again."""
    card = await context.look(Action.OUTBOX, _card, tap, context.now)
    return in_place(card, context.tapped_message_id)


async def decide(context: Context, tap: SettleTap) -> Reply:
    """Carry out what was decided about what the card showed, and show what is left."""
    changed, card = await context.write(_decide, tap, context.now)
    return Reply((Notice(decided_notice(changed, tap.decision)), Show(card, context.tapped_message_id)))


def _card(session: Session, person: Person, tap: QueueTap, now: datetime) -> Card:
    if tap.shelf is None:
        return overview_card(outbox_desk.overview(session, now))
    return shelf_card(outbox_desk.look(session, person, tap.shelf, tap.page, now), now)


def _decide(session: Session, person: Person, tap: SettleTap, now: datetime) -> tuple[int, Card]:
    require(person, Action.OUTBOX)
    changed = outbox_desk.decide(session, person, tap.decision, tap.row_id, tap.seen_at, now)
    session.flush()
    return changed, _card(session, person, QueueTap(tap.shelf, tap.page), now)
