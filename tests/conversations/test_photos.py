"""Photos, albums and positions that come by themselves, with captions, before `/lapor` and after."""

import asyncio
import base64

from sqlalchemy import select

from models.members import identify
from models.photos import MOST_PHOTOS, SentPhoto, take_photo
from models.schema import Activity, Photo
from simulator.people import Person
from tests.conversations.test_details import new_detail, reporting
from tests.desk import Desk, fill_in
from tests.pictures import picture, send_album

OFFER = "Masukkan ke laporan hari ini, Senin, 15 September 2025?"


def photos(desk: Desk) -> list[tuple[str, bool]]:
    """State of each photo, and whether it has its place."""
    kept = select(Photo).order_by(Photo.id)
    return [
        (photo.state, photo.activity_id is not None)
        for photo in desk.program.database.read_now(lambda session: session.scalars(kept).all())
    ]


def texts(desk: Desk) -> list[str | None]:
    return list(desk.program.database.read_now(lambda session: session.scalars(select(Activity.text)).all()))


async def asked_once(person: Person, question: str) -> None:
    assert sum(question in message.words for message in await person.messages()) == 1


async def test_a_photo_before_lapor_waits_for_the_report_and_finds_its_place(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send_photo(picture(), caption="Temu nelayan di Muara Angke")
    offer = await budi.sees(OFFER)
    assert offer.buttons == ["Ya", "Tidak"]
    await budi.tap("Ya")
    kept = await budi.sees("1 foto disimpan untuk laporan hari itu.")
    assert "/lapor" in kept.words
    await budi.send("/lapor")
    await fill_in(budi, "1", "2", "Nihil", "Nihil")
    await budi.tap("Pilih kegiatannya", on=kept)
    choice = await budi.sees("1 foto: untuk kegiatan yang mana?")
    assert choice.buttons == ["+ Patroli (1 dari 1)", "+ Sambang (1 dari 2)", "Jangan dimasukkan"]
    await budi.tap("+ Sambang", on=kept)
    card = await budi.sees("1 foto")
    assert "Temu nelayan di Muara Angke" in card.words, "the caption becomes the text"
    assert photos(desk) == [("kept", True)]


async def test_a_photo_that_waits_is_taken_by_the_card_of_a_new_activity(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await send_album(desk, budi, range(2))
    await budi.sees(OFFER)
    await budi.tap("Ya")
    await budi.sees("2 foto disimpan")
    await budi.send("/lapor")
    await fill_in(budi, "1", "Nihil", "Nihil", "Nihil")
    card = await new_detail(budi, "+ Patroli")
    assert "Masukkan 2 foto tadi" in card.buttons
    await budi.tap("Masukkan 2 foto tadi")
    assert "Masukkan" not in str((await budi.sees("2 foto")).buttons)
    assert photos(desk) == [("kept", True)] * 2


async def test_an_album_is_one_question_with_one_answer(desk: Desk) -> None:
    budi = await reporting(desk, "2", "Nihil", "Nihil", "Nihil")
    await send_album(desk, budi, range(4), caption="Patroli <malam>")
    await budi.sees(OFFER)
    await desk.telegram.idle()
    await asked_once(budi, OFFER)
    await budi.tap("Ya")
    await budi.sees("4 foto: untuk kegiatan yang mana?")
    await budi.tap("+ Patroli (1 dari 2)")
    await budi.sees("4 foto")
    assert texts(desk) == ["Patroli <malam>"]
    await send_album(desk, budi, range(4, 6))
    question = await budi.sees(OFFER)
    await budi.tap("Tidak")
    await budi.sees("Foto tidak dimasukkan ke laporan dan tidak disimpan.")
    assert photos(desk) == [("kept", True)] * 4 + [("declined", False)] * 2
    files = select(Photo.file_id).where(Photo.state == "declined")
    assert desk.program.database.read_now(lambda session: session.scalars(files).all()) == ["", ""]
    first = question.keyboard[0][0].data or ""
    await budi.tap_data(first, on=question, answer=True)
    await budi.sees("Foto itu sudah masuk ke kegiatannya.")


async def test_photos_for_the_activity_that_asks_go_there_at_once_ten_at_most(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    await new_detail(budi, "+ Patroli")
    await budi.tap("Foto")
    await budi.sees("Kirim fotonya di sini")
    body = {"data": base64.b64encode(picture(99)).decode(), "name": "IMG_1.jpg", "mime": "image/jpeg"}
    sent = {"from": budi.id, "chat_id": budi.id, "document": body}
    budi._acted(await desk.telegram.client.post("/sim/send", sent))
    await budi.sees("1 foto")
    before = len(await budi.messages())
    await send_album(desk, budi, range(6))
    await budi.sees("7 foto")
    await desk.telegram.idle()
    assert len(await budi.messages()) == before + 6 + 1, "one card for the whole album"
    await budi.send_photo(picture(3))
    await budi.sees("Foto itu sudah ada di laporan hari ini.")
    await send_album(desk, budi, range(10, 16))
    await budi.sees(f"Paling banyak {MOST_PHOTOS} foto untuk satu kegiatan.")
    await desk.telegram.idle()
    await asked_once(budi, "Paling banyak 10 foto untuk satu kegiatan. ")
    assert photos(desk).count(("kept", True)) == MOST_PHOTOS
    await budi.tap("Kosongkan")
    await budi.sees("Isi yang perlu saja")
    assert ("kept", True) not in photos(desk)


async def test_an_album_whose_rest_comes_after_the_answer_follows_it(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    await send_album(desk, budi, range(3))
    await budi.sees(OFFER)
    await budi.tap("Ya")
    await budi.sees("3 foto: untuk kegiatan yang mana?")
    await budi.tap("+ Patroli")
    await budi.sees("3 foto")
    await desk.stop()
    await desk.start()
    await send_album(desk, budi, range(20, 22))
    await budi.sees(OFFER)
    await budi.tap("Ya")
    await budi.sees("2 foto: untuk kegiatan yang mana?")
    await budi.tap("1. Patroli")
    await budi.sees("5 foto")


async def test_a_position_by_itself_is_offered_and_shown_coarsely(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send_location(1.123456, 104.056789)
    await budi.sees("Posisi 1,12° LU 104,06° BT diterima. Masukkan ke laporan hari ini")
    await budi.tap("Ya")
    waits = await budi.sees("menunggu laporan hari itu")
    await budi.send("/lapor")
    await fill_in(budi, "1", "Nihil", "Nihil", "Nihil")
    await budi.tap("Pilih kegiatannya", on=waits)
    await budi.sees("untuk kegiatan yang mana?")
    await budi.tap("+ Patroli", on=waits)
    await budi.sees("posisi 1,12° LU 104,06° BT")
    where = select(Activity.latitude, Activity.longitude)
    assert desk.program.database.read_now(lambda session: session.execute(where).all()) == [(1.123456, 104.056789)]
    await budi.send_location(2, 100)
    await budi.sees("Posisi 2,00° LU 100,00° BT diterima.")
    await budi.tap("Tidak")
    await budi.sees("Posisi tidak dimasukkan ke laporan dan tidak disimpan.")


async def test_nobody_who_does_not_belong_is_asked_anything(desk: Desk) -> None:
    stranger = await desk.telegram.add_person("Orang", id=7777)
    await stranger.send_photo(picture())
    await stranger.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await stranger.send_location(1, 104)
    await stranger.sees("Mohon maaf")
    assert photos(desk) == []


async def test_an_album_that_reaches_several_processes_at_once_is_asked_about_once(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    database, now = desk.program.database, desk.clock.now()
    person = database.read_now(identify, budi.id, now)
    assert person is not None
    sent = [SentPhoto(f"file {number}", f"unique {number}", "album 1", None) for number in range(8)]
    arrived = await asyncio.gather(*(database.write(take_photo, person, one, now) for one in sent))
    assert sorted(one.arrival.value for one in arrived) == ["nothing_new"] * 7 + ["offered"]
