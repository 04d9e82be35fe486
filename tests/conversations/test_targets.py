"""/target: setting what is aimed at, and how far it is reached when so much of the time is gone."""

from models.schema import Role
from tests.desk import Desk, fill_in


async def test_a_target_is_set_changed_and_taken_back_with_its_pace(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "1", "1", "1")
    await ratna.send("/target")
    card = await ratna.sees("Target Semester II Tahun 2025")
    assert "– Patroli: belum ada target (3 kali)" in card.words
    assert "Waktu berjalan 41,8% (sampai 15 September 2025)." in card.words
    await ratna.tap("Patroli")
    await ratna.sees("Tulis target dalam kali")
    await ratna.send("banyak")
    await ratna.sees("tidak dikenali sebagai jumlah")
    await ratna.send("12")
    await ratna.sees("✓ Patroli: 25% · 3 dari 12 kali")
    await ratna.tap("Patroli")
    await ratna.sees("Sekarang: 12 kali.")
    await ratna.send("1.500")
    await ratna.sees("0,2% · 3 dari 1.500 kali")
    await ratna.tap("Patroli")
    await ratna.sees("Sekarang: 1.500 kali.")
    await ratna.send("hapus")
    await ratna.sees("– Patroli: belum ada target")


async def test_each_agency_has_targets_of_its_own_in_each_semester(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ratna.send("/target semester 1 2026 kkp")
    await ratna.sees("Target Semester I Tahun 2026 · KKP")
    await ratna.tap("Sambang")
    await ratna.sees("Tulis target")
    await ratna.send("40")
    card = await ratna.sees("Sambang: 0% · 0 dari 40 kunjungan")
    assert "Semester ini belum mulai." in card.words
    await ratna.tap("Pilih K/L")
    await ratna.sees("Untuk K/L mana?")
    await ratna.tap("Seluruh K/L")
    assert "Sambang: belum ada target" in (await ratna.sees("Seluruh")).words


async def test_only_the_desk_aims(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await tina.send("/target")
    refused = await tina.sees("Perintah itu tidak tersedia")
    for forged in ("tg|s2025-2|", "tp|s2025-2", "ta|s2025-2||1", "tg|d20250915|", "ta|s2025-2||99"):
        assert await tina.tap_data(forged, on=refused, answer=True) is not None
    await desk.telegram.idle()
    assert "Target Semester" not in tina.screen()
