"""Where somebody is: the question or form that waits for them, the one that was asked last first."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.activity_card import ActivityCard, asking_card
from models.draft_cards import unfinished_card
from models.form_card import FormCard
from models.permissions import Person
from models.prompts import OpenPrompt, open_prompt

Standing = ActivityCard | OpenPrompt | FormCard


def where_is(session: Session, person: Person, now: datetime) -> Standing | None:
    """Give what waits for the person's answer, be it put away for later; nothing if nothing does."""
    return asking_card(session, person, now) or open_prompt(session, person) or unfinished_card(session, person, now)
