"""/siaran: a coordinator's message to many, looked at before it goes, sent once, with what became of each copy."""

from models.schema import Role
from simulator.people import Message, Person
from tests.desk import Desk, fill_in


async def test_the_missing_of_one_agency_get_it_once_and_the_author_sees_what_became_of_it(desk: Desk) -> None:
    desk.settle_units("KKP/BITUNG")
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    sari = await desk.member("Sari", 1002, "BAKAMLA/BATAM")
    tono = await desk.member("Tono", 1003, "KKP/BITUNG")
    await sari.send("/lapor")
    await fill_in(sari, "1", "1", "1", "1")

    await ratna.send("/siaran")
    await ratna.sees("Untuk siapa?")
    await ratna.tap("Yang belum lapor hari ini")
    await ratna.sees("Dari K/L mana?")
    await ratna.tap("BAKAMLA")
    await ratna.sees("Tulis pesannya")
    await ratna.send("Segera lapor & jangan <b>lupa</b>.")
    preview = await ratna.sees("Begini pesannya nanti")
    assert "Segera lapor & jangan <b>lupa</b>." in preview.words, "as people get it"
    await budi.sees_nothing()
    await ratna.tap("Kirim kepada 1 orang")
    await ratna.sees("kepada 1 orang")
    await desk.program.outgoing.tick()
    told = await budi.sees("Pesan dari koordinator desk")
    assert "Segera lapor & jangan <b>lupa</b>." in told.words
    await desk.telegram.idle()
    for other in (sari, tono):
        assert await told_words(other) == []
    await ratna.tap("Perbarui")
    await ratna.sees("1 terkirim")


async def test_who_reports_meanwhile_is_not_told_any_more(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await written(ratna, "Yang belum lapor hari ini")
    await ratna.tap("Kirim kepada 1 orang")
    await ratna.sees("1 menunggu giliran")
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await desk.program.outgoing.tick()
    await ratna.tap("Perbarui")
    await ratna.sees("1 tidak perlu lagi")


async def test_a_second_tap_sends_nothing_twice_and_a_day_has_room_for_several(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    for words in ("Pertama", "Kedua"):
        preview = await written(ratna, "Petugas", words)
        send = sending(preview)
        await ratna.tap_data(send, on=preview)
        await ratna.tap_data(send, on=preview)
        await desk.telegram.idle()
        await desk.program.outgoing.tick()
        await budi.sees(words)
    await desk.telegram.idle()
    assert await told_words(budi) == ["Pertama", "Kedua"]


async def test_only_the_desk_sends_and_only_its_own(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    rudi = await desk.member("Rudi", 901, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    preview = await written(ratna, "Semua anggota")
    for other in (rudi, tina):
        await other.send("/bantuan")
        await other.tap_data(sending(preview), on=await other.sees("Bantuan"))
    await tina.send("/siaran")
    await tina.sees("Perintah itu tidak tersedia")
    await desk.program.outgoing.tick()
    await desk.telegram.idle()
    assert await told_words(tina) == []


async def test_words_that_say_nothing_are_asked_for_again(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await written(ratna, "Petugas", "…", sees="Belum ada pesan yang terbaca")
    await ratna.send("x" * 1001)
    await ratna.sees("paling banyak 1.000 huruf")
    await ratna.send("Rapat pukul 09.00 WIB")
    await ratna.sees("tidak ada yang akan menerimanya")


async def written(ratna: Person, audience: str, words: str = "Segera lapor", sees: str = "Begini") -> Message:
    """Go as far as the answer to the words."""
    await ratna.send("/siaran")
    await ratna.sees("Untuk siapa?")
    await ratna.tap(audience)
    await ratna.sees("Dari K/L mana?")
    await ratna.tap("Seluruh K/L")
    await ratna.sees("Tulis pesannya")
    await ratna.send(words)
    return await ratna.sees(sees)


def sending(preview: Message) -> str:
    """What the button carries that sends it."""
    data = preview.keyboard[0][0].data if preview.keyboard else None
    assert data is not None
    return data


async def told_words(person: Person) -> list[str]:
    """The last line of each broadcast that somebody got."""
    messages = await person.messages()
    return [one.words.splitlines()[-1] for one in messages if "Pesan dari koordinator desk" in one.words]
