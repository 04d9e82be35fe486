"""/anggota: looking members up and changing them, and what each of them is told."""

from datetime import date

from sqlalchemy import select

from models.members import identify
from models.schema import DailyReport, Role
from tests.conversations.member_cards import (
    AMBON,
    BATAM,
    UNKNOWN,
    administrator,
    card_of,
    coordinator,
    memberships,
    trail,
)
from tests.desk import Desk, fill_in


async def test_a_coordinator_lists_their_agency_and_nobody_else(desk: Desk) -> None:
    rina = await coordinator(desk)
    for number in range(10):
        await desk.member(f"Anggota {number:02}", 1100 + number, AMBON)
    await desk.member("Orang Lain", 1200, "KKP/MERAUKE")
    await rina.send("/anggota")
    first = await rina.sees("Anggota · Badan Keamanan Laut")
    assert "11 orang" in first.words
    assert len([label for label in first.buttons if label.startswith("Lettu")]) == 8
    await rina.tap("Berikutnya ›")
    second = await rina.sees("Anggota · Badan Keamanan Laut")
    assert [label for label in second.buttons if label.startswith("Lettu")] == [
        "Lettu Anggota 08 · BAKAMLA Ambon",
        "Lettu Anggota 09 · BAKAMLA Ambon",
        "Lettu Rina Wulandari (koordinator K/L) · BAKAMLA Batam",
    ]
    await rina.tap("Per satuan")
    await rina.sees("Dari satuan mana?")
    await rina.tap("BAKAMLA Batam")
    assert "1 orang" in (await rina.sees("BAKAMLA Batam, BAKAMLA")).words
    await rina.send("/anggota orang lain")
    await rina.sees("Tidak ada anggota yang cocok.")
    await rina.tap("Cari lagi")
    await rina.sees("Tulis nama, satuan, atau bagian NRP/NIP")
    await rina.send("anggota 03")
    found = await rina.sees("1 orang cocok.")
    assert found.buttons[0] == "Lettu Anggota 03 · BAKAMLA BAKAMLA Ambon"
    assert {"looked.list"} <= set(trail(desk))


async def test_whoever_may_not_reads_that_there_is_no_such_command(desk: Desk) -> None:
    budi = await desk.member("Budi", 1001, BATAM)
    rina = await coordinator(desk)
    await desk.member("Orang Lain", 1200, "KKP/MERAUKE")
    await budi.send("/anggota")
    refused = await budi.sees(UNKNOWN)
    await rina.send("/anggota")
    card = await rina.sees("Anggota")
    other = desk.program.database.read_now(identify, 1200, desk.clock.now())
    assert other is not None
    for person, shown in ((budi, refused), (rina, card)):
        for forged in (f"mc|{other.member_id}", f"mt|{other.member_id}|||0||-", f"mx|d|{other.member_id}|2025-09-15|y"):
            answer = await person.tap_data(forged, on=shown, answer=True)
            assert (forged, answer) == (forged, "Tombol ini sudah tidak berlaku.")
    own = desk.program.database.read_now(identify, 2001, desk.clock.now())
    assert own is not None
    raised = f"mr|{own.member_id}|administrator|y"
    assert await rina.tap_data(raised, on=card, answer=True) == "Anda tidak dapat mengubah itu untuk anggota ini."


