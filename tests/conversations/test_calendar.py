"""/kalender: days without duty change who is expected, and block no report."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.expectations import missing_on
from models.periods import Period
from models.recap import recap
from models.schema import Role
from tests.desk import Desk, fill_in

MONDAY = date(2025, 9, 15)


async def test_a_weekly_rest_is_set_and_taken_back_for_one_agency(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await desk.member("Tono", 1003, "KKP/MERAUKE")
    await ratna.send("/kalender bakamla")
    await ratna.sees("Kalender dinas · BAKAMLA")
    await ratna.tap("Sen")
    await ratna.sees("Libur tiap pekan: Senin.")
    assert missing(desk, MONDAY) == ["Tono"]
    assert missing(desk, MONDAY + timedelta(days=1)) == ["Budi", "Tono"]
    assert expected(desk, Period.day(MONDAY)) == 1
    await ratna.tap("Sen ⌂")
    await ratna.sees("Setiap hari hari dinas.")
    assert missing(desk, MONDAY) == ["Budi", "Tono"]


async def test_on_a_holiday_nobody_is_reminded_or_missing_and_a_report_counts(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    sari = await desk.member("Sari", 1002, "BAKAMLA/BATAM")
    await ratna.send("/kalender")
    await ratna.sees("Kalender dinas · Seluruh")
    await ratna.tap("Tambah tanggal…")
    await ratna.sees("Tulis tanggal dan namanya")
    await ratna.send("14/9/2025 libur")
    await ratna.sees("Hari yang sudah lewat")
    await ratna.send("16/9/2025 Hari <b>Bahari</b>")
    await ratna.sees("Libur: 16 September 2025 Hari <b>Bahari</b>.")
    await desk.at("2025-09-16T15:00:00+07:00")
    await desk.telegram.idle()
    assert "16 September" not in sari.screen()
    await budi.send("/lapor")
    await fill_in(budi, "2", "1", "1", "1")
    await budi.sees("Laporan diterima")
    tuesday = MONDAY + timedelta(days=1)
    assert missing(desk, tuesday) == []
    total = desk.program.database.read_now(recap, Period.day(tuesday), None, desk.clock.now()).total
    assert (total.expected, total.reported, total.excused, total.led[0]) == (1, 1, 0, 2)
    await sari.send("/riwayat")
    await sari.sees("September 2025")


async def test_national_holidays_are_suggested_by_name(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ratna.send("/kalender")
    await ratna.sees("Kalender dinas")
    await ratna.tap("+ 25 Des Hari Raya Natal")
    card = await ratna.sees("Libur: 25 Desember 2025 Hari Raya Natal.")
    assert "+ 25 Des Hari Raya Natal" not in card.buttons
    await ratna.tap("Pilih K/L")
    await ratna.sees("Untuk K/L mana?")
    await ratna.tap("KKP")
    await ratna.sees("Dari atas: 25 Desember 2025 Hari Raya Natal.")
    await ratna.tap("Pilih satuan")
    await ratna.sees("Untuk satuan mana?")
    await ratna.tap("KKP Merauke")
    await ratna.sees("Kalender dinas · KKP Merauke")
    await ratna.tap("‹ K/L")
    await ratna.sees("Kalender dinas · KKP\n")
    await ratna.tap("‹ Seluruh K/L")
    await ratna.sees("Kalender dinas · Seluruh")
    await ratna.tap("Hapus: 25 Desember 2025 Hari Raya Natal")
    await ratna.sees("Setiap hari hari dinas.")


@pytest.mark.parametrize("days", [7, 30])
async def test_an_absence_on_a_rest_is_taken_off_once(desk: Desk, days: int) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await ratna.send("/kalender")
    await ratna.sees("Kalender dinas")
    await ratna.tap("Rab")
    await ratna.sees("Libur tiap pekan: Rabu.")
    await budi.send("/izin 16/9/2025 - 18/9/2025 cuti")
    await budi.sees("Izin tercatat")
    period = Period.between(MONDAY, MONDAY + timedelta(days=days - 1))
    await desk.at("2025-11-01T09:00:00+07:00")
    total = desk.program.database.read_now(recap, period, None, desk.clock.now()).total
    wednesdays = sum((MONDAY + timedelta(days=ahead)).weekday() == 2 for ahead in range(days))
    assert (total.expected, total.excused) == (days - wednesdays - 2, 2)


async def test_only_the_desk_changes_the_calendar(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await tina.send("/kalender")
    refused = await tina.sees("Perintah itu tidak tersedia")
    for forged in ("kl||", "kp||1", "kt||", "kd|2025-12-25||", "kw|0|1||", "kx|1||", "kw|9|1||"):
        assert await tina.tap_data(forged, on=refused, answer=True) is not None
    await desk.telegram.idle()
    assert "Kalender" not in tina.screen()


def missing(desk: Desk, day: date) -> list[str]:
    def work(session: Session) -> list[str]:
        return [one.name for one in missing_on(session, day)]

    return desk.program.database.read_now(work)


def expected(desk: Desk, period: Period) -> int:
    return desk.program.database.read_now(recap, period, None, desk.clock.now()).total.expected
