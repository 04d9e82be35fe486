"""A whole report in one message: a sentence, or the old text from WhatsApp; and the text that goes back there."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.schema import DailyReport
from tests.conversations.test_changes import revisions, totals
from tests.desk import Desk, fill_in

PASTED = """Assalamualaikum wr wb
Kepada Yth. Komandan
Izin melaporkan kegiatan hari Senin, 15 September 2025
A. PATROLI
   Patroli laut 3 kali di perairan Batam
B. SAMBANG : NIHIL
C. PEMERIKSAAN RUTIN / PENGAWASAN ADMINISTRATIF : 4 objek
D. SOSIALISASI
   1 kegiatan, 25 peserta
Demikian laporan, terima kasih.
Lettu Budi Santoso"""


async def test_a_sentence_fills_the_form_and_asks_only_for_confirmation(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("Patroli 3x, sambang:2; pemeriksaan nihil sosialisasi 1")
    summary = await budi.sees("Ringkasan · Senin, 15 September 2025")
    assert "✓ Patroli: 3 kali" in summary.words
    assert "∅ Pemeriksaan/Pengawasan: nihil" in summary.words
    assert revisions(desk) == [], "nothing is sent without Kirim"
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")
    assert {key: led for key, (led, _) in totals(desk).items()} == {
        "patrol": 3,
        "community_visit": 2,
        "inspection": 0,
        "outreach": 1,
    }


async def test_a_pasted_report_with_headings_is_two_messages(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send(PASTED)
    summary = await budi.sees("Ringkasan")
    assert [line for line in summary.words.splitlines() if line[0:1] in "✓∅"][:4] == [
        "✓ Patroli: 3 kali",
        "∅ Sambang: nihil",
        "✓ Pemeriksaan/Pengawasan: 4 objek",
        "✓ Sosialisasi: 1 kegiatan",
    ]
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")


async def test_what_was_not_understood_is_told_and_asked(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("patroli 3, sambang 2 atau 3, sosialisasi 1")
    card = await budi.sees("2/4 · Sambang")
    assert "Belum terbaca" in card.words
    assert "✓ Patroli: 3 kali" in card.words
    await budi.tap("2")
    await budi.sees("3/4 · Pemeriksaan/Pengawasan")
    await budi.tap("Nihil")
    await budi.sees("Ringkasan")


async def test_a_pasted_report_after_sending_becomes_a_correction(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "Nihil", "1")
    await budi.send("patroli 5 sambang 2 pemeriksaan nihil sosialisasi 1")
    card = await budi.sees("Ubah laporan ·")
    assert "→ Patroli: 3 → 5 kali" in card.words
    assert revisions(desk) == [(1, None, None)]


async def test_the_text_goes_back_to_whatsapp_and_can_be_read_again(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "Nihil", "1")
    await budi.tap("Salin teks laporan")
    text = await budi.sees("Izin melaporkan")
    assert "Budi Santoso" in text.words
    assert "NIHIL" in text.words
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await siti.send(text.words)
    summary = await siti.sees("Ringkasan")
    assert "✓ Patroli: 3 kali\n✓ Sambang: 2 kunjungan\n∅ Pemeriksaan/Pengawasan: nihil" in summary.words


async def test_a_report_with_a_date_fills_the_form_of_that_date(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.at("2025-09-16T09:00:00+07:00")
    await budi.send(PASTED)
    summary = await budi.sees("Ringkasan · Senin, 15 September 2025")
    assert "Periksa tanggalnya" not in summary.words
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")
    assert [str(day) for day in reported_dates(desk)] == ["2025-09-15"]


async def test_a_report_of_a_closed_date_says_for_which_date_it_would_be(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send(PASTED.replace("Senin, 15 September", "Senin, 8 September"))
    summary = await budi.sees("Ringkasan · Senin, 15 September 2025")
    assert "teks itu bertanggal 8 September 2025, formulir ini untuk 15 September 2025." in summary.words


def reported_dates(desk: Desk) -> list[date]:
    def read(session: Session) -> list[date]:
        return list(session.scalars(select(DailyReport.report_date)))

    return desk.program.database.read_now(read)
