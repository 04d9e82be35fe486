"""/target: the targets of a semester, for the desk or one agency; seeing, setting, changing and taking them back."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.places import agencies, place_of
from handlers.reply import Reply, in_place, say, show_prompt
from models import prompts, targets
from models.clock import local_date
from models.organisation import list_agencies
from models.period_words import split_period
from models.periods import Period
from models.permissions import Action, Person, Place
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from models.quantities import read_count
from models.recap_scope import DESK
from models.recap_scope_words import find_scope
from models.targets import Aim, Pace
from models.writing import plain, tidied
from views import targets as shown
from views.charts.data import WHOLE_DESK
from views.screen import Card
from views.target_taps import AskTargetTap, TargetPlacesTap, TargetTap

#: Takes a target back.
NONE = "hapus"


async def target(_update: Update, context: Context) -> Reply:
    """/target: of the semester and the agency behind the command."""
    return say(await context.write(_written, context.words, context.now))


async def turned(context: Context, tap: TargetTap) -> Reply:
    """Show another semester or place."""
    return in_place(await context.write(_turned, tap, context.now), context.tapped_message_id)


async def places(context: Context, tap: TargetPlacesTap) -> Reply:
    """Ask whose targets are to be shown."""
    return in_place(await context.read(Action.TARGETS, _places, tap), context.tapped_message_id)


async def ask(context: Context, tap: AskTargetTap) -> Reply:
    """Ask for a target in words."""
    return await context.write(_ask, tap, context.tapped_message_id, context.now)


def answer_amount(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a target, or the word that takes it back."""
    require(person, Action.TARGETS)
    aim = _aim(prompt)
    if plain(tidied(text)) == NONE:
        targets.drop_target(session, person, aim, now)
    else:
        targets.set_target(session, person, aim, read_count(text, targets.MOST), now)
    prompts.close(session, person)
    return show_prompt(prompt, _card(session, person, aim.semester, aim.agency_id, now))


def amount_asked(session: Session, _person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for a target."""
    aim = _aim(prompt)
    return shown.ask_amount(_pace(session, aim.semester, aim.agency_id, now), aim.indicator_id, _name(session, aim))


def _written(session: Session, person: Person, words: str, now: datetime) -> Card:
    require(person, Action.TARGETS)
    prompts.close(session, person)
    period, rest = split_period(words, local_date(now, Zone.WIB))
    scope = find_scope(rest, agencies(session)) or DESK
    return _card(session, person, Period.semester_of(period.first), scope.agency_id, now)


def _turned(session: Session, person: Person, tap: TargetTap, now: datetime) -> Card:
    prompts.close(session, person)
    return _card(session, person, tap.semester, tap.agency_id, now)


def _places(session: Session, _person: Person, tap: TargetPlacesTap) -> Card:
    return shown.choose_place(tap, [agency for agency in list_agencies(session) if agency.enabled])


def _ask(session: Session, person: Person, tap: AskTargetTap, message_id: int | None, now: datetime) -> Reply:
    require(person, Action.TARGETS)
    known = {one.question.indicator_id for one in _pace(session, tap.semester, tap.agency_id, now).indicators}
    place_of(session, tap.agency_id)
    if tap.indicator_id not in known:
        raise NotAllowed
    payload = {"semester": tap.semester.code, "agency_id": tap.agency_id, "indicator_id": tap.indicator_id}
    prompt = prompts.ask(session, person, PromptKind.TARGET, payload, now)
    return show_prompt(prompt, amount_asked(session, person, prompt, now), message_id)


def _card(session: Session, person: Person, semester: Period, agency_id: int | None, now: datetime) -> Card:
    require(person, Action.TARGETS)
    scope = place_of(session, agency_id)
    return shown.targets_card(_pace(session, semester, agency_id, now), scope.code or WHOLE_DESK)


def _pace(session: Session, semester: Period, agency_id: int | None, now: datetime) -> Pace:
    found = targets.pace(session, semester, Place(agency_id=agency_id), local_date(now, Zone.WIB))
    assert found is not None  # noqa: S101 - a whole semester of the desk or an agency has a pace
    return found


def _name(session: Session, aim: Aim) -> str:
    return place_of(session, aim.agency_id).code or WHOLE_DESK


def _aim(prompt: OpenPrompt) -> Aim:
    told = prompt.payload
    return Aim(Period.from_code(told["semester"]), told["indicator_id"], told["agency_id"])
