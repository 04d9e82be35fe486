"""Reports as people write them on one line. `"3 2 0 1"` stands for patroli, sambang, pemeriksaan, sosialisasi; `.` is
not understood, `3+1` is three led and one joined, `+1` only joined."""

import pytest

from models.answers import Answer
from models.indicators import Question
from models.written_reports import WrittenReport, read_report
from tests.rules.written import FOUR, shown


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Patroli 3x, sambang:2; pemeriksaan nihil sosialisasi 1", "3 2 0 1"),
        ("3 patroli 2 sambang", "3 2 . ."),
        ("patroli=3", "3 . . ."),
        ("patroli tiga kali", "3 . . ."),
        ("Patroli : 3 (tiga) kali", "3 . . ."),
        ("patroli sebanyak dua puluh lima kali", "25 . . ."),
        ("Patroli sebanyak 3 (tiga) kali, sambang sebanyak 2 (dua) kali", "3 2 . ."),
        ("patroli: tiga (3) kali, sambang: nihil (0)", "3 0 . ."),
        ("PATROLI 3 SAMBANG 2 PERIKSA 0 SOSIALISASI 1", "3 2 0 1"),
        ("PATROLI 3 KALI. SAMBANG 2 KALI. PEMERIKSAAN 1 KALI. SOSIALISASI NIHIL.", "3 2 1 0"),
        ("patroli:3,sambang:2,pemeriksaan:0,sosialisasi:1", "3 2 0 1"),
        ("Patroli 3 / Sambang 2 / Pemeriksaan 1 / Sosialisasi 0", "3 2 1 0"),
        ("patroli 3+sambang 2", "3 2 . ."),
        ("patroli 3kali sambang2 periksa3", "3 2 3 ."),
        ("patroli (3), sambang (2)", "3 2 . ."),
        ("patroli, 3, sambang, 2", "3 2 . ."),
        ("| Patroli | 3 |\n| Sambang | 2 |", "3 2 . ."),
        ("patroli - 3, sambang – 2", "3 2 . ."),
        ("patroli x3", "3 . . ."),
        ('"patroli 3"', "3 . . ."),
        ("３ patroli, sambang ٢", "3 2 . ."),
        ("3 kali patroli dan 2 kali sambang", "3 2 . ."),
        ("patroli 3 kali 2 sambang", "3 2 . ."),
        ("tiga kali patroli, dua kunjungan sambang, satu objek pemeriksaan, dan satu kegiatan sosialisasi", "3 2 1 1"),
        ("sosialisasi 1 pemeriksaan 4 kapal patroli 2", "2 . 4 1"),
        ("jumlah patroli: 3, jumlah sambang: 2, total 5", "3 2 . ."),
        ("Sudah 3x patroli & 2x sambang hari ini ndan, periksa 4 kapal", "3 2 4 ."),
        ("izin lapor ndan patroli 3 sambang 2 sosialisasi nihil", "3 2 . 0"),
        ("Laporan: patroli 3, sambang 2", "3 2 . ."),
        ("Izin melaporkan kegiatan hari ini: Patroli 3, sambang 2", "3 2 . ."),
        ("Lap. harian: patroli: 3, sambang: 2", "3 2 . ."),
        ("Laporan: semua nihil", "0 0 0 0"),
        ("Laporan patroli: 3", "3 . . ."),
        ("pemeriksaan rutin/pengawasan administratif: 4", ". . 4 ."),
        ("pemeriksaan rutin atau pengawasan administratif 4 objek", ". . 4 ."),
        ("Pemeriksaan/Pengawasan: 4", ". . 4 ."),
        ("periksa 2", ". . 2 ."),
        ("pengawasan 3", ". . 3 ."),
        ("ptroli 2", "2 . . ."),
        ("patrol 2 sambg 3 sosialisai 1 pemriksaan 4", "2 3 4 1"),
        ("patorli 2, smabang 1, pegawasan 4, sosialsiasi 3", "2 1 4 3"),
        ("patroli dan sambang masing-masing 2", "2 2 . ."),
        ("patroli laut dan darat 3 kali", "3 . . ."),
        ("patroli pagi 2, total patroli 2", "2 . . ."),
        ("1. Patroli 3 2. Sambang 2 3. Pemeriksaan nihil 4. Sosialisasi 1", "3 2 0 1"),
        ("patroli 3 sambang 2 demikian terima kasih", "3 2 . ."),
    ],
)
def test_people_write_a_report_on_one_line(text: str, counts: str) -> None:
    report = read_report(text, FOUR)
    assert shown(report) == counts
    assert report.is_report
    assert report.counted_items == ()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("sosialisasi nihil", ". . . 0"),
        ("semua nihil", "0 0 0 0"),
        ("nihil semua", "0 0 0 0"),
        ("sama sekali nihil", "0 0 0 0"),
        ("laporan hari ini nihil semua ndan", "0 0 0 0"),
        ("tidak ada kegiatan sama sekali", "0 0 0 0"),
        ("nihil untuk semua kegiatan", "0 0 0 0"),
        ("patroli dan sambang nihil", "0 0 . ."),
        ("Laporan patroli, sambang, pemeriksaan, sosialisasi nihil", "0 0 0 0"),
        ("Hari ini tidak ada kegiatan patroli dan sambang", "0 0 . ."),
        ("tidak ada patroli, sambang 2", "0 2 . ."),
        ("tidak patroli, sambang 2", "0 2 . ."),
        ("patroli tidak ada sambang 2", "0 2 . ."),
        ("patroli 3, lainnya nihil", "3 0 0 0"),
        ("patroli 3x dan sisanya nihil ndan", "3 0 0 0"),
        ("nihil kecuali patroli 3", "3 0 0 0"),
        ("semuanya nihil kecuali patroli 2 dan sambang 1", "2 1 0 0"),
        ("Patroli\n- nihil\nSambang\n- nihil", "0 0 . ."),
    ],
)
def test_nothing_happened(text: str, counts: str) -> None:
    report = read_report(text, FOUR)
    assert shown(report) == counts
    assert report.not_understood == ()
    assert report.is_report


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("patroli 3 ikut 1", "3+1 . . ."),
        ("patroli 3, ikut serta 1", "3+1 . . ."),
        ("patroli 3 (ikut serta 1)", "3+1 . . ."),
        ("patroli 3, 1 ikut", "3+1 . . ."),
        ("3 kali patroli, 1 ikut serta, sambang 2", "3+1 2 . ."),
        ("dipimpin 3 patroli ikut 1", "3+1 . . ."),
        ("Patroli (dipimpin 2, ikut serta 1)", "2+1 . . ."),
        ("patroli 3 kali, ikut serta nihil", "3 . . ."),
        ("patroli 3 ikut 1 sambang 2 ikut 4", "3+1 2+4 . ."),
        ("patroli: —, ikut serta 1", "+1 . . ."),
        ("ikut patroli 1 kali", "+1 . . ."),
        ("ikut 1 patroli, sambang 2", "+1 2 . ."),
        ("A. Patroli: 3 kali\n   Ikut serta: 1 kali\nB. Sambang: nihil", "3+1 0 . ."),
    ],
)
def test_what_was_joined_stands_apart(text: str, counts: str) -> None:
    report = read_report(text, FOUR)
    assert shown(report) == counts
    assert report.not_understood == ()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("patroli 3 hasil nihil", "3 . . ."),
        ("Patroli laut 3 kali di sektor 2, hasil: nihil", "3 . . ."),
        ("patroli 3 kali dengan 25 personel", "3 . . ."),
        ("sosialisasi 1 kegiatan diikuti 25 peserta", ". . . 1"),
        ("sosialisasi di SMP 1 Batam 1 kali", ". . . 1"),
        ("patroli jam 08.00 s/d 10.00 wib 2 kali", "2 . . ."),
        ("patroli tgl 15 3 kali", "3 . . ."),
        ("Senin 15/9/2025 patroli 3 sambang 2", "3 2 . ."),
        ("15 September 2025 patroli 3", "3 . . ."),
        ("patroli KP 3004 2 kali", "2 . . ."),
        ("patroli kapal GT30 2 kali", "2 . . ."),
        ("patroli di posisi 1°05.123'N 104°02.55'E 2 kali", "2 . . ."),
        ("patroli 2 kali di 1.12345, 104.03055", "2 . . ."),
        ("patroli 2 kali hp 0812-3456-7890", "2 . . ."),
        ("pemeriksaan 5 kapal nihil pelanggaran, sosialisasi nihil", ". . 5 0"),
    ],
)
def test_other_numbers_are_no_counts(text: str, counts: str) -> None:
    report = read_report(text, FOUR)
    assert shown(report) == counts
    assert report.not_understood == ()


