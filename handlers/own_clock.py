"""Setting another clock for some days, for a ship or for duty elsewhere, and going back to the unit's."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context, Stranger
from handlers.reply import Reply, in_place, show_prompt
from models import own_clocks, prompts
from models.absence_words import read_one_day
from models.clock import local_date
from models.members import person_by_id
from models.permissions import Person
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from views import own_clock
from views.days_off_taps import ClockTap, UnitClockTap
from views.screen import Card


async def chosen(context: Context, tap: ClockTap) -> Reply:
    """Go on with what was chosen: the clock, then its last day."""
    if tap.zone is not None and tap.typed:
        return await context.write(_ask_last_day, tap.zone, context.tapped_message_id, context.now)
    card = await context.write(_choose, tap, context.now)
    return in_place(card, context.tapped_message_id)


async def back_to_unit(context: Context, _tap: UnitClockTap) -> Reply:
    """Live by the unit's clock again."""
    card = await context.write(_back_to_unit, context.now)
    return in_place(card, context.tapped_message_id)


def answer_last_day(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a typed last day."""
    zone = Zone(prompt.payload["zone"])
    own_clocks.set_clock(session, person, zone, read_one_day(text, local_date(now, zone)), now)
    prompts.close(session, person)
    return show_prompt(prompt, _as_it_is(session, person, now))


def last_day_asked(_session: Session, _person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the last day."""
    zone = Zone(prompt.payload["zone"])
    return own_clock.ask_last_day(zone, local_date(now, zone))


def _choose(session: Session, person: Person, tap: ClockTap, now: datetime) -> Card:
    prompts.close(session, person)
    if tap.zone is None:
        return own_clock.choose_clock(person, now)
    if tap.last_day is None:
        return own_clock.choose_last_day(tap.zone, local_date(now, tap.zone))
    own_clocks.set_clock(session, person, tap.zone, tap.last_day, now)
    return _as_it_is(session, person, now)


def _back_to_unit(session: Session, person: Person, now: datetime) -> Card:
    own_clocks.drop_clock(session, person, now)
    return _as_it_is(session, person, now)


def _ask_last_day(session: Session, person: Person, zone: Zone, message_id: int | None, now: datetime) -> Reply:
    prompt = prompts.ask(session, person, PromptKind.ZONE_UNTIL, {"zone": zone.label}, now)
    return show_prompt(prompt, own_clock.ask_last_day(zone, local_date(now, zone)), message_id)


def _as_it_is(session: Session, person: Person, now: datetime) -> Card:
    """By which clock the person lives, after what has just been changed."""
    session.flush()
    changed = person_by_id(session, person.member_id, now)
    if changed is None:
        raise Stranger
    return own_clock.clock_card(changed, now)
