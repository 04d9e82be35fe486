"""Details where they help: what can be told of a counted activity, before and after the report was sent."""

import contextlib
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from models.activity_days import MOST_A_DAY
from models.database import Database
from models.schema import Activity, AuditDetail, AuditEvent, Role, UnitDayTotal
from simulator.people import Message, Person
from tests.desk import QUESTIONS, Desk, fill_in
from tests.pictures import picture

WARNING = "Jangan mengirim bahan rahasia atau nama tersangka."


async def reporting(desk: Desk, *labels: str) -> Person:
    """An officer who has just sent a report."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, *labels)
    return budi


async def new_detail(person: Person, label: str) -> Message:
    """Open the details from the form's card, and add one of an indicator."""
    await person.tap("+ Rincian kegiatan")
    await person.sees("Kegiatan mana yang ingin dirinci?")
    await person.tap(label)
    return await person.sees("Isi yang perlu saja")


async def tell(person: Person, field: str, words: str) -> Message:
    await person.tap(field)
    await person.sees(f"{field}:")
    await person.send(words)
    return await person.sees("Isi yang perlu saja")


def rows(desk: Desk) -> list[Activity]:
    return list(desk.program.database.read_now(lambda session: session.scalars(select(Activity)).all()))


async def test_everything_of_a_patrol_is_told_by_taps_words_and_a_place_before_the_report_is_sent(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    for question, label in zip(QUESTIONS, ("3", "2", "Nihil", "1"), strict=True):
        await budi.sees(question)
        await budi.tap(label)
    summary = await budi.sees("Ringkasan")

    card = await new_detail(budi, "+ Patroli (1 dari 3)")
    assert WARNING in card.words
    assert card.buttons == ["Jam", "Tempat", "Uraian", "Foto", "Posisi", "Mitra", "Selesai", "Hapus"]
    assert "08.30 WIB" in (await tell(budi, "Jam", "pukul 8.30")).words
    assert "08.30 WIB · Muara <Angke>" in (await tell(budi, "Tempat", " Muara   <Angke>")).words
    await tell(budi, "Uraian", "Patroli pesisir,\ntidak ada temuan")
    await tell(budi, "Mitra", "KKP & Polairud")
    await budi.tap("Posisi")
    await budi.sees("Kirim lokasi Anda, atau tulis misalnya 7°59.449'S 131°16.233'E")
    await budi.send_location(-7.9908167, 131.2705501)
    await budi.sees("posisi 7,99° LS 131,27° BT")
    await budi.tap("Foto")
    await budi.sees("Kirim fotonya di sini")
    await budi.send_photo(picture())
    await budi.sees("1 foto")
    await budi.tap("Selesai dengan foto")
    told = await budi.sees("Isi yang perlu saja")
    assert WARNING not in told.words, "the warning is given once"
    assert len(told.words.splitlines()) <= 8
    await budi.tap("Selesai")
    done = await budi.sees("✓ Rincian tersimpan.")
    assert "\n".join(done.words.splitlines()[1:5]) == (
        "08.30 WIB · Muara <Angke>\nPatroli pesisir, tidak ada temuan\nMitra: KKP & Polairud\n"
        "1 foto · posisi 7,99° LS 131,27° BT"
    )
    await budi.tap("Kirim laporan", on=summary)
    assert "✓ Patroli: 3 kali" in (await budi.sees("Laporan diterima")).words
    (row,) = rows(desk)
    assert (row.latitude, row.longitude) == (-7.990817, 131.27055)


async def test_an_inspection_has_its_manner_and_an_outreach_its_audience(desk: Desk) -> None:
    budi = await reporting(desk, "Nihil", "Nihil", "2", "1")
    card = await new_detail(budi, "+ Pemeriksaan/Pengawasan (1 dari 2)")
    assert card.buttons[6:8] == ["Fisik", "Administratif"]
    assert "Jumlah peserta" not in card.buttons
    await budi.tap("Administratif")
    assert "✓ Administratif" in (await budi.sees("Administratif")).buttons
    await budi.tap("Selesai")
    await budi.sees("✓ Rincian tersimpan.")
    await budi.tap("Rincian lain")
    listed = await budi.sees("Kegiatan mana yang ingin dirinci?")
    assert "1. Pemeriksaan/Pengawasan" in listed.words
    assert listed.buttons == ["+ Pemeriksaan/Pengawasan (2 dari 2)", "+ Sosialisasi (1 dari 1)", "Lihat 1"]
    await budi.tap("+ Sosialisasi")
    assert "Jumlah peserta" in (await budi.sees("Isi yang perlu saja")).buttons
    assert "120 peserta" in (await tell(budi, "Jumlah peserta", "120 orang")).words


async def test_what_cannot_be_read_is_asked_again_and_nothing_is_lost(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "1")
    await new_detail(budi, "+ Sosialisasi")
    await tell(budi, "Tempat", "Balai desa")
    for field, words, sentence in (
        ("Jam", "25.00", "jam hanya dari 00.00 sampai 23.59"),
        ("Jam", "08.00-10.00", "jam mulainya"),
        ("Uraian", "u" * 501, "Tulisan itu 501 huruf, paling banyak 500."),
        ("Mitra", "…", "Tulis misalnya: KKP dan Polairud"),
        ("Posisi", "7 S 131", "Tulis misalnya 7°59.449'S 131°16.233'E"),
        ("Jumlah peserta", "banyak", "tidak dikenali sebagai jumlah"),
        ("Foto", "nanti", "Yang ditunggu sebuah foto."),
    ):
        await budi.tap(field)
        asked = await budi.sees(f"{field}:")
        assert "Balai desa" in asked.words
        await budi.send(words)
        await budi.sees(sentence)
        await budi.tap("‹ Kembali", on=asked)
        await budi.sees("Isi yang perlu saja")
    await budi.tap("✓ Tempat")
    await budi.sees("Tempat:")
    await budi.tap("Kosongkan")
    assert "Balai desa" not in (await budi.sees("Isi yang perlu saja")).words


async def test_a_days_list_leads_to_each_activity_to_see_change_and_remove_it(desk: Desk) -> None:
    budi = await reporting(desk, "2", "Nihil", "Nihil", "Nihil")
    await new_detail(budi, "+ Patroli (1 dari 2)")
    await tell(budi, "Tempat", "Selat Singapura")
    await budi.tap("Selesai")
    await budi.sees("✓ Rincian tersimpan.")
    await budi.tap("Rincian lain")
    assert "1. Patroli · Selat Singapura" in (await budi.sees("Rincian kegiatan")).words
    await budi.tap("Lihat 1")
    seen = await budi.sees("Rincian Patroli")
    assert seen.buttons == ["Ubah", "Hapus", "‹ Kembali"]
    await budi.tap("Ubah")
    await budi.sees("Isi yang perlu saja")
    await budi.tap("Hapus")
    await budi.sees("Hapus rincian ini? Jumlah pada laporan tidak berubah.")
    await budi.tap("Tidak jadi")
    await budi.sees("Isi yang perlu saja")
    await budi.tap("Hapus")
    await budi.sees("Hapus rincian ini?")
    await budi.tap("Ya, hapus")
    await budi.sees("Rincian ini sudah dihapus.")
    await budi.tap("‹ Kembali")
    assert (await budi.sees("Rincian kegiatan")).buttons == ["+ Patroli (1 dari 2)"]
    (row,) = rows(desk)
    assert (row.removed_at is None, row.place) == (False, None), "what was removed is forgotten"


async def test_no_more_activities_than_the_report_counts_and_twenty_a_day(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    await new_detail(budi, "+ Patroli (1 dari 1)")
    old = await budi.sees("Isi yang perlu saja")
    await budi.tap("Selesai")
    await budi.sees("Rincian tersimpan")
    await budi.tap("Rincian lain")
    full = await budi.sees("Semua kegiatan yang terhitung sudah ada rinciannya.")
    assert full.buttons == ["Lihat 1"]
    forged = {
        "p|2025-09-15|i1|1|": "Patroli tercatat 1, dan semuanya sudah ada rinciannya.",
        "p|2025-09-15|i2|1|": "Kegiatan itu belum terhitung pada laporan hari itu.",
        "p|2025-09-15|i999|1|": "Kegiatan itu belum terhitung pada laporan hari itu.",
        "p|2025-09-16|i1|0|": "Tanggal itu belum tiba.",
        "p|2025-09-01|i1|0|": "Laporan hanya dapat diisi sampai 2 hari setelah tanggalnya.",
        "p|2025-09-15|i1|0|": "Sudah tercatat.",
    }
    for data, sentence in forged.items():
        answered = await budi.tap_data(data, on=old, answer=True)
        assert sentence in (answered or "")
    assert len(rows(desk)) == 1

    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    await siti.send("/lapor")
    for question, words in zip(QUESTIONS, ("30", "nihil", "nihil", "nihil"), strict=True):
        await siti.sees(question)
        await siti.send(words)
    card = await siti.sees("Ringkasan")
    desk.program.database.write_now(_add_patrols, MOST_A_DAY, member_id=2, now=desk.clock.now())
    answered = await siti.tap_data(f"p|2025-09-15|i1|{MOST_A_DAY}|", on=card, answer=True)
    assert "Paling banyak 20 rincian kegiatan untuk satu hari." in (answered or "")


def _add_patrols(session: Session, many: int, *, member_id: int, now: datetime) -> None:
    for _ in range(many):
        row = Activity(member_id=member_id, report_date=date(2025, 9, 15), indicator_id=1, version=1)
        row.handled_by = row.created_by = member_id
        row.created_at = now
        session.add(row)


async def test_a_card_that_was_not_shown_before_the_end_is_shown_at_the_start(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    card = await new_detail(budi, "+ Patroli")
    await desk.stop()
    behind = update(Activity).values(place="Muara Angke", version=Activity.version + 1)
    with contextlib.closing(Database(desk.database_url)) as database:
        database.write_now(lambda session: session.execute(behind))
    await desk.start()
    assert (await budi.sees("Muara Angke")).id == card.id


async def test_after_a_restart_the_answer_goes_where_it_was_asked(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    await new_detail(budi, "+ Patroli")
    await budi.tap("Tempat")
    await budi.sees("Di mana?")
    await desk.stop()
    await desk.start()
    await budi.send("Muara Angke")
    card = await budi.sees("Muara Angke")
    await desk.telegram.idle()
    details = [m.id for m in await budi.messages() if m.keyboard and "Rincian" in m.words]
    assert details == [card.id], "one card of details is alive"
    await budi.send("dua")
    await budi.sees("Tidak ada formulir yang sedang diisi.")


async def test_two_devices_and_double_taps_change_nothing_twice(desk: Desk) -> None:
    budi = await reporting(desk, "2", "Nihil", "Nihil", "Nihil")
    await budi.tap("+ Rincian kegiatan")
    listed = await budi.sees("Kegiatan mana yang ingin dirinci?")
    add = listed.keyboard[0][0].data or ""
    await budi.tap_data(add, on=listed, answer=True)
    assert await budi.tap_data(add, on=listed, answer=True) == "Sudah tercatat. Ini rincian yang sekarang."
    assert len(rows(desk)) == 1
    await budi.sees("1. Patroli")
    await budi.tap("Lihat 1")
    await budi.sees("Rincian Patroli")
    await budi.tap("Ubah")
    phone = await budi.sees("Isi yang perlu saja")
    hour, place = phone.keyboard[0][0].data or "", phone.keyboard[0][1].data or ""
    await budi.tap_data(hour, on=phone, answer=True)
    old = await budi.tap_data(place, on=phone, answer=True)
    assert old == "Tombol itu sudah lama. Ini rincian yang sekarang."
    assert "Pukul berapa?" in (await budi.messages())[-1].words


async def test_forged_and_foreign_buttons_tell_and_change_nothing(desk: Desk) -> None:
    budi = await reporting(desk, "1", "Nihil", "Nihil", "Nihil")
    card = await new_detail(budi, "+ Patroli")
    await tell(budi, "Tempat", "Muara Angke")
    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await siti.send("/lapor")
    screen = await siti.sees("1/4")
    (row,) = rows(desk)
    for forged in (
        *(f"a|{row.id}|{row.version}|{choice}" for choice in ("view", "edit", "place", "surely", "x", "")),
        *(f"p|2025-09-15|a{row.id}|1|{cargo}" for cargo in ("", "p1", "-7.990817,131.270550")),
        *("p|2025-09-15|x1|1|", "q|2025-09-15|y|p1", "q|2025-09-15|y|", "q|2025-09-15|y|nan,0", "a|1|1", "d|x|1|"),
        *("q|2025-09-15|n|p1", "q|2025-09-15|y|91.000000,0.000000", f"a|{'9' * 18}|1|view"),
    ):
        assert await siti.tap_data(forged, on=screen, answer=True) == "Tombol ini sudah tidak berlaku.", forged
    assert "Muara" not in siti.screen()
    answered = await budi.tap_data(f"a|{row.id}|{row.version}|audience", on=card, answer=True)
    assert answered == "Tombol itu sudah lama. Ini rincian yang sekarang.", "a patrol has no audience"
    assert [(one.place, one.removed_at, one.audience) for one in rows(desk)] == [("Muara Angke", None, None)]


async def test_whatever_was_touched_last_gets_the_words(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.send("2")
    await budi.sees("2/4")
    await budi.tap_data("d|2025-09-15|1|b", on=await budi.sees("2/4"))
    await budi.sees("Kegiatan mana")
    await budi.tap("+ Patroli (1 dari 2)")
    await budi.sees("Isi yang perlu saja")
    await budi.tap("Tempat")
    await budi.sees("Di mana?")
    await budi.send("/lapor")
    await budi.sees("2/4")
    await budi.send("3")
    await budi.sees("3/4")
    assert [row.place for row in rows(desk)] == [None]

    await budi.tap_data(f"a|{rows(desk)[0].id}|{rows(desk)[0].version}|place", on=await budi.sees("3/4"))
    await budi.sees("Di mana?")
    await budi.send("/batal")
    await budi.sees("Isi yang perlu saja")
    await budi.send("nihil")
    await budi.sees("4/4")
    assert [row.place for row in rows(desk)] == [None]


async def test_nothing_of_it_enters_the_group_the_totals_or_the_logs_and_the_trail_keeps_it_apart(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    with capture_logs() as logs:
        budi = await reporting(desk, "2", "Nihil", "Nihil", "Nihil")
        group = await desk.bound_group([budi], by=ketua)
        totals = select(func.sum(UnitDayTotal.led), func.sum(UnitDayTotal.joined))
        before = desk.program.database.read_now(lambda session: session.execute(totals).one())
        await new_detail(budi, "+ Patroli (1 dari 2)")
        await tell(budi, "Tempat", "Muara Angke")
        await tell(budi, "Posisi", "7°59.449'S 131°16.233'E")
        await budi.tap("Foto")
        await budi.sees("Kirim fotonya")
        await budi.send_photo(picture(), caption="Kapal KM Sinar")
        await budi.sees("1 foto")
        await desk.at("2025-09-15T21:00:00+07:00")
        post = await ketua.sees("Rekap", chat=group)
        await desk.telegram.idle()
    private = ("Muara", "Angke", "7,99", "7.99", "Sinar")
    assert not any(word in str(logs) + post.words for word in private)
    assert desk.program.database.read_now(lambda session: session.execute(totals).one()) == before
    events, details = desk.program.database.read_now(
        lambda session: (
            session.scalars(select(AuditEvent.action).where(AuditEvent.subject == "activity")).all(),
            session.scalars(select(AuditDetail.content)).all(),
        )
    )
    assert events == ["activity.added", "activity.changed", "activity.changed", "photo.placed"]
    assert {"detail": "place", "to": "Muara Angke"} in details
    assert not any(word in str(details) for word in ("7.99", "131.27", "Sinar"))