@pytest.mark.parametrize(
    ("text", "counts", "told"),
    [
        ("patroli 3, sambang -", "3 . . .", ["sambang -"]),
        ("patroli 3, sambang —", "3 . . .", ["sambang —"]),
        ("patroli 3, sambang belum", "3 . . .", ["sambang belum"]),
        ("patroli 3, gudang 3 atau 4", "3 . . .", ["gudang 3 atau 4"]),
        ("patroli 3 atau 4, sambang 2", ". 2 . .", ["patroli 3 atau 4"]),
        ("patroli 2-4", ". . . .", ["patroli 2-4"]),
        ("patroli 2 s/d 4", ". . . .", ["patroli 2 s/d 4"]),
        ("patroli 1 dari 3", ". . . .", ["patroli 1 dari 3"]),
        ("patroli 3 kali atau 4", ". . . .", ["patroli 3 kali atau 4"]),
        ("patroli 3 bukan 4", ". . . .", ["patroli 3 bukan 4"]),
        ("patroli -3", ". . . .", ["patroli -3"]),
        ("patroli minus 3", ". . . .", ["patroli minus 3"]),
        ("patroli 2,5", ". . . .", ["patroli 2,5"]),
        ("patroli 3?", ". . . .", ["patroli 3?"]),
        ("patroli 3an", ". . . .", ["patroli 3an"]),
        ("patroli sekitar 3", ". . . .", ["patroli sekitar 3"]),
        ("patroli lebih dari 3", ". . . .", ["patroli lebih dari 3"]),
        ("patroli 3 (dua) kali", ". . . .", ["patroli 3 (dua) kali"]),
        ("patroli 100, sambang 199", ". 199 . .", ["patroli 100"]),
        ("patroli 3, ikut serta 100", "3 . . .", ["patroli 3, ikut serta 100"]),
        ("patroli 99999999", ". . . .", ["patroli 99999999"]),
        ("patroli 3 patroli 4", ". . . .", ["patroli 3", "patroli 4"]),
        ("patroli 3\nsambang 1\npatroli 4", ". 1 . .", ["patroli 3", "patroli 4"]),
        ("patroli pagi 2, patroli malam 2", ". . . .", ["patroli pagi 2", "patroli malam 2"]),
        ("Pagi patroli 1, siang patroli 1", ". . . .", ["patroli 1"]),
        ("pemeriksaan 3, pengawasan 3", ". . . .", ["pemeriksaan 3", "pengawasan 3"]),
        ("patroli dan sambang 3", ". . . .", ["patroli dan sambang 3"]),
        ("1 patroli 3", ". . . .", ["1 patroli 3"]),
        ("patroli 3 ikut serta", ". . . .", ["patroli 3 ikut serta"]),
        ("patroli 3 kapal", ". . . .", ["patroli 3 kapal"]),
        ("selain patroli nihil", ". . . .", ["selain patroli nihil"]),
        ("semua nihil, patroli 3", ". 0 0 0", ["semua nihil", "patroli 3"]),
        ("Patroli : 1. Kapal A 2. Kapal B", ". . . .", ["Patroli : 1", "Kapal A 2"]),
        ("A. PATROLI: 4\nE. PENINDAKAN: 2 kasus", "4 . . .", ["PENINDAKAN: 2 kasus"]),
        ("PATROLI\n1. Patroli laut 1 kali\n2. Patroli darat 2", ". . . .", ["Patroli laut 1 kali", "Patroli darat 2"]),
        ("patroli 3, " + "gudang " * 12 + "4", "3 . . .", ["gudang gudang gudang gudang gudang guda…"]),
    ],
)  # fmt: skip
def test_what_could_mean_anything_is_told(text: str, counts: str, told: list[str]) -> None:
    report = read_report(text, FOUR)
    assert shown(report) == counts
    assert list(report.not_understood) == told
    assert report.is_report


