"""Hours of the day as people write them."""

import re
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.provinces import Zone
from models.written_times import UnreadableTime, read_time
from views.refusals import sentence

minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("08.30", time(8, 30)),
        ("8:30", time(8, 30)),
        ("pukul 16.42 WIB", time(16, 42)),
        ("Jam 8", time(8)),
        ("0830", time(8, 30)),
        ("1642", time(16, 42)),
        ("8 malam", time(20)),
        ("jam 1 siang", time(13)),
        ("12 siang", time(12)),
        ("12 malam", time(0)),
        ("2 malam", time(2)),
        ("6.15 pagi", time(6, 15)),
        ("5 sore", time(17)),
        ("17.00 sore", time(17)),
        ("pkl 20.00wib.", time(20)),
    ],
)
def test_usual_spellings(text: str, hour: time) -> None:
    assert read_time(text, Zone.WIB) == hour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.00", "jam hanya dari 00.00 sampai 23.59"),
        ("8.75", "jam hanya dari 00.00 sampai 23.59"),
        ("08.00-10.00", "yang dicatat satu jam: jam mulainya"),
        ("08.00 s.d. selesai", "yang dicatat satu jam"),
        ("tadi pagi", "tidak dikenali sebagai jam"),
        ("", "Belum ada jam yang terbaca"),
        ("08.00 WIT", "Jam dicatat menurut WIB"),
        ("123", "tidak dikenali sebagai jam"),
    ],
)
def test_what_is_no_hour_is_refused_with_an_example(text: str, expected: str) -> None:
    with pytest.raises(UnreadableTime) as refused:
        read_time(text, Zone.WIB)
    assert re.search(expected, sentence(refused.value))


@given(minutes, st.sampled_from(Zone))
def test_every_minute_comes_back(hour: time, zone: Zone) -> None:
    for text in (f"{hour:%H.%M}", f"{hour:%H:%M} {zone.label}", f"pukul {hour:%H%M}"):
        assert read_time(text, zone) == hour


@given(st.text() | st.text(alphabet="0123456789.: pagisorewibta-"), st.sampled_from(Zone))
def test_any_text_is_an_hour_or_refused_in_one_sentence(text: str, zone: Zone) -> None:
    found = _hour_or_sentence(text, zone)
    assert isinstance(found, time) or 0 < len(found) < 200


def _hour_or_sentence(text: str, zone: Zone) -> time | str:
    try:
        return read_time(text, zone)
    except LaporError as refusal:
        return sentence(refusal)
