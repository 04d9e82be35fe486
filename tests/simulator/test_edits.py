"""Editing and deleting what a bot has sent."""

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from simulator.people import Group, Person, Telegram

from .test_files import picture

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
NOT_MODIFIED = "Message is not modified: specified new message content and reply markup are exactly the same"


async def test_an_edit_gives_the_message_back(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "lama", reply_markup=MARKUP)
    edited = await message.edit_text("<b>baru</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert (edited.text, edited.message_id, edited.reply_markup) == ("baru", message.message_id, None)
    assert edited.edit_date is not None


async def test_an_edit_that_changes_nothing_is_refused(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "sama", reply_markup=MARKUP)
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await message.edit_text("sama", reply_markup=MARKUP)
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await message.edit_reply_markup(MARKUP)


async def test_the_same_words_with_other_entities_are_another_text(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "sama")
    edited = await message.edit_text("<b>sama</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.entities[0].type == "bold"


async def test_buttons_alone_can_be_taken_away(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "kartu", reply_markup=MARKUP)
    edited = await message.edit_reply_markup(None)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert edited.edit_date is None
    assert (await budi.sees("kartu")).buttons == []


async def test_a_caption_can_be_edited(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_photo(budi.id, picture(), caption="lama")
    edited = await message.edit_caption("baru")
    assert isinstance(edited, Message)
    assert edited.caption == "baru"
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await message.edit_caption("baru")


async def test_texts_and_captions_are_two_things(bot: PtbBot, budi: Person) -> None:
    text = await bot.send_message(budi.id, "teks")
    photo = await bot.send_photo(budi.id, picture())
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("x")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("x")


async def test_what_is_not_there_is_not_edited(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", budi.id, 99)


async def test_what_others_wrote_is_not_edited(bot: PtbBot, budi: Person) -> None:
    message = await budi.send("halo")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", budi.id, message.id)


async def test_a_message_of_any_age_can_be_edited(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    message = await bot.send_message(budi.id, "lama")
    await telegram.clock.advance(days=90)
    assert await message.edit_text("baru")


async def test_a_deleted_message_is_gone_for_everybody(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "hapus saya")
    assert await message.delete()
    assert budi.screen() == "(an empty chat)"
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await message.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await message.edit_text("x")


async def test_only_what_is_younger_than_48_hours_is_deleted(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    message = await bot.send_message(budi.id, "lama")
    await telegram.clock.advance(hours=47)
    young = await bot.send_message(budi.id, "baru")
    await telegram.clock.advance(hours=1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await message.delete()
    assert await young.delete()


async def test_in_a_private_chat_a_bot_deletes_what_the_person_wrote(bot: PtbBot, budi: Person) -> None:
    message = await budi.send("rahasia")
    assert await bot.delete_message(budi.id, message.id)


async def test_in_a_group_only_administrators_delete_what_others_wrote(
    bot: PtbBot, telegram: Telegram, budi: Person, group: Group
) -> None:
    message = await budi.send("spam", chat=group)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, message.id)
    account = await telegram.add_bot(token=bot.token, username="desk_bot", name="Desk")
    await telegram.add_group("Grup", id=group.id, members=[budi], admins=[budi, account])
    await telegram.clock.advance(days=3)
    assert await bot.delete_message(group.id, message.id)
