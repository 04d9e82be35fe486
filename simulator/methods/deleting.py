"""Taking messages away: deleteMessage(s)."""

from typing import Final

from simulator.chats import Chat, Group
from simulator.messages import Message
from simulator.methods.call import Call
from simulator.methods.passing_on import message_ids
from simulator.posting import delete
from simulator.refusals import bad_request

DELETABLE_SECONDS: Final = 48 * 3600


def delete_message(call: Call) -> bool:
    """Bot API: deleteMessage; only what is younger than 48 hours, unless the bot administers the group."""
    if not call.parameters.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if not call.parameters.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = call.chat_to_write()
    _delete(call, chat, [call.message(chat, "message to delete")])
    return True


def delete_messages(call: Call) -> bool:
    """Bot API: deleteMessages; what cannot be found is left out."""
    ids = message_ids(call)
    chat = call.chat_to_write()
    found = [message for number in ids if (message := chat.messages.get(number)) and not message.deleted]
    _delete(call, chat, found)
    return True


def _delete(call: Call, chat: Chat, messages: list[Message]) -> None:
    """All of them, or none when one must stay."""
    administrator = isinstance(chat, Group) and chat.standing_of(call.bot.id) == "administrator"
    for message in messages:
        if isinstance(chat, Group) and message.sender is not call.bot and not administrator:
            raise bad_request("message can't be deleted")
        if not administrator and call.world.clock.now() - message.date >= DELETABLE_SECONDS:
            raise bad_request("message can't be deleted for everyone")
    for message in messages:
        delete(call.world, message)
