"""The 38 provinces by Kemendagri code, and the clock that each of them lives by."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class Zone(Enum):
    """One of the three Indonesian clocks; the value is its label, as printed beside every hour."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def tz(self) -> ZoneInfo:
        """The clock itself: `Asia/Jakarta`, `Asia/Makassar` or `Asia/Jayapura`."""
        return ZoneInfo(_CLOCKS[self])

    @property
    def label(self) -> str:
        """The letters beside an hour: `WIB`, `WITA` or `WIT`."""
        return self.value


_CLOCKS = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its Kemendagri code, its Indonesian name, and its clock."""

    code: int
    name: str
    zone: Zone


# Kemendagri's codes, with the four provinces that were made in Papua in 2022 (93-96).
_WIB = {
    11: "Aceh",
    12: "Sumatera Utara",
    13: "Sumatera Barat",
    14: "Riau",
    15: "Jambi",
    16: "Sumatera Selatan",
    17: "Bengkulu",
    18: "Lampung",
    19: "Kepulauan Bangka Belitung",
    21: "Kepulauan Riau",
    31: "DKI Jakarta",
    32: "Jawa Barat",
    33: "Jawa Tengah",
    34: "DI Yogyakarta",
    35: "Jawa Timur",
    36: "Banten",
    61: "Kalimantan Barat",
    62: "Kalimantan Tengah",
}
_WITA = {
    51: "Bali",
    52: "Nusa Tenggara Barat",
    53: "Nusa Tenggara Timur",
    63: "Kalimantan Selatan",
    64: "Kalimantan Timur",
    65: "Kalimantan Utara",
    71: "Sulawesi Utara",
    72: "Sulawesi Tengah",
    73: "Sulawesi Selatan",
    74: "Sulawesi Tenggara",
    75: "Gorontalo",
    76: "Sulawesi Barat",
}
_WIT = {
    81: "Maluku",
    82: "Maluku Utara",
    91: "Papua",
    92: "Papua Barat",
    93: "Papua Selatan",
    94: "Papua Tengah",
    95: "Papua Pegunungan",
    96: "Papua Barat Daya",
}

PROVINCES: Mapping[int, Province] = MappingProxyType(
    {
        code: Province(code, name, zone)
        for zone, names in ((Zone.WIB, _WIB), (Zone.WITA, _WITA), (Zone.WIT, _WIT))
        for code, name in names.items()
    }
)


def zone_of(code: int) -> Zone:
    """Give the clock of the province with this Kemendagri code.

    Raises `KeyError` for a code that no province has.
    """
    return PROVINCES[code].zone
