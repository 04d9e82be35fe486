"""/izin: days off, for oneself or for a colleague; the days, then the reason; cancelling and shortening."""

from datetime import date, datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.for_colleagues import choose_colleague, subject_of
from handlers.reply import Reply, in_place, say, show_prompt
from models import absences, audit, prompts
from models.absence_words import WrittenDays, read_days, read_one_day
from models.absences import Leave
from models.colleagues import Colleague, oneself
from models.permissions import Action, Person, may_somewhere
from models.prompts import OpenPrompt, PromptKind
from views import absence
from views.colleague_taps import Aim, ColleagueTap
from views.days_off_taps import AbsenceTap, AskDaysTap, CancelAbsenceTap, ShortenTap
from views.screen import Card


async def absent(_update: Update, context: Context) -> Reply:
    """/izin: ask for the days, or take those behind the command."""
    return say(await context.write(_open, context.words, context.now))


async def chosen(context: Context, tap: AbsenceTap) -> Reply:
    """Go on with what was chosen; after the reason, enter the absence."""
    return in_place(await context.write(_choose, tap, context.now), context.tapped_message_id)


async def ask_days(context: Context, tap: AskDaysTap) -> Reply:
    """Ask for days that are to be typed."""
    return await context.write(_ask_days, tap.member_id, context.tapped_message_id, context.now)


async def cancelled(context: Context, tap: CancelAbsenceTap) -> Reply:
    """Take an absence back."""
    return in_place(await context.write(_cancel, tap.absence_id, context.now), context.tapped_message_id)


async def shortened(context: Context, tap: ShortenTap) -> Reply:
    """Ask for the last day of an absence, let it be typed, or end the absence on it."""
    if tap.typed:
        return await context.write(_ask_last_day, tap.absence_id, context.tapped_message_id, context.now)
    return in_place(await context.write(_shorten, tap.absence_id, tap.last_day, context.now), context.tapped_message_id)


def answer_days(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take typed days, with a reason or without."""
    subject = subject_of(session, person, prompt.payload["member_id"], now)
    card = _go_on(session, person, subject, read_days(text, subject.today), now)
    prompts.close(session, person)
    return show_prompt(prompt, card)


def days_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the days."""
    subject = subject_of(session, person, prompt.payload["member_id"], now)
    return absence.ask_days(person, subject)


def answer_last_day(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a typed last day."""
    leave, subject = _found(session, person, prompt.payload["absence_id"], now)
    leave = absences.shorten(session, person, leave, subject, read_one_day(text, subject.today), now)
    prompts.close(session, person)
    return show_prompt(prompt, absence.leave_card(person, subject, leave))


def last_day_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the last day."""
    leave, subject = _found(session, person, prompt.payload["absence_id"], now)
    return absence.ask_last_day(person, subject, leave)


def _open(session: Session, person: Person, words: str, now: datetime) -> Card:
    prompts.close(session, person)
    if not person.expected and may_somewhere(person, Action.REPORT_FOR_OTHERS):
        return choose_colleague(session, person, ColleagueTap(Aim.ABSENCE), now)
    subject = oneself(person, now)
    return _go_on(session, person, subject, read_days(words, subject.today), now)


def _choose(session: Session, person: Person, tap: AbsenceTap, now: datetime) -> Card:
    prompts.close(session, person)
    subject = subject_of(session, person, tap.member_id, now)
    return _go_on(session, person, subject, WrittenDays(tap.period, tap.reason), now)


def _go_on(session: Session, person: Person, subject: Colleague, known: WrittenDays, now: datetime) -> Card:
    """Ask for what is not known yet, the days first; enter the absence when both are."""
    if known.period is None:
        audit.looked_at_member(session, person.member_id, subject.member_id, "absences", now)
        others = subject.member_id == person.member_id and may_somewhere(person, Action.REPORT_FOR_OTHERS)
        return absence.days_card(person, subject, absences.upcoming(session, subject), for_others=others)
    if known.reason is None:
        return absence.reason_card(person, subject, known.period)
    leave = absences.enter(session, person, subject, known.period, known.reason, now)
    return absence.leave_card(person, subject, leave)


def _ask_days(session: Session, person: Person, member_id: int, message_id: int | None, now: datetime) -> Reply:
    subject = subject_of(session, person, member_id, now)
    prompt = prompts.ask(session, person, PromptKind.ABSENCE_DAYS, {"member_id": member_id}, now)
    return show_prompt(prompt, absence.ask_days(person, subject), message_id)


def _cancel(session: Session, person: Person, absence_id: int, now: datetime) -> Card:
    leave, subject = _found(session, person, absence_id, now)
    return absence.leave_card(person, subject, absences.cancel(session, person, leave, subject, now))


def _shorten(session: Session, person: Person, absence_id: int, last_day: date | None, now: datetime) -> Card:
    prompts.close(session, person)
    leave, subject = _found(session, person, absence_id, now)
    if leave.cancelled:
        return absence.leave_card(person, subject, leave)
    if last_day is None:
        return absence.shorten_card(person, subject, leave)
    leave = absences.shorten(session, person, leave, subject, last_day, now)
    return absence.leave_card(person, subject, leave)


def _ask_last_day(session: Session, person: Person, absence_id: int, message_id: int | None, now: datetime) -> Reply:
    leave, subject = _found(session, person, absence_id, now)
    prompt = prompts.ask(session, person, PromptKind.ABSENCE_END, {"absence_id": absence_id}, now)
    return show_prompt(prompt, absence.ask_last_day(person, subject, leave), message_id)


def _found(session: Session, person: Person, absence_id: int, now: datetime) -> tuple[Leave, Colleague]:
    found = absences.find(session, person, absence_id, now)
    if found is None:
        raise NotAllowed
    return found
