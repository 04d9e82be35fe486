"""Reply markups: what is refused, and what comes back."""

from typing import Any

import pytest
from telegram import Bot as PtbBot
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest

from simulator.people import Group, Person

from .conftest import Wire


def keyboard(data: str, *, rows: int = 1, columns: int = 1) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=data)] * columns for _ in range(rows)])


@pytest.mark.parametrize("data", ["x", "x" * 64, "é" * 32])
async def test_data_of_1_to_64_bytes_is_taken(bot: PtbBot, budi: Person, data: str) -> None:
    message = await bot.send_message(budi.id, "?", reply_markup=keyboard(data))
    assert message.reply_markup is not None
    assert message.reply_markup.inline_keyboard[0][0].callback_data == data


@pytest.mark.parametrize("data", ["x" * 65, "é" * 33])
async def test_other_data_is_refused(wire: Wire, budi: Person, data: str) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup=markup)
    assert answer == {"ok": False, "error_code": 400, "description": "Bad Request: BUTTON_DATA_INVALID"}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, 'Can\'t find field "text"'),
        ({"text": 7, "callback_data": "x"}, 'Field "text" must be of type String'),
        ("x", "InlineKeyboardButton must be an Object"),
    ],
)
async def test_a_button_must_be_whole(wire: Wire, budi: Person, button: Any, reason: str) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup={"inline_keyboard": [[button]]})
    assert answer["description"] == f"Bad Request: can't parse inline keyboard button: {reason}"


async def test_a_button_has_words(wire: Wire, budi: Person) -> None:
    markup = {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup=markup)
    assert answer["description"] == "Bad Request: inline keyboard button text must be non-empty"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": ["x"]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": {}}, 'field "keyboard" must be of type Array'),
        ({"keyboard": ["x"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[7]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[{}]]}, "keyboard button text must be non-empty"),
    ],
)
async def test_a_keyboard_has_rows_of_buttons(wire: Wire, budi: Person, markup: dict[str, Any], reason: str) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("https://contoh.id", "https://contoh.id/"),
        ("contoh.id/a?b=1#c", "http://contoh.id/a?b=1#c"),
        ("https://t.me/desk_bot?start=x", "https://t.me/desk_bot?start=x"),
        ("tg:resolve?domain=desk_bot", "tg://resolve?domain=desk_bot"),
    ],
)
async def test_the_address_of_a_button_is_written_out(bot: PtbBot, budi: Person, url: str, whole: str) -> None:
    message = await bot.send_message(
        budi.id, "?", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("x", url=url)]])
    )
    assert message.reply_markup is not None
    assert message.reply_markup.inline_keyboard[0][0].url == whole


@pytest.mark.parametrize("url", ["http://localhost:8080/x", "kata", "ftp://contoh.id/", "http://a b.id", "tg://a!b"])
async def test_an_address_that_telegram_does_not_take_is_refused(wire: Wire, budi: Person, url: str) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "url": url}]]}
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup=markup)
    assert answer["description"] == f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"


async def test_what_only_a_private_chat_can_be_asked_is_refused_in_a_group(
    wire: Wire, budi: Person, group: Group
) -> None:
    markup = {"keyboard": [[{"text": "Di mana?", "request_location": True}]]}
    assert (await wire("sendMessage", chat_id=budi.id, text="?", reply_markup=markup))["ok"]
    answer = await wire("sendMessage", chat_id=group.id, text="?", reply_markup=markup)
    assert answer["description"] == "Bad Request: location can be requested in private chats only"


async def test_a_hundred_buttons_eight_a_row_are_the_most(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "?", reply_markup=keyboard("x", rows=20, columns=5))
    for rows, columns in ((101, 1), (1, 9)):
        with pytest.raises(BadRequest, match="Reply markup is too long"):
            await bot.send_message(budi.id, "?", reply_markup=keyboard("x", rows=rows, columns=columns))


async def test_an_empty_keyboard_is_none(wire: Wire, budi: Person) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="?", reply_markup={"inline_keyboard": []})
    assert "reply_markup" not in answer["result"]


async def test_a_reply_keyboard_is_seen_by_the_person_and_not_shown_to_the_bot(bot: PtbBot, budi: Person) -> None:
    markup = ReplyKeyboardMarkup([["Ya", KeyboardButton("Di mana?", request_location=True)]], one_time_keyboard=True)
    message = await bot.send_message(budi.id, "?", reply_markup=markup)
    assert message.reply_markup is None
    seen = await budi.sees("?")
    rows = [[{"text": "Ya"}, {"text": "Di mana?", "request_location": True}]]
    assert seen.raw["reply_keyboard"] == {"rows": rows, "one_time": True}
    assert "(Ya) (Di mana?)" in budi.screen()


async def test_a_reply_keyboard_can_be_taken_away(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "!", reply_markup=ReplyKeyboardRemove())
    assert (await budi.sees("!")).raw["reply_keyboard"] == {"rows": [], "one_time": False}


async def test_a_link_button_is_shown_and_not_tapped(bot: PtbBot, budi: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Buka", url="https://contoh.id")]])
    await bot.send_message(budi.id, "?", reply_markup=markup)
    assert (await budi.sees("?")).keyboard[0][0].url == "https://contoh.id/"
    with pytest.raises(AssertionError, match="finds no button"):
        await budi.tap("Buka")
