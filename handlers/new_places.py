"""/satuan: a unit or an agency is added, from today on or from another day: the province, then code and name."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed
from handlers.reply import Reply, in_place, show_prompt
from models import prompts
from models.absence_words import read_one_day
from models.clock import local_date
from models.organisation import AgencyLine, list_agencies
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.place_cards import place_card
from models.prompts import OpenPrompt, PromptKind
from models.provinces import PROVINCES, Zone
from models.shaped_places import Shaped
from models.structure_checks import check_first_day
from models.structure_words import add_written_agency, add_written_unit
from views import new_places, units
from views.payloads import write
from views.screen import Card
from views.unit_taps import NewPlaceTap, ShapeTap


async def add_tapped(context: Context, tap: NewPlaceTap) -> Reply:
    """Go on with what is added: the province, another first day, then code and name."""
    return await context.write(_add, tap, context.tapped_message_id, context.now)


def take_new(session: Session, person: Person, prompt: OpenPrompt, tap: NewPlaceTap, text: str, now: datetime) -> Reply:
    """Take what was typed of a new place: its first day, or its code and name."""
    _check(person, tap)
    if tap.asks_day:
        chosen = replace(tap, day=read_one_day(text, _today(tap, now)), asks_day=False)
        check_first_day(chosen.day or _today(tap, now), _today(tap, now))
        asked = prompts.ask(session, person, PromptKind.PLACE, {"tap": write(chosen)}, now)
        return show_prompt(asked, new_asked(session, chosen, now))
    place = _added(session, person, tap, text, now)
    session.flush()
    later: date | None = None if place.is_open else tap.day
    prompts.close(session, person)
    return show_prompt(prompt, units.place_card(place_card(session, place, now), units.done_sentence(later)))


def new_asked(session: Session, tap: NewPlaceTap, now: datetime) -> Card:
    """Give the card that asks for the first day, or for code and name."""
    agency = agency_line(session, tap.agency_id) if tap.agency_id is not None else None
    if tap.asks_day:
        return new_places.ask_day(agency, tap, _today(tap, now))
    return new_places.ask_name(agency, tap, _today(tap, now))


def agency_line(session: Session, agency_id: int) -> AgencyLine:
    """Give an agency as a list shows it; raises `NotAllowed` where there is none."""
    agency = next((one for one in list_agencies(session) if one.id == agency_id), None)
    if agency is None:
        raise NotAllowed
    return agency


def ask_place(
    session: Session, person: Person, tap: NewPlaceTap | ShapeTap, card: Card, message_id: int | None, now: datetime
) -> Reply:
    """Ask for what the tap lacks, to be typed, in place of the tapped message."""
    prompt = prompts.ask(session, person, PromptKind.PLACE, {"tap": write(tap)}, now)
    return show_prompt(prompt, card, message_id)


def _add(session: Session, person: Person, tap: NewPlaceTap, message_id: int | None, now: datetime) -> Reply:
    _check(person, tap)
    if tap.province is not None and tap.province not in PROVINCES:
        raise NotAllowed
    if tap.agency_id is not None and tap.province is None:
        agency = agency_line(session, tap.agency_id)
        return in_place(units.choose_province(tap, f"Tambah satuan · {agency.code}"), message_id)
    if tap.day is not None:
        check_first_day(tap.day, _today(tap, now))
    return ask_place(session, person, tap, new_asked(session, tap, now), message_id, now)


def _check(person: Person, tap: NewPlaceTap) -> None:
    """A unit is added by whoever shapes the agency's units, an agency by whoever shapes agencies."""
    place = Place(tap.agency_id) if tap.agency_id is not None else EVERYTHING
    if not may(person, Action.UNITS if tap.agency_id is not None else Action.AGENCIES, place):
        raise NotAllowed


def _added(session: Session, person: Person, tap: NewPlaceTap, text: str, now: datetime) -> Shaped:
    if tap.agency_id is None or tap.province is None:
        return Shaped(agency=add_written_agency(session, person, text, tap.day, now))
    return Shaped(unit=add_written_unit(session, person, tap.agency_id, tap.province, text, tap.day, now))


def _today(tap: NewPlaceTap, now: datetime) -> date:
    """The date on the new place's own clock: its province's, an agency's in Jakarta."""
    zone = PROVINCES[tap.province].zone if tap.province is not None else Zone.WIB
    return local_date(now, zone)
