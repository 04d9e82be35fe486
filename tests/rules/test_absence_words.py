"""Days off as people write them: near days, dates without a year, ranges, lengths, weekdays, and reasons."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.absence_words import AbsenceReason, UnreadableDays, WrittenDays, read_days, read_one_day
from models.errors import LaporError
from models.periods import Period
from views.refusals import sentence

MONDAY = date(2025, 9, 15)
DUTY, OFF = AbsenceReason.DUTY_ELSEWHERE, AbsenceReason.OFF_DUTY
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def september(first: int, last: int | None = None) -> Period:
    return Period.between(date(2025, 9, first), date(2025, 9, last or first))


@pytest.mark.parametrize(
    ("text", "period", "reason"),
    [
        ("", None, None),
        ("hari ini", september(15), None),
        ("besok sakit", september(16), AbsenceReason.SICK),
        ("Izin besok", september(16), AbsenceReason.PERMISSION),
        ("izin sakit", september(15), AbsenceReason.SICK),
        ("lusa, dinas luar", september(17), DUTY),
        ("kemarin lepas dinas", september(14), OFF),
        ("17/9/2025 - 20/9/2025 cuti", september(17, 20), AbsenceReason.LEAVE),
        ("cuti tgl 17 s.d. 20 September", september(17, 20), AbsenceReason.LEAVE),
        ("17-20/9", september(17, 20), None),
        ("17 september sampai 20 september 2025 DL", september(17, 20), DUTY),
        ("besok sampai 20/9", september(16, 20), None),
        ("lusa 3 hari", september(17, 19), None),
        ("mulai besok selama dua hari", september(16, 17), None),
        ("sakit 3 hari", september(15, 17), AbsenceReason.SICK),
        ("minggu ini cuti", september(15, 21), AbsenceReason.LEAVE),
        ("minggu depan", september(22, 28), None),
        ("rabu", september(17), None),
        ("hari senin", september(15), None),
        ("hari minggu", september(21), None),
        ("rabu, 17/9", september(17), None),
        ("besok ke dokter", september(16), None),
        ("besok sakit, cuti", september(16), None),
        ("13/9", september(13), None),
        ("1/1", Period.day(date(2026, 1, 1)), None),
        ("30/12 - 2/1 cuti", Period.between(date(2025, 12, 30), date(2026, 1, 2)), AbsenceReason.LEAVE),
    ],
)
def test_what_people_write(text: str, period: Period | None, reason: AbsenceReason | None) -> None:
    assert read_days(text, MONDAY) == WrittenDays(period, reason)


@pytest.mark.parametrize(
    "text", ["apa", "17 sampai 20", "september", "bulan depan", "semester 1", "minggu", "0 hari", "besok 20", "31/9"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(LaporError) as refused:
        read_days(text, MONDAY)
    assert "Tulis misalnya" in sentence(refused.value)


@given(days, st.integers(-2, 340))
def test_a_date_without_its_year_lies_in_the_year_ahead(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_days(f"{day.day}/{day.month}", today).period == Period.day(day)


@given(days, st.integers(0, 300), st.integers(1, 179), st.sampled_from(AbsenceReason))
def test_a_range_is_read_as_it_was_written(today: date, ahead: int, length: int, reason: AbsenceReason) -> None:
    first = today + timedelta(days=ahead)
    last = first + timedelta(days=length)
    text = f"{first.day}/{first.month}/{first.year} - {last.day}/{last.month}/{last.year} {reason.replace('_', ' ')}"
    assert read_days(text, today) == WrittenDays(Period.between(first, last), reason)


@given(st.text(max_size=40), days)
def test_any_text_is_read_or_refused_in_a_sentence(text: str, today: date) -> None:
    with suppress(LaporError):
        read_days(text, today)


def test_a_length_begins_at_a_day_that_is_known() -> None:
    with pytest.raises(UnreadableDays):
        read_days("entah 3 hari", MONDAY)


@pytest.mark.parametrize("text", ["sakit", "izin cuti", ""])
def test_one_day_that_was_asked_for_is_not_taken_from_a_reason(text: str) -> None:
    with pytest.raises(UnreadableDays):
        read_one_day(text, MONDAY)
    assert read_one_day(f"besok {text}", MONDAY) == MONDAY + timedelta(days=1)
