"""Forwarding, copying, deleting several; places that bots send."""

from typing import Any

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, MessageOriginUser
from telegram.error import BadRequest, Forbidden

from simulator.people import Group, Person, Telegram

from .conftest import Wire
from .reading import next_update
from .test_files import picture

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])


async def test_a_forward_names_who_said_it(bot: PtbBot, telegram: Telegram, budi: Person, group: Group) -> None:
    said = await budi.send("Hasil patroli")
    await telegram.clock.advance(hours=1)
    forwarded = await bot.forward_message(group.id, budi.id, said.id)
    assert forwarded.text == "Hasil patroli"
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == budi.id
    assert forwarded.forward_origin.date.timestamp() == said.raw["date"]
    again = await bot.forward_message(budi.id, group.id, forwarded.message_id)
    assert again.forward_origin == forwarded.forward_origin


async def test_a_forward_has_no_buttons_and_cannot_be_edited(bot: PtbBot, budi: Person) -> None:
    card = await bot.send_message(budi.id, "?", reply_markup=MARKUP)
    forwarded = await card.forward(budi.id)
    assert forwarded.reply_markup is None
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await forwarded.edit_text("!")


async def test_a_copy_names_nobody_and_may_have_another_caption(bot: PtbBot, budi: Person) -> None:
    said = await budi.send_photo(picture(20, 10), caption="Lama")
    copied = await bot.copy_message(
        budi.id, budi.id, said.id, caption="<b>Baru</b>", parse_mode="HTML", reply_markup=MARKUP
    )
    seen = await budi.sees("Baru")
    assert (seen.id, seen.raw["forwarded"], seen.buttons) == (copied.message_id, None, ["Ya"])
    assert seen.raw["photo"]["width"] == 20
    await bot.copy_message(budi.id, budi.id, said.id)
    assert (await budi.sees("Lama")).raw["forwarded"] is None


async def test_several_go_on_at_once_and_albums_stay_albums(bot: PtbBot, budi: Person, group: Group) -> None:
    album = await bot.send_media_group(budi.id, [InputMediaPhoto(picture(8, 8)), InputMediaPhoto(picture(9, 8))])
    text = await bot.send_message(budi.id, "Selesai")
    ids = [*(message.message_id for message in album), text.message_id, 99]
    assert len(await bot.forward_messages(group.id, budi.id, ids)) == 3
    first, second, last = await budi.messages(group)
    assert first.raw["album"] == second.raw["album"] is not None
    assert first.raw["album"] != album[0].media_group_id
    assert (last.raw["album"], last.words) == (None, "Selesai")
    assert len(await bot.copy_messages(group.id, budi.id, ids, remove_caption=True)) == 3


@pytest.mark.parametrize("method", ["forwardMessage", "copyMessage"])
async def test_what_is_not_there_cannot_go_on(wire: Wire, budi: Person, group: Group, method: str) -> None:
    purpose = method.removesuffix("Message")
    answer = await wire(method, chat_id=group.id, from_chat_id=budi.id, message_id=99)
    assert answer["description"] == f"Bad Request: message to {purpose} not found"
    answer = await wire(method, chat_id=group.id, message_id=1)
    assert answer["description"] == 'Bad Request: parameter "from_chat_id" is required'
    await group.remove(budi)
    told = (await wire("getUpdates"))["result"][-1]["message"]["message_id"]
    answer = await wire(method, chat_id=budi.id, from_chat_id=group.id, message_id=told)
    past = "forwarded" if purpose == "forward" else "copied"
    assert answer["description"] == f"Bad Request: the message can't be {past}"


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        (None, "message identifiers are not specified"),
        ([], "message identifiers are not specified"),
        ({}, "expected an Array of message identifiers"),
        ([1] * 101, "too many message identifiers specified"),
        ([[]], "message identifier must be a Number"),
        (["x"], "can't parse message identifier as a Number"),
        ([0], "invalid message identifier specified"),
    ],
)
async def test_bad_lists_of_messages_are_refused(wire: Wire, budi: Person, ids: Any, reason: str) -> None:
    for method in ("forwardMessages", "copyMessages", "deleteMessages"):
        answer = await wire(method, chat_id=budi.id, from_chat_id=budi.id, message_ids=ids)
        assert answer["description"] == f"Bad Request: {reason}"


async def test_messages_go_on_in_their_order(wire: Wire, budi: Person) -> None:
    answer = await wire("forwardMessages", chat_id=budi.id, from_chat_id=budi.id, message_ids=[2, 1])
    assert answer["description"] == "Bad Request: message identifiers must be in a strictly increasing order"
    answer = await wire("forwardMessages", chat_id=budi.id, from_chat_id=budi.id, message_ids=[7])
    assert answer["description"] == "Bad Request: there are no messages to forward"


async def test_nothing_goes_to_who_never_wrote(bot: PtbBot, budi: Person, sari: Person) -> None:
    said = await budi.send("rahasia")
    with pytest.raises(Forbidden):
        await bot.forward_message(sari.id, budi.id, said.id)


async def test_several_are_deleted_or_none(bot: PtbBot, budi: Person, group: Group) -> None:
    own = [await bot.send_message(budi.id, text) for text in "abc"]
    await bot.delete_messages(budi.id, [own[0].message_id, own[1].message_id, 99])
    assert [message.words for message in await budi.messages()] == ["c"]
    said, sent = await budi.send("punya Budi", chat=group), await bot.send_message(group.id, "punya bot")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_messages(group.id, [said.id, sent.message_id])
    assert [message.words for message in await budi.messages(group)] == ["punya Budi", "punya bot"]


async def test_a_bot_sends_a_place(bot: PtbBot, budi: Person) -> None:
    sent = await bot.send_location(budi.id, -7.99, 131.27)
    assert sent.location is not None
    assert (sent.location.latitude, sent.location.longitude) == (-7.99, 131.27)
    assert (await budi.sees()).raw["location"] == {"latitude": -7.99, "longitude": 131.27}


@pytest.mark.parametrize(
    ("place", "code", "reason"),
    [
        ({"longitude": 1}, 400, "Bad Request: latitude is empty"),
        ({"latitude": 1}, 400, "Bad Request: longitude is empty"),
        ({"latitude": 91, "longitude": 1}, 400, "Bad Request: wrong location specified"),
        (
            {"latitude": 1, "longitude": 1, "live_period": 60},
            501,
            "Not Implemented: the simulator has no live locations",
        ),
    ],
)
async def test_a_bad_place_is_refused(wire: Wire, budi: Person, place: dict[str, int], code: int, reason: str) -> None:
    answer = await wire("sendLocation", chat_id=budi.id, **place)
    assert (answer["error_code"], answer["description"]) == (code, reason)


async def test_people_forward_whole_messages(bot: PtbBot, budi: Person, group: Group) -> None:
    photo = await bot.send_photo(budi.id, picture(20, 10), caption="Rekap", reply_markup=MARKUP)
    card = await budi.sees("Rekap")
    forwarded = await budi.forward(card, chat=group)
    assert (forwarded.raw["photo"]["width"], forwarded.caption, forwarded.buttons) == (20, "Rekap", [])
    assert forwarded.raw["forwarded"]["name"] == "Desk"
    await budi.forward(card)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
