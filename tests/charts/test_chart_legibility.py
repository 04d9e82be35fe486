"""Every chart can be read on a phone: nothing too small, nothing over something else, nothing cut off."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from views.charts.data import FOUR_INDICATORS, AgencyDay, Chart, IndicatorSeries, Totals
from views.charts.picture import figure_of

from .examples import AGENCIES, evening, months, semester, units
from .extremes import EXTREMES
from .reading import Extent, apart, extents, named_boxes, texts

EIGHT_INDICATORS = tuple(IndicatorSeries(f"other_{place}", "Penyelidikan/Pengintaian bersama") for place in range(8))
NOBODY = tuple(AgencyDay(row.code, row.name, row.expected, 0, 0, 0, (None,) * 4) for row in AGENCIES)
NOBODY_EXPECTED = tuple(AgencyDay(row.code, row.name, 0, 0, 0, 0, (None,) * 4) for row in AGENCIES)
ZEROS = tuple(AgencyDay(row.code, row.name, 5, 5, 5, 5, (0,) * 4) for row in AGENCIES)
HUGE = tuple(AgencyDay(row.code * 3, row.name * 3, 10**6, 10**6, 0, 0, (10**9 - 1,) * 4) for row in AGENCIES)

CHARTS: dict[str, Chart] = {
    "no agency": evening(()),
    "one agency": evening(AGENCIES[3:4], scope="Badan Keamanan Laut"),
    "eight agencies": evening(AGENCIES[:8]),
    "eleven agencies": evening(),
    "twenty units": evening(units(20), revision=12, scope="Kementerian Kelautan dan Perikanan"),
    "one indicator": evening(units(3, (7,)), FOUR_INDICATORS[2:3]),
    "eight indicators": evening(units(20, (10**6,) * 8), EIGHT_INDICATORS),
    "zeros": evening(ZEROS),
    "huge": evening(HUGE),
    "nobody reported": evening(NOBODY),
    "nobody expected": evening(NOBODY_EXPECTED),
    "long finding": evening(finding="Patroli bersama menurun di seluruh wilayah perairan " * 8),
    "full semester": semester(provisional=True),
    "first month": semester(happened=1),
    "no previous year": semester(before=(None,) * 6),
    "nothing yet": semester(totals=(None,) * 6, before=(None,) * 6, happened=1),
    "leap year": semester(2028),
    "most weeks": semester(2029, 2),
    "huge months": semester(totals=((10**9 - 1,) * 4,) * 6, before=((1,) * 4,) * 6),
    "eight indicators, six months": semester(
        totals=((123_456,) * 8,) * 6, before=((123_455,) * 8,) * 6, indicators=EIGHT_INDICATORS
    ),
    **EXTREMES,
}


def check(chart: Chart) -> None:
    figure = figure_of(chart)
    width, height = figure.bbox.width, figure.bbox.height
    assert width == 1080
    assert width + height <= 10_000
    assert height / width <= 20
    for text in texts(figure):
        assert float(text.get_fontsize()) * figure.dpi / 72 * 400 / width >= 14, text
    placed = extents(figure)
    for words, box in placed:
        assert box.x0 >= 30, words
        assert box.x1 <= width - 30, words
        assert box.y0 >= 20, words
        assert box.y1 <= height - 20, words
    for (words, box), (others, other) in combinations(placed, 2):
        assert apart(box, other), (words, others)
    for name, bar in named_boxes(figure, "bar").items():
        taken = Extent.of(bar.get_window_extent())
        for words, box in placed:
            assert apart(box, taken), (words, name)


@pytest.mark.parametrize("name", CHARTS)
def test_chart_reads_on_a_phone(name: str) -> None:
    check(CHARTS[name])


amounts = st.none() | st.integers(0, 20) | st.integers(0, 10**8)


@st.composite
def rows(draw: st.DrawFn) -> AgencyDay:
    expected = draw(st.integers(0, 5_000))
    reported = draw(st.integers(0, 5_000))
    totals = draw(st.tuples(amounts, amounts, amounts, amounts))
    name = draw(st.text("ABCDE Iabcdefgilmnopw", min_size=1, max_size=40))
    return AgencyDay(name[:12], name, expected, reported, reported, 0, totals)


@settings(max_examples=12)
@given(st.lists(rows(), max_size=20))
def test_any_evening_reads_on_a_phone(agencies: list[AgencyDay]) -> None:
    check(evening(tuple(agencies)))


SixMonths = tuple[Totals | None, ...]
month_totals = st.none() | st.tuples(amounts, amounts, amounts, amounts)
six_months = st.tuples(*[month_totals] * 6)


@settings(max_examples=12)
@given(six_months, six_months, st.integers(2024, 2060), st.sampled_from([1, 2]))
def test_any_semester_reads_on_a_phone(now: SixMonths, before: SixMonths, year: int, half: int) -> None:
    check(semester(year, half, totals=now, before=before))


def test_semester_months_are_counted_from_its_half() -> None:
    assert list(semester(2025, 2, totals=months(6)).month_numbers()) == [7, 8, 9, 10, 11, 12]
