"""Albums: of bots and of people, with one media_group_id."""

import io
from typing import Any

import pytest
from PIL import Image
from telegram import Bot as PtbBot
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from simulator.people import Person

from .conftest import Wire
from .test_files import picture


def photos(count: int) -> list[InputMediaPhoto]:
    return [InputMediaPhoto(picture(8 + number, 8)) for number in range(count)]


async def test_an_album_arrives_as_one(bot: PtbBot, budi: Person) -> None:
    sent = await bot.send_media_group(budi.id, photos(3), caption="Sambang")
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].media_group_id is not None
    assert [message.photo[-1].width for message in sent] == [8, 9, 10]
    assert [message.caption for message in sent] == ["Sambang", None, None]
    seen = await budi.messages()
    assert {message.raw["album"] for message in seen} == {sent[0].media_group_id}


async def test_two_albums_are_two(bot: PtbBot, budi: Person) -> None:
    first, second = [await bot.send_media_group(budi.id, photos(2)) for _ in range(2)]
    assert first[0].media_group_id != second[0].media_group_id


async def test_files_named_and_files_uploaded_stand_in_one_album(bot: PtbBot, budi: Person) -> None:
    known = (await bot.send_document(budi.id, b"satu", filename="satu.txt")).document
    assert known is not None
    media = [InputMediaDocument(known.file_id), InputMediaDocument(b"dua", filename="dua.txt")]
    sent = await bot.send_media_group(budi.id, media)
    names = [message.document.file_name for message in sent if message.document]
    assert names == ["satu.txt", "dua.txt"]


async def test_a_single_item_is_no_album(bot: PtbBot, budi: Person) -> None:
    (message,) = await bot.send_media_group(budi.id, photos(1))
    assert message.media_group_id is None


async def test_ten_are_the_most(bot: PtbBot, budi: Person) -> None:
    assert len(await bot.send_media_group(budi.id, photos(10))) == 10
    with pytest.raises(BadRequest, match="Too many messages to send as an album"):
        await bot.send_media_group(budi.id, photos(11))
    assert len(await budi.messages()) == 10


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (None, 'parameter "media" is required'),
        ("x", "can't parse media JSON object"),
        ({}, "expected an Array of InputMedia"),
        ([], "there are no messages to send"),
        ([7], "can't parse InputMedia: expected an Object"),
        ([{"media": "x"}], "can't parse InputMedia: Can't find field \"type\""),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        ([{"type": "gambar", "media": "x"}], 'can\'t parse InputMedia: type "gambar" is unsupported'),
        (
            [{"type": "animation", "media": "x"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        ([{"type": "photo", "media": "x"}], "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_bad_album_is_refused(wire: Wire, budi: Person, media: Any, reason: str) -> None:
    answer = await wire("sendMediaGroup", chat_id=budi.id, media=media)
    assert answer["description"] == f"Bad Request: {reason}"


async def test_a_type_that_is_not_here_is_named(wire: Wire, budi: Person) -> None:
    answer = await wire("sendMediaGroup", chat_id=budi.id, media=[{"type": "video", "media": "x"}])
    assert answer["description"] == "Not Implemented: the simulator has no media of type video"


async def test_documents_do_not_mix_with_photos(bot: PtbBot, budi: Person) -> None:
    media: list[InputMediaPhoto | InputMediaDocument] = [
        InputMediaPhoto(picture(8, 8)),
        InputMediaDocument(b"x", filename="x.txt"),
    ]
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(budi.id, media)
    assert await budi.messages() == []


async def test_a_photo_of_an_album_stays_a_photo(bot: PtbBot, budi: Person) -> None:
    first, _ = await bot.send_media_group(budi.id, photos(2))
    assert await first.edit_media(InputMediaPhoto(picture(30, 8)))
    with pytest.raises(BadRequest, match="Can't change media type in the album"):
        await first.edit_media(InputMediaDocument(b"x", filename="x.txt"))


async def test_people_send_albums_too(bot: PtbBot, budi: Person) -> None:
    sent = await budi.send_album([picture(8, 8), picture(9, 8)], caption="Dua foto")
    updates = [update.message for update in await bot.get_updates() if update.message]
    assert [message.photo[-1].width for message in updates] == [8, 9]
    assert [message.caption for message in updates] == ["Dua foto", None]
    assert {message.media_group_id for message in updates} == {sent[0].raw["album"]}
    with Image.open(io.BytesIO(await sent[1].photo())) as second:
        assert second.width == 9


@pytest.mark.parametrize("count", [0, 1, 11])
async def test_people_cannot_send_an_album_of_another_size(budi: Person, count: int) -> None:
    with pytest.raises(AssertionError, match=r"an album has 2 to 10|nothing to send"):
        await budi.send_album([picture(8, 8)] * count)
