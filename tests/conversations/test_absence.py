"""/izin as a chat: today, tomorrow, a range; reasons; coordinators who enter and correct it; who is away is spared."""

from sqlalchemy import func, select

from models.schema import Absence, AuditEvent, Role
from simulator.people import Person
from tests.desk import Desk, fill_in, posts

TOO_FAR_BACK = "Terbaca mulai 12 September 2025, tetapi izin dicatat paling jauh 2 hari ke belakang."


def absences(desk: Desk) -> list[tuple[str, str, str, bool]]:
    """First and last day, reason, and whether it stands, of every absence."""
    rows = desk.program.database.read_now(lambda session: list(session.scalars(select(Absence).order_by(Absence.id))))
    return [(f"{row.first_day}", f"{row.last_day}", row.reason, row.cancelled_at is None) for row in rows]


def trail(desk: Desk) -> list[tuple[str, int | None]]:
    events = select(AuditEvent.action, AuditEvent.actor_id).where(AuditEvent.subject == "absence")
    found = desk.program.database.read_now(lambda session: session.execute(events).all())
    return [(action, actor_id) for action, actor_id in found]


async def budi_of(desk: Desk) -> Person:
    return await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")


async def test_off_today_by_three_taps(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin")
    card = await budi.sees("Hari apa?")
    await budi.tap("Hari ini")
    asked = await budi.sees("Apa alasannya?")
    assert "Senin, 15 September 2025" in asked.words
    await budi.tap("Sakit")
    entered = await budi.sees("⌂ Izin tercatat")
    assert entered.id == card.id
    assert entered.words.splitlines()[1:3] == ["Senin, 15 September 2025", "Alasan: sakit."]
    assert absences(desk) == [("2025-09-15", "2025-09-15", "sakit", True)]
    assert trail(desk) == [("absence.entered", 1)]


async def test_off_in_one_sentence(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin 17/9/2025 - 20/9/2025 cuti")
    entered = await budi.sees("Izin tercatat")
    assert "Rabu, 17 September 2025 sampai Sabtu, 20 September 2025 (4 hari)" in entered.words
    await budi.send("/izin besok sakit")
    await budi.sees("Selasa, 16 September 2025")
    assert absences(desk) == [
        ("2025-09-17", "2025-09-20", "cuti", True),
        ("2025-09-16", "2025-09-16", "sakit", True),
    ]
    await budi.send("/izin")
    known = await budi.sees("Hari apa?")
    assert "⌂ Selasa, 16 September 2025 · sakit\n⌂ 17–20 September 2025 · cuti" in known.words


async def test_days_are_typed_after_a_restart_and_the_old_card_loses_its_buttons(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Pilih tanggal")
    asked = await budi.sees("Tulis tanggalnya")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await budi.send("entah")
    await budi.sees('"entah" tidak dikenali sebagai tanggal. Tulis misalnya "besok"')
    await budi.send("17-19 september")
    await budi.sees("Apa alasannya?")
    await budi.tap("Dinas luar")
    await budi.sees("Izin tercatat")
    await desk.telegram.idle()
    left = [message.id for message in await budi.messages() if message.keyboard]
    assert asked.id not in left
    assert len(left) == 1


async def test_a_taken_back_absence_is_no_absence(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin besok cuti")
    await budi.sees("Izin tercatat")
    await budi.tap("Batalkan izin")
    await budi.sees("Anda kembali ditunggu laporannya.")
    await budi.send("/izin besok cuti")
    await budi.sees("Izin tercatat")
    assert [standing for *_, standing in absences(desk)] == [False, True]
    assert [action for action, _ in trail(desk)] == ["absence.entered", "absence.cancelled", "absence.entered"]


async def test_tapping_twice_enters_once(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin besok")
    card = await budi.sees("Apa alasannya?")
    (cuti,) = [one for row in card.keyboard for one in row if one.text == "Cuti"]
    assert cuti.data is not None
    await budi.tap_data(cuti.data, on=card)
    await budi.tap_data(cuti.data, on=card)
    await budi.sees("Izin tercatat")
    assert len(absences(desk)) == 1


async def test_days_that_cannot_be_are_refused_with_what_to_write(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin 19/9 - 20/9 sakit")
    await budi.sees("Izin tercatat")
    for words, sentence in (
        ("12/9/2025 sakit", TOO_FAR_BACK),
        ("16/9/2026 cuti", "izin dicatat paling jauh sampai 15 September 2026"),
        ("1/10/2025 - 30/4/2026 cuti", "Terbaca 212 hari, tetapi satu izin paling lama 180 hari."),
        ("18/9 - 22/9 cuti", "Sudah ada izin untuk 19 September 2025 sampai 20 September 2025."),
        ("31/9/2025 cuti", "September 2025 hanya berisi tanggal 1 sampai 30"),
    ):
        await budi.send(f"/izin {words}")
        await budi.sees(sentence)
    assert len(absences(desk)) == 1


async def test_a_running_absence_ends_earlier(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin 14/9 - 30/9 cuti")
    await budi.sees("Izin tercatat")
    await budi.tap("Persingkat")
    await budi.sees("Sampai hari apa?")
    await budi.tap("Tanggal lain")
    await budi.sees("Tulis hari terakhirnya")
    await budi.send("1/10/2025")
    await budi.sees("Hari terakhir yang baru harus antara 14 September 2025 dan 29 September 2025.")
    await budi.send("20/9")
    await budi.sees("14 September 2025 sampai Sabtu, 20 September 2025 (7 hari)")
    await budi.tap("Persingkat")
    await budi.sees("Sampai hari apa?")
    await budi.tap("Sampai kemarin")
    await budi.sees("Minggu, 14 September 2025")
    assert absences(desk) == [("2025-09-14", "2025-09-14", "cuti", True)]


async def test_what_is_over_for_long_can_only_be_shortened(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin 15/9 - 30/9 cuti")
    card = await budi.sees("Izin tercatat")
    await desk.at("2025-09-20T09:00:00+07:00")
    (cancel,) = [one for row in card.keyboard for one in row if one.text == "Batalkan izin"]
    assert cancel.data is not None
    said = await budi.tap_data(cancel.data, on=card, answer=True)
    assert said == "Izin ini sudah berjalan sejak 15 September 2025. Persingkat saja sampai kemarin."
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Persingkat izin 15 Sep")
    await budi.sees("Sampai hari apa?")
    await budi.tap("Sampai kemarin")
    await budi.sees("Izin tercatat")
    assert absences(desk) == [("2025-09-15", "2025-09-19", "cuti", True)]


async def test_who_is_away_is_not_reminded_not_listed_and_not_in_the_denominator(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    desk_head = await desk.member("Kolonel", 2002, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await budi_of(desk)
    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    dewi = await desk.member("Dewi", 1003, "BAKAMLA/BATAM")
    group = await desk.bound_group([budi], by=desk_head)
    await budi.send("/izin hari ini sakit")
    await budi.sees("Izin tercatat")
    await desk.telegram.idle()
    await desk.at("2025-09-15T15:00:00+07:00")
    await siti.sees("Laporan harian")
    await desk.telegram.idle()
    await budi.sees_nothing("Laporan harian")
    await siti.tap("Isi laporan")
    await fill_in(siti, "1", "1", "1", "1")
    await desk.at("2025-09-15T20:05:00+07:00")
    listed = await ketua.sees("Belum lapor")
    assert "Dewi" in listed.words
    assert "Budi" not in listed.words
    await desk.at("2025-09-15T21:00:00+07:00")
    await dewi.sees()
    await desk_head.sees("1 dari 2 laporan masuk (50%)", chat=group)
    assert len(await posts(desk, group)) == 1


async def test_a_report_wins_over_an_absence(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await budi_of(desk)
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await budi.send("/izin hari ini lepas piket")
    await budi.sees("Laporan yang sudah masuk tetap dihitung.")
    await ketua.send("/rekap")
    await ketua.sees("1 dari 1 laporan masuk (100%)")


async def test_a_coordinator_enters_and_corrects_it_and_the_member_is_told(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await budi_of(desk)
    await ketua.send("/izin")
    await ketua.sees("Dari satuan mana?")
    await ketua.tap("BAKAMLA Batam")
    await ketua.sees("Siapa yang berhalangan?")
    await ketua.tap("Lettu Budi Santoso")
    await ketua.sees("Izin · Lettu Budi Santoso, BAKAMLA Batam")
    await ketua.tap("Pilih tanggal")
    await ketua.sees("Tulis tanggalnya")
    await ketua.send("hari ini sampai 17/9 cuti")
    await ketua.sees("Ia tidak diingatkan")
    await desk.program.outgoing.tick()
    told = await budi.sees("Izin Anda dicatat oleh Lettu Ketua")
    assert "sampai Rabu, 17 September 2025 (3 hari)\nAlasan: cuti." in told.words

    await ketua.tap("Persingkat")
    await ketua.sees("Sampai hari apa?")
    await ketua.tap("Sampai hari ini")
    await ketua.sees("Izin tercatat")
    await ketua.tap("Batalkan izin")
    await ketua.sees("Izin dibatalkan · Lettu Budi Santoso")
    await desk.program.outgoing.tick()
    await budi.sees("Izin Anda dibatalkan oleh Lettu Ketua")
    await budi.sees_nothing("dipersingkat")  # it was overtaken before it left
    coordinator = 1
    assert trail(desk) == [
        ("absence.entered", coordinator),
        ("absence.shortened", coordinator),
        ("absence.cancelled", coordinator),
    ]


async def test_the_member_takes_back_what_a_coordinator_entered(desk: Desk) -> None:
    operator = await desk.member("Operator", 2001, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    budi = await budi_of(desk)
    await operator.send("/izin")
    await operator.sees("Hari apa?")
    await operator.tap("Untuk anggota")
    await operator.sees("Siapa yang berhalangan?")
    await operator.tap("Lettu Budi Santoso")
    await operator.sees("Hari apa?")
    await operator.tap("Besok")
    await operator.sees("Apa alasannya?")
    await operator.tap("Lepas piket")
    await operator.sees("Izin tercatat")
    await desk.program.outgoing.tick()
    await budi.sees("Izin Anda dicatat oleh Lettu Operator")
    await budi.tap("Batalkan izin")
    await budi.sees("Anda kembali ditunggu laporannya.")
    assert [standing for *_, standing in absences(desk)] == [False]


async def test_the_desk_chooses_agency_unit_and_page(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    for number in range(10):
        await desk.member(f"Petugas {number}", 3000 + number, "KKP/MERAUKE")
    await ketua.send("/izin")
    await ketua.sees("Dari K/L mana?")
    await ketua.tap("KKP")
    await ketua.sees("Dari satuan mana?")
    await ketua.tap("KKP Merauke")
    first = await ketua.sees("Siapa yang berhalangan?")
    assert first.buttons[7:] == ["Lettu Petugas 7", "Berikutnya ›", "‹ Kembali"]
    await ketua.tap("Berikutnya ›")
    second = await ketua.sees("Siapa yang berhalangan?")
    assert second.buttons == [
        "Lettu Petugas 8",
        "Lettu Petugas 9",
        "‹ Sebelumnya",
        "‹ Kembali",
    ]
    await ketua.tap("Lettu Petugas 9")
    await ketua.sees("Izin · Lettu Petugas 9, KKP Merauke")


async def test_batal_drops_the_question_and_lapor_too(desk: Desk) -> None:
    budi = await budi_of(desk)
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Pilih tanggal")
    await budi.sees("Tulis tanggalnya")
    await budi.send("/batal")
    await budi.sees("Pertanyaan ditutup, tidak ada yang berubah.")
    await budi.send("besok")
    await budi.sees("Tidak ada formulir yang sedang diisi.")
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Pilih tanggal")
    await budi.sees("Tulis tanggalnya")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.send("3")
    await budi.sees("2/4")
    assert desk.program.database.read_now(lambda session: session.scalar(select(func.count(Absence.id)))) == 0
