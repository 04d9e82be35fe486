"""A member with another phone, without the old one, or on another clock."""

from models.members import identify
from tests.conversations.member_cards import BATAM, card_of, coordinator
from tests.desk import Desk


async def test_a_new_phone_takes_the_member_over_with_everything(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("2")
    await budi.sees("2/4")
    await card_of(rina, "Budi Santoso")
    await rina.tap("Ganti akun Telegram")
    await rina.sees("Dibuatkan tautan sekali pakai, berlaku 24 jam")
    await rina.tap("Ya, buat tautan")
    link = await rina.sees("https://t.me/lapor_cegah_bot?start=")
    token = link.words.partition("start=")[2].split()[0]
    await budi.send("/riwayat")
    await budi.sees("September 2025")

    new = await desk.telegram.add_person("Budi baru", id=7001)
    await new.send(f"/start {token}")
    await new.sees("Pindah akun Telegram\nAnggota: Budi Santoso")
    await new.tap("Ya, ini saya")
    await new.sees("Selamat datang, Budi Santoso.")
    await budi.send("/lapor")
    await budi.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await desk.program.outgoing.tick()
    await budi.sees("Akun Anda sudah dipindahkan ke akun Telegram lain.")
    await new.send("/lapor")
    await new.sees("2/4")
    eve = await desk.telegram.add_person("Eve", id=6666)
    await eve.send(f"/start {token}")
    await eve.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")


async def test_a_lost_phone_is_cut_off_at_once(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await card_of(rina, "Budi Santoso")
    for act in ("Ganti akun Telegram", "Ponsel hilang: putus sekarang", "Ya, putus sekarang"):
        await rina.tap(act)
        await rina.sees("Budi Santoso")
    await rina.sees("Tanpa akun Telegram: dilaporkan oleh rekan.")
    await budi.send("/lapor")
    await budi.sees("Mohon maaf")


async def test_a_coordinator_sets_another_clock_for_a_ship(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await card_of(rina, "Budi Santoso")
    await rina.tap("Zona waktu")
    await rina.sees("Sekarang WIB (zona satuan).")
    await rina.tap("WIT")
    await rina.sees("Sampai kapan?")
    await rina.tap("7 hari")
    await rina.sees("Zona waktu: WIT sampai Minggu, 21 September 2025 (satuan WIB)")
    await desk.program.outgoing.tick()
    await budi.sees("Zona waktu Anda WIT sampai Minggu, 21 September 2025\nDiatur oleh Lettu Rina Wulandari.")
    person = desk.program.database.read_now(identify, 1001, desk.clock.now())
    assert person is not None
    assert person.zone.label == "WIT"
    await rina.tap("Zona waktu")
    await rina.sees("Sekarang WIT.")
    await rina.tap("Kembali ke zona satuan")
    await rina.sees("Kembali ke zona waktu satuan.")
    await desk.program.outgoing.tick()
    await budi.sees("Zona waktu Anda kembali WIB (zona satuan)")
