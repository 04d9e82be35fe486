"""The sentences of the charts, which captions reuse."""

from dataclasses import replace

import pytest

from views.charts import words
from views.charts.data import AgencyDay, DailyChart
from views.charts.semester import draw
from views.charts.stamp import source_line

from .examples import AGENCIES, evening, semester
from .reading import named_texts

NOBODY = AgencyDay("POLRI", "Kepolisian Negara RI", 62, 0, 0, 0, (None,) * 4)
ALL_NIL = AgencyDay("KEMENDAG", "Kementerian Perdagangan", 12, 12, 12, 12, (0,) * 4)


@pytest.mark.parametrize(
    ("chart", "title"),
    [
        (evening(), "188 patroli, 8 dari 11 K/L lengkap melapor"),
        (evening(AGENCIES[:3]), "79 patroli, seluruh 3 K/L lengkap melapor"),
        (evening(AGENCIES[3:4]), "27 patroli, 24 dari 30 petugas melapor"),
        (evening((ALL_NIL, ALL_NIL)), "Patroli nihil, seluruh 2 K/L lengkap melapor"),
        (evening((NOBODY, NOBODY)), "Belum ada laporan dari seluruh 2 K/L"),
        (evening((NOBODY, AGENCIES[3])), "27 patroli, belum satu pun dari 2 K/L lengkap melapor"),
        (evening((*AGENCIES[3:5],), scope="Bakamla"), "79 patroli, 1 dari 2 satuan lengkap melapor"),
        (evening(finding="Patroli pulih"), "Patroli pulih"),
    ],
)
def test_the_daily_title_is_the_finding(chart: DailyChart, title: str) -> None:
    assert words.title(chart) == title


def test_the_daily_subtitle_says_measure_scope_and_date() -> None:
    assert words.subtitle(evening()) == "Kegiatan yang dipimpin per K/L · Senin, 15 September 2025"
    assert words.subtitle(evening(scope="Bakamla")).startswith("Bakamla · Kegiatan yang dipimpin per satuan · ")


def test_who_reported_is_summed_up() -> None:
    assert words.punctuality(evening()) == "283 dari 300 petugas melapor: 271 tepat waktu, 54 nihil"


def test_the_source_says_hour_zone_revision_and_that_data_are_invented() -> None:
    source = "Sumber: laporan harian Satgas Koordinasi Pencegahan"
    assert source_line(evening(synthetic=False)) == f"{source} · pukul 21.00 WIB"
    assert source_line(evening(revision=2)) == f"{source} · pemutakhiran 2, pukul 21.00 WIB · data sintetis"


def test_the_notes_explain_only_what_is_drawn() -> None:
    assert words.daily_notes(evening(AGENCIES[1:3]))[1:] == ["Skala batang per kolom"]
    assert words.daily_notes(evening())[1:] == ["Skala batang per kolom · 0 = nihil · arsir = belum lapor"]


def test_the_semester_title_is_its_finding_or_how_much_was_done() -> None:
    whole = semester(totals=((110, 1, 1, 1),) * 6, before=((100, 1, 1, 1),) * 6)
    assert words.title(whole) == "660 patroli dalam Semester I 2025"
    assert words.title(replace(whole, title_finding="Patroli naik 10%")) == "Patroli naik 10%"
    assert words.title(semester(totals=(None,) * 6)) == "Belum ada laporan dalam Semester I 2025"


def test_what_is_not_comparable_says_why_and_tells_no_change() -> None:
    chart = replace(semester(), caution="Belum sebanding dengan Semester I 2024: wajib lapor 300, saat itu 100")
    assert words.semester_notes(chart)[-1] == chart.caution
    assert named_texts(draw(semester()), "change")
    assert not named_texts(draw(chart), "change")


def test_the_semester_subtitle_says_that_figures_are_provisional() -> None:
    assert words.subtitle(semester(provisional=True)).endswith("batang abu-abu: 2024 · angka sementara")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1 rb"),
        (12_449, "12,4 rb"),
        (99_999, "99,9 rb"),
        (125_900, "125 rb"),
        (1_200_000, "1,2 jt"),
        (7_900_000_000, "7,9 M"),
        (5_000_000_000_000_000, "5.000 T"),
    ],
)
def test_short_numbers_are_cut_and_never_rounded_up(value: int, shown: str) -> None:
    assert words.short_number(value) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.124, "+12,4%"), (-0.03, "−3%"), (0.0, "±0%"), (-0.0001, "±0%")])
def test_a_change_carries_its_sign(share: float, shown: str) -> None:
    assert words.signed_percent(share) == shown


def test_a_row_of_the_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="one total per indicator"):
        evening((AgencyDay("POLRI", "Polri", 1, 1, 1, 0, (1, 2)),))
    with pytest.raises(ValueError, match="six months"):
        semester(totals=(None,) * 5)
