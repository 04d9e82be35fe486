"""The words say what the figures say: never a rise that comes from the reporting, a small number, or half a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.comparisons import (
    FEWEST_REPORTS,
    SHARES_APART,
    SIZES_APART,
    SMALL_TOTAL,
    Against,
    Comparison,
    Footing,
    Trend,
    alike,
    change_between,
    most_telling,
)
from models.periods import Period
from views.charts.figures import FOUR_INDICATORS, Totals
from views.charts.findings import against_line, caution, finding

from .examples_periods import MONTH, WEEK, compared

LABELS = tuple(indicator.label for indicator in FOUR_INDICATORS)
NOW = (112, 60, 300, 40)


def said(now: Totals, than: Comparison | None, period: Period = WEEK) -> str:
    return finding(period, FOUR_INDICATORS, now, than)


@pytest.mark.parametrize(
    ("now", "before", "title"),
    [
        ((112, 60, 300, 40), (100, 60, 300, 40), "Patroli naik 12% dari pekan sebelumnya"),
        ((88, 60, 300, 40), (100, 60, 300, 40), "Patroli turun 12% dari pekan sebelumnya"),
        ((112, 60, 300, 20), (100, 60, 300, 40), "Sosialisasi turun 50% dari pekan sebelumnya"),
        ((112, 60, 340, 40), (100, 60, 300, 40), "Patroli naik 12% dari pekan sebelumnya"),
        ((102, 60, 300, 40), (100, 60, 300, 40), "102 patroli, hampir sama dengan pekan sebelumnya"),
        ((100, 60, 300, 40), (100, 60, 300, 40), "100 patroli, sama dengan pekan sebelumnya"),
        ((8, 0, 0, 0), (5, 0, 0, 0), "8 patroli, pekan sebelumnya 5"),
        ((8, 0, 0, 0), (0, 0, 0, 0), "8 patroli, pekan sebelumnya nihil"),
        ((0, 0, 0, 0), (0, 0, 0, 0), "Patroli nihil, sama dengan pekan sebelumnya"),
        ((0, 0, 0, 0), (9, 0, 0, 0), "Patroli nihil, pekan sebelumnya 9"),
        ((0, 60, 0, 0), (90, 60, 0, 0), "Patroli nihil, pekan sebelumnya 90"),
        ((112, 60, 300, 40), (None, None, None, None), "112 patroli dalam pekan 15–21 September 2025"),
        ((None, None, None, None), (100, 60, 300, 40), "Belum ada laporan dalam pekan 15–21 September 2025"),
        ((112, 60, 300, None), (None, 60, 300, 40), "112 patroli dalam pekan 15–21 September 2025"),
    ],
)
def test_the_title_of_a_week_is_its_finding(now: Totals, before: Totals, title: str) -> None:
    assert said(now, compared(now, before)) == title


def test_a_rise_that_more_reports_brought_is_not_told_as_one() -> None:
    than = compared((200, 60, 300, 40), (100, 60, 300, 40), reported=(2_000, 1_300))
    title = said((200, 60, 300, 40), than)
    assert "naik" not in title
    assert title == "200 patroli dalam pekan 15–21 September 2025, 95,2% laporan masuk"
    assert caution(than) == ("Belum sebanding dengan pekan sebelumnya: laporan masuk 95,2%, saat itu 61,9%")


def test_a_rise_that_more_people_brought_is_not_told_as_one() -> None:
    than = compared(NOW, (50, 30, 150, 20), expected=(2_100, 1_050), reported=(2_000, 1_000))
    title = said(NOW, than)
    assert "naik" not in title
    assert title.endswith("wajib lapor lebih banyak dari pekan sebelumnya")
    assert caution(than) == "Belum sebanding dengan pekan sebelumnya: wajib lapor 2.100, saat itu 1.050"


def test_few_reports_in_both_weeks_say_little() -> None:
    than = compared(NOW, (50, 30, 150, 20), reported=(700, 700))
    assert than.footing == Footing.FEW_REPORTS
    assert said(NOW, than) == "112 patroli dalam pekan 15–21 September 2025, 33,3% laporan masuk"


def test_a_running_week_is_compared_with_as_many_days() -> None:
    than = compared((60, 30, 100, 30), (50, 30, 100, 30), days=3)
    assert said((75, 40, 130, 35), than) == "Hingga 17 Sep, patroli naik 20% dari 8–10 September 2025"


def test_a_running_week_never_sets_its_unfinished_total_beside_a_finished_one() -> None:
    than = compared((8, 3, 10, 3), (5, 3, 10, 3), days=3)
    assert said((11, 4, 13, 3), than) == "11 patroli dalam pekan 15–21 September 2025"


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (Period.day(date(2025, 9, 15)), "Patroli naik 12% dari hari sebelumnya"),
        (MONTH, "Patroli naik 12% dari Juli 2025"),
        (Period.quarter_of(date(2025, 7, 1)), "Patroli naik 12% dari Triwulan II 2025"),
        (Period.semester(2025, 2), "Patroli naik 12% dari Semester I 2025"),
        (Period.between(date(2025, 9, 11), date(2025, 9, 20)), "Patroli naik 12% dari 1–10 September 2025"),
    ],
)
def test_the_earlier_period_has_its_name(period: Period, title: str) -> None:
    assert said(NOW, compared(NOW, (100, 60, 300, 40), period=period), period) == title


def test_the_year_before_has_its_name() -> None:
    than = compared(NOW, (100, 60, 300, 40), period=MONTH, against=Against.YEAR_BEFORE)
    assert against_line(than, LABELS) == (
        "Agustus 2024: Patroli 100 (+12%) · Sambang 60 (±0%) · Pemeriksaan/Pengawasan 300 (±0%) · Sosialisasi 40 (±0%)"
    )


def test_the_line_of_a_caption_tells_zero_small_and_unknown_apart() -> None:
    than = compared((112, 3, 300, 40), (100, 0, None, 19))
    assert against_line(than, LABELS) == (
        "Pekan sebelumnya: Patroli 100 (+12%) · Sambang nihil · Pemeriksaan/Pengawasan — · Sosialisasi 19"
    )
    assert against_line(compared(NOW, (None,) * 4), LABELS) == "Pekan sebelumnya: belum ada data"


totals = st.none() | st.integers(0, 10**6)


@given(totals, totals)
def test_a_percentage_needs_two_figures_large_enough(now: int | None, before: int | None) -> None:
    change = change_between(now, before)
    if change.share is not None:
        assert now is not None
        assert before is not None
        assert min(now, before) >= SMALL_TOTAL
        assert round(before * (1 + change.share)) == now
    if change.trend in (Trend.UP, Trend.DOWN):
        assert (change.trend == Trend.UP) == ((now or 0) > (before or 0))


@given(st.tuples(totals, totals, totals, totals), st.tuples(totals, totals, totals, totals), st.data())
def test_no_title_tells_of_a_change_that_is_none(now: Totals, before: Totals, data: st.DataObject) -> None:
    expected = data.draw(st.tuples(st.integers(0, 300), st.integers(0, 300)))
    reported = data.draw(st.tuples(*(st.integers(0, most) for most in expected)))
    than = compared(now, before, expected=expected, reported=reported)
    title = said(now, than)
    if "naik" not in title and "turun" not in title:
        return
    assert min(than.now.share, than.before.share) >= FEWEST_REPORTS
    assert abs(than.now.share - than.before.share) <= SHARES_APART
    assert abs(expected[0] - expected[1]) <= SIZES_APART * expected[1]
    told = next(place for place, label in enumerate(LABELS) if title.startswith(label))
    assert ("naik" in title) == ((now[told] or 0) > (before[told] or 0))


def test_the_first_indicator_is_told_of_unless_another_moved_far_more() -> None:
    changes = tuple(change_between(now, before) for now, before in ((112, 100), (117, 100), (100, 100)))
    assert most_telling(changes) == 0
    assert most_telling((*changes, change_between(130, 100))) == 3
    assert most_telling(changes[2:]) is None


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(1, 31))
def test_like_stands_beside_like(day: date, over: int) -> None:
    month = Period.month_of(day)
    now, before = alike(month, month.previous(), over)
    if over >= month.days:
        assert (now, before) == (month, month.previous())
    else:
        assert now.days == before.days == min(over, month.previous().days)
        assert (now.first, before.first) == (month.first, month.previous().first)
