"""Positions as people write them: `7°59.449'S 131°16.233'E`, `7°59'26.9" LS 131°16'14" BT`, `-7.990817, 131.27055`."""

import re
from dataclasses import dataclass
from typing import Self

from models.errors import LaporError
from models.writing import plain, tidied

#: Decimal places of a degree: kept (a tenth of a metre), and shown (about a kilometre).
KEPT_PLACES, SHOWN_PLACES = 6, 2
FARTHEST_LATITUDE, FARTHEST_LONGITUDE = 90, 180

_SIGNS = str.maketrans(dict.fromkeys("º˚", "°") | dict.fromkeys("′ʹ’‘´`", "'") | dict.fromkeys("″“”„", '"'))
#: Letters of a hemisphere, English and Indonesian, with the sign that they give.
_LATITUDES = {"n": 1, "lu": 1, "u": 1, "s": -1, "ls": -1}
_LONGITUDES = {"e": 1, "bt": 1, "t": 1, "w": -1, "bb": -1, "b": -1}
_NUMBER = r"\d{1,3}(?:[.,]\d{1,15})?"
_DEGREES = (
    rf"(?P<degrees_#>{_NUMBER})(?: ?°| ?-(?=\d))?"
    rf"(?:(?<=[°-]) ?(?P<minutes_#>{_NUMBER}) ?'?(?: ?(?P<seconds_#>{_NUMBER}) ?(?:\"|''))?)?"
)
_LETTER = rf"(?P<letter_#>{'|'.join(sorted(_LATITUDES | _LONGITUDES, key=len, reverse=True))})"
_APART = r"(?: ?[,;/] ?| )"


def _pair(coordinate: str, apart: str) -> re.Pattern[str]:
    return re.compile(f"{coordinate.replace('#', '1')}{apart}{coordinate.replace('#', '2')}[ .]*")


#: Letters before both numbers, behind both, or signs instead.
_LAYOUTS = (
    _pair(f"{_LETTER} ?{_DEGREES}", f"{_APART}?"),
    _pair(f"{_DEGREES} ?{_LETTER}", f"{_APART}?"),
    # Whole degrees are no position without letters: "7,5" is one number.
    _pair(rf"(?P<sign_#>[+-])?(?=\d+(?:[.,]\d|°)){_DEGREES}", _APART),
)


@dataclass(eq=False)
class UnreadablePosition(LaporError):
    """No position can be made of what somebody wrote."""

    written: str


class NotOnEarth(UnreadablePosition):
    """What reads as a position lies beyond the poles or the date line."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on earth in decimal degrees, north and east positive."""

    latitude: float
    longitude: float

    @classmethod
    def of(cls, latitude: float, longitude: float) -> Self:
        """Give the position, as finely as it is kept; raises `UnreadablePosition` where there is no such place."""
        if not (abs(latitude) <= FARTHEST_LATITUDE and abs(longitude) <= FARTHEST_LONGITUDE):
            raise NotOnEarth(f"{latitude}, {longitude}")
        return cls(round(latitude, KEPT_PLACES), round(longitude, KEPT_PLACES))

    def rounded(self) -> Self:
        """Give the position as coarsely as it is shown, so that a card tells no house."""
        return type(self)(round(self.latitude, SHOWN_PLACES), round(self.longitude, SHOWN_PLACES))


def read_position(text: str) -> Position:
    """Read a position, latitude first unless letters tell; raises `UnreadablePosition`."""
    tidy = tidied(text.translate(_SIGNS))
    match = next(filter(None, (layout.fullmatch(plain(tidy)) for layout in _LAYOUTS)), None)
    values = _values(match) if match else None
    if values is None:
        raise UnreadablePosition(tidy)
    return Position.of(*values)


def _values(match: re.Match[str]) -> tuple[float, float] | None:
    """Latitude and longitude, or nothing where the parts do not go together."""
    found = match.groupdict()
    one, two = (_size(found[f"degrees_{n}"], found[f"minutes_{n}"], found[f"seconds_{n}"]) for n in "12")
    if one is None or two is None:
        return None
    if "letter_1" not in found:
        return _signed(one, found["sign_1"]), _signed(two, found["sign_2"])
    first, second = found["letter_1"], found["letter_2"]
    if first in _LONGITUDES:
        first, second, one, two = second, first, two, one
    if first not in _LATITUDES or second not in _LONGITUDES:
        return None
    return _LATITUDES[first] * one, _LONGITUDES[second] * two


def _signed(size: float, sign: str | None) -> float:
    return -size if sign == "-" else size


def _size(degrees: str, minutes: str | None, seconds: str | None) -> float | None:
    """Degrees, whole ones where minutes follow; minutes and seconds below 60, whole ones where seconds follow."""
    parts = [_number(part) for part in (degrees, minutes, seconds) if part is not None]
    if any(part >= 60 for part in parts[1:]) or any(not part.is_integer() for part in parts[:-1]):  # noqa: PLR2004
        return None
    return sum(part / worth for part, worth in zip(parts, (1, 60, 3600), strict=False))


def _number(written: str) -> float:
    return float(written.replace(",", "."))
