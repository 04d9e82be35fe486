"""What people send besides words, as a bot library parses it."""

from datetime import timedelta

from telegram import Bot as PtbBot
from telegram import Message, MessageOriginUser

from simulator.people import Person

from .reading import next_update


async def received(bot: PtbBot) -> Message:
    message = (await next_update(bot)).message
    assert message is not None
    return message


async def test_a_location(bot: PtbBot, budi: Person) -> None:
    await budi.send_location(-7.797, 110.37)
    location = (await received(bot)).location
    assert location is not None
    assert (location.latitude, location.longitude) == (-7.797, 110.37)


async def test_a_sticker(bot: PtbBot, budi: Person) -> None:
    await budi.send_sticker("👮")
    sticker = (await received(bot)).sticker
    assert sticker is not None
    assert sticker.emoji == "👮"


async def test_a_voice(bot: PtbBot, budi: Person) -> None:
    await budi.send_voice(7)
    voice = (await received(bot)).voice
    assert voice is not None
    assert voice.duration == timedelta(seconds=7)


async def test_a_document_with_a_command_as_caption(bot: PtbBot, budi: Person) -> None:
    await budi.send_document(b"a", "a.csv", caption="/impor")
    message = await received(bot)
    assert message.document is not None
    assert message.document.file_name == "a.csv"
    assert message.caption_entities[0].type == "bot_command"


async def test_a_forwarded_message_names_its_author(bot: PtbBot, budi: Person, sari: Person) -> None:
    words = await sari.send("patroli 3")
    await received(bot)
    forwarded = await budi.forward(words)
    message = await received(bot)
    assert isinstance(message.forward_origin, MessageOriginUser)
    assert message.forward_origin.sender_user.id == sari.id
    assert message.from_user is not None
    assert message.from_user.id == budi.id
    assert forwarded.raw["forwarded"]["name"] == "Sari"


async def test_a_reply_carries_what_it_answers(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "Berapa?")
    asked = await budi.sees("Berapa?")
    await budi.send("3", reply_to=asked)
    message = await received(bot)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "Berapa?"


async def test_an_edited_message(bot: PtbBot, budi: Person) -> None:
    message = await budi.send("patroli 3")
    await received(bot)
    await budi.edit(message, "patroli 4")
    edited = (await next_update(bot)).edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("patroli 4", message.id)
    assert edited.edit_date is not None


async def test_a_person_has_a_name(bot: PtbBot, budi: Person) -> None:
    await budi.send("halo")
    user = (await received(bot)).from_user
    assert user is not None
    assert (user.full_name, user.username, user.is_bot) == ("Budi Santoso", "budi_s", False)
