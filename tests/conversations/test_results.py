"""/capaian as a chat: the press release to the digit with its source, what came after it, and who sees what."""

from datetime import date

from sqlalchemy import select

from models.enforcement import Facts
from models.enforcement_changes import record
from models.goods import Goods, GoodsKind, Quantity
from models.opening_balances import balances_of
from models.schema import AuditEvent, Role
from simulator.people import Person
from tests.desk import Desk

RELEASE = """sumber: Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025
tanggal: 24/7/2025
nilai barang: Rp 7,9 T
kasus: 1.152
tersangka: 272
kerugian dicegah: Rp.125,9 M (semester 1 2025)"""
SENTENCE = (
    "penyitaan barang ilegal bernilai Rp7,9 triliun, penindakan 1.152 kasus, 272 tersangka, "
    "pencegahan kerugian negara Rp125,9 miliar"
)
PUBLISHED = f"Saldo awal, bukan hitungan bot: {SENTENCE}."
SOURCE = (
    "Sumber: Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025, 24 Juli 2025 – "
    '"hingga saat ini" untuk nilai barang, kasus, tersangka; Januari–Juni 2025 untuk kerugian negara dicegah.'
)

COUNTED = (
    "3 penindakan dicatat bot, hingga 15 September 2025: penyitaan barang ilegal bernilai Rp45,1 miliar, "
    "penindakan 54 kasus, 2 tersangka, pencegahan kerugian negara Rp3,0 miliar."
)
TO_THE_DIGIT = (
    "Tepatnya nilai barang Rp45.120.000.002, kerugian negara dicegah Rp3.000.000.007, 1 penindakan belum bernilai."
)
TOGETHER = (
    "Bersama catatan bot sesudahnya, sejak 25 Juli 2025: nilai barang Rp7.945.120.000.001, 1.156 kasus, 274 tersangka; "
    "sejak 1 Juli 2025: kerugian negara dicegah Rp128.900.000.007."
)
AFTER = (COUNTED, TO_THE_DIGIT, PUBLISHED, SOURCE, TOGETHER)


def event(
    desk: Desk,
    unit: str,
    day: date,
    *,
    value: int | None = None,
    loss: int | None = None,
    cases: int = 1,
    suspects: int = 0,
    goods: tuple[Goods, ...] = (),
) -> None:
    facts = Facts(day, desk.units[unit], goods, value, cases, suspects, loss)
    desk.program.database.write_now(record, None, facts, desk.clock.now(), today=date(2025, 9, 15))


async def head_of(desk: Desk) -> Person:
    return await desk.member("Kolonel", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)


async def enter_release(head: Person) -> None:
    await head.send("/capaian semester 1 2025")
    await head.sees("Belum ada penindakan yang tercatat.")
    await head.tap("Saldo awal")
    await head.sees("Belum ada saldo awal.")
    await head.tap("Tambah saldo awal")
    await head.sees("Kirim dalam satu pesan")
    await head.send(RELEASE)
    read = await head.sees("Periksa saldo awal")
    assert 'Nilai barang: Rp7,9 triliun (Rp7.900.000.000.000) · "hingga saat ini"' in read.words
    assert "Kerugian negara dicegah: Rp125,9 miliar (Rp125.900.000.000) · Januari–Juni 2025" in read.words
    await head.tap("Simpan saldo awal")
    await head.sees("Saldo awal capaian")


async def test_the_release_prints_to_the_digit_and_never_as_if_the_bot_had_counted_it(desk: Desk) -> None:
    head = await head_of(desk)
    group = await desk.bound_group([], by=head)
    await enter_release(head)
    for chat in (None, group):
        await head.send("/capaian semester 1 2025", chat=chat)
        card = await head.sees("Capaian Semester I Tahun 2025", chat=chat, timeout=30)
        assert PUBLISHED in card.words
        assert SOURCE in card.words
        assert "catat" not in card.words.partition("Sumber")[0]
        assert ("Saldo awal" in card.buttons) == (chat is None)


async def test_events_after_the_release_are_added_to_the_digit_and_told_apart(desk: Desk) -> None:
    head = await head_of(desk)
    group = await desk.bound_group([], by=head)
    await enter_release(head)
    event(desk, "BAKAMLA/BATAM", date(2025, 7, 24), value=1, cases=50, loss=7)
    rokok = Goods(GoodsKind.TOBACCO, Quantity(1_200_000_000, "batang"))
    event(desk, "BAKAMLA/BATAM", date(2025, 7, 25), value=45_120_000_001, cases=3, suspects=2, goods=(rokok,))
    event(desk, "KKP/MERAUKE", date(2025, 9, 1), cases=1, loss=3_000_000_000)
    for chat in (None, group):
        await head.send("/capaian", chat=chat)
        card = await head.sees("Capaian Semester II Tahun 2025", chat=chat, timeout=30)
        for part in AFTER:
            assert part in card.words
        await head.tap("Per K/L", chat=chat)
        split = await head.sees("Dicatat bot, per K/L:", chat=chat, timeout=30)
        assert "BAKAMLA: 2 penindakan, 53 kasus, 2 tersangka, barang Rp45,1 miliar, dicegah Rp7" in split.words
        assert "KKP: 1 penindakan, 1 kasus, 0 tersangka, barang —, dicegah Rp3 miliar" in split.words
        assert "Saldo awal tidak terbagi per K/L." in split.words
        assert not {"Batam", "Merauke"} & set(split.words.split())
        await head.tap("‹ Semester I 2025", chat=chat)
        await head.sees("Capaian Semester I Tahun 2025", chat=chat, timeout=30)


