"""The date that a pasted report tells of, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.report_reading.dates import written_date

TODAY = date(2025, 9, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Izin melaporkan kegiatan hari Minggu, 14 September 2025\nPatroli 3", date(2025, 9, 14)),
        ("LAPORAN HARIAN\nHari/Tanggal : Senin/15-09-2025\nA. PATROLI 3", date(2025, 9, 15)),
        ("Tgl 14/9: patroli 3, sambang 2", date(2025, 9, 14)),
        ("tanggal 14 Sep patroli 3", date(2025, 9, 14)),
        ("patroli 3 sambang 2", None),
        ("patroli 3/4, sambang 1", None),
        ("13 September 2025 dan 14 September 2025: patroli 3", None),
        ("31 Februari 2025 patroli 3", None),
        ("patroli 3 pukul 14.30", None),
        ("Kemarin patroli 3, sambang 2", date(2025, 9, 14)),
        ("\nLaporan kemarin:\npatroli 3\nsambang 2", date(2025, 9, 14)),
        ("Senin, 15 September 2025, melanjutkan giat kemarin\npatroli 3", date(2025, 9, 15)),
        ("patroli 3\nsambang 2, melanjutkan yang kemarin", None),
        ("kemarin dulu patroli 3", None),
        ("\n" * 12 + "15 September 2025", None),
    ],
)
def test_the_date_of_a_report(text: str, day: date | None) -> None:
    assert written_date(text, TODAY) == day


@given(st.text() | st.text(alphabet="0123456789/.- tglanSeptember\n"))
def test_any_text_has_a_date_or_none(text: str) -> None:
    found = written_date(text, TODAY)
    assert found is None or 2000 <= found.year <= 2100
