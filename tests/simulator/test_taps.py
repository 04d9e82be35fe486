"""Taps on buttons, and their answers."""

import asyncio

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from simulator.people import Person, Telegram

from .reading import confirm, next_update

LABELS = ("1", "10", "Kirim laporan", "Kembali")
MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"d:{label}") for label in LABELS]])
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def card(bot: PtbBot, budi: Person, text: str = "?") -> Message:
    return await bot.send_message(budi.id, text, reply_markup=MARKUP)


@pytest.mark.parametrize(
    ("label", "data"), [("1", "d:1"), ("10", "d:10"), ("Kirim", "d:Kirim laporan"), ("bali", "d:Kembali")]
)
async def test_a_label_is_exact_or_a_unique_part(bot: PtbBot, budi: Person, label: str, data: str) -> None:
    await card(bot, budi)
    await budi.tap(label)
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.data == data


async def test_a_label_that_fits_two_buttons_is_none(bot: PtbBot, budi: Person) -> None:
    await card(bot, budi)
    with pytest.raises(AssertionError, match="finds no button 'i' on this screen"):
        await budi.tap("i")


async def test_a_query_carries_what_a_bot_needs(bot: PtbBot, budi: Person) -> None:
    message = await card(bot, budi)
    await budi.tap("1")
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.from_user.id == budi.id
    assert query.chat_instance
    assert isinstance(query.message, Message)
    assert query.message.message_id == message.message_id
    assert query.message.reply_markup is not None


async def answer_next(bot: PtbBot, text: str | None) -> None:
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    await update.callback_query.answer(text, show_alert=text is not None)
    await confirm(bot, update)


@pytest.mark.parametrize("text", ["Sudah tercatat", None])
async def test_a_person_sees_the_answer(bot: PtbBot, budi: Person, text: str | None) -> None:
    await card(bot, budi)
    answered, _ = await asyncio.gather(budi.tap("1", answer=True), answer_next(bot, text))
    assert answered == (text or "")


async def test_a_tap_without_answer_shows_the_screen(bot: PtbBot, budi: Person) -> None:
    await card(bot, budi, "Berapa?")
    with pytest.raises(AssertionError, match=r"did not answer Budi Santoso's tap[\s\S]*Berapa"):
        await budi.tap("1", answer=True, timeout=0.01)


async def test_an_answer_within_150_seconds_is_taken(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    await telegram.clock.freeze()
    await card(bot, budi)
    await budi.tap("1")
    query = (await next_update(bot)).callback_query
    assert query is not None
    await telegram.clock.advance(seconds=150)
    assert await query.answer()
    await telegram.clock.advance(seconds=1)
    with pytest.raises(BadRequest, match=rf"(?i){TOO_OLD}"):
        await query.answer()


async def test_an_answer_to_no_tap_is_refused(bot: PtbBot) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){TOO_OLD}"):
        await bot.answer_callback_query("12345")


async def test_an_answer_is_at_most_200_characters(bot: PtbBot, budi: Person) -> None:
    await card(bot, budi)
    await budi.tap("1")
    query = (await next_update(bot)).callback_query
    assert query is not None
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await query.answer("x" * 201)
    assert await query.answer("x" * 200)


async def test_a_forged_tap_reaches_the_bot(bot: PtbBot, budi: Person) -> None:
    await card(bot, budi)
    seen = await budi.sees("?")
    await budi.tap_data("x:1", on=seen)
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.data == "x:1"


async def test_a_tap_on_a_deleted_message_has_an_inaccessible_one(bot: PtbBot, budi: Person) -> None:
    message = await card(bot, budi)
    seen = await budi.sees("?")
    await message.delete()
    await budi.tap_data("d:1", on=seen)
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible
