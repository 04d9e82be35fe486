import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answers import Answer
from models.indicators import SHIPPED, Question
from models.written_reports import read_report
from views.report_text import ReportText, report_text, without_markup
from views.understood import doubts

FOUR = tuple(Question(place, *row) for place, row in enumerate(SHIPPED, start=1))
MORE = (
    *FOUR,
    Question(5, "air_patrol", "Patroli udara", "jam terbang", "Berapa", 99),
    Question(6, "operation_3", "Operasi gabungan 3", "operasi", "Berapa", 9),
    Question(7, "risk", "Rencana aksi", "dokumen", "Berapa", 1200),
    Question(8, "guests", "Tamu *pelabuhan*", "orang", "Berapa", 9999),
)
REPORT = ReportText(
    date(2025, 9, 15),
    "Pangkalan Batam",
    "Badan Keamanan Laut RI",
    "Lettu",
    "Budi Santoso",
    FOUR,
    {"patrol": Answer(3, 1), "community_visit": Answer(0), "outreach": Answer(1)},
    "Hujan lebat sejak pukul 14.00",
)
FORMAL = """\
Dengan hormat,

Kepada Yth.
Koordinator Satgas Koordinasi Pencegahan

Izin melaporkan kegiatan pencegahan penyelundupan sebagai berikut.

*LAPORAN HARIAN PENCEGAHAN PENYELUNDUPAN*
*Senin, 15 September 2025*

A. Patroli: *3 kali*, ikut serta 1
B. Sambang: *NIHIL*
C. Pemeriksaan/Pengawasan: —
D. Sosialisasi: *1 kegiatan*

Catatan: Hujan lebat sejak pukul 14.00

Demikian laporan, terima kasih.

Lettu Budi Santoso
Pangkalan Batam
Badan Keamanan Laut RI"""

WRITTEN = st.text(max_size=40) | st.sampled_from(
    ("Satuan Patroli 3", "*Patroli 3 kali*", "B. Sambang: 7", "> kutipan", "sosialisasi nihil\nPatroli: 9", "3", "~x~")
)


@st.composite
def reports(draw: st.DrawFn) -> ReportText:
    questions = draw(st.sampled_from((FOUR, MORE, FOUR[:1], tuple(reversed(MORE)))))
    answers = {}
    for question in questions:
        led = draw(st.none() | st.integers(0, question.maximum))
        answers[question.key] = Answer(led, draw(st.just(0) | st.integers(0, question.maximum)))
    day = draw(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
    words = [draw(WRITTEN) for _ in range(4)]
    return ReportText(day, words[0], words[1], words[2], words[3], questions, answers, draw(st.none() | WRITTEN))


def test_the_formal_text_of_a_report() -> None:
    assert report_text(REPORT) == FORMAL


def test_what_is_not_there_leaves_no_line() -> None:
    bare = report_text(replace(REPORT, rank="", unit_name=" ", agency_name="**", note="__"))
    assert bare.endswith("Sosialisasi: *1 kegiatan*\n\nDemikian laporan, terima kasih.\n\nBudi Santoso")


def test_whom_one_joined_stands_below_the_items() -> None:
    joined = {"patrol": Answer(None, 2, "Polairud *Kepri*, 3 kapal")}
    text = report_text(replace(REPORT, answers=joined, note=None))
    assert "A. Patroli: —, ikut serta 2\n" in text
    assert "\n\nKeterangan: ikut serta patroli dengan Polairud Kepri, 3 kapal\n\n" in text
    assert read_report(text, FOUR).answers == {"patrol": Answer(None, 2)}


@given(reports())
def test_the_formal_text_reads_back(report: ReportText) -> None:
    understood = read_report(report_text(report), report.questions)
    assert understood.answers == {key: answer for key, answer in report.answers.items() if answer != Answer()}
    assert understood.counted_items == ()


@given(reports())
def test_only_our_own_bold_is_markup(report: ReportText) -> None:
    lines = report_text(report).splitlines()
    for line in lines[lines.index("Demikian laporan, terima kasih.") :]:
        assert re.search(r"(?<![^\W_])[*_~]|[*_~](?![^\W_])|`|^[>#-]", line) is None


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("*Budi* _Santoso_", "Budi Santoso"),
        ("~batal~ ```kode``` `x`", "batal '''kode''' 'x'"),
        ("pos_2 dan 3*4", "pos_2 dan 3*4"),
        ("> kutipan", "kutipan"),
        ("- Budi", "Budi"),
        ("_ > Budi", "Budi"),
        ("baris satu\nbaris dua", "baris satu baris dua"),
        ("(*Budi*)", "(Budi)"),
        ("", ""),
    ],
)
def test_what_a_person_wrote_is_no_markup(written: str, plain: str) -> None:
    assert without_markup(written) == plain


@given(st.text(max_size=60))
def test_taking_markup_out_twice_changes_nothing(written: str) -> None:
    once = without_markup(written)
    assert without_markup(once) == once


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "patroli 3 ikut 1, sambang nihil, periksa 0, sosialisasi 1, gudang 3 atau 4",
            [
                'Belum terbaca: "gudang 3 atau 4". Ketuk Ubah bila ada yang kurang.',
            ],
        ),
        (
            "patroli 3, sambang <b> & 4",
            [
                'Belum terbaca: "sambang &lt;b&gt; &amp; 4". Yang belum terisi akan ditanyakan.',
            ],
        ),
        (
            "PEMERIKSAAN\n1. KM Sejahtera\n2. Gudang Harbour Bay",
            [
                "Dihitung dari isi daftar, periksa lagi: Pemeriksaan/Pengawasan.",
            ],
        ),
        (
            "patroli 1-2, sambang 3-4, periksa 5-6, sosialisasi 7-8",
            [
                (
                    'Belum terbaca: "patroli 1-2", "sambang 3-4", "periksa 5-6" dan 1 bagian lain. '
                    "Yang belum terisi akan ditanyakan."
                ),
            ],
        ),
    ],
)
def test_a_card_says_what_was_not_understood(text: str, lines: list[str]) -> None:
    assert doubts(read_report(text, FOUR), FOUR) == lines
