"""/jadwal: the hours of the day, for the desk or for one agency, from tomorrow on."""

from models.schema import Role
from simulator.people import Person
from tests.desk import Desk, fill_in


async def test_an_agency_can_have_a_later_deadline_from_tomorrow_on(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await ratna.send("/jadwal bakamla")
    await ratna.sees("Jadwal · BAKAMLA")
    await ratna.tap("Batas waktu 20.00")
    await ratna.sees("Sekarang pukul 20.00")
    await ratna.send("19.00")
    refused = await ratna.sees("Jam harus berurutan")
    assert "peringatan 19.30, batas waktu 19.00" in refused.words
    await ratna.send("20.04")
    await ratna.sees("Mulai 16 September 2025: batas waktu pukul 20.04.")
    await ratna.tap("Daftar belum lapor 20.05")
    await ratna.sees("Sekarang pukul 20.05")
    await ratna.send("21.05")
    await ratna.sees("daftar belum lapor pukul 21.05")
    await ratna.tap("Batas waktu 20.00")
    await ratna.sees("Sekarang pukul 20.00")
    await ratna.send("21.00")
    await ratna.sees("batas waktu pukul 21.00")

    await desk.at("2025-09-15T20:30:00+07:00")
    assert "terlambat" in await reported(budi), "today's deadline stays"
    await desk.at("2025-09-16T20:30:00+07:00")
    assert "tepat waktu" in await reported(budi)


async def test_reminders_follow_the_agencys_hours_and_others_keep_theirs(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    tono = await desk.member("Tono", 1003, "KKP/MERAUKE")
    await ratna.send("/jadwal bakamla")
    await ratna.sees("Jadwal")
    await ratna.tap("Undangan 15.00")
    await ratna.sees("Sekarang pukul 15.00")
    await ratna.send("16.00")
    await ratna.sees("undangan pukul 16.00")
    await desk.at("2025-09-16T15:30:00+09:00")
    await tono.sees("Silakan isi laporan Anda")
    await desk.at("2025-09-16T15:30:00+07:00")
    await desk.telegram.idle()
    assert "Silakan isi" not in budi.screen()
    await desk.at("2025-09-16T16:00:00+07:00")
    await budi.sees("Silakan isi laporan Anda")


async def test_the_usual_hour_can_be_given_back_and_the_desk_changes_all(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ratna.send("/jadwal")
    await ratna.sees("Jadwal · Seluruh")
    await ratna.tap("Pengingat 18.00")
    await ratna.sees("Sekarang pukul 18.00")
    await ratna.send("17.00")
    await ratna.sees("pengingat pukul 17.00")
    await ratna.tap("Pilih K/L")
    await ratna.sees("Untuk K/L mana?")
    await ratna.tap("KKP")
    await ratna.sees("Jadwal · KKP")
    await desk.at("2025-09-16T09:00:00+07:00")
    await ratna.send("/jadwal kkp")
    await ratna.sees("Jadwal · KKP")
    await ratna.tap("Pengingat 17.00")
    await ratna.sees("ikut seluruh K/L")
    await ratna.send("standar")
    await ratna.sees("pengingat kembali ke jam standar")


async def test_only_the_desk_sets_hours(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await tina.send("/jadwal")
    refused = await tina.sees("Perintah itu tidak tersedia")
    for forged in ("jw|", "jp", "ja|deadline|", "ja|filing_days|"):
        assert await tina.tap_data(forged, on=refused, answer=True) is not None
    await desk.telegram.idle()
    assert "Jadwal" not in tina.screen()


async def reported(budi: Person) -> str:
    """What the confirmation of today's report says."""
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    return (await budi.sees("Laporan diterima")).words
