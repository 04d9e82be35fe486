"""/kalender: days without duty, for the desk, an agency or a unit."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.places import place_of
from handlers.reply import Reply, in_place, say, show_prompt
from models import prompts, rests
from models.clock import local_date
from models.holiday_names import holiday_on, holidays_ahead
from models.periods import Period
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from models.recap_scope import DESK, RecapScope, all_scopes, children_of, parent_of
from models.recap_scope_words import find_scope
from views import calendar
from views.calendar_taps import AskRestTap, CalendarPlacesTap, CalendarTap, EndRestTap, HolidayTap, WeekdayTap
from views.screen import Card

_SUGGESTED = 4


async def look(_update: Update, context: Context) -> Reply:
    """/kalender: of the place behind the command; of the whole desk without one."""
    return say(await context.write(_written, context.words, context.now))


async def turned(context: Context, tap: CalendarTap) -> Reply:
    """Show the calendar of another place."""
    return in_place(await context.write(_turned, tap, context.now), context.tapped_message_id)


async def places(context: Context, tap: CalendarPlacesTap) -> Reply:
    """Ask whose calendar is to be shown."""
    return in_place(await context.read(Action.CALENDAR, _places, tap), context.tapped_message_id)


async def holiday(context: Context, tap: HolidayTap) -> Reply:
    """Add a national holiday."""
    return in_place(await context.write(_holiday, tap, context.now), context.tapped_message_id)


async def weekday(context: Context, tap: WeekdayTap) -> Reply:
    """Let a day of the week be free, or no longer."""
    return in_place(await context.write(_weekday, tap, context.now), context.tapped_message_id)


async def ended(context: Context, tap: EndRestTap) -> Reply:
    """Take a rest back."""
    return in_place(await context.write(_end, tap, context.now), context.tapped_message_id)


async def ask(context: Context, tap: AskRestTap) -> Reply:
    """Ask for days in words."""
    return await context.write(_ask, tap, context.tapped_message_id, context.now)


def answer_rest(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take the days and their name."""
    scope = _scope(session, person, prompt.payload["agency_id"], prompt.payload["unit_id"])
    period, name = rests.read_rest(text, local_date(now, Zone.WIB))
    rests.add_rest(session, person, scope, period, name, now)
    prompts.close(session, person)
    return show_prompt(prompt, _card(session, scope, now))


def rest_asked(session: Session, person: Person, prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for days."""
    return calendar.ask_rest(_scope(session, person, prompt.payload["agency_id"], prompt.payload["unit_id"]))


def _written(session: Session, person: Person, words: str, now: datetime) -> Card:
    require(person, Action.CALENDAR)
    prompts.close(session, person)
    return _card(session, find_scope(words, all_scopes(session)) or DESK, now)


def _turned(session: Session, person: Person, tap: CalendarTap, now: datetime) -> Card:
    scope = _scope(session, person, tap.agency_id, tap.unit_id)
    prompts.close(session, person)
    return _card(session, scope, now)


def _places(session: Session, person: Person, tap: CalendarPlacesTap) -> Card:
    scope = _scope(session, person, tap.agency_id, None)
    return calendar.choose_place(scope, children_of(session, scope), max(1, tap.page))


def _holiday(session: Session, person: Person, tap: HolidayTap, now: datetime) -> Card:
    scope, found = _scope(session, person, tap.agency_id, tap.unit_id), holiday_on(tap.day)
    if found is None:
        raise NotAllowed
    rests.add_rest(session, person, scope, Period.day(found.day), found.name, now)
    return _card(session, scope, now)


def _weekday(session: Session, person: Person, tap: WeekdayTap, now: datetime) -> Card:
    scope = _scope(session, person, tap.agency_id, tap.unit_id)
    rests.set_weekday(session, person, scope, tap.weekday, off=tap.off, now=now)
    return _card(session, scope, now)


def _end(session: Session, person: Person, tap: EndRestTap, now: datetime) -> Card:
    scope = _scope(session, person, tap.agency_id, tap.unit_id)
    rests.end_rest(session, person, tap.rest_id, now)
    return _card(session, scope, now)


def _ask(session: Session, person: Person, tap: AskRestTap, message_id: int | None, now: datetime) -> Reply:
    scope = _scope(session, person, tap.agency_id, tap.unit_id)
    payload = {"agency_id": scope.agency_id, "unit_id": scope.unit_id}
    prompt = prompts.ask(session, person, PromptKind.REST, payload, now)
    return show_prompt(prompt, calendar.ask_rest(scope), message_id)


def _card(session: Session, scope: RecapScope, now: datetime) -> Card:
    today = local_date(now, Zone.WIT)
    own = rests.rests_of(session, scope, today)
    inherited, above = [], parent_of(session, scope)
    while above is not None:
        inherited += rests.rests_of(session, above, today)
        above = parent_of(session, above)
    free = {rest.first for rest in (*own, *inherited) if rest.weekday is None}
    suggested = [one for one in holidays_ahead(today, _SUGGESTED + len(free)) if one.day not in free]
    return calendar.calendar_card(calendar.Calendar(scope, own, inherited, suggested[:_SUGGESTED]))


def _scope(session: Session, person: Person, agency_id: int | None, unit_id: int | None) -> RecapScope:
    require(person, Action.CALENDAR)
    return place_of(session, agency_id, unit_id)
