"""What is asked in words outside of the form: one entry for each kind of open prompt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import absence, own_clock
from handlers.reply import Reply
from models import prompts
from models.permissions import Person
from models.prompts import OpenPrompt, PromptKind


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a prompt leads; both run in the update's transaction."""

    #: Takes what was typed; an expected error leaves the prompt open, and its sentence is read.
    answer: Callable[[Session, Person, OpenPrompt, str, datetime], Reply]
    #: Shows the question again.
    show: Callable[[Session, Person, OpenPrompt, datetime], Reply]


_LEADS_TO: dict[PromptKind, Asking] = {
    PromptKind.ABSENCE_DAYS: Asking(absence.answer_days, absence.show_days),
    PromptKind.ABSENCE_END: Asking(absence.answer_last_day, absence.show_last_day),
    PromptKind.ZONE_UNTIL: Asking(own_clock.answer_last_day, own_clock.show_last_day),
}


def answer(session: Session, person: Person, text: str, now: datetime) -> Reply | None:
    """Take a text as the answer to the open prompt; nothing if none is open."""
    prompt = prompts.open_prompt(session, person)
    return _LEADS_TO[prompt.kind].answer(session, person, prompt, text, now) if prompt else None


def show(session: Session, person: Person, now: datetime) -> Reply | None:
    """Show the open prompt again; nothing if none is open."""
    prompt = prompts.open_prompt(session, person)
    return _LEADS_TO[prompt.kind].show(session, person, prompt, now) if prompt else None
