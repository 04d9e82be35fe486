"""Coming in: with an invitation's link, with one that opens nothing, and as the first administrator."""

from datetime import date, timedelta

from sqlalchemy import Update, func, select, update
from sqlalchemy.orm import Session

from models.invitations import hash_token
from models.members import identify
from models.permissions import Person as Member
from models.permissions import commands_of
from models.schema import Invitation, Joining, Membership, Role
from simulator.people import Person
from tests.desk import ADMIN_ID, Desk

ONE_SENTENCE = "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."
#: The ways to what was made before.
TERMS = ("Ubah masa dan jumlah", "‹ Kembali")
BESIDES = ["Tautan terbuka", "Kode satuan"]
OVER = "Undangan ini sudah tidak berlaku. Mintalah tautan baru kepada koordinator Anda."


async def guest(desk: Desk, name: str = "Budi", telegram_id: int = 5001) -> Person:
    return await desk.telegram.add_person(name, id=telegram_id)


def member(desk: Desk, person: Person) -> Member | None:
    return desk.program.database.read_now(identify, person.id, desk.clock.now())


def joinings(desk: Desk) -> int:
    return desk.program.database.read_now(
        lambda session: session.scalars(select(func.count(Joining.telegram_id))).one()
    )


async def test_a_guest_comes_in_by_the_link_with_name_and_rank(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/AMBON')}")
    first = await budi.sees("1/3 · Nama")
    assert "Undangan sebagai petugas" in first.words
    assert "BAKAMLA Ambon · Badan Keamanan Laut" in first.words
    await budi.send("  Budi   Santoso ")
    await budi.sees("2/3 · Pangkat")
    await budi.send("Lettu Bakamla")
    summary = await budi.sees("3/3 · Periksa data Anda")
    assert "Nama: Budi Santoso\nPangkat: Lettu Bakamla\nSatuan: BAKAMLA Ambon, Badan Keamanan Laut" in summary.words
    assert member(desk, budi) is None, "nobody is in before they have confirmed"
    await budi.tap("Ya, daftarkan saya")
    welcome = await budi.sees("Selamat datang, Budi Santoso.")
    assert "Anda terdaftar sebagai petugas di BAKAMLA Ambon." in welcome.words
    assert welcome.id == summary.id
    assert not welcome.keyboard

    there = member(desk, budi)
    assert there is not None
    assert (there.name, there.rank, there.role, there.unit_id) == (
        "Budi Santoso",
        "Lettu Bakamla",
        Role.OFFICER,
        desk.units["BAKAMLA/AMBON"],
    )
    await desk.telegram.idle()
    assert await budi.menu() == list(commands_of(Role.OFFICER))


async def test_the_rank_can_be_skipped_and_the_data_be_changed_before_they_count(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM', Role.UNIT_OPERATOR)}")
    await budi.send("Budi")
    await budi.sees("2/3")
    await budi.tap("Lewati")
    await budi.sees("Pangkat: —")
    await budi.tap("Ubah nama atau pangkat")
    await budi.sees("1/3 · Nama")
    await budi.send("Budi Santoso, S.H.")
    await budi.sees("2/3")
    await budi.send("tidak ada")
    await budi.sees("Nama: Budi Santoso, S.H.\nPangkat: —")
    await budi.tap("Ya, daftarkan saya")
    await budi.sees("Anda terdaftar sebagai operator satuan")


async def test_a_link_that_opens_nothing_gets_the_sentence_of_strangers(desk: Desk) -> None:
    expired, revoked, used = (desk.invitation("BAKAMLA/BATAM") for _ in range(3))
    first = await guest(desk, "Ani", 5000)
    await first.send(f"/start {used}")
    await first.send("Ani Lestari")
    await first.sees("2/3")
    await first.tap("Lewati")
    await first.sees("3/3")
    await first.tap("Ya")
    await first.sees("Selamat datang")
    desk.program.database.write_now(_revoke, revoked, desk)
    desk.program.database.write_now(_let_expire, expired, desk)

    budi = await guest(desk)
    for token in ("", "wrong", expired, revoked, used, "x" * 64, "<b>" * 20, f"{used} {used}"):
        await budi.send(f"/start {token}")
        await budi.sees(ONE_SENTENCE)
    assert member(desk, budi) is None
    assert joinings(desk) == 0
    assert await budi.menu() == []


def _revoke(session: Session, token: str, desk: Desk) -> None:
    session.execute(_of(token).values(revoked_at=desk.clock.now()))


def _let_expire(session: Session, token: str, desk: Desk) -> None:
    session.execute(_of(token).values(expires_at=desk.clock.now()))


def _of(token: str) -> Update:
    return update(Invitation).where(Invitation.token_hash == hash_token(token))


async def test_the_same_link_twice_starts_over_and_lets_in_once(desk: Desk) -> None:
    token = desk.invitation("BAKAMLA/BATAM")
    budi, siti = await guest(desk), await guest(desk, "Siti", 5002)
    await budi.send(f"/start {token}")
    await budi.send("Salah Tulis")
    rank = await budi.sees("2/3")
    await budi.send(f"/start {token}")
    await budi.sees("1/3 · Nama")
    await desk.telegram.idle()
    assert [m.buttons for m in await budi.messages() if m.id == rank.id] == [[]], "one card is alive"
    await siti.send(f"/start {token}")
    for person, name in ((budi, "Budi Santoso"), (siti, "Siti Aminah")):
        await person.sees("1/3")
        await person.send(name)
        await person.sees("2/3")
        await person.tap("Lewati")
        await person.sees("3/3")
    await budi.tap("Ya, daftarkan saya")
    await budi.sees("Selamat datang, Budi Santoso.")

    await siti.tap("Ya, daftarkan saya")
    over = await siti.sees(OVER)
    assert not over.keyboard
    assert member(desk, siti) is None
    await siti.send("Halo?")
    await siti.sees(ONE_SENTENCE)

    await budi.send(f"/start {token}")
    await budi.sees("Anda terdaftar sebagai petugas di BAKAMLA Batam.")
    assert joinings(desk) == 0


async def test_a_link_for_many_registers_nobody_twice_but_moves_a_member(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    batam, ambon = desk.invitation("BAKAMLA/BATAM", uses=5), desk.invitation("BAKAMLA/AMBON", uses=5)
    await budi.send(f"/start {batam}")
    await budi.sees("Anda terdaftar sebagai petugas di BAKAMLA Batam.")
    await desk.at("2025-09-16T09:00:00+07:00")
    await budi.send(f"/start {ambon}")
    await budi.sees("1/3 · Nama")
    await budi.send("Budi Santoso")
    await budi.sees("2/3")
    await budi.tap("Lewati")
    await budi.sees("3/3")
    await budi.tap("Ya, daftarkan saya")
    await budi.sees("Anda terdaftar sebagai petugas di BAKAMLA Ambon.")
    days = select(Membership.unit_id, Membership.first_day, Membership.last_day).order_by(Membership.id)
    assert desk.program.database.read_now(lambda session: session.execute(days).all()) == [
        (desk.units["BAKAMLA/BATAM"], date(2025, 9, 15), date(2025, 9, 15)),
        (desk.units["BAKAMLA/AMBON"], date(2025, 9, 16), None),
    ]


async def test_an_invitation_that_expires_on_the_way_says_so_once(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
    await budi.sees("1/3")
    desk.clock.set((desk.clock.now() + timedelta(days=7)).isoformat())
    await budi.send("Budi Santoso")
    await budi.sees(OVER)
    await budi.send("Budi Santoso")
    await budi.sees(ONE_SENTENCE)
    assert joinings(desk) == 0


async def test_a_member_leaves_the_way_in_and_goes_on_with_the_form(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send(f"/start {desk.invitation('BAKAMLA/AMBON')}")
    await budi.sees("1/3 · Nama")
    await budi.send("/batal")
    await budi.sees("Pendaftaran ditutup. Untuk memulainya lagi, buka tautan undangan Anda.")
    await budi.send("/lapor")
    await budi.sees("1/4 · Patroli")
    await budi.send("dua")
    await budi.sees("2/4 · Sambang")


async def test_what_cannot_be_a_name_or_a_rank_is_asked_again(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
    await budi.sees("1/3")
    for text, sentence in (
        ("Bu", "Nama itu terlalu pendek. Tulis nama lengkap, misalnya: Budi Santoso"),
        ("12345", "Nama itu terlalu pendek."),
        ("\u202e\u200b", "Nama itu terlalu pendek."),
        ("n" * 81, "Tulisan itu terlalu panjang: paling banyak 80 huruf."),
        ("<b>Budi</b> " * 341, "Tulisan itu terlalu panjang: paling banyak 80 huruf."),
    ):
        await budi.send(text)
        await budi.sees(sentence)
    await budi.send("Budi Santoso")
    await budi.sees("2/3")
    for text, sentence in (("\u200b", "Pangkat belum terbaca."), ("p" * 41, "paling banyak 40 huruf.")):
        await budi.send(text)
        await budi.sees(sentence)
    await budi.send("Lettu")
    await budi.sees("Nama: Budi Santoso\nPangkat: Lettu")


async def test_markup_and_hidden_signs_in_a_name_are_only_letters(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
    await budi.sees("1/3")
    await budi.send("<b>Budi</b> & Co\u202e </a>")
    await budi.sees("Nama: <b>Budi</b> & Co </a>\n")
    await budi.send("<i>Letda</i>")
    await budi.sees("Pangkat: <i>Letda</i>")
    await budi.tap("Ya, daftarkan saya")
    await budi.sees("Selamat datang, <b>Budi</b> & Co </a>.")
    there = member(desk, budi)
    assert there is not None
    assert there.name == "<b>Budi</b> & Co </a>"


async def test_whoever_is_on_the_way_in_is_led_on_whatever_they_send(desk: Desk) -> None:
    budi = await guest(desk)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
    await budi.sees("1/3")
    for act in (budi.send("/lapor"), budi.send("/bantuan"), budi.send("/apa"), budi.send_sticker(), budi.send_voice()):
        await act
        await budi.sees("1/3 · Nama")
    await budi.send("Budi Santoso")
    old = await budi.sees("2/3")
    await budi.send("Lettu")
    await budi.sees("3/3")
    for forged in ("j|1|yes", "j|3|no", "j|999|yes", "f|1|1|patrol|n3", "r|d20250915|", "u|officer||", "o|2025-09-15"):
        await budi.tap_data(forged, on=old, answer=True)
    assert member(desk, budi) is None
    assert desk.program.database.read_now(lambda session: session.scalars(select(Joining.step)).all()) == ["confirm"]


async def test_the_first_administrator_is_named_in_the_settings(desk: Desk) -> None:
    chief = await guest(desk, "Ketua", ADMIN_ID)
    await chief.send("/start")
    card = await chief.sees("1/3 · Nama")
    assert "Undangan sebagai administrator" in card.words
    assert "Kantor Pusat POLKAM · Kemenko Polkam" in card.words
    await chief.send("Ketua Desk")
    await chief.sees("2/3")
    await chief.tap("Lewati")
    await chief.sees("3/3")
    await chief.tap("Ya, daftarkan saya")
    await chief.sees("Anda terdaftar sebagai administrator")
    await desk.telegram.idle()
    assert await chief.menu() == list(commands_of(Role.ADMINISTRATOR))
    await chief.send("/start")
    await chief.sees("Anda terdaftar sebagai administrator di Kantor Pusat POLKAM.")


async def test_an_agency_coordinator_invites_into_their_own_units_only(desk: Desk) -> None:
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await rina.send("/undang")
    roles = await rina.sees("Sebagai apa?")
    assert roles.buttons == ["Petugas", "Operator satuan", *BESIDES]
    await rina.tap("Petugas")
    units = await rina.sees("Di satuan mana?")
    assert units.buttons == ["Kantor Pusat BAKAMLA", "BAKAMLA Batam", "BAKAMLA Ambon", *TERMS]
    await rina.tap("BAKAMLA Ambon")
    link = await rina.sees("https://t.me/lapor_cegah_bot?start=")
    assert "Peran: petugas di BAKAMLA Ambon." in link.words
    assert "Berlaku sampai Senin, 22 September 2025 pukul 14.55 WIB, untuk satu kali pakai." in link.words
    assert link.id == roles.id
    token = link.words.partition("start=")[2].split()[0]

    for forged in (
        f"u|officer||{desk.units['KKP/MERAUKE']}",
        f"u|desk_coordinator||{desk.units['BAKAMLA/AMBON']}",
        "u|officer||999999999999999999",
    ):
        answered = await rina.tap_data(forged, on=link, answer=True)
        assert answered in (
            "Anda tidak dapat mengundang untuk peran atau satuan itu.",
            "Tombol ini sudah tidak berlaku.",
        )
    assert desk.program.database.read_now(lambda session: session.scalars(select(Invitation.role)).all()) == ["officer"]

    budi = await guest(desk)
    await budi.send(f"/start {token}")
    await budi.sees("BAKAMLA Ambon · Badan Keamanan Laut")


async def test_who_may_invite_whom(desk: Desk) -> None:
    for telegram_id, role in ((1001, Role.OFFICER), (1002, Role.UNIT_OPERATOR)):
        person = await desk.member(f"Orang {telegram_id}", telegram_id, "BAKAMLA/BATAM", role)
        await person.send("/undang")
        await person.sees("Perintah itu tidak tersedia.")
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ketua.send("/undang")
    assert (await ketua.sees("Sebagai apa?")).buttons == ["Petugas", "Operator satuan", *BESIDES]
    await ketua.tap("Operator satuan")
    agencies = await ketua.sees("Di K/L mana?")
    assert agencies.buttons[:4] == ["POLKAM", "POLRI", "DJBC", "BAKAMLA"]
    assert "BNN" not in agencies.buttons, "it takes no part"
    await ketua.tap("KKP")
    assert (await ketua.sees("Di satuan mana?")).buttons == ["Kantor Pusat KKP", "KKP Merauke", *TERMS]
    admin = await desk.member("Admin", 2002, "BAKAMLA/BATAM", Role.ADMINISTRATOR)
    await admin.send("/undang")
    assert (await admin.sees("Sebagai apa?")).buttons == [
        *("Petugas", "Operator satuan", "Koordinator K/L", "Koordinator desk", "Administrator", *BESIDES),
    ]


async def test_whom_the_settings_name_can_become_administrator_again(desk: Desk) -> None:
    chief = await desk.member("Kepala", ADMIN_ID, "BAKAMLA/BATAM")
    await chief.send("/start")
    await chief.sees("Undangan sebagai administrator")
    await chief.send("Kepala Desk")
    await chief.sees("2/3")
    await chief.tap("Lewati")
    await chief.sees("3/3")
    await chief.tap("Ya, daftarkan saya")
    await chief.sees("Anda terdaftar sebagai administrator")
    await chief.send("/start")
    await chief.sees("Anda terdaftar sebagai administrator di Kantor Pusat POLKAM.")
