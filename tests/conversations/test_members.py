"""/anggota: looking members up and changing them, and what each of them is told."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.invitations import Offer, create_invitation
from models.managed_members import managed_member
from models.member_changes import deactivate
from models.members import Newcomer, identify, take_in
from models.schema import AuditEvent, DailyReport, Membership, Role
from simulator.people import Person
from tests.desk import Desk, fill_in

BATAM, AMBON = "BAKAMLA/BATAM", "BAKAMLA/AMBON"
UNKNOWN = "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."


async def coordinator(desk: Desk) -> Person:
    return await desk.member("Rina Wulandari", 2001, BATAM, Role.AGENCY_COORDINATOR)


async def administrator(desk: Desk) -> Person:
    return await desk.member("Admin Satu", 2900, BATAM, Role.ADMINISTRATOR)


async def card_of(person: Person, name: str) -> None:
    await person.send(f"/anggota {name}")
    await person.sees("orang cocok")
    await person.tap(name)
    await person.sees("Status:")


def trail(desk: Desk) -> list[str]:
    return desk.program.database.read_now(lambda session: list(session.scalars(select(AuditEvent.action))))


def memberships(desk: Desk, telegram_id: int) -> list[tuple[int, Role, date, date | None]]:
    def work(session: object) -> list[tuple[int, Role, date, date | None]]:
        rows = session.scalars(select(Membership).order_by(Membership.id)).all()  # type: ignore[attr-defined]
        return [(row.unit_id, row.role, row.first_day, row.last_day) for row in rows if row.member_id == wanted]

    person = desk.program.database.read_now(identify, telegram_id, desk.clock.now())
    assert person is not None
    wanted = person.member_id
    return desk.program.database.read_now(work)


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


async def test_who_is_deactivated_today_loses_access_at_once_and_comes_back(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await card_of(rina, "Budi Santoso")
    await rina.tap("Nonaktifkan")
    await rina.sees("Mulai kapan?")
    await rina.tap("Hari ini")
    await rina.sees("Aksesnya berakhir sekarang juga.")
    await rina.tap("Ya, nonaktifkan")
    await rina.sees("Status: tidak aktif sejak 15 September 2025")
    await budi.send("/lapor")
    await budi.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await desk.program.outgoing.tick()
    await budi.sees("Keanggotaan Anda sudah berakhir. Terima kasih atas kerja samanya.")
    counted = select(DailyReport.expected)
    assert desk.program.database.read_now(lambda session: session.scalars(counted).all()) == [True]

    await desk.at("2025-09-20T10:00:00+07:00")
    await rina.send("/anggota")
    await rina.sees("Anggota · Badan")
    await rina.tap("Tidak aktif")
    await rina.sees("Tidak aktif · Badan Keamanan Laut")
    await rina.tap("Lettu Budi Santoso")
    await rina.sees("tidak aktif sejak")
    await rina.tap("Aktifkan kembali")
    await rina.sees("Mulai kapan?")
    await rina.tap("Hari ini")
    await rina.sees("Kembali sebagai petugas di BAKAMLA Batam.")
    await rina.tap("Ya, aktifkan kembali")
    await rina.sees("Status: aktif sejak 20 September 2025")
    await desk.program.outgoing.tick()
    await budi.sees("Selamat datang kembali di BAKAMLA Batam")
    assert memberships(desk, 1001) == [
        (desk.units[BATAM], Role.OFFICER, date(2025, 9, 15), date(2025, 9, 15)),
        (desk.units[BATAM], Role.OFFICER, date(2025, 9, 20), None),
    ]


async def test_no_open_link_lets_somebody_back_in_who_was_deactivated(desk: Desk) -> None:
    """Neither one that was made before they left, nor one of their own."""
    rina = await coordinator(desk)
    deputy = await desk.member("Dewi Anggraini", 1001, BATAM, Role.AGENCY_COORDINATOR)
    for_many = desk.invitation(BATAM, uses=50)
    maker = desk.program.database.read_now(identify, 1001, desk.clock.now())
    own = Offer(Role.OFFICER, desk.units[BATAM])
    token = desk.program.database.write_now(create_invitation, own, inviter=maker, now=desk.clock.now())
    desk.program.database.write_now(lambda session: deactivate_now(session, 1001, desk.clock.now()))
    for old in (for_many, token):
        await deputy.send(f"/start {old}")
        await deputy.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    guest = await desk.telegram.add_person("Tamu", id=1009)
    await guest.send(f"/start {token}")
    await guest.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await desk.at("2025-09-16T08:00:00+07:00")
    await deputy.send(f"/start {desk.invitation(BATAM)}")
    await deputy.sees("Undangan sebagai petugas")
    assert rina.id != deputy.id


def deactivate_now(session: Session, telegram_id: int, now: datetime) -> None:
    """An administrator deactivates a member from today on."""
    admin = Newcomer(5000, "Admin", None, Role.ADMINISTRATOR, 1)
    take_in(session, admin, actor_id=None, now=now)
    by, target = identify(session, 5000, now), identify(session, telegram_id, now)
    assert by is not None
    assert target is not None
    member = managed_member(session, by, target.member_id, now)
    assert member is not None
    deactivate(session, by, member, member.today, now)


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
