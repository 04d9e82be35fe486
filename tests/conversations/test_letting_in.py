"""Letting people in: links that can be taken back, codes of units with a coordinator's decision, and who guesses."""

import io
from datetime import timedelta

import segno
from PIL import Image
from sqlalchemy import func, select

from models.guessing import FREE, FREE_TOGETHER, SEEN_AFTER
from models.members import identify
from models.organisation import add_unit, agency_by_code
from models.permissions import Person as Member
from models.schema import AuditEvent, Guessing, Invitation, JoinRequest, Outbox, Role, Unit
from models.unit_codes import ALPHABET, spoken
from simulator.people import Message, Person
from tests.desk import Desk

BATAM, AMBON = "BAKAMLA/BATAM", "BAKAMLA/AMBON"
ONE_SENTENCE = "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."
OLD_BUTTON = "Tombol ini sudah tidak berlaku."


async def coordinator(desk: Desk, name: str = "Rina", telegram_id: int = 2001, unit: str = BATAM) -> Person:
    return await desk.member(name, telegram_id, unit, Role.AGENCY_COORDINATOR)


def member(desk: Desk, person: Person) -> Member | None:
    return desk.program.database.read_now(identify, person.id, desk.clock.now())


def code_of(desk: Desk, unit: str) -> str:
    def work(session: object) -> str:
        found = session.get_one(Unit, desk.units[unit])  # type: ignore[attr-defined]
        found.join_code = found.join_code or f"BCDF{desk.units[unit]:04}".translate(str.maketrans("01", "89"))
        return str(found.join_code)

    return desk.program.database.write_now(work)


async def link(person: Person, unit: str = "BAKAMLA Ambon") -> tuple[Message, str]:
    await person.send("/undang")
    await person.sees("Sebagai apa?")
    await person.tap("Petugas")
    await person.sees("Di satuan mana?")
    await person.tap(unit)
    card = await person.sees("https://t.me/lapor_cegah_bot?start=")
    return card, card.words.partition("start=")[2].split()[0]


async def test_a_double_tap_makes_one_link_and_says_so(desk: Desk) -> None:
    rina = await coordinator(desk)
    card, token = await link(rina)
    again = f"u|officer|{member_agency(desk, rina)}|{desk.units[AMBON]}"
    assert (await rina.tap_data(again, on=card, answer=True) or "").startswith("Tautan dari kartu ini sudah dibuat")
    assert desk.program.database.read_now(lambda s: s.scalar(select(func.count(Invitation.id)))) == 1
    assert len(token) <= 64
    shown = Image.open(io.BytesIO(await card.photo())).convert("1")
    drawn = segno.make_qr(f"https://t.me/lapor_cegah_bot?start={token}", error="m").matrix
    assert shown.size == ((len(drawn) + 8) * 10,) * 2
    dots = [[shown.getpixel((x * 10 + 45, y * 10 + 45)) == 0 for x in range(len(drawn))] for y in range(len(drawn))]
    assert dots == [[bool(dot) for dot in row] for row in drawn], "the link is a picture as well"


def member_agency(desk: Desk, person: Person) -> int:
    found = member(desk, person)
    assert found is not None
    return found.agency_id


async def test_a_link_can_be_taken_back(desk: Desk) -> None:
    rina, ketua = await coordinator(desk), await desk.member("Ketua", 2003, BATAM, Role.DESK_COORDINATOR)
    tari = await coordinator(desk, "Tari", 2002, "KKP/MERAUKE")
    _, token = await link(rina)
    await tari.send("/undang")
    await tari.sees("Sebagai apa?")
    await tari.tap("Tautan terbuka")
    empty = await tari.sees("Tidak ada tautan yang masih berlaku.")
    assert await tari.tap_data("ux|1", on=empty, answer=True) == OLD_BUTTON
    await ketua.send("/undang")
    await ketua.sees("Sebagai apa?")
    await ketua.tap("Tautan terbuka")
    listed = await ketua.sees("Tautan terbuka · 1")
    assert "1. petugas · BAKAMLA Ambon, s.d. 22 September 2025" in listed.words
    await ketua.tap("Cabut 1")
    await ketua.sees("Tidak ada tautan yang masih berlaku.")
    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(f"/start {token}")
    await budi.sees(ONE_SENTENCE)


