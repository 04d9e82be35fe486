"""The command menu: setMyCommands, getMyCommands, deleteMyCommands."""

import re
from typing import Any, Final

from simulator.menus import Scope
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.refusals import bad_request

MOST_COMMANDS: Final = 100
LONGEST_DESCRIPTION: Final = 256
SCOPES_OF_A_CHAT: Final = frozenset({"chat", "chat_administrators", "chat_member"})
SCOPES: Final = SCOPES_OF_A_CHAT | {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}

Command = dict[str, Any]


def set_my_commands(call: Call) -> bool:
    """Bot API: setMyCommands."""
    given = call.parameters.nested("commands")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return _put(call, [_checked(command) for command in given])


def get_my_commands(call: Call) -> list[Command]:
    """Bot API: getMyCommands."""
    return call.bot.menus.lists.get(_place(call), [])


def delete_my_commands(call: Call) -> bool:
    """Bot API: deleteMyCommands."""
    return _put(call, [])


def _put(call: Call, commands: list[Command]) -> bool:
    call.bot.menus.lists[_place(call)] = commands
    data = {"sequence": call.world.events.next()}
    call.world.events.publish("menu", lambda _: data)
    return True


def _place(call: Call) -> tuple[Scope, str]:
    return _scope(call), call.parameters.text("language_code")


def _scope(call: Call) -> Scope:
    given = call.parameters.mapping("scope") or {"type": "default"}
    kind = str(given.get("type"))
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind not in SCOPES_OF_A_CHAT:
        return Scope(kind)
    chat = Call(call.world, call.bot, Parameters(given)).known_chat()
    if kind != "chat_member":
        return Scope(kind, chat.id)
    if not str(given.get("user_id", "")).isdigit():
        raise bad_request("can't parse BotCommandScope: user_id is needed")
    return Scope(kind, chat.id, int(given["user_id"]))


def _checked(command: Command) -> Command:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
