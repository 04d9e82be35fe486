from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.periods import LONGEST_RANGE, Period, PeriodKind, UnknownPeriodCode
from views.refusals import sentence

DATES = st.dates(date(2000, 1, 3), date(2100, 12, 26))
WHOLE = st.builds(Period.of, st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE]), DATES)
RANGES = st.builds(
    lambda first, days: Period(PeriodKind.RANGE, first, first + timedelta(days=days)),
    st.dates(date(2000, 1, 1), date(2097, 12, 31)),
    st.integers(1, LONGEST_RANGE - 1),
)
PERIODS = WHOLE | RANGES


@pytest.mark.parametrize(
    ("period", "first", "last", "code"),
    [
        (Period.day(date(2025, 9, 15)), date(2025, 9, 15), date(2025, 9, 15), "d20250915"),
        (Period.week_of(date(2025, 9, 21)), date(2025, 9, 15), date(2025, 9, 21), "w20250915"),
        (Period.month_of(date(2024, 2, 10)), date(2024, 2, 1), date(2024, 2, 29), "m2024-2"),
        (Period.quarter_of(date(2025, 7, 24)), date(2025, 7, 1), date(2025, 9, 30), "q2025-3"),
        (Period.semester_of(date(2025, 6, 30)), date(2025, 1, 1), date(2025, 6, 30), "s2025-1"),
        (Period.semester(2025, 2), date(2025, 7, 1), date(2025, 12, 31), "s2025-2"),
        (Period.year_of(date(2025, 7, 24)), date(2025, 1, 1), date(2025, 12, 31), "y2025-1"),
        (
            Period.between(date(2025, 9, 20), date(2025, 7, 28)),
            date(2025, 7, 28),
            date(2025, 9, 20),
            "r20250728-20250920",
        ),
    ],
)
def test_a_period_has_its_days_and_its_code(period: Period, first: date, last: date, code: str) -> None:
    assert (period.first, period.last, period.code) == (first, last, code)


def test_the_joint_patrol_lasts_55_days() -> None:
    assert Period.between(date(2025, 7, 28), date(2025, 9, 20)).days == 55


def test_a_range_of_one_date_is_a_day() -> None:
    assert Period.between(date(2025, 7, 24), date(2025, 7, 24)) == Period.day(date(2025, 7, 24))


@pytest.mark.parametrize(
    ("period", "before", "after", "year_before"),
    [
        ("d20240229", "d20240228", "d20240301", "d20230228"),
        ("w20260105", "w20251229", "w20260112", "w20250106"),
        ("m2025-1", "m2024-12", "m2025-2", "m2024-1"),
        ("q2025-4", "q2025-3", "q2026-1", "q2024-4"),
        ("s2025-1", "s2024-2", "s2025-2", "s2024-1"),
        ("y2025-1", "y2024-1", "y2026-1", "y2024-1"),
        ("r20250701-20250724", "r20250607-20250630", "r20250725-20250817", "r20240701-20240724"),
    ],
)
def test_a_period_has_neighbours(period: str, before: str, after: str, year_before: str) -> None:
    middle = Period.from_code(period)
    assert [other.code for other in (middle.previous(), middle.next(), middle.year_before())] == [
        before,
        after,
        year_before,
    ]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (PeriodKind.RANGE, date(2025, 7, 24), date(2025, 7, 1)),
        (PeriodKind.WEEK, date(2025, 9, 16), date(2025, 9, 22)),
        (PeriodKind.SEMESTER, date(2025, 1, 1), date(2025, 7, 31)),
        (PeriodKind.DAY, date(2025, 7, 24), date(2025, 7, 25)),
    ],
)
def test_what_is_no_whole_period_cannot_be_made(kind: PeriodKind, first: date, last: date) -> None:
    with pytest.raises(ValueError, match=r"period|whole"):
        Period(kind, first, last)


@pytest.mark.parametrize(
    "code",
    [
        *("", "x", "d", "d250915", "d20250230", "d21010101", "d٢٠٢٥٠٩١٥"),
        *("w20250916", "m2025-07", "m2025-13", "q2025-0", "y2025-2", "y1999-1"),
        *("s2025-3", "s2025-1-1", "s2_025-1", "s2025-1 "),
        *("r20250724-20250701", "r20200101-20251231"),
    ],
)
def test_a_forged_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownPeriodCode) as refused:
        Period.from_code(code)
    assert sentence(refused.value).startswith("Tombol ini tidak dikenali")


@given(PERIODS)
def test_a_code_fits_a_button_and_means_its_period(period: Period) -> None:
    assert period.code.isascii()
    assert len(period.code) <= 24
    assert Period.from_code(period.code) == period


@given(PERIODS)
def test_neighbours_touch_and_lead_back(period: Period) -> None:
    assert period.previous().last + timedelta(days=1) == period.first
    assert period.next().first - timedelta(days=1) == period.last
    assert period.previous().next() == period == period.next().previous()
    assert period.next().kind is period.kind


@given(WHOLE, st.integers(0, 365))
def test_periods_of_a_kind_tile_the_calendar(period: Period, offset: int) -> None:
    day = period.first + timedelta(days=offset % period.days)
    assert period.contains(day)
    assert Period.of(period.kind, day) == period
    assert not period.next().contains(day)
    assert not period.previous().contains(day)


@given(PERIODS)
def test_a_year_before_is_about_a_year_before(period: Period) -> None:
    earlier = period.year_before()
    assert earlier.kind is period.kind
    assert 364 <= (period.first - earlier.first).days <= 366
    assert abs(earlier.days - period.days) <= 1


@given(st.text() | st.from_regex(r"[dwmqsyr]\d{4}-?\d{1,4}(-\d{8})?", fullmatch=True))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    assert decoded_or_refused(text) in {text, "refused"}


def decoded_or_refused(text: str) -> str:
    try:
        return Period.from_code(text).code
    except LaporError:
        return "refused"
