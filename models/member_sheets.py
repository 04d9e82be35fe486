"""Reads a spreadsheet of people to invite: one row for each, with name, unit, and what else is known of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import LaporError
from models.report_sheets import NoName, Problem, comparable
from models.schema import Role
from models.sheet_columns import Column, Header, as_text, find_header, rows_below
from models.spreadsheets import Cell, Row
from models.written_names import fit_name, fit_rank

NAME, RANK, NUMBER, UNIT, ROLE = "nama", "pangkat", "nrp/nip", "satuan", "peran"
_COLUMNS = (
    Column(NAME, ("nama lengkap", "nama petugas", "nama anggota", "name")),
    Column(RANK, ("pangkat/gol", "pangkat/golongan", "golongan", "gol", "rank"), required=False),
    Column(NUMBER, ("nrp", "nip", "nrp/nip", "nip/nrp", "nomor induk"), required=False),
    Column(UNIT, ("unit", "pos", "nama satuan", "satker", "satuan kerja", "kantor", "pangkalan", "stasiun")),
    Column(ROLE, ("jabatan di bot", "sebagai", "role"), required=False),
)
_ROLES = {
    "": Role.OFFICER,
    "petugas": Role.OFFICER,
    "anggota": Role.OFFICER,
    "operator": Role.UNIT_OPERATOR,
    "operator satuan": Role.UNIT_OPERATOR,
    "koordinator": Role.AGENCY_COORDINATOR,
    "koordinator k/l": Role.AGENCY_COORDINATOR,
}
#: domain: NIP has 18 digits, Polri's NRP 8; other services have numbers of between.
_NUMBER = re.compile(r"\d{5,18}")
#: Numbers of more digits are kept by spreadsheet programs with zeros in place of the others.
_EXACT = 10**15


class UnreadableServiceNumber(LaporError):
    """An NRP or NIP has between 5 and 18 digits."""


class RoundedServiceNumber(LaporError):
    """A spreadsheet has kept an NRP or NIP as a number, and so lost its last digits."""


@dataclass(eq=False)
class UnknownRole(LaporError):
    """No role that a spreadsheet may hand out is called so."""

    written: str


@dataclass(eq=False)
class NamedTwice(LaporError):
    """Another row of the file names the same person in the same unit."""

    first_row: int


@dataclass(frozen=True, slots=True)
class SheetMember:
    """Somebody to invite."""

    row_number: int
    name: str
    rank: str | None
    service_number: str | None
    unit: str
    role: Role

    @property
    def key(self) -> str:
        """What tells them from others of the file."""
        return f"{comparable(self.name)}|{self.service_number or ''}|{comparable(self.unit)}"


@dataclass(frozen=True, slots=True)
class MemberSheet:
    """A spreadsheet, read: who is to be invited, the rows that can't be taken, and what was passed over."""

    members: tuple[SheetMember, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...]


def read_members(rows: Sequence[Row]) -> MemberSheet:
    """Read the rows. Raises `MissingColumns` and `RepeatedColumn`."""
    header = find_header(rows, _COLUMNS)
    members, problems = [], []
    first: dict[str, int] = {}
    for row in rows_below(rows, header):
        found = _read(row, header)
        if isinstance(found, Problem):
            problems.append(found)
        elif (said := first.setdefault(found.key, row.number)) != row.number:
            problems.append(Problem(row.number, NAME, NamedTwice(said)))
        else:
            members.append(found)
    return MemberSheet(tuple(members), tuple(problems), header.ignored)


def _read(row: Row, header: Header) -> SheetMember | Problem:
    picked = header.pick(row)
    cells = {key: as_text(cell) for key, cell in picked.items()}
    column = NAME
    try:
        name = fit_name(cells[NAME])
        column = RANK
        rank = fit_rank(cells[RANK]) if cells.get(RANK) else None
        column = NUMBER
        number = _number(picked.get(NUMBER))
        column = UNIT
        unit = _unit(cells[UNIT])
        column = ROLE
        return SheetMember(row.number, name, rank, number, unit, _role(cells.get(ROLE, "")))
    except LaporError as error:
        return Problem(row.number, column, error)


def _number(cell: Cell) -> str | None:
    if isinstance(cell, int | float) and cell >= _EXACT:
        raise RoundedServiceNumber
    digits = re.sub(r"[\s.\-']", "", as_text(cell))
    if not digits:
        return None
    if not _NUMBER.fullmatch(digits):
        raise UnreadableServiceNumber
    return digits


def _unit(text: str) -> str:
    if not text:
        raise NoName
    return text


def _role(text: str) -> Role:
    role = _ROLES.get(" ".join(text.casefold().split()))
    if role is None:
        raise UnknownRole(text)
    return role
