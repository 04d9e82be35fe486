"""/jadwal: the hours of the day, for the desk or for one agency, from tomorrow on."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, require
from handlers.places import agencies, place_of
from handlers.reply import Reply, in_place, say, show_prompt
from models import hours as rules
from models import prompts
from models.clock import local_date
from models.organisation import list_agencies
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from models.recap_scope import DESK, RecapScope
from models.recap_scope_words import find_scope
from models.schedule import Schedule
from models.writing import plain, tidied
from models.written_times import read_time
from views import hours
from views.charts.data import WHOLE_DESK
from views.hour_taps import AskHourTap, HoursPlacesTap, HoursTap
from views.screen import Card

#: Gives the usual hour back.
USUAL = "standar"


async def schedule(_update: Update, context: Context) -> Reply:
    """/jadwal: of the agency behind the command; of the whole desk without one."""
    return say(await context.write(_written, context.words, context.now))


async def turned(context: Context, tap: HoursTap) -> Reply:
    """Show the hours of the desk, or of an agency."""
    return in_place(await context.write(_turned, tap, context.now), context.tapped_message_id)


async def places(context: Context, _tap: HoursPlacesTap) -> Reply:
    """Ask whose hours are to be shown."""
    return in_place(await context.read(Action.CALENDAR, _places), context.tapped_message_id)


async def ask(context: Context, tap: AskHourTap) -> Reply:
    """Ask for an hour in words."""
    return await context.write(_ask, tap, context.tapped_message_id, context.now)


def answer_hour(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take an hour, or the word that gives the usual one back."""
    scope, key = _scope(session, person, prompt.payload["agency_id"]), prompt.payload["key"]
    hour = None if plain(tidied(text)) == USUAL else read_time(text, Zone.WIB)
    rules.set_hour(session, person, scope.agency_id, key, hour, now)
    prompts.close(session, person)
    return show_prompt(prompt, _card(session, scope, now))


def hour_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for an hour."""
    scope = _scope(session, person, prompt.payload["agency_id"])
    return hours.ask_hour(prompt.payload["key"], _today(session, scope, now), _name(scope), scope.agency_id)


def _written(session: Session, person: Person, words: str, now: datetime) -> Card:
    require(person, Action.CALENDAR)
    prompts.close(session, person)
    return _card(session, find_scope(words, agencies(session)) or DESK, now)


def _turned(session: Session, person: Person, tap: HoursTap, now: datetime) -> Card:
    scope = _scope(session, person, tap.agency_id)
    prompts.close(session, person)
    return _card(session, scope, now)


def _places(session: Session, _person: Person) -> Card:
    return hours.choose_place([agency for agency in list_agencies(session) if agency.enabled])


def _ask(session: Session, person: Person, tap: AskHourTap, message_id: int | None, now: datetime) -> Reply:
    scope = _scope(session, person, tap.agency_id)
    prompt = prompts.ask(session, person, PromptKind.HOUR, {"agency_id": scope.agency_id, "key": tap.key}, now)
    return show_prompt(prompt, hour_asked(session, person, prompt, now), message_id)


def _card(session: Session, scope: RecapScope, now: datetime) -> Card:
    to_come = rules.hours_to_come(session, scope.agency_id, local_date(now, Zone.WIT))
    return hours.hours_card(_today(session, scope, now), to_come, _name(scope), scope.agency_id)


def _today(session: Session, scope: RecapScope, now: datetime) -> Schedule:
    return rules.schedule_for(session, scope.agency_id, local_date(now, Zone.WIB))


def _name(scope: RecapScope) -> str:
    return scope.code or WHOLE_DESK


def _scope(session: Session, person: Person, agency_id: int | None) -> RecapScope:
    require(person, Action.CALENDAR)
    return place_of(session, agency_id)
