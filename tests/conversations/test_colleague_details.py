"""Details of a colleague's report: entered by whoever files it, and the colleague's own all the same."""

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import Newcomer, take_in
from models.schema import Activity, Member, Photo, Role
from simulator.people import Message, Person
from tests.conversations.test_details import new_detail, tell
from tests.desk import QUESTIONS, Desk, fill_in
from tests.pictures import picture, send_album

OLD = "Tombol ini sudah tidak berlaku."
FOR_SITI = "Untuk: Siti Rahma, BAKAMLA Batam"


def ids(desk: Desk) -> dict[str, int]:
    query = select(Member.name, Member.id)
    return {row.name: row.id for row in desk.program.database.read_now(lambda session: session.execute(query).all())}


def activity(desk: Desk) -> Activity:
    """The only one that there is."""
    return desk.program.database.read_now(lambda session: session.scalars(select(Activity)).one())


def photos(desk: Desk) -> list[tuple[int, int | None]]:
    """Of each photo: whose it is, and in which activity."""

    def read(session: Session) -> list[tuple[int, int | None]]:
        return [(one.member_id, one.activity_id) for one in session.scalars(select(Photo).order_by(Photo.id))]

    return desk.program.database.read_now(read)


async def acting(desk: Desk) -> tuple[Person, Person]:
    """An operator who has opened a colleague's form, and the colleague."""
    operator = await desk.member("Oki Pranata", 1100, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await operator.send("/lapor")
    own = await operator.sees("1/4")
    await operator.tap_data(f"fk|{ids(desk)['Siti Rahma']}|2025-09-15", on=own)
    await operator.sees(FOR_SITI)
    return operator, siti


async def filed(desk: Desk) -> tuple[Person, Person, Message]:
    """An operator who has filed two patrols for a colleague and tells of one; the colleague; the detail's card."""
    operator, siti = await acting(desk)
    await fill_in(operator, "2", "Nihil", "Nihil", "Nihil")
    return operator, siti, await new_detail(operator, "+ Patroli (1 dari 2)")


async def test_a_detail_and_its_hour_are_the_colleagues_who_sees_and_changes_them(desk: Desk) -> None:
    operator, siti = await acting(desk)
    for question, label in zip(QUESTIONS, ("2", "Nihil", "Nihil", "Nihil"), strict=True):
        await operator.sees(question)
        await operator.tap(label)
    summary = await operator.sees("Ringkasan")
    card = await new_detail(operator, "+ Patroli (1 dari 2)")
    assert FOR_SITI in card.words
    assert FOR_SITI in (await tell(operator, "Jam", "8.30")).words
    await operator.tap("Selesai")
    await operator.sees("✓ Rincian tersimpan.")
    await operator.tap("Kirim laporan", on=summary)
    received = await operator.sees("Laporan diterima")
    assert "+ Rincian kegiatan" in received.buttons
    row = activity(desk)
    assert (row.member_id, row.created_by) == (ids(desk)["Siti Rahma"], ids(desk)["Oki Pranata"])
    assert (row.happened_at, row.created_at) == (time(8, 30), desk.clock.now())

    await desk.program.outgoing.tick()
    await siti.sees("Laporan Anda sudah diisi")
    await siti.tap("Lihat laporan")
    await siti.sees("Laporan diterima")
    await siti.tap("+ Rincian kegiatan")
    listed = await siti.sees("1. Patroli · 08.30")
    assert "Untuk:" not in listed.words
    await siti.tap("Lihat 1")
    await siti.sees("08.30 WIB")
    await siti.tap("Ubah")
    await siti.sees("Isi yang perlu saja")
    assert "09.15 WIB" in (await tell(siti, "Jam", "9.15")).words

    await operator.tap("+ Rincian kegiatan", on=received)
    assert FOR_SITI in (await operator.sees("1. Patroli · 09.15")).words
    await operator.tap("Lihat 1")
    await operator.sees("09.15 WIB")
    await operator.tap("‹ Kembali")
    assert FOR_SITI in (await operator.sees("Kegiatan mana yang ingin dirinci?")).words


async def test_what_is_asked_is_asked_of_whoever_tapped_last(desk: Desk) -> None:
    operator, siti, card = await filed(desk)
    await operator.tap("Tempat")
    await operator.sees("Di mana?")
    await siti.send("Muara Karang")
    await siti.sees("Tidak ada formulir yang sedang diisi.")
    row = activity(desk)
    await siti.send("/lapor")
    screen = await siti.sees("Laporan diterima")
    await siti.tap_data(f"a|{row.id}|{row.version}|edit", on=screen)
    assert "Di mana?" not in (await siti.sees("Isi yang perlu saja")).words
    await siti.tap("Tempat")
    await siti.sees("Di mana?")
    await operator.send("Muara Angke")
    await siti.send("Selat Singapura")
    await siti.sees("Selat Singapura")
    answered = await operator.tap_data(f"a|{row.id}|{row.version}|time", on=card, answer=True)
    assert answered == "Tombol itu sudah lama. Ini rincian yang sekarang."
    await operator.sees("Selat Singapura")
    assert activity(desk).place == "Selat Singapura"


async def test_after_a_restart_the_authors_card_still_asks_the_author(desk: Desk) -> None:
    operator, siti, _ = await filed(desk)
    await operator.tap("Jam")
    await operator.sees("Pukul berapa?")
    await desk.stop()
    await desk.start()
    await operator.send("8.30")
    await operator.sees("08.30 WIB")
    await desk.telegram.idle()
    assert "Rincian" not in siti.screen()


async def test_photos_and_a_position_that_were_asked_for_go_to_the_colleague_others_to_the_sender(desk: Desk) -> None:
    operator, _, _ = await filed(desk)
    siti_id, operator_id = ids(desk)["Siti Rahma"], ids(desk)["Oki Pranata"]
    await operator.tap("Foto")
    await operator.sees("Kirim fotonya di sini")
    await send_album(desk, operator, range(3), caption="Patroli malam")
    assert FOR_SITI in (await operator.sees("3 foto")).words
    await desk.telegram.idle()
    assert photos(desk) == [(siti_id, activity(desk).id)] * 3
    await operator.tap("Selesai dengan foto")
    await operator.sees("Isi yang perlu saja")
    await operator.tap("Posisi")
    await operator.sees("Kirim lokasi Anda")
    await operator.send_location(1.123456, 104.056789)
    await operator.sees("posisi 1,12° LU 104,06° BT")
    await operator.send_photo(picture(9))
    await operator.sees("Masukkan ke laporan hari ini")
    assert photos(desk)[3:] == [(operator_id, None)]
    await operator.tap("Ya")
    waits = await operator.sees("1 foto disimpan untuk laporan hari itu.")
    assert "Untuk:" not in waits.words
    row = activity(desk)
    await operator.tap_data(f"a|{row.id}|{row.version}|edit", on=waits)
    assert "Masukkan 1 foto tadi" not in (await operator.sees("Isi yang perlu saja")).buttons
    for forged in (f"a|{row.id}|{row.version}|take", f"p|2025-09-15|a{row.id}|1|p4|{siti_id}"):
        await operator.tap_data(forged, on=waits, answer=True)
    assert photos(desk)[3:] == [(operator_id, None)]


async def test_nobody_else_gets_anything_by_forged_taps(desk: Desk) -> None:
    operator, siti, _ = await filed(desk)
    await tell(operator, "Tempat", "Muara Angke")
    row, siti_id = activity(desk), ids(desk)["Siti Rahma"]
    forged = (
        *(f"a|{row.id}|{row.version}|{choice}" for choice in ("view", "edit", "time", "surely", "take")),
        *(f"p|2025-09-15|a{row.id}|1|{cargo}" for cargo in ("", "-7.990817,131.270550")),
        f"p|2025-09-15|a{row.id}|1||{siti_id}",
    )
    of_the_day = (f"d|2025-09-15|1||{siti_id}", f"d|2025-09-15|1|b|{siti_id}", f"p|2025-09-15|i1|1||{siti_id}")
    strangers = [
        await desk.member("Operator Ambon", 1101, "BAKAMLA/AMBON", Role.UNIT_OPERATOR),
        await desk.member("Operator Merauke", 1102, "KKP/MERAUKE", Role.UNIT_OPERATOR),
        await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM"),
    ]
    for person in strangers:
        await _gets_nothing(person, (*forged, *of_the_day))
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    screen = await _gets_nothing(ketua, forged)
    await ketua.tap_data(of_the_day[0], on=screen)
    others = await ketua.sees("Rincian kegiatan")
    assert others.buttons == ["+ Patroli (2 dari 2)"], "what the operator entered only takes up room"
    assert (activity(desk).place, activity(desk).version) == ("Muara Angke", row.version)
    await _gets_nothing(siti, (f"d|2025-09-15|1||{ids(desk)['Oki Pranata']}",))


async def _gets_nothing(person: Person, forged: tuple[str, ...]) -> Message:
    await person.send("/lapor")
    screen = await person.sees()
    for data in forged:
        assert await person.tap_data(data, on=screen, answer=True) == OLD, data
    assert "Muara" not in person.screen()
    return screen


async def test_a_lost_right_closes_it_for_the_author_and_not_for_the_colleague(desk: Desk) -> None:
    operator, siti, card = await filed(desk)
    await operator.tap("Tempat")
    await operator.sees("Di mana?")
    moved = Newcomer(operator.id, "Oki Pranata", "Lettu", Role.UNIT_OPERATOR, desk.units["BAKAMLA/AMBON"])
    desk.program.database.write_now(take_in, moved, actor_id=None, now=desk.clock.now())
    await operator.send("Muara Angke")
    await operator.send_photo(picture())
    await operator.sees("Masukkan ke laporan hari ini")
    row, siti_id = activity(desk), ids(desk)["Siti Rahma"]
    for data in (f"a|{row.id}|{row.version}|view", f"a|{row.id}|{row.version}|leave", f"d|2025-09-15|1||{siti_id}"):
        assert await operator.tap_data(data, on=card, answer=True) == OLD, data
    assert (row.place, photos(desk)) == (None, [(ids(desk)["Oki Pranata"], None)])
    await siti.send("/lapor")
    await siti.sees("Laporan diterima")
    await siti.tap("+ Rincian kegiatan")
    await siti.sees("1. Patroli")
    await siti.tap("Lihat 1")
    await siti.sees("Belum ada rincian.")


async def test_the_hour_and_the_open_dates_are_the_colleagues(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    desk.clock.set("2025-09-14T08:00:00+07:00")
    await desk.member("Johan", 1003, "BAKAMLA/AMBON")
    desk.clock.set("2025-09-15T14:55:00+07:00")
    await ketua.send("/lapor")
    await ketua.tap_data(f"fk|{ids(desk)['Johan']}|2025-09-14", on=await ketua.sees("1/4"))
    await ketua.sees("Untuk: Johan")
    received = await fill_in(ketua, "1", "Nihil", "Nihil", "Nihil")
    await new_detail(ketua, "+ Patroli")
    assert "08.30 WIT" in (await tell(ketua, "Jam", "8.30")).words
    row = activity(desk)
    assert (row.report_date, row.created_at) == (date(2025, 9, 14), datetime.fromisoformat("2025-09-15T07:55:00Z"))
    await ketua.tap("Tempat")
    await ketua.sees("Di mana?")
    desk.clock.set("2025-09-16T22:30:00+07:00")  # Wednesday at Ambon already
    await ketua.send("Muara Angke")
    await ketua.tap("+ Rincian kegiatan", on=received)
    await ketua.sees("Waktu pengisian untuk tanggal ini sudah lewat.")
    assert activity(desk).place is None