async def test_how_long_and_for_how_many_can_be_chosen(desk: Desk) -> None:
    rina = await coordinator(desk)
    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Petugas")
    await rina.sees("Tautan berlaku 7 hari, untuk satu kali pakai.")
    await rina.tap("Ubah masa dan jumlah")
    asked = await rina.sees("Ketuk untuk mengubah.")
    assert asked.buttons[:8] == [
        "1 hari",
        "3 hari",
        "✓ 7 hari",
        "30 hari",
        "✓ 1 orang",
        "5 orang",
        "20 orang",
        "50 orang",
    ]
    await rina.tap("3 hari")
    await rina.sees("Tautan berlaku 3 hari, untuk satu kali pakai.")
    await rina.tap("5 orang")
    chosen = await rina.sees("Tautan berlaku 3 hari, untuk 5 kali pakai.")
    assert ("✓ 3 hari" in chosen.buttons, "✓ 5 orang" in chosen.buttons) == (True, True)
    await rina.tap("Lanjut pilih satuan")
    await rina.sees("Di satuan mana?\nTautan berlaku 3 hari, untuk 5 kali pakai.")
    await rina.tap("BAKAMLA Ambon")
    card = await rina.sees("Kirim tautan ini kepada paling banyak 5 orang")
    assert "Berlaku sampai Kamis, 18 September 2025 pukul 14.55 WIB, untuk 5 kali pakai." in card.words
    made = desk.program.database.read_now(lambda session: session.scalars(select(Invitation)).one())
    assert (made.uses, made.uses_left, made.expires_at - made.created_at) == (5, 5, timedelta(days=3))

    token = card.words.partition("start=")[2].split()[0]
    for number in range(2):
        guest = await desk.telegram.add_person(f"Tamu {number}", id=5001 + number)
        await guest.send(f"/start {token}")
        await guest.sees("1/3 · Nama")
    await rina.tap("Tautan terbuka")
    listed = await rina.sees("Tautan terbuka · 1")
    assert "1. petugas · BAKAMLA Ambon, 5 dari 5 tersisa, s.d. 18 September 2025" in listed.words
    await rina.tap("Cabut 1")
    await rina.sees("Tidak ada tautan yang masih berlaku.")
    late = await desk.telegram.add_person("Terlambat", id=5009)
    await late.send(f"/start {token}")
    await late.sees(ONE_SENTENCE)


async def test_a_link_for_many_lets_nobody_in_who_lets_others_in(desk: Desk) -> None:
    admin = await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    await admin.send("/undang")
    await admin.sees("Sebagai apa?")
    await admin.tap("Koordinator K/L")
    await admin.sees("Di K/L mana?")
    await admin.tap("BAKAMLA")
    await admin.sees("Di satuan mana?")
    await admin.tap("Ubah masa berlaku")
    asked = await admin.sees("Ketuk untuk mengubah.")
    assert asked.buttons == ["1 hari", "3 hari", "✓ 7 hari", "30 hari", "Lanjut pilih satuan"]
    agency = member_agency(desk, admin)
    for role, terms in (("agency_coordinator", "7|5"), ("officer", "90|1"), ("officer", "7|500"), ("officer", "0|0")):
        for unit, sets in ((desk.units[AMBON], "-"), ("", "y"), ("", "-")):
            answer = await admin.tap_data(f"u|{role}|{agency}|{unit}|0|{terms}|{sets}", on=asked, answer=True)
            assert answer == OLD_BUTTON
    assert desk.program.database.read_now(lambda s: s.scalar(select(func.count(Invitation.id)))) == 0


async def test_an_agency_of_many_units_is_chosen_from_by_pages(desk: Desk) -> None:
    def grow(session: object) -> None:
        agency = agency_by_code(session, "BAKAMLA")  # type: ignore[arg-type]
        for number in range(120):
            add_unit(session, agency, f"P{number}", f"Pos {number:03}", 31, now=desk.clock.now())  # type: ignore[arg-type]

    desk.program.database.write_now(grow)
    rina = await coordinator(desk)
    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Petugas")
    first = await rina.sees("Di satuan mana?")
    assert len(first.buttons) == 13
    for _ in range(12):
        await rina.tap("Berikutnya ›")
        await rina.sees("Di satuan mana?")
    await rina.tap("Pos 119")
    await rina.sees("Peran: petugas di Pos 119.")


