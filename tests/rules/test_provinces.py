from datetime import UTC, datetime

import pytest

from models.provinces import PROVINCES, Zone, zone_of

CODES = [
    *range(11, 20),
    21,
    *range(31, 37),
    *range(51, 54),
    *range(61, 66),
    *range(71, 77),
    *(81, 82),
    *range(91, 97),
]


def test_there_are_the_38_provinces_of_kemendagri() -> None:
    assert sorted(PROVINCES) == CODES
    assert len({province.name for province in PROVINCES.values()}) == 38
    assert all(province.code == code for code, province in PROVINCES.items())


@pytest.mark.parametrize(
    ("code", "name", "zone"),
    [
        (11, "Aceh", Zone.WIB),
        (21, "Kepulauan Riau", Zone.WIB),
        (36, "Banten", Zone.WIB),
        (51, "Bali", Zone.WITA),
        (61, "Kalimantan Barat", Zone.WIB),
        (62, "Kalimantan Tengah", Zone.WIB),
        (63, "Kalimantan Selatan", Zone.WITA),
        (65, "Kalimantan Utara", Zone.WITA),
        (71, "Sulawesi Utara", Zone.WITA),
        (76, "Sulawesi Barat", Zone.WITA),
        (81, "Maluku", Zone.WIT),
        (82, "Maluku Utara", Zone.WIT),
        (91, "Papua", Zone.WIT),
        (92, "Papua Barat", Zone.WIT),
        (93, "Papua Selatan", Zone.WIT),
        (94, "Papua Tengah", Zone.WIT),
        (95, "Papua Pegunungan", Zone.WIT),
        (96, "Papua Barat Daya", Zone.WIT),
    ],
)
def test_a_province_lives_by_its_clock(code: int, name: str, zone: Zone) -> None:
    assert (PROVINCES[code].name, zone_of(code)) == (name, zone)


def test_eight_in_the_evening_in_jakarta_is_ten_in_jayapura() -> None:
    evening = datetime(2025, 7, 24, 13, 0, tzinfo=UTC)
    assert [evening.astimezone(zone.tz).hour for zone in (Zone.WIB, Zone.WITA, Zone.WIT)] == [20, 21, 22]


def test_no_province_has_the_code_37() -> None:
    with pytest.raises(KeyError):
        zone_of(37)
