"""The units of a spreadsheet: found by code or name, and made where that is wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import LaporError
from models.organisation import HEADQUARTERS, JAKARTA, add_unit
from models.provinces import PROVINCES
from models.report_sheets import comparable
from models.schema import Agency, StructureChange, StructureKind, Unit

_LONGEST_CODE = 24


@dataclass(eq=False)
class UnknownUnit(LaporError):
    """The agency has no unit of that code or name."""

    name: str
    agency_code: str


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """A unit that was made, with the province that gives its clock, and whether its name told that."""

    code: str
    name: str
    province: int
    told: bool


class UnitsOfSheet:
    """The units of an agency by what a spreadsheet may call them."""

    def __init__(
        self, session: Session, agency: Agency, *, make: bool, now: datetime, province: int | None = None
    ) -> None:
        self._session = session
        self._agency = agency
        self._make = make
        self._now = now
        units = session.scalars(select(Unit).where(Unit.agency_id == agency.id)).all()
        self._codes = {unit.code for unit in units}
        self._by_name = _former_names(session, agency) | {
            name: unit.id for unit in units for name in _names(agency, unit)
        }
        self._province = province or next((unit.province for unit in units if unit.code == HEADQUARTERS), JAKARTA)
        self.made: list[MadeUnit] = []

    def find(self, name: str) -> int:
        """Give the id of the unit that is called so. Raises `UnknownUnit` where none is and none may be made."""
        key = comparable(name)
        if key not in self._by_name:
            self._by_name[key] = self._add(name)
        return self._by_name[key]

    def _add(self, name: str) -> int:
        if not self._make:
            raise UnknownUnit(name, self._agency.code)
        told = province_in(name)
        code = _free_code(name, self._codes)
        made = MadeUnit(code, name, told or self._province, told is not None)
        self._codes.add(code)
        self.made.append(made)
        return add_unit(self._session, self._agency, code, name, made.province, now=self._now).id


def province_in(name: str) -> int | None:
    """Give the code of the province that a name contains: the longest, so that Papua Barat Daya is not Papua."""
    text = f" {comparable(name)} "
    found = [code for code, province in PROVINCES.items() if f" {comparable(province.name)} " in text]
    return max(found, key=lambda code: len(PROVINCES[code].name), default=None)


def _names(agency: Agency, unit: Unit) -> Mapping[str, None]:
    names = (unit.code, unit.name, f"{agency.code}/{unit.code}", f"{agency.code} {unit.code}")
    return dict.fromkeys(map(comparable, names))


def _former_names(session: Session, agency: Agency) -> dict[str, int]:
    """What the units were called before they were renamed: old spreadsheets know no other name."""
    renamed = (
        select(StructureChange.unit_id, StructureChange.content)
        .join(Unit, Unit.id == StructureChange.unit_id)
        .where(
            Unit.agency_id == agency.id,
            StructureChange.kind == StructureKind.RENAMED,
            StructureChange.applied_at.is_not(None),
        )
        .order_by(StructureChange.id)
    )
    return {comparable(content["before"]): unit_id for unit_id, content in session.execute(renamed) if unit_id}


def _free_code(name: str, taken: set[str]) -> str:
    base = re.sub(r"[^A-Z0-9]+", "-", name.upper()).strip("-")[:_LONGEST_CODE].strip("-") or "SATUAN"
    code, number = base, 1
    while code in taken:
        number += 1
        ending = f"-{number}"
        code = base[: _LONGEST_CODE - len(ending)] + ending
    return code
