"""/tindak as a chat: recording an event by taps and words, through restarts and double taps; correcting; who may."""

from typing import Any

from sqlalchemy import func, select

from models.schema import AuditEvent, Enforcement, EnforcementRevision, Role
from simulator.people import Message, Person
from tests.desk import Desk

OLD_BUTTON = "Tombol ini sudah tidak berlaku."


def count(desk: Desk) -> int:
    return desk.program.database.read_now(lambda session: session.scalar(select(func.count(Enforcement.id))) or 0)


def stored(desk: Desk) -> Enforcement:
    return desk.program.database.read_now(lambda session: session.scalars(select(Enforcement)).one())


def revisions(desk: Desk) -> list[tuple[int, str | None, Any]]:
    query = select(EnforcementRevision).order_by(EnforcementRevision.number)
    rows = desk.program.database.read_now(lambda session: session.scalars(query).all())
    return [(row.number, row.reason, row.content["suspects"]) for row in rows]


def data_of(card: Message, label: str) -> str:
    (data,) = [one.data for row in card.keyboard for one in row if one.text == label]
    assert data is not None
    return data


async def rina_of(desk: Desk) -> Person:
    return await desk.member("Rina", 2002, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)


async def to_the_summary(rina: Person) -> Message:
    """Record an event by taps and words as far as its summary."""
    await rina.send("/tindak")
    first = await rina.sees("1/7 · Satuan")
    assert "Jangan menulis nama tersangka" in first.words
    await rina.tap("BAKAMLA Batam")
    await rina.sees("2/7 · Tanggal")
    await rina.send("24/7/2025")
    await rina.sees("3/7 · Barang")
    await rina.tap("Rokok/tembakau")
    await rina.sees("Berapa rokok/tembakau?")
    await rina.send("1.200.000 batang")
    await rina.sees("Sejauh ini: rokok/tembakau 1.200.000 batang.")
    await rina.send("alkohol 350 botol; satwa liar")
    await rina.sees("alkohol 350 botol, satwa liar (jumlah belum diketahui)")
    await rina.tap("Selesai, lanjut")
    await rina.sees("4/7 · Nilai barang")
    await rina.send("Rp 7,9 T")
    await rina.sees("5/7 · Kasus")
    await rina.tap("1")
    suspects = await rina.sees("6/7 · Tersangka")
    assert "Jangan menulis nama tersangka" in suspects.words
    await rina.send("dua orang")
    await rina.sees("7/7 · Potensi kerugian negara")
    await rina.send("Rp.125,9 M")
    return await rina.sees("Ringkasan penindakan")


