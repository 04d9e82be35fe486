from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.period_words import parse_period, split_period
from models.periods import FIRST_YEAR, LAST_YEAR, LONGEST_RANGE, Period, PeriodKind
from views.indonesian import long_date, period_name, short_date
from views.refusals import sentence

THURSDAY = date(2025, 9, 18)
DATES = st.dates(date(2000, 1, 3), date(2100, 12, 26))
TODAYS = st.dates(date(2001, 1, 1), date(2100, 12, 31))
WHOLE = st.builds(Period.of, st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE]), DATES)
RANGES = st.builds(
    lambda first, days: Period(PeriodKind.RANGE, first, first + timedelta(days=days)),
    st.dates(date(2000, 1, 1), date(2097, 12, 31)),
    st.integers(1, LONGEST_RANGE - 1),
)
WORDS = (
    *("1", "2", "24", "31", "0", "13", "2025", "1999", "25", "24/7"),
    *("24/7/2025", "31/2/2025", "2025-07-24", "-", "–", "s.d.", "sampai", "kemarin", "lusa", "minggu"),
    *("lalu", "ini", "bulan", "juli", "agt", "februari", "semester", "smt", "triwulan", "tw"),
    *("iii", "i", "tahun", "pekan", "kamis,", "hari", "dari", "tanggal", "bakamla", "."),
    *(",", "/", "'", "²", "١", "İ", "<b>", "q3"),
)


@given(WHOLE | RANGES, TODAYS)
def test_the_name_of_a_period_reads_back(period: Period, today: date) -> None:
    assert parse_period(period_name(period), today) == period


@given(WHOLE | RANGES, st.booleans())
def test_a_period_is_found_on_either_side(period: Period, before: bool) -> None:
    text = f"{period_name(period)} Bakamla" if before else f"Bakamla {period_name(period).lower()}"
    assert split_period(text, THURSDAY) == (period, "Bakamla")


@given(DATES, st.sampled_from(["{0:%d/%m/%Y}", "{0.day}-{0.month}-{0.year}", "{0:%d.%m.%y}", "{0}", "{1}", "{2}"]))
def test_a_date_reads_back_in_every_form(day: date, form: str) -> None:
    day = day.replace(year=min(day.year, 2099))
    assert parse_period(form.format(day, short_date(day).upper(), long_date(day)), THURSDAY) == Period.day(day)


@given(st.dates(date(2024, 9, 19), THURSDAY))
def test_a_date_without_year_is_never_to_come(day: date) -> None:
    assert parse_period(f"{day.day}/{day.month}", THURSDAY) == Period.day(day)


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), TODAYS)
def test_any_text_is_a_bounded_period_or_an_error_to_read(text: str, today: date) -> None:
    read = read_or_refused(text, today)
    if isinstance(read, LaporError):
        assert "Tulis" in sentence(read)
        assert len(sentence(read)) <= 200
    else:
        assert read.last.year >= FIRST_YEAR
        assert read.first.year <= LAST_YEAR
        assert read.days <= LONGEST_RANGE


@pytest.mark.parametrize(
    "piece", ["1-", "dari ", "tanggal ", "juli-", "24/7/2025 - ", "semester ", "minggu ", " ", "1 "]
)
def test_a_long_message_is_read_at_once(piece: str) -> None:
    read = read_or_refused((piece * 4096)[:4096], THURSDAY)
    assert isinstance(read, Period) or len(sentence(read)) <= 200


def read_or_refused(text: str, today: date) -> Period | LaporError:
    try:
        return split_period(text, today)[0]
    except LaporError as refused:
        return refused
