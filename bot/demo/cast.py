"""Who is in the demonstration: agencies, units, officers and coordinators. All names are made up, from a fixed seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

from models.schema import Role

SEED = 226
FIRST_DAY = date(2024, 1, 1)
OFFICERS = 300
FIRST_TELEGRAM_ID = 10_001
GROUP_ID = -1_002_250_724
OUTSIDER_ID = 9_001

#: Agency → operating units, each with the Kemendagri code of its province and its number of officers.
UNITS = {
    "POLKAM": (("DESK", "Sekretariat Desk", 31, 8),),
    "POLRI": (
        ("KEPRI", "Polri Kepulauan Riau", 21, 11),
        ("SUMUT", "Polri Sumatera Utara", 12, 9),
        ("KALTARA", "Polri Kalimantan Utara", 65, 8),
        ("BALI", "Polri Bali", 51, 7),
        ("SULSEL", "Polri Sulawesi Selatan", 73, 8),
        ("MALUKU", "Polri Maluku", 81, 7),
    ),
    "DJBC": (
        ("BATAM", "Bea Cukai Batam", 21, 12),
        ("PRIOK", "Bea Cukai Tanjung Priok", 31, 10),
        ("DUMAI", "Bea Cukai Dumai", 14, 8),
        ("BALIKPAPAN", "Bea Cukai Balikpapan", 64, 8),
        ("JAYAPURA", "Bea Cukai Jayapura", 91, 7),
    ),
    "BAKAMLA": (
        ("BATAM", "Bakamla Batam", 21, 13),
        ("BANGKA", "Bakamla Bangka", 19, 7),
        ("MANADO", "Bakamla Manado", 71, 9),
        ("TARAKAN", "Bakamla Tarakan", 65, 8),
        ("AMBON", "Bakamla Ambon", 81, 9),
        ("MERAUKE", "Bakamla Merauke", 93, 7),
    ),
    "TNIAL": (
        ("PINANG", "TNI AL Tanjungpinang", 21, 11),
        ("SURABAYA", "TNI AL Surabaya", 35, 9),
        ("NUNUKAN", "TNI AL Nunukan", 65, 7),
        ("SORONG", "TNI AL Sorong", 96, 8),
    ),
    "KEJAGUNG": (("KALBAR", "Kejaksaan Kalimantan Barat", 61, 5), ("MAKASSAR", "Kejaksaan Makassar", 73, 5)),
    "KKP": (
        ("BATAM", "PSDKP Batam", 21, 8),
        ("BITUNG", "PSDKP Bitung", 71, 8),
        ("TUAL", "PSDKP Tual", 81, 7),
        ("BIAK", "PSDKP Biak", 91, 6),
    ),
    "BARANTIN": (
        ("KEPRI", "Karantina Kepulauan Riau", 21, 7),
        ("JATIM", "Karantina Jawa Timur", 35, 7),
        ("SULUT", "Karantina Sulawesi Utara", 71, 6),
        ("PAPSEL", "Karantina Papua Selatan", 93, 5),
    ),
    "KEMENDAG": (("MEDAN", "Perdagangan Medan", 12, 5), ("MAKASSAR", "Perdagangan Makassar", 73, 5)),
    "KEMENPERIN": (("SURABAYA", "Perindustrian Surabaya", 35, 5), ("BITUNG", "Perindustrian Bitung", 71, 4)),
    "KEMENHUB": (
        ("PRIOK", "KPLP Tanjung Priok", 31, 8),
        ("PERAK", "KPLP Tanjung Perak", 35, 7),
        ("BITUNG", "KPLP Bitung", 71, 6),
        ("AMBON", "KPLP Ambon", 81, 5),
    ),
}

#: Given names on the first line, family names on the second.
_GIVEN, _FAMILY = (line.split() for line in (Path(__file__).parent / "names.txt").read_text().splitlines())
_RANKS = {
    "BAKAMLA": ("Letda Bakamla", "Lettu Bakamla", "Serka Bakamla"),
    "POLRI": ("Bripka", "Aiptu", "Ipda"),
    "TNIAL": ("Serka", "Letda Laut", "Kopda"),
}
_CIVIL_RANKS = ("Penata Muda", "Penata", "Pengatur")


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit of the demonstration."""

    id: int
    agency_code: str
    code: str
    name: str
    province: int
    officers: int


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A person of the demonstration; the days are those of the membership."""

    id: int
    telegram_id: int
    name: str
    rank: str
    role: Role
    unit: DemoUnit
    first_day: date
    last_day: date | None = None
    #: Stands first in the page's list and waits for a visitor: never reports without one.
    played: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody."""

    units: tuple[DemoUnit, ...]
    members: tuple[DemoMember, ...]

    @property
    def officers(self) -> list[DemoMember]:
        """Those of whom a report is expected."""
        return [member for member in self.members if member.role == Role.OFFICER]

    @property
    def desk_coordinator(self) -> DemoMember:
        """Who bound the group."""
        return next(member for member in self.members if member.role == Role.DESK_COORDINATOR)


def cast_everybody(first_unit_id: int) -> Cast:
    """Give everybody; units are numbered from `first_unit_id` on. The same every time."""
    random = Random(SEED)
    numbers = count(first_unit_id)
    units = tuple(DemoUnit(next(numbers), agency, *unit) for agency, own in UNITS.items() for unit in own)
    ids = count(1)
    members = [*_coordinators(random, units, ids), *_officers(random, units, ids)]
    return Cast(units, tuple(members))


def _coordinators(random: Random, units: tuple[DemoUnit, ...], ids: Iterator[int]) -> list[DemoMember]:
    desk = units[0]
    people = [
        _member(random, next(ids), Role.ADMINISTRATOR, desk, played=True),
        _member(random, next(ids), Role.DESK_COORDINATOR, desk, played=True),
    ]
    for agency in UNITS:
        first = next(unit for unit in units if unit.agency_code == agency)
        shown = agency in ("BAKAMLA", "KKP", "POLRI")
        people.append(_member(random, next(ids), Role.AGENCY_COORDINATOR, first, played=shown))
    return people


def _officers(random: Random, units: tuple[DemoUnit, ...], ids: Iterator[int]) -> Iterator[DemoMember]:
    played = {("BAKAMLA", "BATAM"), ("BAKAMLA", "MANADO"), ("BAKAMLA", "AMBON"), ("KKP", "BITUNG"), ("POLRI", "MALUKU")}
    for unit in units:
        for place in range(unit.officers):
            is_played = place == 0 and (unit.agency_code, unit.code) in played
            yield _member(random, next(ids), Role.OFFICER, unit, played=is_played, place=place)


def _member(
    random: Random, number: int, role: Role, unit: DemoUnit, *, played: bool = False, place: int = 0
) -> DemoMember:
    ranks = _RANKS.get(unit.agency_code, _CIVIL_RANKS)
    return DemoMember(
        id=number,
        telegram_id=FIRST_TELEGRAM_ID + number,
        name=f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}",
        rank=random.choice(ranks),
        role=role,
        unit=unit,
        first_day=_joined_on(random, place),
        played=played,
    )


def _joined_on(random: Random, place: int) -> date:
    """The desk has grown: the first of each unit were there from the start."""
    later = place > 7  # noqa: PLR2004
    return FIRST_DAY + timedelta(days=random.randrange(30, 420) if later else 0)