async def test_agency_and_unit_may_be_typed_by_name(desk: Desk) -> None:
    head = await desk.member("Ratna", 2003, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await head.send("/tindak")
    await head.sees("Penindakan oleh K/L mana?")
    await head.send("kejati")
    await head.sees("kejati")
    await head.send("bakamla")
    await head.sees("Ketuk, atau tulis namanya.")
    await head.send("ambon")
    await head.sees("2/7 · Tanggal")
    await head.tap("‹ Kembali")
    await head.sees("Oleh satuan mana?")


async def test_an_event_by_taps_and_words_from_start_to_end(desk: Desk) -> None:
    rina = await rina_of(desk)
    summary = await to_the_summary(rina)
    for line in (
        "Satuan: BAKAMLA Batam",
        "Tanggal: Kamis, 24 Juli 2025",
        "Barang: rokok/tembakau 1.200.000 batang, alkohol 350 botol, satwa liar (jumlah belum diketahui)",
        "Nilai barang: Rp7.900.000.000.000",
        "Kasus: 1",
        "Tersangka: 2",
        "Potensi kerugian negara: Rp125.900.000.000",
    ):
        assert line in summary.words
    assert count(desk) == 0
    await rina.tap("Ubah kasus")
    await rina.sees("5/7 · Kasus")
    await rina.tap("3")
    await rina.sees("Ringkasan penindakan")
    await rina.tap("Kirim penindakan")
    await rina.sees("Penindakan tercatat · nomor 1")
    row = stored(desk)
    assert (row.goods_value, row.loss_prevented, row.cases, row.suspects) == (7_900_000_000_000, 125_900_000_000, 3, 2)
    await rina.send("/capaian")
    await rina.sees("penyitaan barang ilegal bernilai Rp7,9 triliun, penindakan 3 kasus, 2 tersangka", timeout=30)
    await desk.telegram.idle()
    assert [message.id for message in await rina.messages() if "Kirim penindakan" in message.buttons] == []


async def test_a_restart_keeps_the_question_and_a_second_tap_records_once(desk: Desk) -> None:
    rina = await rina_of(desk)
    summary = await to_the_summary(rina)
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await rina.send("/tindak")
    again = await rina.sees("Ringkasan penindakan")
    assert again.id != summary.id
    await rina.tap("Ubah nilai")
    await rina.sees("4/7 · Nilai barang")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await rina.send("7,9")
    await rina.sees('Terbaca "7,9", bukan rupiah bulat.')
    await rina.send("belum diketahui")
    card = await rina.sees("Nilai barang: — (belum diketahui)")
    send = data_of(card, "Kirim penindakan")
    assert await rina.tap_data(send, on=card, answer=True) == ""
    assert await rina.tap_data(send, on=card, answer=True) == "Sudah tercatat."
    assert count(desk) == 1
    assert stored(desk).goods_value is None
    await rina.tap("Catat lagi")
    await rina.sees("1/7 · Satuan")
    assert count(desk) == 1


async def test_a_correction_shows_the_difference_and_asks_its_reason(desk: Desk) -> None:
    rina = await rina_of(desk)
    await to_the_summary(rina)
    await rina.tap("Kirim penindakan")
    await rina.sees("Penindakan tercatat")
    await rina.tap("Koreksi")
    await rina.sees("Koreksi penindakan")
    await rina.tap("Kirim koreksi")
    await rina.sees("Alasan koreksi")
    await rina.send("iseng")
    await rina.sees("Tidak ada yang berubah.")
    await rina.tap("‹ Kembali")
    await rina.sees("Ketuk yang ingin diubah, lalu kirim.")
    await rina.tap("Ubah tersangka")
    await rina.sees("6/7 · Tersangka")
    await rina.tap("5")
    changed = await rina.sees("Koreksi penindakan")
    assert "Tersangka: 2 → 5" in changed.words
    await rina.tap("Kirim koreksi")
    await rina.sees("Alasan koreksi")
    await rina.tap("Salah hitung")
    await rina.sees("Koreksi 1, 15 September 2025, pukul 14.55 WIB. Alasan: Salah hitung")
    await rina.tap("Batalkan catatan")
    await rina.sees("Alasan pembatalan")
    await rina.send("tercatat di K/L lain")
    await rina.sees("Penindakan dibatalkan · nomor 1")
    assert revisions(desk) == [(1, None, 2), (2, "Salah hitung", 5), (3, "tercatat di K/L lain", 5)]
    actions = select(AuditEvent.action).where(AuditEvent.subject == "enforcement").order_by(AuditEvent.id)
    assert desk.program.database.read_now(lambda session: list(session.scalars(actions))) == [
        "enforcement.recorded",
        "enforcement.corrected",
        "enforcement.voided",
    ]
    await rina.send("/capaian")
    await rina.sees("Belum ada penindakan yang tercatat.")


async def test_two_who_correct_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    rina = await rina_of(desk)
    head = await desk.member("Kolonel", 2001, "BAKAMLA/AMBON", Role.DESK_COORDINATOR)
    await to_the_summary(rina)
    await rina.tap("Kirim penindakan")
    await rina.sees("Penindakan tercatat")
    await head.send("/tindak")
    await head.sees("Penindakan oleh K/L mana?")
    await head.tap("Yang sudah dicatat")
    await head.sees("Penindakan terakhir")
    await head.tap("24 Jul · BAKAMLA Batam · Rp7,9 triliun")
    for person in (rina, head):
        await person.sees("nomor 1")
        await person.tap("Koreksi")
        await person.sees("Koreksi penindakan")
        await person.tap("Ubah kasus")
        await person.sees("5/7")
        await person.tap("4")
        await person.sees("Kasus: 1 → 4")
        await person.tap("Kirim koreksi")
        await person.sees("Alasan koreksi")
    await rina.tap("Salah ketik")
    await rina.sees("Koreksi 1")
    assert "baru saja diubah orang lain" in str(await head.tap("Salah ketik", answer=True))


async def test_who_may_not_gets_nothing(desk: Desk) -> None:
    rina = await rina_of(desk)
    summary = await to_the_summary(rina)
    send = data_of(summary, "Kirim penindakan")
    dewi = await desk.member("Dewi", 2003, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await rina.tap("Kirim penindakan")
    await rina.sees("Penindakan tercatat")
    await budi.send("/tindak")
    seen = await budi.sees("Perintah itu tidak tersedia.")
    await dewi.send("/tindak")
    own = await dewi.sees("1/7 · Satuan")
    assert "BAKAMLA Batam" not in own.buttons
    forged = (send, "te|v|1", "te|c|1", "te|x|1", f"tf|2|{own_version(own)}|u{desk.units['BAKAMLA/BATAM']}")
    for data in (*forged, "tf|2|1|a1", "tf|2|9|zz", "tf|1|1|b"):
        for person, card in ((budi, seen), (dewi, own)):
            answer = await person.tap_data(data, on=card, answer=True)
            assert answer in (OLD_BUTTON, "Catatan itu tidak ditemukan, atau sudah dibatalkan.", STALE)
    assert count(desk) == 1
    await budi.send("te|v|1")
    head = await desk.member("Kolonel", 2001, "BAKAMLA/AMBON", Role.DESK_COORDINATOR)
    group = await desk.bound_group([rina], by=head)
    await rina.send("/tindak", chat=group)
    await desk.telegram.idle()
    await rina.sees_nothing("Penindakan", chat=group)


STALE = "Tombol ini sudah lama. Ini keadaan yang sekarang."


def own_version(card: Message) -> str:
    """The version that the card's buttons were drawn for."""
    return next(one.data.split("|")[2] for row in card.keyboard for one in row if (one.data or "").startswith("tf|"))  # type: ignore[union-attr]


async def test_what_cannot_be_read_is_told_and_nothing_is_lost(desk: Desk) -> None:
    rina = await rina_of(desk)
    await rina.send("/tindak")
    await rina.sees("1/7")
    await rina.send("Atlantis")
    await rina.sees('"Atlantis"')
    await rina.send("seluruh")
    await rina.sees("Ketuk salah satu tombol pada kartu")
    await rina.tap("BAKAMLA Batam")
    await rina.sees("2/7")
    await rina.tap("Hari ini")
    await rina.sees("3/7")
    for written, sentence in (
        ("BBM 500 liter", 'Jenis barang "BBM" tidak dikenal.'),
        ("rokok 500", '"500" belum ada satuannya.'),
        ("rokok 1,250 kg", '"1,250" dapat berarti dua hal.'),
    ):
        await rina.send(written)
        await rina.sees(sentence)
    await rina.tap("Tanpa barang")
    await rina.sees("4/7")
    await rina.send("125")
    await rina.sees("Terbaca Rp125. Maksudnya juta atau miliar?")
    await rina.tap("Nihil")
    await rina.sees("5/7")
    await rina.tap("0")
    await rina.sees("6/7")
    await rina.tap("0")
    await rina.sees("7/7")
    await rina.tap("Belum diketahui")
    await rina.sees("Ringkasan penindakan")
    assert "Belum ada yang tercatat:" in str(await rina.tap("Kirim penindakan", answer=True))
    await rina.tap("Mulai dari awal")
    fresh = await rina.sees("1/7 · Satuan")
    assert "Tanggal" not in fresh.words
    assert count(desk) == 0
