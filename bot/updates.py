"""What an update tells of itself, and the shortest answers to it: a sentence, silence, the end of a tap's clock."""

from telegram import Chat, Update

from bot.delivery import Address
from bot.replies import Origin
from handlers.reply import SILENCE, Notice, Reply, notice, say
from views import guidance
from views.screen import Card, said


def author_of(update: Update) -> int:
    """Give whose update it is, which keeps it in order with their others; 0 for nobody's."""
    return update.effective_user.id if update.effective_user else 0


def origin_of(update: Update) -> Origin | None:
    """Give where an answer goes; nowhere where nobody wrote or tapped."""
    chat, user, query = update.effective_chat, update.effective_user, update.callback_query
    if chat is None or user is None:
        return None
    message = update.effective_message
    thread_id = message.message_thread_id if message and message.is_topic_message else None
    return Origin(Address(chat.id, thread_id), user.id, query.id if query else None)


def is_private(update: Update) -> bool:
    """Tell whether it comes from the chat of one person with the bot."""
    return update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE


def refuse(update: Update, sentence: str) -> Reply:
    """Say a sentence of plain text: to a tap as an alert, elsewhere as a message."""
    if update.callback_query:
        return notice(sentence, alert=True)
    return say(Card(said(sentence)))


def silence(update: Update) -> Reply:
    """Nobody learns who may do what; but a tap is always answered."""
    return notice(guidance.old_button_notice()) if update.callback_query else SILENCE


def answering_tap(update: Update, reply: Reply) -> Reply:
    """Every tap is answered, if only by ending its clock."""
    if update.callback_query and not any(isinstance(step, Notice) for step in reply.steps):
        return Reply((Notice(""), *reply.steps))
    return reply