async def test_a_release_that_was_taken_back_shows_nowhere(desk: Desk) -> None:
    head = await head_of(desk)
    await enter_release(head)
    await head.tap("Cabut: Siaran Pers No. 226/SP/HM.0…")
    await head.sees("Cabut saldo awal ini?")
    await head.tap("Ya, cabut")
    await head.sees("Belum ada saldo awal.")
    await head.send("/capaian semester 1 2025")
    await head.sees("Belum ada penindakan yang tercatat.")
    actions = select(AuditEvent.action, AuditEvent.actor_id).where(AuditEvent.subject == "opening_balance")
    found = desk.program.database.read_now(lambda session: session.execute(actions).all())
    assert [tuple(row) for row in found] == [("opening_balance.entered", 1), ("opening_balance.taken_back", 1)]


async def test_tapping_keep_twice_keeps_it_once_and_a_restart_loses_nothing(desk: Desk) -> None:
    head = await head_of(desk)
    await head.send("/capaian")
    await head.sees("Belum ada penindakan yang tercatat.")
    await head.tap("Saldo awal")
    await head.sees("Belum ada saldo awal.")
    await head.tap("Tambah saldo awal")
    await head.sees("Kirim dalam satu pesan")
    for wrong, sentence in (
        ("Rp 7,9 T", 'Baris "Rp 7,9 T" tidak dikenali.'),
        (RELEASE.replace("tanggal: 24/7/2025", ""), "Baris tanggal belum ada."),
        (RELEASE.replace("24/7/2025", "24/7/2026"), "Tanggal sumber belum tiba."),
        (RELEASE.replace("Rp 7,9 T", "1,250"), '"1,250" dapat berarti dua hal.'),
        (RELEASE + "\nkasus: 3", "mengulang angka yang sudah ada"),
    ):
        await head.send(wrong)
        await head.sees(sentence)
    await head.send(RELEASE)
    card = await head.sees("Periksa saldo awal")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    (keep,) = [one for row in card.keyboard for one in row if one.text == "Simpan saldo awal"]
    assert keep.data is not None
    await head.tap_data(keep.data, on=card)
    await head.tap_data(keep.data, on=card)
    await head.sees("Saldo awal capaian")
    assert len(desk.program.database.read_now(balances_of, None)) == 1


async def test_each_sees_what_their_role_may(desk: Desk) -> None:
    head = await head_of(desk)
    await enter_release(head)
    event(desk, "BAKAMLA/BATAM", date(2025, 9, 1), value=77_000_000, cases=7)
    rina = await desk.member("Rina", 2002, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    await rina.send("/capaian")
    own = await rina.sees("Capaian Semester II Tahun 2025 · Kementerian Kelautan dan Perikanan")
    assert "Belum ada penindakan yang tercatat." in own.words
    assert "Saldo awal" not in own.buttons
    await rina.send("/capaian bakamla")
    await rina.sees("Anda hanya dapat melihat")
    for forged in ("rc|s2025-2||s", "rc|s2025-2|999999|s", "rb|l|0", "rb|w|0", "rb|x|1"):
        assert await rina.tap_data(forged, on=own, answer=True) == "Tombol ini sudah tidak berlaku."
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/capaian")
    refused = await budi.sees("Perintah itu tidak tersedia.")
    assert await budi.tap_data("rc|s2025-2||s", on=refused, answer=True) == "Tombol ini sudah tidak berlaku."
    await head.send("/capaian keamanan laut")  # named in any way that /rekap understands
    named = await head.sees("Capaian Semester II Tahun 2025 · Badan Keamanan Laut", timeout=30)
    assert "Rp77 juta" in named.words
    assert "Siaran Pers" not in named.words
    assert await head.tap_data("rc|s2025-2|999999|s", on=named, answer=True) == "Tombol ini sudah tidak berlaku."


async def test_in_a_group_nobody_steers_and_an_unbound_group_sees_nothing(desk: Desk) -> None:
    head = await head_of(desk)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    unbound = await desk.telegram.add_group("Lain", id=-1002, members=[head, budi], admins=[head])
    await head.send("/capaian", chat=unbound)
    refused = await head.sees("Grup ini belum terhubung.", chat=unbound)
    for forged in ("rb|l|0", "rb|w|0"):
        assert await head.tap_data(forged, on=refused, answer=True) == "Tombol ini sudah tidak berlaku."
    await budi.send("/capaian", chat=unbound)
    await desk.telegram.idle()
    await budi.sees_nothing("Capaian", chat=unbound)
