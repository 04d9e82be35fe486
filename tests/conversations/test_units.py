"""/satuan: units and agencies are added, renamed, moved, closed and opened again, from a date on."""

from datetime import date

from sqlalchemy import select

from models.members import identify
from models.schema import Agency, DailyReport, Invitation, Role, StructureChange, Unit, UnitDay
from models.structure import bring_in
from simulator.people import Message, Person
from tests.desk import Desk, fill_in

BATAM, AMBON = "BAKAMLA/BATAM", "BAKAMLA/AMBON"
UNKNOWN = "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."
OLD_BUTTON = "Tombol ini sudah tidak berlaku."


async def coordinator(desk: Desk) -> Person:
    return await desk.member("Rina", 2001, BATAM, Role.AGENCY_COORDINATOR)


async def open_unit(person: Person, name: str) -> Message:
    await person.send("/satuan")
    await person.sees("Ketuk untuk melihat")
    await person.tap(name)
    return await person.sees("Anggota:")


async def walk(person: Person, *steps: tuple[str, str]) -> Message:
    for label, seen in steps:
        await person.tap(label)
        shown = await person.sees(seen)
    return shown


def unit(desk: Desk, code: str) -> Unit:
    return desk.program.database.read_now(lambda session: session.get_one(Unit, desk.units[code]))


def midnight(desk: Desk) -> int:
    return desk.program.database.write_now(bring_in, desk.clock.now())


async def test_a_coordinator_adds_a_unit_of_their_agency(desk: Desk) -> None:
    rina = await coordinator(desk)
    await rina.send("/satuan")
    listed = await rina.sees("Satuan · Badan Keamanan Laut\n3 satuan.")
    assert "Tambah K/L" not in listed.buttons
    await walk(rina, ("Tambah satuan", "Di provinsi mana?"), ("Berikutnya ›", "Di provinsi mana?"))
    await rina.tap("Sulawesi Utara")
    await rina.sees("Tulis kode lalu namanya")
    await rina.send("!! Pangkalan")
    await rina.sees("Tulis kode tanpa spasi, lalu namanya")
    await rina.send("bitung  Pangkalan Bitung")
    card = await rina.sees("Pangkalan Bitung · BAKAMLA/BITUNG")
    assert "Sulawesi Utara (WITA)" in card.words
    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Petugas")
    assert "Pangkalan Bitung" in (await rina.sees("Di satuan mana?")).buttons


