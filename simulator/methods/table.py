"""Every method by its name in lower case, as Telegram does not mind the case either."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from simulator.methods import (
    albums,
    answering,
    deleting,
    downloads,
    editing,
    menu,
    passing_on,
    places,
    polling,
    receiving,
    sending,
)
from simulator.methods.call import Call
from simulator.refusals import RefusedError

Method = Callable[[Call], object]

METHODS: Final[dict[str, Method]] = {
    "answercallbackquery": answering.answer_callback_query,
    "copymessage": passing_on.copy_message,
    "copymessages": passing_on.copy_messages,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
    "deletemycommands": menu.delete_my_commands,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagetext": editing.edit_message_text,
    "forwardmessage": passing_on.forward_message,
    "forwardmessages": passing_on.forward_messages,
    "getchat": places.get_chat,
    "getchatadministrators": places.get_chat_administrators,
    "getchatmember": places.get_chat_member,
    "getchatmembercount": places.get_chat_member_count,
    "getfile": downloads.get_file,
    "getme": places.get_me,
    "getmycommands": menu.get_my_commands,
    "getwebhookinfo": receiving.get_webhook_info,
    "leavechat": places.leave_chat,
    "sendchataction": sending.send_chat_action,
    "senddocument": sending.send_document,
    "sendlocation": sending.send_location,
    "sendmediagroup": albums.send_media_group,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "sendpoll": polling.send_poll,
    "setmycommands": menu.set_my_commands,
    "stoppoll": polling.stop_poll,
}

# These wait for something.
WAITING: Final[dict[str, Callable[[Call], Awaitable[object]]]] = {
    "deletewebhook": receiving.delete_webhook,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
}

# The rest of the Bot API: real names that a bot may call, and that nothing here answers.
NOT_HERE: Final = frozenset(Path(__file__).with_name("not_here.txt").read_text(encoding="ascii").lower().split())


async def perform(name: str, call: Call) -> object:
    """What the method gives; raises RefusedError for one that is refused, missing here, or unknown."""
    key = name.lower()
    method = METHODS.get(key)
    if method is not None:
        return method(call)
    waiting = WAITING.get(key)
    if waiting is not None:
        return await waiting(call)
    if key in NOT_HERE:
        raise RefusedError(501, f"Not Implemented: the simulator has no method {name}")
    raise RefusedError(404, "Not Found: method not found")
