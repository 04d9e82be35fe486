"""/bantuan: what this person can do here."""

from telegram import Update

from handlers.context import Context, Stranger
from handlers.reply import Reply, SetMenu, say
from views.guidance import help_card


async def guide(_update: Update, context: Context) -> Reply:
    """/bantuan: the commands and examples of their role."""
    person = await context.person()
    if person is None:
        raise Stranger
    return say(help_card(person)).then(SetMenu(person.member_id, person.role))