async def test_a_code_lets_somebody_ask_and_one_coordinator_decide(desk: Desk) -> None:
    rina, sari = await coordinator(desk), await coordinator(desk, "Sari", 2002)
    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Kode satuan")
    await rina.sees("Satuan mana?")
    await rina.tap("BAKAMLA Ambon")
    await rina.sees("Belum ada kode.")
    await rina.tap("Buat kode")
    shown = await rina.sees("Setiap permohonan menunggu keputusan Anda.")
    code = shown.words.splitlines()[1]
    assert len(code) == 9
    assert set(code) <= set(f"{ALPHABET}-")

    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(code.lower())
    first = await budi.sees("1/3 · Nama")
    assert "Permohonan bergabung sebagai petugas" in first.words
    await budi.send("Budi Santoso")
    await budi.sees("2/3")
    await budi.send("Lettu")
    await budi.sees("3/3")
    await budi.tap("Ya, kirim permohonan")
    await budi.sees("Permohonan terkirim")
    assert member(desk, budi) is None
    await budi.send("/lapor")
    await budi.sees(ONE_SENTENCE)
    await budi.send(code)
    await budi.sees("Permohonan terkirim\nNama: Budi Santoso")

    await desk.program.outgoing.tick()
    card = await rina.sees("Permohonan bergabung\nNama: Budi Santoso\nPangkat: Lettu\nSatuan: BAKAMLA Ambon")
    other = await sari.sees("Permohonan bergabung")
    await rina.tap("Terima", on=card)
    await rina.sees("✓ Diterima: Lettu Budi Santoso")
    await sari.tap("Tolak", on=other)
    await sari.sees("Permohonan ini sudah diterima oleh Rina.")
    await desk.program.outgoing.tick()
    await budi.sees("Selamat datang di BAKAMLA Ambon.")
    await budi.send("/lapor")
    await budi.sees("1/4")
    asked = desk.program.database.read_now(lambda s: s.scalars(select(JoinRequest)).one())
    assert (asked.name, asked.rank, asked.state) == (None, None, "accepted")


async def test_who_is_declined_is_told_so_and_a_withdrawn_code_opens_nothing(desk: Desk) -> None:
    rina = await coordinator(desk)
    code = code_of(desk, AMBON)
    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(f"/start {code}")
    await budi.sees("1/3")
    await budi.send("Budi Santoso")
    await budi.sees("2/3")
    await budi.tap("Lewati")
    await budi.sees("3/3")
    await budi.tap("Ya, kirim permohonan")
    await budi.sees("Permohonan terkirim")
    await rina.send("/anggota")
    await rina.sees("Anggota")
    await rina.tap("Permohonan (1)")
    await rina.sees("1. Budi Santoso · BAKAMLA Ambon")
    await rina.tap("Tolak 1")
    await rina.sees("– Ditolak: Budi Santoso")
    await desk.program.outgoing.tick()
    await budi.sees("Permohonan Anda belum dapat diterima. Silakan hubungi koordinator Anda.")
    assert member(desk, budi) is None

    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Kode satuan")
    await rina.sees("Satuan mana?")
    await rina.tap("BAKAMLA Ambon")
    await rina.sees(spoken(code))
    await rina.tap("Cabut kode")
    await rina.sees("Belum ada kode.")
    await budi.send(code)
    await budi.sees(ONE_SENTENCE)


