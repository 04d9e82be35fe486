"""What is asked in words outside of the form: one entry for each kind of open prompt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import (
    absence,
    aiming,
    balances,
    broadcasting,
    duty_calendar,
    enforcement,
    grouping,
    member_words,
    members,
    operations,
    own_clock,
    scheduling,
    units,
)
from handlers.reply import Reply, show_prompt
from models import prompts
from models.permissions import Person
from models.prompts import OpenPrompt, PromptKind
from views.screen import Card


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a prompt leads; both run in the update's transaction."""

    #: Takes what was typed; an expected error leaves the prompt open, and its sentence is read.
    answer: Callable[[Session, Person, OpenPrompt, str, datetime], Reply]
    #: Gives the card that asks.
    card: Callable[[Session, Person, OpenPrompt, datetime], Card]


_LEADS_TO: dict[PromptKind, Asking] = {
    PromptKind.ABSENCE_DAYS: Asking(absence.answer_days, absence.days_asked),
    PromptKind.ABSENCE_END: Asking(absence.answer_last_day, absence.last_day_asked),
    PromptKind.POST_HOUR: Asking(grouping.answer_hour, grouping.hour_asked),
    PromptKind.HOUR: Asking(scheduling.answer_hour, scheduling.hour_asked),
    PromptKind.REST: Asking(duty_calendar.answer_rest, duty_calendar.rest_asked),
    PromptKind.TARGET: Asking(aiming.answer_amount, aiming.amount_asked),
    PromptKind.BROADCAST: Asking(broadcasting.answer_words, broadcasting.words_asked),
    PromptKind.ZONE_UNTIL: Asking(own_clock.answer_last_day, own_clock.last_day_asked),
    PromptKind.OPERATION: Asking(operations.answer_written, operations.plan_asked),
    PromptKind.ENFORCEMENT: Asking(enforcement.answer_typed, enforcement.question_asked),
    PromptKind.OPENING_BALANCE: Asking(balances.answer_written, balances.balance_asked),
    PromptKind.MEMBER_WORDS: Asking(members.answer_words, members.words_asked),
    PromptKind.MEMBER_NAME: Asking(member_words.answer_name, member_words.name_asked),
    PromptKind.MEMBER_RANK: Asking(member_words.answer_rank, member_words.rank_asked),
    PromptKind.MEMBER_DAY: Asking(member_words.answer_day, member_words.day_asked),
    PromptKind.PLACE: Asking(units.answer_place, units.place_asked),
}


def answer(session: Session, person: Person, text: str, now: datetime) -> Reply | None:
    """Take a text as the answer to the open prompt; nothing if none is open."""
    prompt = prompts.open_prompt(session, person)
    return _LEADS_TO[prompt.kind].answer(session, person, prompt, text, now) if prompt else None


def show(session: Session, person: Person, prompt: OpenPrompt, message_id: int | None, now: datetime) -> Reply:
    """Show a prompt's question again: in place of a message, or below."""
    return show_prompt(prompt, _LEADS_TO[prompt.kind].card(session, person, prompt, now), message_id)


def show_in_its_place(session: Session, person: Person, now: datetime) -> Reply | None:
    """Show the open prompt where it stands on the screen; nothing if none is open."""
    prompt = prompts.open_prompt(session, person)
    return show(session, person, prompt, prompt.card_message_id, now) if prompt else None
