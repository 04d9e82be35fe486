"""A clock of one's own as a chat: a ship, or somebody on duty elsewhere, for a time."""

from tests.desk import Desk, fill_in


async def test_a_ship_sets_its_clock_and_the_day_follows_it(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/bantuan")
    await budi.sees("Bantuan")
    await budi.tap("Ubah zona waktu")
    asked = await budi.sees("Zona waktu · WIB (zona satuan)")
    assert asked.buttons == ["WITA", "WIT"]
    await budi.tap("WIT")
    await budi.sees("Sampai kapan?")
    await budi.tap("7 hari")
    done = await budi.sees("Zona waktu Anda WIT sampai Minggu, 21 September 2025")
    assert "Sekarang pukul 16.55 WIT, Senin, 15 September 2025." in done.words

    await desk.at("2025-09-16T13:00:00+07:00")
    invited = await budi.sees("Laporan harian · Selasa, 16 September 2025")
    assert "Batas waktu: pukul 20.00 WIT" in invited.words
    await budi.tap("Isi laporan")
    received = await fill_in(budi, "1", "1", "1", "1")
    assert "✓ tepat waktu\nSelasa, 16 September 2025 · pukul 15.00 WIT" in received.words

    await desk.at("2025-09-16T22:30:00+07:00")
    await budi.send("/lapor")
    await budi.sees("Rabu, 17 September 2025")  # it is past midnight on the ship


async def test_the_last_day_is_typed_after_a_restart_and_the_unit_clock_comes_back(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/bantuan")
    await budi.sees("Bantuan")
    await budi.tap("Ubah zona waktu")
    await budi.sees("Zona waktu")
    await budi.tap("WITA")
    await budi.sees("Sampai kapan?")
    await budi.tap("Pilih tanggal")
    await budi.sees("Tulis hari terakhirnya, misalnya 21/09/2025.")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await budi.send("14/9/2025")
    await budi.sees("14 September 2025 sudah lewat. Tulis tanggal mulai hari ini")
    await budi.send("20/9")
    await budi.sees("Zona waktu Anda WITA sampai Sabtu, 20 September 2025")
    await budi.tap("Kembali ke zona satuan")
    await budi.sees("Zona waktu Anda WIB (zona satuan)")


async def test_duty_elsewhere_offers_the_clock(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/izin besok dinas luar")
    entered = await budi.sees("Izin tercatat")
    assert entered.buttons == ["Batalkan izin", "Ubah zona waktu"]
    await budi.tap("Ubah zona waktu")
    await budi.sees("Di zona mana Anda bertugas?")