async def test_a_transfer_leaves_the_past_where_it_was_earned(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await card_of(rina, "Budi Santoso")
    await rina.tap("Pindah satuan")
    await rina.sees("Ke satuan mana?")
    await rina.tap("BAKAMLA Ambon")
    await rina.sees("BAKAMLA Batam → BAKAMLA Ambon\nMulai kapan?")
    await rina.tap("Besok")
    await rina.sees("Mulai Selasa, 16 September 2025.")
    await rina.tap("Ya, pindahkan")
    done = await rina.sees("✓ Pindah ke BAKAMLA Ambon mulai Selasa, 16 September 2025.")
    assert "Mulai Selasa, 16 September 2025: petugas di BAKAMLA Ambon" in done.words
    await rina.tap_data(next(b.data for row in done.keyboard for b in row if b.data), on=done)
    assert memberships(desk, 1001) == [
        (desk.units[BATAM], Role.OFFICER, date(2025, 9, 15), date(2025, 9, 15)),
        (desk.units[AMBON], Role.OFFICER, date(2025, 9, 16), None),
    ]
    await desk.program.outgoing.tick()
    await budi.sees("Anda dipindahkan ke BAKAMLA Ambon\nMulai Selasa, 16 September 2025, oleh Lettu Rina Wulandari.")
    await desk.at("2025-09-16T10:00:00+09:00")
    await budi.send("/lapor")
    await fill_in(budi, "2", "2", "2", "2")
    placed = select(DailyReport.unit_id).order_by(DailyReport.report_date)
    assert desk.program.database.read_now(lambda session: session.scalars(placed).all()) == [
        desk.units[BATAM],
        desk.units[AMBON],
    ]


async def test_a_double_tap_on_a_transfer_changes_nothing_more(desk: Desk) -> None:
    rina = await coordinator(desk)
    await desk.member("Budi Santoso", 1001, BATAM)
    await card_of(rina, "Budi Santoso")
    await rina.tap("Pindah satuan")
    await rina.sees("Ke satuan mana?")
    await rina.tap("BAKAMLA Ambon")
    await rina.sees("Mulai kapan?")
    await rina.tap("Hari ini")
    confirm = await rina.sees("Mulai Senin, 15 September 2025.")
    for _ in range(2):
        await rina.tap_data(confirm.keyboard[0][0].data or "", on=confirm, answer=True)
    assert trail(desk).count("member.moved") == 1
    assert memberships(desk, 1001) == [(desk.units[AMBON], Role.OFFICER, date(2025, 9, 15), None)]


async def test_name_and_rank_are_put_right_and_told(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santso", 1001, BATAM)
    await card_of(rina, "Budi Santso")
    await rina.tap("Ubah nama")
    await rina.sees("Tulis nama lengkap yang benar")
    await rina.send("B")
    await rina.sees("Nama itu terlalu pendek.")
    await rina.send("Budi Santoso")
    await rina.sees("✓ Nama diubah. Yang bersangkutan diberi tahu.")
    await rina.tap("Ubah pangkat")
    await rina.sees("Tulis pangkat atau golongan barunya")
    await rina.send("Kapten Bakamla")
    await rina.sees("Kapten Bakamla Budi Santoso")
    await desk.program.outgoing.tick()
    await budi.sees("Pangkat Anda sekarang tercatat: Kapten Bakamla")
    told = [message.words for message in await budi.messages()]
    assert any("Nama Anda sekarang tercatat: Budi Santoso" in words for words in told)


async def test_a_day_for_a_change_may_be_typed(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await card_of(rina, "Budi Santoso")
    await rina.tap("Nonaktifkan")
    await rina.sees("Mulai kapan?")
    await rina.tap("Pilih tanggal")
    await rina.sees("Tulis tanggalnya, misalnya 21/09/2025")
    await rina.send("1/10/2025")
    await rina.sees("Mulai Rabu, 1 Oktober 2025.\nSampai hari itu tetap melapor.")
    await rina.tap("Ya, nonaktifkan")
    await rina.sees("Status: aktif sejak 15 September 2025, sampai 30 September 2025")
    await desk.program.outgoing.tick()
    await budi.sees("Keanggotaan Anda berakhir mulai Rabu, 1 Oktober 2025")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await desk.at("2025-10-01T10:00:00+07:00")
    await budi.send("/lapor")
    await budi.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")


async def test_an_administrator_makes_a_deputy_who_hands_the_role_on(desk: Desk) -> None:
    admin = await administrator(desk)
    rina = await coordinator(desk)
    tono = await desk.member("Tono Prasetyo", 1002, AMBON)
    sari = await desk.member("Sari Dewi", 1003, AMBON)
    await admin.send("/anggota")
    assert "Hanya ada satu administrator." in (await admin.sees("Dari K/L mana?")).words
    await card_of(admin, "Tono Prasetyo")
    await admin.tap("Ubah peran")
    await admin.sees("Menjadi apa?")
    await admin.tap("Koordinator K/L")
    await admin.sees("petugas → koordinator K/L, mulai hari ini.")
    await admin.tap("Ya, ubah peran")
    await admin.sees("Peran sekarang koordinator K/L.")
    await desk.program.outgoing.tick()
    await tono.sees("Peran Anda sekarang koordinator K/L")
    await tono.send("/rekap")
    await tono.sees("Badan Keamanan Laut")

    await card_of(tono, "Rina Wulandari")
    assert "Serahkan" not in " ".join((await tono.messages())[-1].buttons)
    await card_of(tono, "Sari Dewi")
    await tono.tap("Serahkan peran saya")
    await tono.sees("Lettu Sari Dewi menjadi koordinator K/L, mulai hari ini; Anda menjadi petugas.")
    await tono.tap("Ya, serahkan peran saya")
    await tono.sees("✓ Lettu Sari Dewi sekarang koordinator K/L.")
    await tono.send("/anggota")
    await tono.sees(UNKNOWN)
    await sari.send("/anggota")
    await sari.sees("Anggota · Badan Keamanan Laut")
    assert rina is not sari


async def test_the_last_administrator_cannot_vanish(desk: Desk) -> None:
    admin = await administrator(desk)
    own = desk.program.database.read_now(identify, 2900, desk.clock.now())
    assert own is not None
    second = await desk.member("Admin Dua", 2901, BATAM, Role.ADMINISTRATOR)
    await card_of(admin, "Admin Dua")
    card = (await admin.messages())[-1]
    for act, seen in (
        ("Nonaktifkan", "Mulai kapan?"),
        ("Hari ini", "sekarang juga"),
        ("Ya, nonaktifkan", "tidak aktif"),
    ):
        assert await admin.tap(act, answer=True) == ""
        card = await admin.sees(seen)
    await second.send("/anggota")
    await second.sees("Mohon maaf")
    for forged in (f"mx|d|{own.member_id}|2025-09-15|y", f"mr|{own.member_id}|officer|y", f"mx|x|{own.member_id}||y"):
        answer = await admin.tap_data(forged, on=card, answer=True)
        assert answer == "Anda tidak dapat mengubah itu untuk anggota ini."
