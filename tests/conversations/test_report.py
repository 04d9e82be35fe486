"""An officer's daily report, as a chat."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.answers import Answer
from models.indicators import questions_on
from models.reports import Filing, file_report
from models.schema import DailyReport, Indicator, ReportAnswer
from simulator.people import Message, Person
from tests.desk import Desk, fill_in

STALE = "Tombol itu sudah lama. Ini posisi Anda sekarang."


def answers(desk: Desk) -> dict[str, tuple[int, int]]:
    """Led and joined of every stored answer, by indicator."""
    rows = select(Indicator.key, ReportAnswer.led, ReportAnswer.joined).join(
        Indicator, Indicator.id == ReportAnswer.indicator_id
    )
    found = desk.program.database.read_now(lambda session: session.execute(rows).all())
    return {key: (led, joined) for key, led, joined in found}


def reported_dates(desk: Desk) -> list[date]:
    days = select(DailyReport.report_date).order_by(DailyReport.report_date)
    return desk.program.database.read_now(lambda session: list(session.scalars(days)))


async def alive(desk: Desk, person: Person) -> list[Message]:
    """The bot's messages that have buttons, once it has nothing more to say."""
    await desk.telegram.idle()
    return [message for message in await person.messages() if message.keyboard]


async def test_an_officer_reports_with_six_taps(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    card = await budi.sees("1/4 · Patroli")
    assert "Senin, 15 September 2025" in card.words
    received = await fill_in(budi, "3", "2", "Nihil", "1")
    assert "✓ Patroli: 3 kali" in received.words
    assert "∅ Pemeriksaan/Pengawasan: nihil" in received.words
    assert received.words.startswith("Laporan diterima · ✓ tepat waktu\nSenin, 15 September 2025 · pukul 14.55 WIB")
    assert received.id == card.id, "a tap edits the card in place"
    assert "Kirim laporan" not in received.buttons


async def test_typed_answers_in_digits_and_words_get_a_new_card_below(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    seen = [(await budi.sees("1/4")).id]
    for text, question in (("１２", "2/4"), ("dua", "3/4"), ("nihil", "4/4"), ("٣", "Ringkasan")):
        await budi.send(text)
        seen.append((await budi.sees(question)).id)
    assert seen == sorted(set(seen)), "each answer has its card below what was typed"
    assert [message.id for message in await alive(desk, budi)] == seen[-1:]

    await budi.send("99")
    again = await budi.sees("Ringkasan")
    assert again.words.splitlines()[1:5] == [
        "✓ Patroli: 12 kali",
        "✓ Sambang: 2 kunjungan",
        "∅ Pemeriksaan/Pengawasan: nihil",
        "✓ Sosialisasi: 3 kegiatan",
    ]
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")
    assert answers(desk) == {
        "patrol": (12, 0),
        "community_visit": (2, 0),
        "inspection": (0, 0),
        "outreach": (3, 0),
    }


async def test_one_goes_back_and_jumps_and_takes_part(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    first = await budi.sees("1/4")
    assert "‹ Kembali" not in first.buttons
    await budi.tap("3")
    await budi.sees("2/4")
    await budi.tap("Kembali")
    back = await budi.sees("1/4 · Patroli")
    assert "✓ Patroli: 3 kali" in back.words
    await budi.tap("Tetap 3")
    await budi.sees("2/4")
    await budi.tap("Ikut serta")
    joined = await budi.sees("ikut serta")
    assert "Ikut serta dicatat terpisah dan tidak masuk jumlah." in joined.words
    await budi.tap("5")
    await budi.sees("Ikut serta 5: dengan siapa?")
    await budi.send("KN Tanjung Datu")
    await budi.sees("Ikut serta 5 sudah dicatat.")
    for label, next_question in (("1", "3/4"), ("2", "4/4"), ("Nihil", "Ringkasan")):
        await budi.tap(label)
        await budi.sees(next_question)
    await budi.tap("Ubah Patroli")
    await budi.sees("1/4 · Patroli")
    await budi.tap("Ikut serta")
    await budi.sees("ikut serta")
    await budi.send("sembilan")
    await budi.sees("Ikut serta 9: dengan siapa?")
    await budi.tap("Lewati")
    summary = await budi.sees("Ringkasan")
    assert "✓ Patroli: 3 kali · ikut serta 9\n✓ Sambang: 1 kunjungan · ikut serta 5 (KN Tanjung Datu)" in summary.words
    await budi.tap("Kirim laporan")
    received = await budi.sees("Laporan diterima")
    assert "✓ Sambang: 1 kunjungan · ikut serta 5" in received.words
    assert answers(desk) == {
        "patrol": (3, 9),
        "community_visit": (1, 5),
        "inspection": (2, 0),
        "outreach": (0, 0),
    }


async def test_nothing_at_all_is_two_taps_and_a_report(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Sama sekali nihil")
    await budi.sees("Ringkasan")
    await budi.tap("Kirim laporan")
    received = await budi.sees("Laporan diterima")
    assert received.words.count("∅") == 4
    assert answers(desk) == dict.fromkeys(("patrol", "community_visit", "inspection", "outreach"), (0, 0))
    assert desk.program.database.read_now(lambda session: session.scalars(select(DailyReport.nil)).all()) == [True]


@pytest.mark.parametrize(
    ("unit", "hour", "zone"), [("BAKAMLA/BATAM", 20, "WIB"), ("DJBC/MAKASSAR", 19, "WITA"), ("KKP/MERAUKE", 18, "WIT")]
)
async def test_the_deadline_is_eight_in_the_evening_on_the_members_own_clock(
    desk: Desk, unit: str, hour: int, zone: str
) -> None:
    desk.settle_units("DJBC/MAKASSAR", provinces={"DJBC/MAKASSAR": 73})
    punctual, late = await desk.member("Ani", 1001, unit), await desk.member("Budi", 1002, unit)
    for person in (punctual, late):
        await person.send("/lapor")
        await person.sees("1/4")
        await person.tap("Sama sekali nihil")
        await person.sees("Ringkasan")
    desk.clock.set(f"2025-09-15T{hour}:00:00+07:00")
    await punctual.tap("Kirim laporan")
    assert f"pukul 20.00 {zone}" in (await punctual.sees("Laporan diterima · ✓ tepat waktu")).words
    desk.clock.set(f"2025-09-15T{hour}:00:01+07:00")
    await late.tap("Kirim laporan")
    assert f"pukul 20.00 {zone}" in (await late.sees("Laporan diterima · ◷ terlambat")).words


async def test_the_date_is_the_one_on_the_members_own_calendar(desk: Desk) -> None:
    budi, papua = await desk.member("Budi", 1001, "BAKAMLA/BATAM"), await desk.member("Yosef", 1002, "KKP/MERAUKE")
    desk.clock.set("2025-09-15T22:30:00+07:00")
    await budi.send("/lapor")
    await budi.sees("Senin, 15 September 2025")
    await papua.send("/lapor hari ini")  # past midnight, /lapor alone asks for the date
    await papua.sees("Selasa, 16 September 2025")


async def test_an_old_invitation_opens_its_own_date_until_that_is_closed(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.at("2025-09-15T15:00:00+07:00")
    monday = await budi.sees("Senin, 15 September 2025")
    await desk.at("2025-09-17T09:00:00+07:00")
    await budi.tap("Isi laporan", on=monday)
    form = await budi.sees("1/4 · Patroli · Senin, 15 September 2025")
    assert form.id == monday.id
    await budi.tap("3")
    await budi.sees("2/4")
    desk.clock.set("2025-09-18T00:00:00+07:00")
    assert await budi.tap("3", answer=True) == "Waktu pengisian untuk tanggal ini sudah lewat."
    closed = await budi.sees("Tidak terkirim · Senin, 15 September 2025")
    assert not closed.keyboard
    assert reported_dates(desk) == []
    refused = await budi.tap_data("o|2025-09-15", on=form, answer=True)
    assert refused == "Laporan hanya dapat diisi sampai 2 hari setelah tanggalnya. Tulis /lapor untuk hari ini."


async def test_lapor_takes_a_date_that_is_open(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor kemarin")
    await budi.sees("Belum terdaftar pada tanggal itu.")
    desk.clock.set("2025-09-18T09:00:00+07:00")
    for words, sentence in (
        ("15/9/2025", "Laporan hanya dapat diisi sampai 2 hari setelah tanggalnya."),
        ("besok", '"besok" tidak dikenali sebagai tanggal. Tulis misalnya "kemarin" atau "24/7/2025".'),
        ("19/9/2025", "Tanggal itu belum tiba."),
        ("31/9/2025", "September 2025 hanya berisi tanggal 1 sampai 30."),
        ("minggu ini", '"minggu ini" lebih dari satu hari. Tulis satu tanggal'),
        ("patroli", '"patroli" tidak dikenali sebagai tanggal'),
        ("kemarin", "1/4 · Patroli · Rabu, 17 September 2025"),
        ("16-9-2025", "1/4 · Patroli · Selasa, 16 September 2025"),
    ):
        await budi.send(f"/lapor {words}")
        await budi.sees(sentence)
    received = await fill_in(budi, "1", "1", "1", "1")
    assert "Selasa, 16 September 2025" in received.words
    assert "◷ terlambat" in received.words
    assert reported_dates(desk) == [date(2025, 9, 16)]


async def test_lapor_after_sending_shows_the_confirmation_and_sends_nothing_twice(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "1", "1")
    desk.clock.set("2025-09-15T16:00:00+07:00")
    await budi.send("/lapor")
    again = await budi.sees("pukul 14.55 WIB")
    assert again.buttons == ["Tambah kegiatan", "Ubah laporan", "+ Rincian kegiatan", "Salin teks laporan", "Riwayat"]
    assert await budi.tap_data("f|1|6|summary|s", on=again, answer=True) == "Laporan ini sudah diterima."
    await budi.send("7")
    await budi.sees("Tidak ada formulir yang sedang diisi. Tulis /lapor untuk membukanya.")
    assert reported_dates(desk) == [date(2025, 9, 15)]
    assert answers(desk)["patrol"] == (3, 0)


async def test_batal_puts_the_form_away_and_lapor_goes_on(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/batal")
    await budi.sees("Tidak ada formulir yang sedang diisi.")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("3")
    card = await budi.sees("2/4 · Sambang")
    await budi.send("/batal")
    closed = await budi.sees("Tulis /lapor untuk melanjutkan laporan Senin, 15 September 2025.")
    assert "Formulir ditutup dan isinya disimpan." in closed.words
    assert await alive(desk, budi) == []
    await budi.send("7")
    await budi.sees("Tidak ada formulir yang sedang diisi.")
    await budi.send("/lapor")
    again = await budi.sees("2/4 · Sambang")
    assert "✓ Patroli: 3 kali" in again.words
    assert [message.id for message in await alive(desk, budi)] == [again.id]
    assert again.id > card.id


async def test_any_button_of_a_form_that_was_put_away_only_opens_it(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Sama sekali nihil")
    await budi.sees("Ringkasan")
    await budi.send("/batal")
    closed = await budi.sees("Formulir ditutup dan isinya disimpan.")
    assert await budi.tap_data("f|1|4|summary|s", on=closed, answer=True) == STALE, (
        "no card ever had the version to come"
    )
    await desk.telegram.idle()  # the card before it says "Ringkasan" as well
    await budi.sees("Ringkasan")
    assert reported_dates(desk) == []
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")


async def test_of_two_devices_one_card_is_alive_and_the_old_one_shows_where_one_is(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    phone = await budi.sees("1/4")
    await budi.send("/lapor")
    tablet = await budi.sees("1/4")
    assert [message.id for message in await alive(desk, budi)] == [tablet.id]
    await budi.tap("4", on=tablet)
    await budi.sees("2/4")

    old_button = phone.keyboard[0][1].data or ""
    assert await budi.tap_data(old_button, on=phone, answer=True) == STALE
    shown = await budi.sees("2/4 · Sambang")
    assert shown.id == phone.id
    assert "✓ Patroli: 4 kali" in shown.words
    assert [message.id for message in await alive(desk, budi)] == [phone.id]


async def test_a_double_tap_counts_once(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    card = await budi.sees("1/4")
    three = card.keyboard[0][2].data or ""
    await budi.tap_data(three, on=card)
    assert await budi.tap_data(three, on=card, answer=True) == STALE
    shown = await budi.sees("2/4 · Sambang")
    assert "✓ Patroli: 3 kali" in shown.words
    await budi.sees_nothing("3/4")


async def test_a_report_that_came_in_another_way_is_shown_and_not_filed_again(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Sama sekali nihil")
    await budi.sees("Ringkasan")
    desk.program.database.write_now(_file_by_hand, datetime.fromisoformat("2025-09-15T08:00:00+07:00"))
    await budi.tap("Kirim laporan")
    received = await budi.sees("pukul 08.00 WIB")
    assert "✓ Patroli: 5 kali" in received.words
    assert reported_dates(desk) == [date(2025, 9, 15)]


def _file_by_hand(session: Session, now: datetime) -> None:
    day = date(2025, 9, 15)
    filing = Filing(1, day, 1, dict.fromkeys(("patrol", "community_visit", "inspection", "outreach"), Answer(led=5)))
    file_report(session, filing, questions_on(session, day), now)
