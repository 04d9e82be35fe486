"""Groups: privacy mode, topics, members, coming and going."""

import pytest
from telegram import Bot as PtbBot
from telegram.error import BadRequest

from simulator.people import Bot, Group, Person, Telegram

from .reading import next_update


async def heard(bot: PtbBot) -> list[str | None]:
    """The texts that the bot got, confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [update.message.text for update in updates if update.message]


async def test_with_privacy_a_bot_hears_what_is_meant_for_it(bot: PtbBot, budi: Person, group: Group) -> None:
    await bot.send_message(group.id, "rekap")
    post = await budi.sees("rekap", chat=group)
    await budi.send("obrolan", chat=group)
    await budi.send("/rekap", chat=group)
    await budi.send("/rekap@desk_bot kemarin", chat=group)
    await budi.send("/rekap@other_bot", chat=group)
    await budi.send("kata @desk_bot", chat=group)
    await budi.send("terima kasih", chat=group, reply_to=post)
    await budi.send("satu sama lain", chat=group)
    assert await heard(bot) == ["/rekap", "/rekap@desk_bot kemarin", "kata @desk_bot", "terima kasih"]


async def test_a_command_to_nobody_is_for_the_bot_that_spoke_last(
    telegram: Telegram, bot: PtbBot, budi: Person
) -> None:
    other = await telegram.add_bot(token="77:OTHER", username="other_bot", name="Other")
    group = await telegram.add_group("Berdua", id=-6, members=[budi])
    await budi.send("/satu", chat=group)
    await bot.send_message(group.id, "saya")
    await budi.send("/dua", chat=group)
    async with PtbBot(other.token, base_url=f"{telegram.url}/bot") as second:
        assert await heard(second) == ["/satu"]
        await second.send_message(group.id, "bukan, saya")
        await budi.send("/tiga", chat=group)
        assert await heard(second) == ["/tiga"]
    assert await heard(bot) == ["/satu", "/dua"]


async def test_an_administrator_that_asks_is_told_who_comes_and_goes(
    telegram: Telegram, bot: PtbBot, account: Bot, budi: Person, sari: Person
) -> None:
    group = await telegram.add_group("Resmi", id=-5, members=[budi], admins=[budi, account])
    await group.add(sari)
    await bot.get_updates(offset=-1, allowed_updates=["chat_member"])
    await group.remove(sari, by=budi)
    await group.add(sari)
    await group.remove(sari)
    changes = [update.chat_member for update in await bot.get_updates() if update.chat_member]
    seen = [(change.old_chat_member.status, change.new_chat_member.status) for change in changes]
    assert seen == [("member", "kicked"), ("left", "member"), ("member", "left")]
    assert (changes[0].from_user.id, changes[0].new_chat_member.user.id) == (budi.id, sari.id)


async def test_a_plain_member_is_not_told_who_comes_and_goes(bot: PtbBot, sari: Person, group: Group) -> None:
    await bot.get_updates(allowed_updates=["chat_member"])
    await group.remove(sari)
    assert await bot.get_updates() == ()


async def test_without_privacy_a_bot_hears_everything(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    group = await telegram.add_group("Terbuka", id=-5, members=[budi], bot_privacy=False)
    await budi.send("obrolan", chat=group)
    assert await heard(bot) == ["obrolan"]


async def test_an_administrator_hears_everything(bot: PtbBot, telegram: Telegram, account: Bot, budi: Person) -> None:
    group = await telegram.add_group("Resmi", id=-5, members=[budi], admins=[budi, account])
    await budi.send("obrolan", chat=group)
    assert await heard(bot) == ["obrolan"]


async def test_a_group_is_no_private_chat(bot: PtbBot, budi: Person, group: Group) -> None:
    sent = await budi.send("/rekap", chat=group)
    message = (await next_update(bot)).message
    assert message is not None
    assert (message.chat.type, message.chat.id, message.chat.title) == ("supergroup", group.id, "Grup Koordinasi")
    answer = await message.reply_text("ini", do_quote=True)
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == sent.id


async def test_a_command_with_the_bots_name_is_one_entity(bot: PtbBot, budi: Person, group: Group) -> None:
    await budi.send("👮 /rekap@desk_bot minggu", chat=group, reply_to=None)
    message = (await next_update(bot)).message
    assert message is not None
    assert list(message.parse_entities(["bot_command"]).values()) == ["/rekap@desk_bot"]


async def test_topics_keep_their_messages(bot: PtbBot, budi: Person, forum: Group) -> None:
    await budi.send("/lapor", chat=forum, topic="Laporan")
    message = (await next_update(bot)).message
    assert message is not None
    assert (message.message_thread_id, message.is_topic_message, message.chat.is_forum) == (5, True, True)
    answer = await message.reply_text("di sini")
    assert answer.message_thread_id == 5
    assert answer.message_id > 9
    await budi.sees("di sini", chat=forum, topic=5)
    await budi.sees_nothing("di sini", chat=forum)
    await budi.sees_nothing("di sini", chat=forum, topic="Rekap")


async def test_general_is_left_out(bot: PtbBot, budi: Person, forum: Group) -> None:
    await budi.send("/lapor", chat=forum)
    message = (await next_update(bot)).message
    assert message is not None
    assert (message.message_thread_id, message.is_topic_message) == (None, None)
    await message.reply_text("umum")
    await budi.sees("umum", chat=forum)


async def test_a_bot_is_told_that_it_was_added(bot: PtbBot, telegram: Telegram, account: Bot, budi: Person) -> None:
    group = await telegram.add_group("Baru", id=-5, members=[budi], admins=[budi], bot_in=False)
    await group.add(account, by=budi)
    change, service = await bot.get_updates()
    assert change.my_chat_member is not None
    assert change.my_chat_member.old_chat_member.status == "left"
    assert change.my_chat_member.new_chat_member.status == "member"
    assert change.my_chat_member.from_user.id == budi.id
    assert service.message is not None
    assert service.message.new_chat_members[0].id == account.id


async def test_a_bot_is_told_that_it_was_removed(bot: PtbBot, account: Bot, budi: Person, group: Group) -> None:
    await group.remove(account, by=budi)
    updates = await bot.get_updates()
    change = updates[-1].my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")


async def test_people_come_and_go(bot: PtbBot, telegram: Telegram, group: Group) -> None:
    ani = await telegram.add_person("Ani", id=5)
    await group.add(ani)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.new_chat_members[0].id == ani.id
    assert "new_chat_members" in ani.screen(group)
    await group.remove(ani)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.left_chat_member is not None
    with pytest.raises(AssertionError, match="not in this chat"):
        await ani.send("halo", chat=group)


@pytest.mark.parametrize("which", ["group", "forum", "budi"])
async def test_a_chat_can_be_asked_for(bot: PtbBot, group: Group, forum: Group, budi: Person, which: str) -> None:
    chats = {"group": group.id, "forum": forum.id, "budi": budi.id}
    chat = await bot.get_chat(chats[which])
    assert chat.id == chats[which]
    assert bool(chat.is_forum) == (which == "forum")


async def test_a_person_who_never_wrote_is_not_known(bot: PtbBot, sari: Person) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(sari.id)


async def test_members_have_their_standing(
    bot: PtbBot, telegram: Telegram, account: Bot, budi: Person, sari: Person
) -> None:
    ani = await telegram.add_person("Ani", id=5)
    group = await telegram.add_group("G", id=-5, members=[budi, sari], admins=[budi, sari, account])
    standings = [(await bot.get_chat_member(group.id, who.id)).status for who in (budi, sari, account, ani)]
    assert standings == ["creator", "administrator", "administrator", "left"]
    administrators = await bot.get_chat_administrators(group.id)
    assert [member.user.id for member in administrators] == [budi.id, sari.id, account.id]
    assert await bot.get_chat_member_count(group.id) == 3


async def test_the_bot_itself_is_a_member(bot: PtbBot, account: Bot, budi: Person, group: Group) -> None:
    assert (await bot.get_chat_member(group.id, account.id)).status == "member"
    assert (await bot.get_chat_member(budi.id, budi.id)).status == "member"
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(group.id, 4711)


async def test_a_private_chat_has_no_administrators(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(budi.id)
    assert await bot.get_chat_member_count(budi.id) == 2
