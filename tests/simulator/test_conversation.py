"""People write and tap, a bot answers: seen from both sides."""

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Person, Telegram

from .reading import next_update

BOTH = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Ya", callback_data="yes"), InlineKeyboardButton("Tidak", callback_data="no")]]
)


async def test_a_bot_reads_a_command_and_answers_with_buttons(bot: PtbBot, budi: Person) -> None:
    await budi.send("/lapor")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.text == "/lapor"
    assert message.entities[0].type == "bot_command"
    await bot.send_message(budi.id, "Kirim <b>laporan</b>?", parse_mode="HTML", reply_markup=BOTH)
    seen = await budi.sees("Kirim laporan?")
    assert seen.buttons == ["Ya", "Tidak"]


async def test_a_tap_is_answered_and_its_message_edited(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "Kirim?", reply_markup=BOTH)
    await budi.tap("Ya")
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.data == "yes"
    await query.answer("Tercatat")
    edited = await query.edit_message_text("Terkirim")
    assert edited is not True
    seen = await budi.sees("Terkirim")
    assert seen.edited
    assert seen.buttons == []


async def test_the_screen_shows_what_was_missed(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "Kirim?", reply_markup=BOTH)
    with pytest.raises(AssertionError, match=r"\[Ya\] \[Tidak\]"):
        await budi.tap("Mungkin")


async def test_idle_waits_until_updates_are_confirmed(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await budi.send("halo")
    with pytest.raises(AssertionError, match="not idle"):
        await telegram.idle(patience=0.05)
    await next_update(bot)
    await telegram.idle(quiet=0.01)
