"""Positions as people write them: examples of every spelling, and properties over all of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.positions import Position, UnreadablePosition, read_position
from views.refusals import sentence

TANIMBAR = Position(-7.990817, 131.27055)
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@pytest.mark.parametrize(
    "text",
    [
        "7°59.449'S 131°16.233'E",
        "7°59,449' LS 131°16,233' BT",
        "7° 59.449’ S, 131° 16.233’ E",
        "7º59.449′S131º16.233′E",
        "S 7°59.449' E 131°16.233'",
        "131°16.233'E 7°59.449'S",
        "07-59.449S 131-16.233E",
        "-7.990817, 131.27055",
        "-7,990817 131,27055",
        "-7,990817, 131,27055.",
        "−7.990817;131.270550",
        "7.990817 LS / 131.27055 BT",
        "7.990817S131.27055E",
        "７.990817s 131.27055t",
    ],
)
def test_every_usual_spelling_is_the_same_place(text: str) -> None:
    assert read_position(text) == TANIMBAR


def test_seconds_are_read_too() -> None:
    assert read_position("7°59'26.94\"S 131°16'13.98\"E") == TANIMBAR
    assert read_position("7°59'26,94'' LS 131°16'13,98'' BT") == TANIMBAR


@pytest.mark.parametrize(
    "text",
    [
        *("", "di laut", "7", "7,5", "1,2", "-7.99", "7 S 131", "7.9 S 131.2", "-7.9 S 131.2 E", "7.9S 131.2S"),
        *("7°61'S 131°16'E", "7°59'61\"S 131°16'14\"E", "7.5°30'S 131°16'E", "7°59.5'26\"S 131°16'14\"E"),
        *("131.27, -7.99 BT", "7.99-131.27", "7.99 131.27 100", "9" * 400, "1." + "9" * 4000 + ", 2.5"),
    ],
)
def test_what_is_no_position_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadablePosition) as refused:
        read_position(text)
    assert re.search(r"7°59\.449'S 131°16\.233'E", sentence(refused.value))


@pytest.mark.parametrize("text", ["91.0, 10.0", "-90.000001, 10.0", "10.0, 180.5", "131.27, 7.99", "100 S 20 E"])
def test_what_lies_beyond_the_earth_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePosition) as refused:
        read_position(text)
    assert re.search("Lintang paling jauh 90°", sentence(refused.value))


@given(latitudes, longitudes)
def test_decimal_degrees_come_back(latitude: float, longitude: float) -> None:
    place = Position.of(latitude, longitude)
    for text in (
        f"{place.latitude:.6f}, {place.longitude:.6f}",
        f"{place.latitude:.6f} {place.longitude:.6f}".replace(".", ","),
        _lettered(abs(place.latitude), abs(place.longitude), place),
    ):
        assert read_position(text) == place


def _lettered(latitude: float, longitude: float, place: Position) -> str:
    return (
        f"{latitude:.6f} {'LS' if place.latitude < 0 else 'LU'} {longitude:.6f} {'BB' if place.longitude < 0 else 'BT'}"
    )


@given(latitudes, longitudes)
def test_degrees_and_minutes_come_back_within_two_metres(latitude: float, longitude: float) -> None:
    text = f"{_minutes(latitude, 'N', 'S')} {_minutes(longitude, 'E', 'W')}"
    found = read_position(text)
    assert abs(found.latitude - latitude) < 0.00002
    assert abs(found.longitude - longitude) < 0.00002


def _minutes(value: float, positive: str, negative: str) -> str:
    thousandths = round(abs(value) * 60_000)
    degrees, rest = divmod(thousandths, 60_000)
    return f"{degrees}°{rest / 1000:.3f}'{negative if value < 0 else positive}"


@given(latitudes, longitudes)
def test_what_is_shown_is_coarse_but_near(latitude: float, longitude: float) -> None:
    shown = Position.of(latitude, longitude).rounded()
    assert abs(shown.latitude - latitude) <= 0.00501
    assert abs(shown.longitude - longitude) <= 0.00501
    assert shown == shown.rounded()
    assert len(f"{shown.latitude:g}".partition(".")[2]) <= 2


@given(st.text() | st.text(alphabet="0123456789.,°'\" SEUTBLW+-/;"))
def test_any_text_is_a_place_on_earth_or_refused_in_one_sentence(text: str) -> None:
    found = _place_or_sentence(text)
    if isinstance(found, str):
        assert 0 < len(found) < 200
    else:
        assert abs(found.latitude) <= 90
        assert abs(found.longitude) <= 180


def _place_or_sentence(text: str) -> Position | str:
    try:
        return read_position(text)
    except LaporError as refusal:
        return sentence(refusal)


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_no_number_makes_a_place_beyond_the_earth(latitude: float, longitude: float) -> None:
    try:
        place = Position.of(latitude, longitude)
    except UnreadablePosition:
        return
    assert abs(place.latitude) <= 90
    assert abs(place.longitude) <= 180
