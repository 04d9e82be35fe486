"""/bantuan: what this person can do here, and where they are."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context
from handlers.reply import Reply, SetMenu, say
from models.permissions import Action, Person
from models.standing import where_is
from views.guidance import help_card


async def guide(_update: Update, context: Context) -> Reply:
    """/bantuan: what waits for an answer, and the commands and examples of their role."""
    return await context.read(Action.OWN_DATA, _help, context.now)


def _help(session: Session, person: Person, now: datetime) -> Reply:
    card = help_card(person, where_is(session, person, now))
    return say(card).then(SetMenu(person.member_id, person.role))
