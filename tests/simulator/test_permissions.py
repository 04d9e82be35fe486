"""Whom a bot may write to."""

import pytest
from telegram import Bot as PtbBot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from simulator.people import Bot, Group, Person, Telegram

from .conftest import Wire
from .reading import next_update


async def test_nobody_is_not_found(bot: PtbBot) -> None:
    for chat_id in (4711, -4711, "@entah"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat_id, "halo")


async def test_a_chat_must_be_named(wire: Wire) -> None:
    assert (await wire("sendMessage", text="x"))["description"] == "Bad Request: chat_id is empty"


async def test_a_person_must_write_first(bot: PtbBot, sari: Person) -> None:
    with pytest.raises(Forbidden, match="Forbidden: bot can't initiate conversation with a user"):
        await bot.send_message(sari.id, "halo")
    await sari.send("/start")
    assert await bot.send_message(sari.id, "halo")


async def test_a_bot_can_be_blocked_and_is_told(bot: PtbBot, budi: Person) -> None:
    await budi.block()
    change = (await next_update(bot)).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    assert change.chat.type == "private"
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(budi.id, "halo")
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await budi.send("halo")
    await budi.unblock()
    change = (await next_update(bot)).my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "member"
    assert await bot.send_message(budi.id, "halo")


async def test_blocking_refuses_edits_and_chat_actions_too(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "lama")
    await budi.block()
    with pytest.raises(Forbidden, match="blocked"):
        await message.edit_text("baru")
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_chat_action(budi.id, "typing")


async def test_a_bot_that_was_never_in_a_group_does_not_find_it(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    await telegram.add_group("Lain", id=-77, members=[budi], bot_in=False)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-77, "halo")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_that_was_removed_is_refused(
    bot: PtbBot, telegram: Telegram, account: Bot, budi: Person, kind: str
) -> None:
    group = await telegram.add_group("G", id=-5, members=[budi], kind=kind)
    await group.remove(account, by=budi)
    with pytest.raises(Forbidden, match=f"Forbidden: bot was kicked from the {kind} chat"):
        await bot.send_message(group.id, "halo")


async def test_a_bot_that_left_is_no_member(bot: PtbBot, group: Group) -> None:
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="Forbidden: bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "halo")


async def test_a_private_chat_is_not_left(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest):
        await bot.leave_chat(budi.id)


async def test_a_group_that_became_a_supergroup_names_its_new_id(bot: PtbBot, group: Group, budi: Person) -> None:
    newer = await group.migrate(-1009)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "halo")
    assert moved.value.new_chat_id == newer.id
    old, new, arrived = await bot.get_updates()
    assert old.message is not None
    assert old.message.migrate_to_chat_id == newer.id
    assert new.message is not None
    assert new.message.migrate_from_chat_id == group.id
    assert arrived.my_chat_member is not None
    assert arrived.my_chat_member.chat.id == newer.id
    assert arrived.my_chat_member.old_chat_member.status == "left"
    await bot.send_message(newer.id, "halo")
    await budi.sees("halo", chat=newer)


async def test_a_wrong_token_is_unauthorized(telegram: Telegram, account: Bot) -> None:
    with pytest.raises(InvalidToken):
        async with PtbBot(f"{account.id}:wrong", base_url=f"{telegram.url}/bot"):
            pass


async def test_a_missing_topic_is_refused(bot: PtbBot, forum: Group, budi: Person) -> None:
    for chat_id, topic in ((forum.id, 4), (forum.id, 1), (budi.id, 4)):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(chat_id, "halo", message_thread_id=topic)


async def test_a_deleted_topic_takes_its_messages_along(bot: PtbBot, forum: Group) -> None:
    thread_id = forum.topic_id("Rekap")
    sent = await bot.send_message(forum.id, "halo", message_thread_id=thread_id)
    await forum.delete_topic("Rekap")
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "halo", message_thread_id=thread_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("halo lagi")


async def test_a_group_without_topics_does_not_mind_one(bot: PtbBot, group: Group) -> None:
    assert (await bot.send_message(group.id, "halo", message_thread_id=4)).message_thread_id is None


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(budi.id, "halo", reply_to_message_id=99)
    assert await bot.send_message(budi.id, "halo", reply_to_message_id=99, allow_sending_without_reply=True)


async def test_an_unknown_chat_action_is_refused(bot: PtbBot, budi: Person) -> None:
    assert await bot.send_chat_action(budi.id, "upload_photo")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(budi.id, "dancing")
