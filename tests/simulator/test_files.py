"""Photos and documents, there and back."""

import io
import json

import aiohttp
import pytest
from PIL import Image
from telegram import Bot as PtbBot
from telegram import InputMediaDocument, InputMediaPhoto, Message
from telegram.error import BadRequest

from simulator.people import Bot, Person, Telegram

from .conftest import Wire
from .reading import next_update


def picture(width: int = 1200, height: int = 800, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(target, kind)
    return target.getvalue()


async def test_a_photo_arrives_as_it_was_sent(bot: PtbBot, budi: Person) -> None:
    data = picture()
    message = await bot.send_photo(budi.id, data, caption="<b>Rekap</b>", parse_mode="HTML")
    sizes = [(size.width, size.height) for size in message.photo]
    assert sizes == [(90, 60), (320, 213), (800, 533), (1200, 800)]
    seen = await budi.sees("Rekap")
    assert await seen.photo() == data
    assert message.caption_entities[0].type == "bold"


async def test_a_photo_can_be_sent_again_by_its_id(bot: PtbBot, budi: Person) -> None:
    first = await bot.send_photo(budi.id, picture())
    again = await bot.send_photo(budi.id, first.photo[-1].file_id, caption="lagi")
    assert again.photo[-1].file_unique_id == first.photo[-1].file_unique_id


async def test_what_is_no_file_is_refused(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(budi.id, "AgACbukan")
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(budi.id, "https://contoh.id/a.png")


async def test_a_photo_is_not_sent_as_a_document(bot: PtbBot, budi: Person) -> None:
    photo = await bot.send_photo(budi.id, picture())
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_document(budi.id, photo.photo[-1].file_id)


async def test_no_file_is_refused(wire: Wire, budi: Person) -> None:
    answer = await wire("sendPhoto", chat_id=budi.id)
    assert answer["description"] == "Bad Request: there is no photo in the request"


@pytest.mark.parametrize(("width", "height"), [(9000, 1001), (2100, 100), (100, 2100)])
async def test_a_photo_of_wrong_dimensions_is_refused(bot: PtbBot, budi: Person, width: int, height: int) -> None:
    with pytest.raises(BadRequest, match=r"(?i)PHOTO_INVALID_DIMENSIONS"):
        await bot.send_photo(budi.id, picture(width, height))


async def test_a_photo_over_10_mb_is_refused(bot: PtbBot, budi: Person) -> None:
    data = picture() + bytes(10 * 1024 * 1024)
    with pytest.raises(BadRequest, match="is too big for a photo; the maximum size is 10485760 bytes"):
        await bot.send_photo(budi.id, data)


async def test_what_is_no_picture_is_refused(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(budi.id, b"bukan gambar")


async def test_an_empty_file_is_refused(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(budi.id, b"", filename="kosong.txt")


async def test_a_caption_has_at_most_1024_characters(bot: PtbBot, budi: Person) -> None:
    await bot.send_photo(budi.id, picture(), caption="x" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(budi.id, picture(), caption="x" * 1025)


async def test_a_document_keeps_its_name(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_document(budi.id, b"a;b\n", filename="rekap.csv", caption="Berkas")
    assert message.document is not None
    assert (message.document.file_name, message.document.file_size) == ("rekap.csv", 4)
    seen = await budi.sees("Berkas")
    assert await seen.document() == b"a;b\n"


async def test_a_file_can_be_attached_under_any_name(telegram: Telegram, account: Bot, budi: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(budi.id), "photo": "attach://grafik"})
    form.add_field("grafik", picture(), filename="grafik.png", content_type="image/png")
    address = f"{telegram.url}/bot{account.token}/sendPhoto"
    async with aiohttp.ClientSession() as session, session.post(address, data=form) as answer:
        assert (await answer.json())["result"]["photo"][-1]["width"] == 1200


async def test_a_photo_can_take_another_ones_place(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_photo(budi.id, picture(), caption="lama")
    newer = picture(600, 600)
    edited = await message.edit_media(InputMediaPhoto(newer, caption="<i>baru</i>", parse_mode="HTML"))
    assert isinstance(edited, Message)
    assert edited.photo[-1].width == 600
    seen = await budi.sees("baru")
    assert await seen.photo() == newer


async def test_a_text_can_become_a_document(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "sebentar")
    edited = await message.edit_media(InputMediaDocument(b"isi", filename="a.txt"))
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert edited.text is None


async def test_other_media_are_refused(wire: Wire, bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "x")
    media = json.dumps({"type": "hologram", "media": "x"})
    answer = await wire("editMessageMedia", chat_id=budi.id, message_id=message.message_id, media=media)
    assert answer["error_code"] == 400


async def test_a_bot_downloads_what_a_person_sent(bot: PtbBot, budi: Person) -> None:
    data = picture(kind="JPEG")
    await budi.send_photo(data, caption="bukti")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.caption == "bukti"
    largest = await (await bot.get_file(message.photo[-1].file_id)).download_as_bytearray()
    assert bytes(largest) == data
    smallest = await (await bot.get_file(message.photo[0].file_id)).download_as_bytearray()
    with Image.open(io.BytesIO(smallest)) as image:
        assert image.size == (90, 60)


async def test_a_document_over_20_mb_is_not_downloaded(bot: PtbBot, budi: Person) -> None:
    await budi.send_document(bytes(20 * 1024 * 1024 + 1), "besar.bin")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.document.file_id)


async def test_an_unknown_file_is_refused(bot: PtbBot) -> None:
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("tidak-ada")


async def test_what_people_send_never_becomes_a_page(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    sent = await bot.send_document(budi.id, b"<script>alert(1)</script>", filename="halaman.html")
    assert sent.document is not None
    file = await sent.document.get_file()
    assert file.file_path is not None
    seen = (await budi.sees()).raw["document"]["url"]
    async with aiohttp.ClientSession() as session:
        async with session.get(telegram.url + seen) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''halaman.html"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
        async with session.get(file.file_path) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.content_type == "application/octet-stream"
