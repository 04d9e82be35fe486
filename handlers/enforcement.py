"""/tindak: recording an enforcement event question by question, and correcting or taking back what was recorded."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, require
from handlers.reply import Reply, Show, notice, show_prompt
from models import enforcement, enforcement_drafts, prompts
from models.enforcement_drafts import EventForm, EventPress
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from views import enforcement as events
from views import enforcement_form, guidance
from views.enforcement_taps import EventAct, EventFormTap, EventTap, Send, UsualReason
from views.screen import Card

_DRAFT = "draft_id"


async def enforce(_update: Update, context: Context) -> Reply:
    """/tindak: open the form of a new event, or go on with it."""
    return await context.write(_open, None, context.now)


async def acted(context: Context, tap: EventTap) -> Reply:
    """Do something with an event, or with all."""
    done = await context.write(_act, tap, context.tapped_message_id, context.now)
    return done or notice(events.gone())


async def moved(context: Context, tap: EventFormTap) -> Reply:
    """Carry out a tap on the form's card."""
    done = await context.write(_move, tap, context.tapped_message_id, context.now)
    return done or notice(guidance.old_button_notice())


def answer_typed(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a text as the answer to the form's open question."""
    form = enforcement_drafts.answer_typed(session, person, prompt.payload[_DRAFT], text, now)
    if form is None:
        return _open(session, person, None, now)
    return _shown(session, person, form, None, now)


def question_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card of the form that asks."""
    form = enforcement_drafts.form_of(session, person, prompt.payload[_DRAFT], now)
    return _card(form) if form else events.list_card(enforcement.latest(session, person))


def _open(session: Session, person: Person, message_id: int | None, now: datetime) -> Reply:
    require(person, Action.ENFORCEMENT)
    return _shown(session, person, enforcement_drafts.open_new(session, person, now), message_id, now)


def _act(session: Session, person: Person, tap: EventTap, message_id: int | None, now: datetime) -> Reply | None:
    require(person, Action.ENFORCEMENT)
    match tap.act:
        case EventAct.NEW:
            return _open(session, person, message_id, now)
        case EventAct.LIST:
            return _ended(session, person, events.list_card(enforcement.latest(session, person)), message_id)
        case EventAct.VIEW:
            event = enforcement.find(session, person, tap.event_id)
            return _ended(session, person, events.event_card(event), message_id) if event else None
    voiding = tap.act == EventAct.VOID
    form = enforcement_drafts.open_correction(session, person, tap.event_id, now, voiding=voiding)
    return _shown(session, person, form, message_id, now) if form else None


def _move(session: Session, person: Person, tap: EventFormTap, message_id: int | None, now: datetime) -> Reply | None:
    form = _moved(session, person, tap, now)
    if form is None:
        return None
    said = "" if not form.stale else (events.already_sent() if form.sent else events.stale())
    return notice(said).then(*_shown(session, person, form, message_id, now).steps)


def _moved(session: Session, person: Person, tap: EventFormTap, now: datetime) -> EventForm | None:
    button = EventPress(tap.draft_id, tap.version)
    match tap.move:
        case Send.SEND:
            return enforcement_drafts.send(session, person, button, now)
        case Send.ANEW:
            require(person, Action.ENFORCEMENT)
            return enforcement_drafts.begin_anew(session, person, button, now)
        case UsualReason(place):
            form = enforcement_drafts.form_of(session, person, tap.draft_id, now)
            reason = enforcement_form.usual_reason(form, place) if form else None
            return enforcement_drafts.send(session, person, button, now, reason) if reason else None
        case _:
            return enforcement_drafts.press(session, person, button, tap.move, now)


def _shown(session: Session, person: Person, form: EventForm, message_id: int | None, now: datetime) -> Reply:
    """Show the form; while it is open, whatever is typed answers it."""
    if form.sent is None:
        asked = prompts.ask(session, person, PromptKind.ENFORCEMENT, {_DRAFT: form.draft_id}, now)
        return show_prompt(asked, _card(form), message_id)
    return _ended(session, person, _card(form), message_id)


def _ended(session: Session, person: Person, card: Card, message_id: int | None) -> Reply:
    """Show what follows the form; the card before it loses its buttons, and nothing is asked any more."""
    prompt = prompts.open_prompt(session, person)
    if prompt is None or prompt.kind != PromptKind.ENFORCEMENT:
        return Reply((Show(card, message_id),))
    prompts.close(session, person)
    return show_prompt(prompt, card, message_id)


def _card(form: EventForm) -> Card:
    return events.event_card(form.sent, sent=True) if form.sent else enforcement_form.form_card(form)
