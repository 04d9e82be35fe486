"""Days without duty as people write them: with their name, by the day that is meant, and never without any."""

from datetime import date

import pytest

from models.period_words import TwoPeriods
from models.rests import UNNAMED, RestWithoutDay, read_rest

MONDAY = date(2025, 9, 15)


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("17/8/2026 HUT RI", date(2026, 8, 17), date(2026, 8, 17), "HUT RI"),
        ("HUT RI 17/8", date(2026, 8, 17), date(2026, 8, 17), "HUT RI"),
        ("20/3/2026 - 25/3/2026 cuti bersama", date(2026, 3, 20), date(2026, 3, 25), "cuti bersama"),
        ("3/4/2026 Jumat Agung", date(2026, 4, 3), date(2026, 4, 3), "Jumat Agung"),
        ("Hari ini Rapat Kerja", MONDAY, MONDAY, "Rapat Kerja"),
        ("besok", date(2025, 9, 16), date(2025, 9, 16), UNNAMED),
        ("minggu depan Apel Besar", date(2025, 9, 22), date(2025, 9, 28), "Apel Besar"),
    ],
)
def test_days_and_their_name_are_read(text: str, first: date, last: date, name: str) -> None:
    period, told = read_rest(text, MONDAY)
    assert (period.first, period.last, told) == (first, last, name)


@pytest.mark.parametrize("text", ["Cuti bersama", "HUT RI", "libur", ""])
def test_a_name_alone_sets_no_day(text: str) -> None:
    with pytest.raises(RestWithoutDay):
        read_rest(text, MONDAY)


def test_two_days_apart_are_asked_back() -> None:
    with pytest.raises(TwoPeriods):
        read_rest("besok dan 17/8/2026", MONDAY)
