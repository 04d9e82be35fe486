"""The command menu: whose list is seen where."""

import pytest
from telegram import Bot as PtbBot
from telegram import (
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest

from simulator.people import Group, Person, Telegram

from .conftest import Wire


async def put(bot: PtbBot, name: str, scope: BotCommandScope, language: str | None = None) -> None:
    assert await bot.set_my_commands([(name, "x")], scope=scope, language_code=language)


async def test_in_private_the_narrowest_scope_wins(bot: PtbBot, budi: Person) -> None:
    assert await budi.menu() == []
    await put(bot, "umum", BotCommandScopeDefault())
    assert await budi.menu() == ["umum"]
    await put(bot, "pribadi", BotCommandScopeAllPrivateChats())
    assert await budi.menu() == ["pribadi"]
    await put(bot, "budi", BotCommandScopeChat(budi.id))
    assert await budi.menu() == ["budi"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(budi.id))
    assert await budi.menu() == ["pribadi"]


async def test_in_a_group_administrators_see_more(bot: PtbBot, budi: Person, sari: Person, group: Group) -> None:
    await put(bot, "grup", BotCommandScopeAllGroupChats())
    await put(bot, "admin", BotCommandScopeAllChatAdministrators())
    assert (await budi.menu(group), await sari.menu(group)) == (["admin"], ["grup"])
    await put(bot, "sini", BotCommandScopeChat(group.id))
    await put(bot, "admin_sini", BotCommandScopeChatAdministrators(group.id))
    assert (await budi.menu(group), await sari.menu(group)) == (["admin_sini"], ["sini"])
    await put(bot, "sari", BotCommandScopeChatMember(group.id, sari.id))
    assert await sari.menu(group) == ["sari"]


async def test_a_language_wins_within_its_scope(telegram: Telegram, bot: PtbBot) -> None:
    ani = await telegram.add_person("Ani", id=5, language_code="id")
    await put(bot, "help", BotCommandScopeDefault())
    await put(bot, "bantuan", BotCommandScopeDefault(), "id")
    assert await ani.menu() == ["bantuan"]


async def test_lists_are_given_back_by_scope_and_language(bot: PtbBot) -> None:
    await put(bot, "bantuan", BotCommandScopeAllPrivateChats(), "id")
    (command,) = await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="id")
    assert (command.command, command.description) == ("bantuan", "x")
    assert await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()) == ()


@pytest.mark.parametrize(
    ("name", "description", "reason"),
    [
        ("Lapor", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("lapor", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("lapor", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_bad_command_is_refused(wire: Wire, name: str, description: str, reason: str) -> None:
    answer = await wire("setMyCommands", commands=[{"command": name, "description": description}])
    assert answer["description"] == f"Bad Request: {reason}"


async def test_at_most_a_hundred_commands(bot: PtbBot) -> None:
    await bot.set_my_commands([(f"c{number}", "x") for number in range(100)])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([(f"c{number}", "x") for number in range(101)])


async def test_a_menu_for_somebody_who_never_wrote_is_refused(bot: PtbBot, sari: Person) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await put(bot, "x", BotCommandScopeChat(sari.id))


async def test_a_scope_of_a_member_names_them(wire: Wire, group: Group) -> None:
    answer = await wire("getMyCommands", scope={"type": "chat_member", "chat_id": group.id})
    assert answer["description"] == "Bad Request: can't parse BotCommandScope: user_id is needed"


async def test_an_unknown_scope_is_refused(wire: Wire) -> None:
    answer = await wire("setMyCommands", commands=[], scope={"type": "galaxy"})
    assert answer["description"] == "Bad Request: can't parse BotCommandScope: unsupported type specified"
