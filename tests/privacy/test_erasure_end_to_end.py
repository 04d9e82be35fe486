"""`/hapusdata` as people use it: photos on the disk, reasons, notes, details; then nothing of it is left anywhere.

Everything is done by tapping and writing, with the program's own rounds; nothing is planted into a table.
"""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import archive
from models.audit_seals import head
from models.audit_verification import verify
from models.database import Database
from models.periods import Period
from models.recap import recap
from models.schema import ReportRevision, Role, UnitDayTotal
from simulator.people import Person
from tests.clock.roster import MONDAY
from tests.desk import Desk, fill_in
from tests.pictures import picture

ACCOUNT = 7_070_707_070
#: Whatever the officer is or writes carries one of these.
MARKS = ("Zulkarnain", "Marabunta", "TANDA", str(ACCOUNT))
NEXT_DAY = "2025-09-16T16:00:00+07:00"


def marked(database: Database) -> set[tuple[str, str]]:
    """Give each table that holds a mark, with the mark."""

    def search(session: Session) -> set[tuple[str, str]]:
        return {
            (table.name, mark)
            for table in archive.tables_of(session)
            for row in archive.rows_of(session, table)
            for mark in MARKS
            if mark in row
        }

    return database.read_now(search)


def reasons(session: Session) -> list[str | None]:
    return list(session.scalars(select(ReportRevision.reason).order_by(ReportRevision.number)))


async def keeping_photos(desk: Desk, folder: Path) -> None:
    """Start the bot again, with photos as files."""
    await desk.stop()
    desk.settings = {"keep_photos": True, "data_dir": folder}
    await desk.start()


async def live(desk: Desk) -> Person:
    """Report, tell where and what with photos, leave one photo and one form unfinished, correct it with a reason."""
    budi = await desk.member("Zulkarnain Marabunta", ACCOUNT, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "2", "1", "Nihil", "1")
    await budi.tap("+ Rincian kegiatan")
    await budi.sees("Kegiatan mana")
    await budi.tap("+ Patroli (1 dari 2)")
    await budi.sees("Isi yang perlu saja")
    await budi.tap("Tempat")
    await budi.sees("Tempat:")
    await budi.send("TANDA pelabuhan")
    await budi.sees("TANDA pelabuhan")
    await budi.tap("Foto")
    await budi.sees("Kirim fotonya")
    for shade in range(2):
        await budi.send_photo(picture(shade, place=True), caption="TANDA keterangan")
        await budi.sees(f"{shade + 1} foto")
    await budi.send("/ubah")
    await budi.sees("Ubah laporan ·")
    await budi.tap("Ubah Patroli")
    await budi.sees("1/4")
    await budi.tap("5")
    await budi.sees("→ Patroli: 2 → 5 kali")
    await budi.tap("Kirim perubahan")
    await budi.sees("Alasan perubahan")
    await budi.send("TANDA salah dengar di radio")
    await budi.sees("Perubahan diterima")
    return budi


def counted(desk: Desk) -> object:
    """What recaps tell of the day, and the totals that they add up."""

    def read(session: Session) -> object:
        rows = select(UnitDayTotal.__table__).order_by(*UnitDayTotal.__table__.primary_key)
        totals = [tuple(row) for row in session.execute(rows)]
        return recap(session, Period.day(MONDAY), None, desk.clock.now()), totals

    return desk.program.database.read_now(read)


async def forgotten(desk: Desk, budi: Person, rina: Person) -> None:
    """Ask for it, have it confirmed, and let the day pass."""
    await budi.send("/hapusdata")
    await budi.tap("Ajukan penghapusan", on=await budi.sees("Hapus data saya"))
    await budi.sees("menunggu persetujuan koordinator")
    await desk.program.outgoing.tick()
    await rina.tap("Setujui penghapusan", on=await rina.sees("Permohonan penghapusan data"))
    await rina.sees("Disetujui. Dihapus Selasa, 16 September 2025")
    await desk.at(NEXT_DAY)


async def test_nothing_is_left_of_whoever_asks_but_what_they_counted(desk: Desk, tmp_path: Path) -> None:
    await keeping_photos(desk, tmp_path)
    database, photos = desk.program.database, tmp_path / "photos"
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await live(desk)
    await desk.program._photos.look()
    assert sorted(file.name for file in photos.iterdir()) == ["1.jpg", "2.jpg"]
    assert database.read_now(reasons) == [None, "TANDA salah dengar di radio"]
    assert {mark for _, mark in marked(database)} == set(MARKS)
    await desk.program.keeping.seal()
    noted = database.read_now(head)
    assert noted is not None

    await forgotten(desk, budi, rina)
    before = counted(desk)
    await desk.program.keeping.forget()
    await desk.program._photos.look()
    await desk.program.outgoing.tick()

    assert list(photos.iterdir()) == []
    assert database.read_now(reasons) == [None, None]
    # Telegram still shows a menu to that account, until it is taken away.
    assert marked(database) <= {("stale_menu", str(ACCOUNT))}
    assert counted(desk) == before
    await desk.program.keeping.seal()
    assert database.read_now(verify, [noted.hash]).is_sound
    await budi.send("/riwayat")
    await budi.sees("hanya untuk anggota yang diundang")
