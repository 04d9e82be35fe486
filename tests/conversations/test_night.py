"""Past midnight and the next day: which date is meant, and invitations that open their own date."""

from datetime import date

from sqlalchemy import select

from models.schema import DailyReport
from simulator.people import Person
from tests.desk import Desk, fill_in

MONDAY, TUESDAY = date(2025, 9, 15), date(2025, 9, 16)
QUESTION = "Laporan untuk hari apa?"


def reported(desk: Desk) -> list[date]:
    days = select(DailyReport.report_date).order_by(DailyReport.id)
    return desk.program.database.read_now(lambda session: list(session.scalars(days)))


async def budi_since_monday(desk: Desk) -> Person:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.telegram.idle()
    return budi


async def test_the_night_shift_is_asked_which_date_it_means(desk: Desk) -> None:
    budi = await budi_since_monday(desk)
    await desk.at("2025-09-16T00:30:00+07:00")
    await budi.send("/lapor")
    asked = await budi.sees(QUESTION)
    assert asked.buttons == ["Senin, 15 September (belum lapor)", "Selasa, 16 September"]
    await budi.tap("Senin, 15 September (belum lapor)")
    form = await budi.sees("1/4 · Patroli")
    assert form.id == asked.id
    received = await fill_in(budi, "1", "1", "1", "1")
    assert "Senin, 15 September 2025" in received.words
    assert "◷ terlambat" in received.words

    await budi.send("/lapor")
    await budi.sees("Selasa, 16 September 2025")
    await fill_in(budi, "2", "2", "2", "2")
    assert reported(desk) == [MONDAY, TUESDAY]


async def test_today_can_be_meant_too_and_yesterday_waits(desk: Desk) -> None:
    budi = await budi_since_monday(desk)
    await desk.at("2025-09-16T04:59:00+07:00")
    await budi.send("/lapor")
    await budi.sees(QUESTION)
    await budi.tap("Selasa, 16 September")
    await fill_in(budi, "2", "2", "2", "2")
    await budi.send("/lapor kemarin")
    await budi.sees("Senin, 15 September 2025")
    await fill_in(budi, "1", "1", "1", "1")
    assert reported(desk) == [TUESDAY, MONDAY]


async def test_nobody_is_asked_without_a_reason(desk: Desk) -> None:
    budi = await budi_since_monday(desk)
    await desk.at("2025-09-16T00:30:00+07:00")
    await budi.send("/lapor hari ini")
    await budi.sees("1/4 · Patroli · Selasa, 16 September 2025")
    await desk.at("2025-09-16T05:00:00+07:00")
    await budi.send("/lapor")
    await budi.sees("1/4 · Patroli · Selasa, 16 September 2025")

    newcomer = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    away = await desk.member("Dewi", 1003, "BAKAMLA/BATAM")
    done = await desk.member("Joko", 1004, "BAKAMLA/BATAM")
    await away.send("/izin hari ini cuti")
    await away.sees("Izin tercatat")
    await done.send("/lapor")
    await fill_in(done, "1", "1", "1", "1")
    await desk.at("2025-09-17T01:00:00+07:00")
    await newcomer.send("/lapor")
    await newcomer.sees(QUESTION)  # who joined on Tuesday is expected on Tuesday
    for spared in (away, done):
        await spared.send("/lapor")
        await spared.sees("1/4 · Patroli · Rabu, 17 September 2025")


async def test_it_is_night_on_the_members_own_clock(desk: Desk) -> None:
    ambon = await desk.member("Ambon", 1001, "BAKAMLA/AMBON")
    batam = await desk.member("Batam", 1002, "BAKAMLA/BATAM")
    await desk.telegram.idle()
    await desk.at("2025-09-15T22:30:00+07:00")  # half past midnight in Ambon
    await batam.send("/lapor")
    await batam.sees("1/4 · Patroli · Senin, 15 September 2025")
    await ambon.send("/lapor")
    await ambon.sees(QUESTION)


async def test_yesterday_is_filed_today_and_an_old_invitation_opens_its_own_date(desk: Desk) -> None:
    budi = await budi_since_monday(desk)
    await desk.at("2025-09-15T15:00:00+07:00")
    old = await budi.sees("Laporan harian · Senin, 15 September 2025")
    await desk.at("2025-09-16T15:00:00+07:00")
    await budi.sees("Laporan harian · Selasa, 16 September 2025")
    await budi.tap("Isi laporan")
    await fill_in(budi, "2", "2", "2", "2")
    await budi.tap("Isi laporan", on=old)
    await budi.sees("1/4 · Patroli · Senin, 15 September 2025")
    await budi.tap("Sama sekali nihil", on=old)
    await budi.sees("Ringkasan")
    await budi.tap("Kirim laporan", on=old)
    await budi.sees("Laporan diterima")
    assert reported(desk) == [TUESDAY, MONDAY]
