"""/riwayat: the member's own months and days."""

from datetime import date, datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context
from handlers.reply import Reply, in_place, say
from models.clock import local_date
from models.history import day_history, month_history
from models.period_words import parse_day
from models.periods import Period
from models.permissions import Action, Person
from views import history
from views.report_taps import HistoryTap, TextTap, View
from views.screen import Card


async def look_back(_update: Update, context: Context) -> Reply:
    """/riwayat: this month, or the month of the date behind the command."""
    return say(await context.read(Action.OWN_DATA, _written, context.words, context.now))


async def turn(context: Context, tap: HistoryTap) -> Reply:
    """Turn to another month, or to one day, in place."""
    show = _day if tap.view == View.DAY else _month
    card = await context.read(Action.OWN_DATA, show, tap.day, context.now)
    message_id = None if tap.view == View.BELOW else context.tapped_message_id
    return in_place(card, message_id)


async def copy_text(context: Context, tap: TextTap) -> Reply:
    """Give the text of a report as a message of its own, ready to be forwarded."""
    card = await context.read(Action.OWN_DATA, _text, tap.day, context.now)
    return say(card)


def _text(session: Session, person: Person, day: date, now: datetime) -> Card:
    return history.text_card(day_history(session, person, day, now))


def _written(session: Session, person: Person, words: str, now: datetime) -> Card:
    return _month(session, person, parse_day(words, local_date(now, person.zone)), now)


def _month(session: Session, person: Person, day: date, now: datetime) -> Card:
    found = month_history(session, person, Period.month_of(day), now)
    return history.month_card(found, local_date(now, person.zone))


def _day(session: Session, person: Person, day: date, now: datetime) -> Card:
    return history.day_card(day_history(session, person, day, now))
