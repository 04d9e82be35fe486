from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.periods import Period
from models.provinces import Zone
from views.indonesian import (
    clock_time,
    day_month,
    long_date,
    month_name,
    number,
    percent,
    period_name,
    roman,
    short_date,
    signed,
)

RELEASE = date(2025, 7, 24)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1152, "1.152"), (7_900_000, "7.900.000"), (-3, "−3")]
)
def test_numbers_have_dots(value: int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.424, "42,4%"),
        (1, "100%"),
        (0.5, "50%"),
        (58 / 200, "29%"),
        (1 / 3, "33,3%"),
        (0.4245, "42,5%"),
        (0.9999, "99,9%"),
        (0.0001, "0,0%"),
        (0.0, "0%"),
        (1.5, "150%"),
        (12.345, "1.234,5%"),
        (-0.1, "−10%"),
    ],
)
def test_shares_have_one_decimal_unless_exact(share: float, text: str) -> None:
    assert percent(share) == text


@given(st.integers(1, 5000), st.data())
def test_only_all_is_a_hundred_percent(expected: int, data: st.DataObject) -> None:
    reported = data.draw(st.integers(0, expected))
    assert (percent(reported / expected) == "100%") == (reported == expected)
    assert (percent(reported / expected) == "0%") == (reported == 0)


@pytest.mark.parametrize(("value", "text"), [(12, "+12"), (-3, "−3"), (0, "0"), (1152, "+1.152")])
def test_differences_have_signs(value: int, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1, "I"), (2, "II"), (3, "III"), (4, "IV"), (9, "IX"), (12, "XII"), (2025, "MMXXV")]
)
def test_roman_digits(value: int, text: str) -> None:
    assert roman(value) == text


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_no_roman_digits(value: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        roman(value)


def test_dates_from_long_to_short() -> None:
    assert long_date(RELEASE) == "Kamis, 24 Juli 2025"
    assert short_date(RELEASE) == "24 Juli 2025"
    assert day_month(RELEASE) == "24 Jul"
    assert month_name(RELEASE) == "Juli 2025"


def test_months_and_weekdays_are_spelt_as_in_reports() -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    assert [day_month(date(2025, month, 1)) for month in range(1, 13)] == [f"1 {month}" for month in months]
    weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    assert [long_date(date(2025, 9, 15 + day)).split(",")[0] for day in range(7)] == weekdays


@pytest.mark.parametrize(
    ("zone", "text"),
    [(Zone.WIB, "pukul 16.42 WIB"), (Zone.WITA, "pukul 17.42 WITA"), (Zone.WIT, "pukul 18.42 WIT")],
)
def test_an_hour_has_its_zone(zone: Zone, text: str) -> None:
    assert clock_time(datetime(2025, 7, 24, 9, 42, tzinfo=UTC), zone) == text


def test_an_hour_without_zone_is_none() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock_time(datetime(2025, 7, 24, 9, 42), Zone.WIB)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("d20250724", "Kamis, 24 Juli 2025"),
        ("w20250915", "Pekan 15–21 September 2025"),
        ("w20250929", "Pekan 29 September – 5 Oktober 2025"),
        ("w20251229", "Pekan 29 Desember 2025 – 4 Januari 2026"),
        ("m2025-7", "Juli 2025"),
        ("q2025-3", "Triwulan III 2025"),
        ("s2025-1", "Semester I Tahun 2025"),
        ("s2025-2", "Semester II Tahun 2025"),
        ("y2025-1", "Tahun 2025"),
        ("r20250701-20250724", "1–24 Juli 2025"),
        ("r20250701-20250824", "1 Juli – 24 Agustus 2025"),
        ("r20250724-20250724", "24 Juli 2025"),
    ],
)
def test_a_period_has_a_name(code: str, name: str) -> None:
    assert period_name(Period.from_code(code)) == name
