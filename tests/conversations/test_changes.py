"""After a report: a correction with its reason, something added later, a note, and numbers that are asked back."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.answers import Answer
from models.indicators import questions_on
from models.reports import Filing, file_report
from models.schema import DailyReport, Indicator, Member, ReportRevision, UnitDayTotal
from simulator.people import Message, Person
from tests.desk import Desk, fill_in

KEYS = ("patrol", "community_visit", "inspection", "outreach")


async def sent(desk: Desk, *labels: str) -> Person:
    """An officer who has reported."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, *labels)
    return budi


def totals(desk: Desk) -> dict[str, tuple[int, int]]:
    """The running totals of the unit, led and joined by indicator."""

    def read(session: Session) -> dict[str, tuple[int, int]]:
        rows = session.execute(
            select(Indicator.key, UnitDayTotal.led, UnitDayTotal.joined).join(
                Indicator, Indicator.id == UnitDayTotal.indicator_id
            )
        )
        return {key: (led, joined) for key, led, joined in rows}

    return desk.program.database.read_now(read)


def revisions(desk: Desk) -> list[tuple[int, str | None, str | None]]:
    """Number, reason and note of every revision."""

    def read(session: Session) -> list[tuple[int, str | None, str | None]]:
        rows = session.scalars(select(ReportRevision).order_by(ReportRevision.number))
        return [(row.number, row.reason, row.note) for row in rows]

    return desk.program.database.read_now(read)


