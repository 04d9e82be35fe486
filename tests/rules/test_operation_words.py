"""The days of an operation as people write them; a line with nothing behind its name says nothing."""

from datetime import date

import pytest

from models.operation_words import Sketch, read_lines
from models.period_words import NoDay

MONDAY = date(2025, 9, 15)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("28/7", date(2025, 7, 28)),
        ("28/7/2024", date(2024, 7, 28)),
        ("10 Januari", date(2026, 1, 10)),
        ("besok", date(2025, 9, 16)),
        ("Kemarin", date(2025, 9, 14)),
        ("Senin, 28 Juli 2025", date(2025, 7, 28)),
        ("", None),
    ],
)
def test_the_first_day_is_the_nearest_that_is_meant(written: str, first: date | None) -> None:
    assert read_lines(f"mulai: {written}", Sketch(), [], MONDAY).first_day == first


def test_an_end_that_is_not_written_is_no_end() -> None:
    assert read_lines("mulai: 28/7/2025\nsampai:", Sketch(), [], MONDAY).days is None
    assert read_lines("mulai: 28/7/2025\nsampai: 20/9/2025", Sketch(), [], MONDAY).days == 55


def test_what_is_no_day_is_told_as_it_was_written() -> None:
    with pytest.raises(NoDay) as refused:
        read_lines("mulai: besok pagi", Sketch(), [], MONDAY)
    assert refused.value.written == "besok pagi"