async def test_nobody_decides_for_another_agency(desk: Desk) -> None:
    await coordinator(desk)
    tari = await coordinator(desk, "Tari", 2002, "KKP/MERAUKE")
    code = code_of(desk, AMBON)
    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(f"/start {code}")
    await budi.sees("1/3")
    await budi.send("Budi Santoso")
    await budi.sees("2/3")
    await budi.tap("Lewati")
    await budi.sees("3/3")
    await budi.tap("Ya, kirim permohonan")
    await budi.sees("Permohonan terkirim")
    await tari.send("/undang")
    card = await tari.sees("Sebagai apa?")
    for forged in ("jd|1|y", "jd|1|-", "jd|999|y", f"uc||{desk.units[AMBON]}|0|new", f"uc||{desk.units[AMBON]}|0|"):
        assert (forged, await tari.tap_data(forged, on=card, answer=True)) == (forged, OLD_BUTTON)
    await desk.telegram.idle()
    assert all("Budi" not in message.words for message in await tari.messages() if message.from_bot)


async def test_guessing_is_slowed_and_seen_and_never_answered_otherwise(desk: Desk) -> None:
    admin = await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    code, token = code_of(desk, AMBON), desk.invitation(BATAM)
    eve = await desk.telegram.add_person("Eve", id=6666)
    for number in range(SEEN_AFTER):
        await eve.send(f"/start wrong{number}")
        await eve.sees(ONE_SENTENCE)
        desk.clock.set((desk.clock.now() + timedelta(hours=1)).isoformat())
    await eve.send("/start wrong-again")
    await eve.sees(ONE_SENTENCE)
    for known in (code, token):
        await eve.send(f"/start {known}")
        await eve.sees(ONE_SENTENCE)
    await desk.program.outgoing.tick()
    await admin.sees("Ada yang mencoba-coba tautan atau kode")
    count = select(func.count(AuditEvent.id)).where(AuditEvent.action == "door.guessed")
    assert desk.program.database.read_now(lambda s: s.scalar(count)) == 1

    desk.clock.set((desk.clock.now() + timedelta(hours=25)).isoformat())
    await eve.send(f"/start {token}")
    await eve.sees("1/3 · Nama")
    await desk.program.keeping.forget()
    assert desk.program.database.read_now(lambda s: s.get(Guessing, 6666)) is None


async def test_a_code_that_opens_something_takes_no_guess_back(desk: Desk) -> None:
    code = code_of(desk, AMBON)
    eve = await desk.telegram.add_person("Eve", id=6666)
    for number in range(FREE):
        await eve.send(f"/start wrong{number}")
        await eve.sees(ONE_SENTENCE)
    await eve.send(f"/start {code}")
    await eve.sees("1/3 · Nama")
    await eve.send("/batal")
    await eve.sees("Pendaftaran ditutup. Untuk memulainya lagi, tulis kode satuan itu lagi.")
    await eve.send("/start wrong-again")
    await eve.sees(ONE_SENTENCE)
    await eve.send(f"/start {code}")
    await eve.sees(ONE_SENTENCE)


async def test_a_slip_costs_nothing_and_a_word_is_no_guess(desk: Desk) -> None:
    code = code_of(desk, AMBON)
    budi = await desk.telegram.add_person("Budi", id=5001)
    for text in ("halo", "selamat pagi", "patroli 3", "BCDFGHJ", *["BCDF9999"] * FREE):
        await budi.send(text)
        await budi.sees(ONE_SENTENCE)
    row = desk.program.database.read_now(lambda s: s.get(Guessing, 5001))
    assert row is not None
    assert (row.failures, row.paused_until) == (FREE, None)
    await budi.send(code)
    await budi.sees("1/3 · Nama")


async def test_many_guessers_together_close_codes_for_a_while_but_no_link(desk: Desk) -> None:
    await desk.member("Admin", 2900, BATAM, Role.ADMINISTRATOR)
    code, token = code_of(desk, AMBON), desk.invitation(BATAM)

    def guess(session: object) -> None:
        from models.guessing import note_failure  # noqa: PLC0415

        for number in range(FREE_TOGETHER + 1):
            note_failure(session, 700_000 + number, desk.clock.now())  # type: ignore[arg-type]

    desk.program.database.write_now(guess)
    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(code)
    await budi.sees(ONE_SENTENCE)
    await budi.send(f"/start {token}")
    await budi.sees("1/3 · Nama")
    told = select(func.count(Outbox.id)).where(Outbox.kind == "guessing_seen")
    assert desk.program.database.read_now(lambda s: s.scalar(told)) == 1