async def test_a_unit_is_renamed_now_and_moved_from_a_day_to_come(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi", 1001, BATAM)
    await open_unit(rina, "BAKAMLA Batam")
    await walk(rina, ("Ubah nama", "Mulai kapan?"), ("Hari ini", "Tulis nama barunya."))
    await rina.send("Pangkalan Batam")
    await rina.sees("✓ Tercatat, berlaku sekarang.\n\nPangkalan Batam · BAKAMLA/BATAM")
    await walk(rina, ("Pindah provinsi", "Di provinsi mana?"), ("Berikutnya ›", "Di provinsi mana?"))
    await walk(
        rina, ("Berikutnya ›", "Di provinsi mana?"), ("Maluku", "Mulai kapan?"), ("Pilih tanggal", "Tulis tanggal")
    )
    await rina.send("17/9/2025")
    await rina.sees("Ke Maluku, zona waktu WIT.")
    done = await walk(rina, ("Ya, pindah provinsi", "✓ Tercatat, berlaku mulai Rabu, 17 September 2025."))
    assert "Mulai Rabu, 17 September 2025: provinsi Maluku" in done.words
    assert unit(desk, BATAM).province == 21

    await desk.at("2025-09-16T10:00:00+07:00")
    assert midnight(desk) == 0
    await desk.at("2025-09-16T22:30:00+07:00")
    assert midnight(desk) == 0, "in Batam it is still the 16th"
    await desk.at("2025-09-17T00:05:00+07:00")
    assert (midnight(desk), midnight(desk)) == (1, 0)
    assert unit(desk, BATAM).province == 81
    await budi.send("/lapor kemarin")
    await fill_in(budi, "1", "1", "1", "1")
    await desk.at("2025-09-17T19:30:00+09:00")
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    told = select(DailyReport.report_date, DailyReport.on_time).order_by(DailyReport.report_date)
    assert desk.program.database.read_now(lambda session: session.execute(told).all()) == [
        (date(2025, 9, 16), False),
        (date(2025, 9, 17), True),
    ]


async def test_the_day_before_a_move_keeps_its_clock(desk: Desk) -> None:
    """On Wednesday the unit lives by WIT; Tuesday's deadline was 20.00 WIB all the same, an hour ago or not."""
    rina = await coordinator(desk)
    budi = await desk.member("Budi", 1001, AMBON)
    await open_unit(rina, "BAKAMLA Ambon")
    await walk(rina, ("Pindah provinsi", "Di provinsi mana?"), ("Riau", "Mulai kapan?"), ("Besok", "zona waktu WIB."))
    await walk(rina, ("Ya, pindah provinsi", "berlaku mulai Selasa"))
    await desk.at("2025-09-15T23:30:00+09:00")
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    late = desk.program.database.read_now(lambda session: session.scalars(select(DailyReport.on_time)).all())
    assert late == [False]


async def test_a_closed_unit_hands_its_members_on_and_opens_again(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, AMBON)
    token = desk.invitation(AMBON)
    await budi.send("/lapor")
    await fill_in(budi, "3", "1", "1", "1")
    await open_unit(rina, "BAKAMLA Ambon")
    await rina.tap("Tutup")
    asked = await rina.sees("Masih ada 1 anggota. Pindahkan ke satuan mana?")
    assert "BAKAMLA Ambon" not in asked.buttons
    await walk(rina, ("BAKAMLA Batam", "Mulai kapan?"), ("Besok", "Anggota pindah ke BAKAMLA Batam."))
    await walk(rina, ("Ya, tutup", "✓ Tercatat, berlaku mulai Selasa, 16 September 2025."))
    assert unit(desk, AMBON).closed_on is None

    await desk.at("2025-09-16T09:00:00+09:00")
    midnight(desk)
    assert unit(desk, AMBON).closed_on == date(2025, 9, 16)
    await desk.program.outgoing.tick()
    await budi.sees("Anda dipindahkan ke BAKAMLA Batam\nMulai Selasa, 16 September 2025, oleh Lettu Rina.")
    await budi.send("/lapor")
    await fill_in(budi, "2", "1", "1", "1")
    placed = select(UnitDay.unit_id, UnitDay.report_date).order_by(UnitDay.report_date)
    assert desk.program.database.read_now(lambda session: session.execute(placed).all()) == [
        (desk.units[AMBON], date(2025, 9, 15)),
        (desk.units[BATAM], date(2025, 9, 16)),
    ]
    revoked = desk.program.database.read_now(lambda session: session.scalars(select(Invitation.revoked_at)).all())
    assert None not in revoked
    eve = await desk.telegram.add_person("Eve", id=6666)
    await eve.send(f"/start {token}")
    await eve.sees("Mohon maaf")
    closed = await open_unit(rina, "BAKAMLA Ambon")
    assert "Ditutup sejak Selasa, 16 September 2025" in closed.words
    await walk(rina, ("Buka kembali", "Mulai kapan?"), ("Hari ini", "kembali ke satuannya"))
    await walk(rina, ("Ya, buka kembali", "✓ Tercatat, berlaku sekarang."))
    assert unit(desk, AMBON).closed_on is None
    person = desk.program.database.read_now(identify, 1001, desk.clock.now())
    assert person is not None
    assert person.unit_id == desk.units[BATAM], "who was moved stays where they are"


async def test_an_agency_that_takes_part_no_longer_and_again(desk: Desk) -> None:
    admin = await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    tari = await desk.member("Tari", 1200, "KKP/MERAUKE")
    await admin.send("/satuan")
    await admin.sees("Di K/L mana?")
    await walk(admin, ("KKP", "Kementerian Kelautan"), ("Atur KKP", "2 satuan"), ("Tutup", "Masih ada 1 anggota."))
    await walk(admin, ("Akhiri keanggotaan mereka", "Mulai kapan?"), ("Hari ini", "Keanggotaan di sini berakhir."))
    await walk(admin, ("Ya, tutup", "Tidak ikut serta"))
    await tari.send("/lapor")
    await tari.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    enabled = select(Agency.enabled).where(Agency.code == "KKP")
    assert desk.program.database.read_now(lambda session: session.scalar(enabled)) is False
    await admin.send("/undang")
    await admin.sees("Sebagai apa?")
    await admin.tap("Petugas")
    assert "KKP" not in (await admin.sees("Di K/L mana?")).buttons

    await desk.at("2025-09-20T10:00:00+09:00")
    await admin.send("/satuan")
    await admin.sees("Di K/L mana?")
    await walk(
        admin, ("KKP", "Kementerian Kelautan"), ("Atur KKP", "Tidak ikut serta"), ("Buka kembali", "Mulai kapan?")
    )
    await walk(admin, ("Hari ini", "kembali ke satuannya"), ("Ya, buka kembali", "berlaku sekarang"))
    await desk.program.outgoing.tick()
    await tari.sees("Selamat datang kembali")
    await tari.send("/lapor")
    await tari.sees("1/4")


async def test_the_last_administrator_stays_whatever_is_closed(desk: Desk) -> None:
    admin = await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    await admin.send("/satuan")
    await admin.sees("Di K/L mana?")
    await walk(admin, ("BAKAMLA", "Badan Keamanan"), ("Atur BAKAMLA", "3 satuan"), ("Tutup", "Masih ada 1 anggota."))
    await walk(admin, ("Akhiri keanggotaan mereka", "Mulai kapan?"), ("Hari ini", "Keanggotaan di sini berakhir."))
    answer = await admin.tap("Ya, tutup", answer=True)
    assert answer == "Ini satu-satunya administrator. Tunjuk administrator lain dahulu, lewat /undang atau Ubah peran."


async def test_what_was_planned_can_be_called_off(desk: Desk) -> None:
    rina = await coordinator(desk)
    await open_unit(rina, "BAKAMLA Ambon")
    await walk(rina, ("Tutup", "Mulai kapan?"), ("Besok", "Riwayat tetap ada."), ("Ya, tutup", "ditutup"))
    await walk(rina, ("Batalkan rencana Selasa, 16 September", "Anggota:"))
    await desk.at("2025-09-16T09:00:00+09:00")
    assert midnight(desk) == 0
    assert unit(desk, AMBON).closed_on is None


async def test_nobody_shapes_another_agency(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi", 1001, BATAM)
    await budi.send("/satuan")
    refused = await budi.sees(UNKNOWN)
    await rina.send("/satuan")
    card = await rina.sees("Ketuk untuk melihat")
    kkp, merauke, ambon = 7, desk.units["KKP/MERAUKE"], desk.units[AMBON]
    forged = (
        f"sc|u|{merauke}",
        f"sc|a|{kkp}",
        f"sx|c|u|{merauke}|0|0|2025-09-15|y",
        f"sx|c|a|{kkp}|0|0|2025-09-15|y",
        f"sx|c|u|{ambon}|{merauke}|0|2025-09-15|y",
        f"sx|m|u|{ambon}|99|0|2025-09-15|y",
        f"sn|{kkp}|31|0",
        "sn|||0",
        f"sn|{kkp}|31|0|2025-10-01",
        f"sn|{kkp}|31|0|d",
        "sn|||0|d",
    )
    for person, shown in ((rina, card), (budi, refused)):
        for data in forged:
            answer = await person.tap_data(data, on=shown, answer=True)
            assert (data, answer) in ((data, OLD_BUTTON), (data, "Anda tidak dapat mengubah K/L atau satuan itu."))
    changes = desk.program.database.read_now(lambda session: session.scalars(select(StructureChange.id)).all())
    assert changes == []