@pytest.mark.parametrize("text", ["3", "nihil", "dua", "3 kali", "tidak ada", "", " \n", "—", "/lapor", "besok cuti"])
def test_an_answer_to_one_question_is_no_report(text: str) -> None:
    assert read_report(text, FOUR) == WrittenReport({}, (), (), is_report=False)


@pytest.mark.parametrize("text", ["sabang 2", "kapal patroli 3 bocor", "pengawalan 3", "sambil menunggu 2 jam"])
def test_words_that_look_like_an_indicator_are_none(text: str) -> None:
    assert not read_report(text, FOUR).is_report


def test_an_indicator_that_is_not_asked_for_is_told() -> None:
    report = read_report("patroli 2 sosialisasi 3", FOUR[:2])
    assert report.answers == {"patrol": Answer(2)}
    assert report.not_understood == ("sosialisasi 3",)


def test_a_new_indicator_is_read_by_its_label() -> None:
    lectures = Question(5, "lecture", "Ceramah / Kuliah umum", "jam", "Berapa", 9)
    for text in ("ceramah 2 jam, patroli 1", "patroli 1, 2 ceramah", "Patroli 1\nCeramah / kuliah umum: 2"):
        assert read_report(text, (*FOUR, lectures)).answers == {"patrol": Answer(1), "lecture": Answer(2)}
