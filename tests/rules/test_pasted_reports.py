"""Reports of several lines, as people paste them from elsewhere; their counts as in tests/rules/written.py."""

import pytest

from models.written_reports import read_report
from tests.rules.written import FOUR, shown

FROM_THE_OLD_GROUP = """\
Assalamualaikum wr wb
Kepada Yth. Komandan
Izin melaporkan kegiatan pencegahan penyelundupan hari Senin, 15 September 2025
A. PATROLI
   Patroli laut 3 kali di perairan Batam
B. SAMBANG : NIHIL
C. PEMERIKSAAN RUTIN / PENGAWASAN ADMINISTRATIF
   1. Kapal KM Sejahtera
   2. Gudang Harbour Bay
D. SOSIALISASI
   1 kegiatan, 25 peserta
Demikian laporan, terima kasih.
Lettu Budi Santoso"""


FROM_A_POST = """\
Selamat malam Komandan, izin melaporkan giat Satgas Pencegahan Pos Batam 3 hari Senin tgl 15-09-2025 pkl 20.00 WIB:
1. Patroli : 3 kali
2. Sambang : 2 kali
3. Riksa rutin : nihil
4. Sosialisasi : 1 kali (25 orang)
DUM. Terima kasih"""


FROM_THE_WATER_POLICE = """\
*LAPORAN HARIAN*
Kepada Yth : Kapolda Kepri
Dari : Dirpolairud 3
Tembusan : 1. Wakapolda 2. Irwasda

Dilaporkan giat Patroli, Sambang, Riksa dan Sosialisasi sbb:

I. PATROLI
- Waktu : 09.00 s/d 12.00 WIB
- Kapal : KP. XXXI-3004
- Personel : 8 orang, HP 0812-3456-7890
- Jumlah : 2 kali
II. SAMBANG
- Sambang nelayan Pulau Buluh 1 kali
III. PEMERIKSAAN
1) KM. Bahari 01, GT 30
2) SB. Ocean 7
3) KLM. Rahmat di 1°05.123'N 104°02.55'E
IV. SOSIALISASI
Nihil

Demikian dilaporkan."""


WITH_DETAILS = """\
A. PATROLI : 3
   1. Perairan Batam pukul 09.00
   2. Perairan Karimun
   3. Selat Philip
   sambil sambang 7 kali
B. SAMBANG : 1
   Desa Tanjung Uma, 12 orang
C. PEMERIKSAAN : 2
D. SOSIALISASI : NIHIL
Catatan: patroli besok 5 kali"""


@pytest.mark.parametrize(
    ("text", "counts", "told", "listed"),
    [
        (FROM_THE_OLD_GROUP, "3 0 2 1", (), ("inspection",)),
        (FROM_A_POST, "3 2 0 1", (), ()),
        (FROM_THE_WATER_POLICE, "2 1 3 0", (), ("inspection",)),
        (WITH_DETAILS, "3 1 2 0", (), ()),
        ("*Patroli* : _3_ kali\n*Sambang* : nihil", "3 0 . .", (), ()),
        ("1️⃣ Patroli 3\n2️⃣ Sambang 2", "3 2 . .", (), ()),
        ("▪️Patroli laut: 2x\n▪️Sambang warga: 3x\n▪️Sosialisasi: -", "2 3 . .", ("Sosialisasi: -",), ()),
        ("patroli:\n3\nsambang:\n2", "3 2 . .", (), ()),
        ("Patroli 3\n Sambang 2\n  Pemeriksaan 4\n   Sosialisasi 1", "3 2 4 1", (), ()),
        ("1. Patroli\n- nihil\n2. Sambang\n- 2 kali\n3. Pemeriksaan\n- nihil", "0 2 0 .", (), ()),
        ("PATROLI\n1. Batam\n2. Karimun\nSAMBANG\nNIHIL", "2 0 . .", (), ("patrol",)),
        ("A. SAMBANG\n1. Jumlah personel: 5 orang\n2. Tempat: Desa Uma\nB. PATROLI 1", "1 . . .", ("SAMBANG",), ()),
        ("A. PATROLI\n1. Batam\n3. Karimun\nB. SAMBANG 1", ". 1 . .", ("PATROLI",), ()),
        ("PATROLI: 3\nSAMBANG: 2\nGudang: 4", "3 2 . .", ("Gudang: 4",), ()),
        ("Patroli 3\nSambang 2\nDemikian.\nKepada Yth\nPatroli 4", "3 2 . .", ("Patroli 4",), ()),
        ("Patroli: 3 kali\nPatroli: 3 kali", "3 . . .", (), ()),
        ("D. SOSIALISASI\nE. PENINDAKAN: NIHIL\nA. PATROLI 1", "1 . . .", ("SOSIALISASI",), ()),
    ],
)
def test_people_paste_a_report(text: str, counts: str, told: tuple[str, ...], listed: tuple[str, ...]) -> None:
    report = read_report(text, FOUR)
    assert (shown(report), report.not_understood, report.counted_items) == (counts, told, listed)
    assert report.is_report