async def test_a_correction_shows_the_difference_and_asks_for_its_reason(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    await budi.tap("Ubah laporan")
    summary = await budi.sees("Ubah laporan · Senin, 15 September 2025")
    await budi.tap("Ubah Patroli")
    await budi.sees("1/4 · Patroli")
    await budi.tap("5")
    summary = await budi.sees("→ Patroli: 3 → 5 kali")
    assert "✓ Sambang: 2 kunjungan" in summary.words
    await budi.tap("Kirim perubahan")
    await budi.sees("Alasan perubahan")
    await budi.tap("Salah ketik")
    received = await budi.sees("Perubahan diterima · pukul 14.55 WIB")
    assert "pemutakhiran 1" in received.words
    assert "→ Patroli: 3 → 5 kali" in received.words
    assert "Alasan: Salah ketik" in received.words
    assert totals(desk) == {"patrol": (5, 0), "community_visit": (2, 0), "inspection": (0, 0), "outreach": (1, 0)}
    assert revisions(desk) == [(1, None, None), (2, "Salah ketik", None)]


async def test_a_reason_may_be_typed_and_must_be_one(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    await budi.send("/ubah")
    await budi.sees("Ubah laporan")
    await budi.tap("Ubah Sosialisasi")
    await budi.sees("4/4")
    await budi.send("nihil")
    await budi.sees("→ Sosialisasi: 1 → nihil")
    await budi.tap("Kirim perubahan")
    await budi.sees("Alasan perubahan")
    await budi.send("?")
    await budi.sees("Tulis alasannya dengan singkat")
    await budi.send("sosialisasi batal <b>karena hujan</b>")
    received = await budi.sees("Perubahan diterima")
    assert "Alasan: sosialisasi batal <b>karena hujan</b>" in received.words
    assert totals(desk)["outreach"] == (0, 0)


async def test_nothing_changed_is_nothing_sent(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    await budi.send("/ubah")
    await budi.sees("Ubah laporan")
    assert "Belum ada yang berubah" in str(await budi.tap("Kirim perubahan", answer=True))
    assert revisions(desk) == [(1, None, None)]


async def test_something_later_is_added_without_a_reason(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    desk.clock.set("2025-09-15T19:10:00+07:00")
    await budi.tap("Tambah kegiatan")
    await budi.sees("Tambah kegiatan · Senin, 15 September 2025")
    await budi.tap("+ Patroli")
    await budi.sees("yang ditambahkan?")
    await budi.tap("1")
    await budi.sees("→ Patroli: 3 → 4 kali")
    await budi.tap("Kirim tambahan")
    received = await budi.sees("Perubahan diterima · pukul 19.10 WIB")
    assert "Alasan" not in received.words
    assert totals(desk)["patrol"] == (4, 0)
    await budi.send("/lapor")
    shown = await budi.sees("Laporan diterima · ✓ tepat waktu")
    assert "✓ Patroli: 4 kali" in shown.words
    assert "Pemutakhiran 1, pukul 19.10 WIB" in shown.words


async def test_two_changes_at_once_lose_nothing(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    await budi.tap("Tambah kegiatan")
    addition = await budi.sees("Tambah kegiatan ·")
    await budi.tap("+ Patroli", on=addition)
    await budi.sees("yang ditambahkan?")
    await budi.tap("1", on=addition)
    await budi.sees("3 → 4 kali")
    await budi.send("/ubah")
    correction = await budi.sees("Ubah laporan ·")
    await budi.tap("Ubah Patroli", on=correction)
    await budi.sees("1/4")
    await budi.tap("7", on=correction)
    await budi.sees("3 → 7 kali")
    await budi.tap("Kirim perubahan", on=correction)
    await budi.sees("Alasan perubahan")
    await budi.tap("Salah ketik", on=correction)
    await budi.sees("Perubahan diterima")
    await budi.tap("Kirim tambahan", on=addition)
    anew = await budi.sees("Tambah kegiatan ·")
    assert "✓ Patroli: 7 kali" in anew.words, "it starts anew from what the report says by then"
    assert totals(desk)["patrol"] == (7, 0)


async def test_a_closed_date_can_no_longer_be_changed(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    desk.clock.set("2025-09-18T08:00:00+07:00")
    await budi.tap("Ubah laporan")
    await desk.telegram.idle()
    assert revisions(desk) == [(1, None, None)]
    await budi.send("/ubah 15/9/2025")
    await budi.sees("hanya dapat diisi sampai 2 hari setelah tanggalnya")
    await budi.send("/ubah")
    await budi.sees("Belum ada laporan untuk tanggal itu")


async def test_a_note_and_whom_one_joined_are_kept(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Ikut serta")
    await budi.sees("ikut serta")
    await budi.tap("1")
    await budi.sees("dengan siapa?")
    await budi.send("KRI Semarang")
    await budi.sees("Ikut serta 1 sudah dicatat.")
    for label, seen in (("Nihil", "2/4"), ("Nihil", "3/4"), ("Nihil", "4/4"), ("Nihil", "Ringkasan")):
        await budi.tap(label)
        await budi.sees(seen)
    await budi.tap("Catatan")
    await budi.sees("Tulis catatan Anda")
    await budi.send("Ombak 3 meter, patroli dipersingkat")
    summary = await budi.sees("Catatan: Ombak 3 meter, patroli dipersingkat")
    assert "∅ Patroli: nihil · ikut serta 1 (KRI Semarang)" in summary.words
    await budi.tap("Kirim laporan")
    received = await budi.sees("Laporan diterima")
    assert "Catatan: Ombak 3 meter, patroli dipersingkat" in received.words
    assert revisions(desk) == [(1, None, "Ombak 3 meter, patroli dipersingkat")]
    assert totals(desk)["patrol"] == (0, 1)


async def test_a_nil_day_is_two_taps_from_the_invitation(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.at("2025-09-15T15:00:00+07:00")
    await budi.sees("Silakan isi laporan")
    await budi.tap("Nihil semua")
    await budi.sees("Ringkasan")
    await budi.tap("Kirim laporan")
    received = await budi.sees("Laporan diterima")
    assert received.words.count("nihil") == 4


def _report_often(session: Session, until: date, count: int, now: datetime) -> None:
    """Twelve days of the same officer, with two to four patrols a day."""
    member = session.scalars(select(Member).where(Member.telegram_id == 1001)).one()
    for back in range(1, count + 1):
        day = until - timedelta(days=back)
        answers = dict.fromkeys(KEYS, Answer(led=0)) | {"patrol": Answer(led=2 + back % 3)}
        file_report(session, Filing(member.id, day, member.id, answers), questions_on(session, day), now)


async def test_a_number_far_from_usual_is_asked_back(desk: Desk) -> None:
    desk.clock.set("2025-09-01T08:00:00+07:00")
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    desk.clock.set("2025-09-15T14:55:00+07:00")
    desk.program.database.write_now(_report_often, date(2025, 9, 15), 12, desk.clock.now())
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.send("40")
    await budi.sees("Biasanya 2–4. Anda mengisi 40. Benar?")
    await budi.tap("Ubah angka")
    await budi.sees("1/4 · Patroli")
    await budi.send("40")
    await budi.sees("Benar?")
    await budi.tap("Ya, benar 40")
    card = await budi.sees("2/4 · Sambang")
    assert "✓ Patroli: 40 kali" in card.words


async def test_after_a_restart_the_question_of_a_side_step_is_still_open(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    await budi.send("/ubah")
    await budi.sees("Ubah laporan ·")
    await budi.tap("Ubah Patroli")
    await budi.sees("1/4")
    await budi.tap("5")
    await budi.sees("3 → 5 kali")
    await budi.tap("Kirim perubahan")
    await budi.sees("Alasan perubahan")
    await desk.stop()
    await desk.start()
    await budi.send("data baru dari kapal")
    await budi.sees("Alasan: data baru dari kapal")
    reports = desk.program.database.read_now(lambda session: session.scalars(select(DailyReport.revision)).all())
    assert reports == [2]


async def test_an_old_button_of_the_first_form_shows_what_the_report_says_now(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    first = await budi.sees("Laporan diterima")
    before = next(one for one in await desk.telegram.sent(budi) if one["message_id"] == first.id)["versions"][-2]
    send = before["keyboard"][0][0]["data"]
    await correct(budi, "Patroli", "5")
    await budi.tap_data(send, on=first)
    shown = await budi.sees("Laporan diterima")
    assert "✓ Patroli: 5 kali" in shown.words
    assert "Pemutakhiran 1" in shown.words


async def test_an_old_button_of_a_change_shows_what_that_change_made(desk: Desk) -> None:
    budi = await sent(desk, "3", "2", "Nihil", "1")
    reason, received = await correct(budi, "Patroli", "5")
    await budi.tap("Tambah kegiatan")
    await budi.sees("Tambah kegiatan ·")
    await budi.tap("+ Patroli")
    await budi.sees("1/4")
    await budi.tap("2")
    await budi.sees("5 → 7 kali")
    await budi.tap("Kirim tambahan")
    await budi.sees("pemutakhiran 2")
    await budi.tap_data(reason, on=received, answer=True)
    await desk.telegram.idle()
    shown = next(one for one in await budi.messages() if one.id == received.id)
    assert "pemutakhiran 1" in shown.words
    assert "→ Patroli: 3 → 5 kali" in shown.words


async def correct(person: Person, label: str, count: str) -> tuple[str, Message]:
    """Correct one number; give the button of the reason that handed it in, and the confirmation."""
    await person.tap("Ubah laporan")
    await person.sees("Ubah laporan ·")
    await person.tap(f"Ubah {label}")
    await person.sees("/4 · ")
    await person.tap(count)
    await person.sees(f"→ {label}")
    await person.tap("Kirim perubahan")
    asked = await person.sees("Alasan perubahan")
    button = asked.keyboard[0][0]
    assert button.data is not None
    await person.tap(button.text)
    return button.data, await person.sees("Perubahan diterima")
