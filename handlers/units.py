"""/satuan: agencies and units are shown, added, and changed from a date on."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.new_places import agency_line, ask_place, new_asked, take_new
from handlers.reply import Reply, in_place, say, show_prompt
from models import prompts
from models.absence_words import read_one_day
from models.organisation import list_agencies, list_units, open_units
from models.permissions import EVERYTHING, Action, Person, may
from models.place_cards import PlaceCard, place_card, unit_name
from models.prompts import OpenPrompt, PromptKind
from models.provinces import PROVINCES
from models.schema import StructureKind
from models.shaped_places import Shape, Shaped, shaped_agency, shaped_unit
from models.structure import call_off, change_place
from views import payloads, units
from views.payloads import write
from views.screen import Card
from views.unit_taps import Act, CallOffTap, NewPlaceTap, ShapeTap, Sort, UnitPlaceTap, UnitsTap

_KINDS = {
    Act.RENAME: StructureKind.RENAMED,
    Act.MOVE: StructureKind.MOVED,
    Act.CLOSE: StructureKind.CLOSED,
    Act.OPEN: StructureKind.OPENED,
}


async def command(_update: Update, context: Context) -> Reply:
    """/satuan: the units of one's agency, or the agencies."""
    return say(await context.read(Action.UNITS, _listed, UnitsTap()))


async def list_tapped(context: Context, tap: UnitsTap) -> Reply:
    """Show the units of an agency."""
    return in_place(await context.read(Action.UNITS, _listed, tap), context.tapped_message_id)


async def place_tapped(context: Context, tap: UnitPlaceTap) -> Reply:
    """Show the card of an agency or unit."""
    return in_place(await context.write(_show, tap, context.now), context.tapped_message_id)


async def shape_tapped(context: Context, tap: ShapeTap) -> Reply:
    """Go on with a change, step by step."""
    return await context.write(_shape, tap, context.tapped_message_id, context.now)


async def call_off_tapped(context: Context, tap: CallOffTap) -> Reply:
    """Call off what was planned."""
    return in_place(await context.write(_call_off, tap.change_id, context.now), context.tapped_message_id)


def answer_place(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take what was typed: code and name of what is added, a new name, or a day."""
    tap = payloads.read(prompt.payload["tap"])
    if isinstance(tap, NewPlaceTap):
        return take_new(session, person, prompt, tap, text, now)
    if not isinstance(tap, ShapeTap):
        raise NotAllowed
    if tap.typed:
        return _take_day(session, person, prompt, replace(tap, typed=False), text, now)
    card = _changed(session, person, tap, {"name": text}, now)
    prompts.close(session, person)
    return show_prompt(prompt, card)


def place_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks."""
    tap = payloads.read(prompt.payload["tap"])
    if isinstance(tap, NewPlaceTap):
        return new_asked(session, tap, now)
    if not isinstance(tap, ShapeTap):
        raise NotAllowed
    card = place_card(session, _shaped(session, person, tap), now)
    return units.ask_day(card, tap) if tap.typed else units.ask_name(card, tap)


def _listed(session: Session, person: Person, tap: UnitsTap) -> Card:
    everywhere = may(person, Action.UNITS, EVERYTHING)
    shapes_agencies = may(person, Action.AGENCIES, EVERYTHING)
    if everywhere and tap.agency_id is None:
        agencies = [one for one in list_agencies(session) if one.enabled or shapes_agencies]
        return units.choose_agency(agencies, can_add=shapes_agencies)
    agency = agency_line(session, tap.agency_id if everywhere and tap.agency_id is not None else person.agency_id)
    own = list_units(session, agency.id)
    return units.units_card(agency, own, tap.page, can_shape=shapes_agencies, can_go_back=everywhere)


def _show(session: Session, person: Person, tap: UnitPlaceTap, now: datetime) -> Card:
    require(person, Action.UNITS)
    prompts.close(session, person)
    return units.place_card(place_card(session, _shaped(session, person, tap), now))


def _shape(session: Session, person: Person, tap: ShapeTap, message_id: int | None, now: datetime) -> Reply:
    require(person, Action.UNITS)
    prompts.close(session, person)
    card = place_card(session, _shaped(session, person, tap), now)
    _check_choice(session, card, tap)
    if tap.typed:
        return ask_place(session, person, tap, units.ask_day(card, tap), message_id, now)
    question = _open_question(session, card, tap)
    if question is not None:
        return in_place(question, message_id)
    if tap.act == Act.RENAME:
        return ask_place(session, person, tap, units.ask_name(card, tap), message_id, now)
    if not tap.sure:
        return in_place(units.confirm(card, tap, _successor(session, tap)), message_id)
    return in_place(_changed(session, person, tap, _content(tap), now), message_id)


def _check_choice(session: Session, card: PlaceCard, tap: ShapeTap) -> None:
    """A card offers provinces to units, and the agency's own open units to members."""
    if tap.act == Act.MOVE and (card.province is None or (tap.arg is not None and tap.arg not in PROVINCES)):
        raise NotAllowed
    if tap.act == Act.CLOSE and tap.arg and tap.arg not in {unit.id for unit in open_units(session, card.agency_id)}:
        raise NotAllowed


def _open_question(session: Session, card: PlaceCard, tap: ShapeTap) -> Card | None:
    """What is not known yet: the province, who takes the members, the day."""
    if tap.act == Act.MOVE and tap.arg is None:
        return units.choose_province(tap, "Pindah provinsi")
    if tap.act == Act.CLOSE and tap.arg is None and card.members:
        return units.choose_successor(card, tap, open_units(session, card.agency_id) if tap.sort == Sort.UNIT else ())
    return units.choose_day(card, tap) if tap.day is None else None


def _take_day(session: Session, person: Person, prompt: OpenPrompt, tap: ShapeTap, text: str, now: datetime) -> Reply:
    card = place_card(session, _shaped(session, person, tap), now)
    tap = replace(tap, day=read_one_day(text, card.today))
    if tap.act == Act.RENAME:
        asked = prompts.ask(session, person, PromptKind.PLACE, {"tap": write(tap)}, now)
        return show_prompt(asked, units.ask_name(card, tap))
    prompts.close(session, person)
    return show_prompt(prompt, units.confirm(card, tap, _successor(session, tap)))


def _changed(session: Session, person: Person, tap: ShapeTap, content: dict[str, object], now: datetime) -> Card:
    place = _shaped(session, person, tap)
    day = tap.day or place_card(session, place, now).today
    later: date | None = change_place(session, person, place, Shape(_KINDS[tap.act], day, content), now)
    session.flush()
    return units.place_card(place_card(session, place, now), units.done_sentence(later))


def _call_off(session: Session, person: Person, change_id: int, now: datetime) -> Card:
    require(person, Action.UNITS)
    place = call_off(session, person, change_id, now)
    if place is None:
        raise NotAllowed
    session.flush()
    return units.place_card(place_card(session, place, now))


def _content(tap: ShapeTap) -> dict[str, object]:
    if tap.act == Act.MOVE:
        return {"province": tap.arg}
    if tap.act == Act.CLOSE:
        return {"move_to": tap.arg} if tap.arg else {"end": True}
    return {}


def _successor(session: Session, tap: ShapeTap) -> str | None:
    return unit_name(session, tap.arg) if tap.act == Act.CLOSE and tap.arg else None


def _shaped(session: Session, person: Person, tap: UnitPlaceTap | ShapeTap) -> Shaped:
    if tap.sort == Sort.AGENCY:
        return shaped_agency(session, person, tap.place_id)
    return shaped_unit(session, person, tap.place_id)
