"""/satuan → Tambah: what begins on another day than today is offered, shown and counted from that day on."""

from datetime import date

from sqlalchemy import select

from models.members import identify
from models.schema import Agency, Membership, Role, Unit
from models.structure import bring_in
from simulator.people import Message, Person
from tests.desk import Desk

BATAM = "BAKAMLA/BATAM"


async def coordinator(desk: Desk) -> Person:
    return await desk.member("Rina", 2001, BATAM, Role.AGENCY_COORDINATOR)


async def walk(person: Person, *steps: tuple[str, str]) -> Message:
    for label, seen in steps:
        await person.tap(label)
        shown = await person.sees(seen)
    return shown


async def add(person: Person) -> Message:
    """Go to the question for code and name of a unit in Sulawesi Utara."""
    await person.send("/satuan")
    await person.sees("Ketuk untuk melihat")
    return await walk(
        person,
        ("Tambah satuan", "Di provinsi mana?"),
        ("Berikutnya ›", "Di provinsi mana?"),
        ("Sulawesi Utara", "Mulai hari ini.\nTulis kode lalu namanya"),
    )


async def add_later(person: Person) -> Message:
    await add(person)
    await person.tap("Mulai tanggal lain")
    await person.sees("Mulai kapan?")
    await person.send("18 september")
    await person.sees("Mulai Kamis, 18 September 2025.\nTulis kode lalu namanya")
    await person.send("bitung Pangkalan Bitung")
    return await person.sees("Pangkalan Bitung · BAKAMLA/BITUNG")


async def units_to_invite_into(person: Person) -> list[str]:
    await person.send("/undang")
    await person.sees("Sebagai apa?")
    await person.tap("Petugas")
    return (await person.sees("Di satuan mana?")).buttons


async def test_a_unit_that_begins_later_opens_on_its_day(desk: Desk) -> None:
    rina = await coordinator(desk)
    card = await add_later(rina)
    assert "✓ Tercatat, berlaku mulai Kamis, 18 September 2025." in card.words
    assert "Belum dibuka\n→ Mulai Kamis, 18 September 2025: dibuka" in card.words
    assert card.buttons[:2] == ["Buka", "Ubah nama"]
    assert "Pangkalan Bitung" not in await units_to_invite_into(rina)
    await rina.send("/satuan")
    assert "Pangkalan Bitung · mulai 18 Sep" in (await rina.sees("Ketuk untuk melihat")).buttons

    await desk.at("2025-09-18T00:05:00+08:00")
    desk.program.database.write_now(bring_in, desk.clock.now())
    assert "Pangkalan Bitung" in await units_to_invite_into(rina)
    await rina.send("/satuan")
    await rina.sees("Ketuk untuk melihat")
    card = await walk(rina, ("Pangkalan Bitung", "Anggota:"))
    assert "Dibuka sejak Kamis, 18 September 2025" in card.words


async def test_a_day_can_be_tapped_and_one_that_is_over_is_asked_again(desk: Desk) -> None:
    rina = await coordinator(desk)
    await add(rina)
    await rina.tap("Mulai tanggal lain")
    asked = await rina.sees("Mulai kapan?")
    assert asked.buttons == ["Hari ini", "Besok", "Rabu, 1 Oktober", "‹ Kembali"]
    await rina.send("kemarin")
    await rina.sees("Tanggal mulai harus antara 15 September 2025 dan 15 September 2026.")
    await rina.send("minggu depan")
    await rina.sees("satu tanggal")
    await rina.tap("Besok")
    await rina.sees("Mulai Selasa, 16 September 2025.")
    await walk(rina, ("Mulai tanggal lain", "Mulai kapan?"), ("Hari ini", "Mulai hari ini."))
    await rina.send("bitung Pangkalan Bitung")
    card = await rina.sees("✓ Tercatat, berlaku sekarang.")
    assert "Dibuka" not in card.words


async def test_members_are_transferred_to_it_from_its_first_day_on(desk: Desk) -> None:
    rina = await coordinator(desk)
    await desk.member("Budi", 1001, BATAM)
    await add_later(rina)
    await rina.send("/anggota Budi")
    await rina.sees("orang cocok")
    asked = await walk(
        rina,
        ("Budi", "Status:"),
        ("Pindah satuan", "Ke satuan mana?"),
        ("Pangkalan Bitung · mulai 18 Sep", "Dibuka mulai Kamis, 18 September 2025. Mulai kapan?"),
    )
    assert asked.buttons == ["Kamis, 18 September", "Pilih tanggal", "‹ Kembali"]
    await walk(rina, ("Pilih tanggal", "Tulis tanggalnya"))
    await rina.send("besok")
    await rina.sees("Mulai Selasa, 16 September 2025.")
    refused = await rina.tap("Ya, pindahkan", answer=True)
    assert refused == "Pangkalan Bitung baru dibuka mulai Kamis, 18 September 2025. Pilih tanggal itu atau sesudahnya."
    await rina.tap_data((asked.keyboard[0][0].data or ""), on=asked)
    confirm = await rina.sees("Mulai Kamis, 18 September 2025.\nLaporan sebelum")
    await rina.tap_data((confirm.keyboard[0][0].data or ""), on=confirm)
    await rina.sees("✓ Pindah ke Pangkalan Bitung mulai Kamis, 18 September 2025.")
    budi = desk.program.database.read_now(identify, 1001, desk.clock.now())
    assert budi is not None
    rows = select(Membership.unit_id, Membership.first_day, Membership.last_day).where(
        Membership.member_id == budi.member_id
    )
    bitung = desk.program.database.read_now(lambda s: s.scalar(select(Unit.id).where(Unit.code == "BITUNG")))
    assert desk.program.database.read_now(lambda s: s.execute(rows.order_by(Membership.id)).all()) == [
        (desk.units[BATAM], date(2025, 9, 15), date(2025, 9, 17)),
        (bitung, date(2025, 9, 18), None),
    ]

    await rina.send("/satuan")
    await rina.sees("Ketuk untuk melihat")
    await walk(rina, ("Pangkalan Bitung · mulai 18 Sep", "Anggota: 1"))
    answer = await rina.tap("Batalkan rencana Kamis, 18 September", answer=True)
    assert answer == "1 anggota direncanakan pindah ke sana saat dibuka. Ubah dahulu rencana mereka di /anggota."


async def test_an_administrator_adds_an_agency_from_a_day_on(desk: Desk) -> None:
    admin = await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    await admin.send("/satuan")
    await admin.sees("Di K/L mana?")
    await walk(admin, ("Tambah K/L", "Mulai hari ini."), ("Mulai tanggal lain", "Mulai kapan?"))
    await walk(admin, ("Rabu, 1 Oktober", "Mulai Rabu, 1 Oktober 2025."))
    await admin.send("basarnas Badan SAR Nasional")
    card = await admin.sees("Badan SAR Nasional · BASARNAS")
    assert "Belum dibuka\n→ Mulai Rabu, 1 Oktober 2025: dibuka" in card.words
    await admin.send("/undang")
    await admin.sees("Sebagai apa?")
    await admin.tap("Petugas")
    assert "BASARNAS" not in (await admin.sees("Di K/L mana?")).buttons
    await desk.at("2025-10-01T00:05:00+07:00")
    desk.program.database.write_now(bring_in, desk.clock.now())
    enabled = select(Agency.enabled).where(Agency.code == "BASARNAS")
    assert desk.program.database.read_now(lambda session: session.scalar(enabled)) is True
