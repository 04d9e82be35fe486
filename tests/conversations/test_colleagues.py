"""Acting for others: a colleague's report without signal, and a closed date that is opened again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.schema import DailyReport, Member, Role
from tests.desk import Desk, fill_in


def reports(desk: Desk) -> list[tuple[str, str, date]]:
    """Whose report, by whom, for which date."""

    def read(session: Session) -> list[tuple[str, str, date]]:
        names = {row.id: row.name for row in session.scalars(select(Member))}
        rows = session.scalars(select(DailyReport).order_by(DailyReport.id))
        return [(names[row.member_id], names[row.author_id], row.report_date) for row in rows]

    return desk.program.database.read_now(read)


async def test_an_operator_files_for_a_colleague_who_is_told_and_may_correct(desk: Desk) -> None:
    operator = await desk.member("Oki Pranata", 1100, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await operator.send("/lapor")
    await operator.sees("1/4")
    await operator.tap("Laporkan untuk rekan")
    await operator.sees("Laporan siapa yang akan diisi?")
    await operator.tap("Lettu Siti Rahma")
    await operator.sees("Untuk tanggal berapa?")
    await operator.tap("Senin, 15 September 2025")
    card = await operator.sees("Untuk: Siti Rahma, BAKAMLA Batam")
    assert "yang dipimpin Siti Rahma?" in card.words
    received = await fill_in(operator, "2", "1", "Nihil", "1")
    assert "Untuk: Siti Rahma" in received.words
    assert "Ubah laporan" not in received.buttons
    assert reports(desk) == [("Siti Rahma", "Oki Pranata", date(2025, 9, 15))]

    await desk.program.outgoing.tick()
    told = await siti.sees("Laporan Anda sudah diisi")
    assert "Diisi oleh Lettu Oki Pranata" in told.words
    await siti.tap("Ubah laporan")
    await siti.sees("Ubah laporan ·")
    await siti.tap("Ubah Patroli")
    await siti.sees("1/4")
    await siti.tap("3")
    await siti.sees("2 → 3 kali")
    await siti.tap("Kirim perubahan")
    await siti.sees("Alasan")
    await siti.tap("Data baru masuk")
    await siti.sees("Perubahan diterima")


async def test_the_colleague_is_no_longer_reminded_and_the_operators_own_form_goes_on(desk: Desk) -> None:
    operator = await desk.member("Oki Pranata", 1100, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await operator.send("/lapor")
    own = await operator.sees("1/4")
    await operator.tap_data(f"fk|{await _id_of(desk, 'Siti Rahma')}|2025-09-15", on=own)
    await fill_in(operator, "2", "1", "Nihil", "1")
    await desk.at("2025-09-15T18:00:00+07:00")
    await operator.sees("Laporan Anda belum masuk")
    await siti.sees_nothing("belum masuk")
    await operator.send("/lapor")
    await operator.sees("1/4 · Patroli")


async def test_nobody_files_for_whom_they_have_no_right(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    stranger_operator = await desk.member("Oki Pranata", 1100, "KKP/MERAUKE", Role.UNIT_OPERATOR)
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    siti_id = await _id_of(desk, "Siti Rahma")
    for person in (budi, stranger_operator):
        await person.send("/lapor")
        form = await person.sees("1/4")
        assert ("Laporkan untuk rekan" in form.buttons) == (person is stranger_operator)
        for forged in (f"fk|{siti_id}|2025-09-15", f"fk|{siti_id}|", f"bk|{siti_id}|2025-09-11"):
            await person.tap_data(forged, on=form, answer=True)
    assert reports(desk) == []


async def test_a_coordinator_opens_a_closed_date_again_for_one_person(desk: Desk) -> None:
    desk.clock.set("2025-09-10T08:00:00+07:00")
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    desk.clock.set("2025-09-15T14:55:00+07:00")
    await budi.send("/lapor 11/9/2025")
    await budi.sees("hanya dapat diisi sampai 2 hari")
    await ketua.send("/ubah")
    await ketua.sees("Dari satuan mana?")
    await ketua.tap("BAKAMLA Batam")
    await ketua.sees("Untuk siapa tanggal dibuka kembali?")
    await ketua.tap("Lettu Budi Santoso")
    await ketua.sees("Tanggal berapa?")
    await ketua.tap("Kamis, 11 September 2025")
    opened = await ketua.sees("dapat diisi atau diubah lagi")
    assert "sampai Selasa, 16 September 2025 pukul 14.55 WIB" in opened.words
    await desk.program.outgoing.tick()
    await budi.sees("Tanggal dibuka kembali")
    await budi.tap("Buka laporan")
    received = await fill_in(budi, "1", "1", "1", "1")
    assert "◷ terlambat" in received.words
    assert reports(desk) == [("Budi Santoso", "Budi Santoso", date(2025, 9, 11))]
    desk.clock.set("2025-09-16T15:00:00+07:00")
    await budi.send("/ubah 11/9/2025")
    await budi.sees("hanya dapat diisi sampai 2 hari")


async def _id_of(desk: Desk, name: str) -> int:
    def read(session: Session) -> int:
        return session.scalars(select(Member.id).where(Member.name == name)).one()

    return desk.program.database.read_now(read)
