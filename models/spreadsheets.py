"""Reads the rows of a spreadsheet that somebody hands in: Excel (`.xlsx`) or CSV, with limits and row numbers.

The file comes from outside: its size, what it unpacks to, and where its cells say they are, are checked before anything
is read (python-calamine makes room for the whole rectangle between the first and the last cell).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

import python_calamine

from models.delimited import split_lines
from models.errors import LaporError

Cell = str | int | float | date | datetime | time | None
"""What a cell holds: nothing, a text, a number (whole ones as `int`), a date or an hour. In CSV all are texts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: bytes, bytes unpacked, rows and columns."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    rows: int = 100_000
    columns: int = 200


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; `number` is the one that a spreadsheet program shows, from 1 on."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(eq=False)
class UnreadableFile(LaporError):
    """The file is neither a workbook nor a table of text, or it is damaged or locked with a password."""

    name: str


@dataclass(eq=False)
class OldWorkbook(LaporError):
    """The file is a workbook of another kind than `.xlsx`, such as `.xls` or `.ods`."""

    name: str


@dataclass(eq=False)
class FileTooLarge(LaporError):
    """The file is larger than is read; `most` is the limit, `unit` says of what."""

    name: str
    most: int
    unit: str


@dataclass(eq=False)
class EmptyFile(LaporError):
    """There is nothing in the file."""

    name: str


_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_MAIN_PART = "xl/workbook.xml"
#: A cell's or a row's own place in the XML of a sheet: `r="AB12"`, `r="12"`.
_PLACE = re.compile(rb'\br="([A-Z]{0,3})(\d{1,7})"')
_CHUNK = 1 << 20
#: Row and column, from 0, of the first and the last cell.
_Range = tuple[tuple[int, int], tuple[int, int]]
_LONGEST_PLACE = 16


def read_rows(content: bytes, name: str, limits: Limits = USUAL) -> list[Row]:
    """Give the rows that hold something, of a CSV or of the first visible sheet of a workbook that does.

    What it is, its bytes tell; `name` is for the sentences. Raises `UnreadableFile`, `OldWorkbook`, `FileTooLarge` and
    `EmptyFile`.
    """
    if len(content) > limits.file_bytes:
        raise FileTooLarge(name, limits.file_bytes, "bytes")
    if content.startswith(_OLD_WORKBOOK):
        raise OldWorkbook(name)
    lines = _sheet_rows(content, name, limits) if content.startswith(_WORKBOOK) else _lines(content, name)
    rows = list(islice(_filled(lines), limits.rows + 1))
    _check(rows, name, limits)
    return rows


def _check(rows: list[Row], name: str, limits: Limits) -> None:
    if not rows:
        raise EmptyFile(name)
    if len(rows) > limits.rows:
        raise FileTooLarge(name, limits.rows, "rows")
    if max(len(row.cells) for row in rows) > limits.columns:
        raise FileTooLarge(name, limits.columns, "columns")


def _filled(lines: Iterator[list[Cell]]) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=1):
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))


def _lines(content: bytes, name: str) -> Iterator[list[Cell]]:
    try:
        for line in split_lines(content):
            yield [text.strip() or None for text in line]
    except ValueError:
        raise UnreadableFile(name) from None


def _sheet_rows(content: bytes, name: str, limits: Limits) -> Iterator[list[Cell]]:
    _check_package(content, name, limits)
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as workbook:
            sheet = _first_filled(workbook)
            if sheet is not None:
                rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
                _fill_down(rows, sheet.merged_cell_ranges or (), limits.rows)
                yield from rows
    except (python_calamine.CalamineError, OSError):
        raise UnreadableFile(name) from None


def _fill_down(rows: list[list[Cell]], merged: Iterable[_Range], most: int) -> None:
    """Let a date or a name in merged cells hold for each of their rows; a number counts once, for it may be a sum."""
    for (first, column), (last, _) in merged:
        most -= last - first
        if most < 0:
            return
        value = rows[first][column] if first < len(rows) and column < len(rows[first]) else None
        if isinstance(value, str | date):
            for row in rows[first + 1 : last + 1]:
                row[column] = value


def _first_filled(workbook: python_calamine.CalamineWorkbook) -> python_calamine.CalamineSheet | None:
    """The first sheet that shows and holds something."""
    for about in workbook.sheets_metadata:
        is_table = about.typ == python_calamine.SheetTypeEnum.WorkSheet
        if is_table and about.visible == python_calamine.SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.end is not None:
                return sheet
    return None


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "ya" if value else "tidak"
        case float() if value.is_integer():
            return int(value)
        case datetime() if value.time() == time():
            return value.date()
        case int() | float() | date() | time():
            return value
        case str():
            return value.strip() or None
        case _:  # a length of time is no value of any column
            return str(value)


#: What `zipfile` raises of a file: no archive or a wrong checksum, a method of packing that it does not know
#: (NotImplementedError), a password (RuntimeError), an end before its time, and damage in the packed bytes.
_NO_PACKAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error)


def _check_package(content: bytes, name: str, limits: Limits) -> None:
    """Refuse what would unpack to more than is read, and sheets whose last cell lies too far out."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if sum(one.file_size for one in package.infolist()) > limits.unpacked_bytes:
                raise FileTooLarge(name, limits.unpacked_bytes, "bytes")
            if _MAIN_PART not in names:
                raise OldWorkbook(name)
            for part in (one for one in names if one.endswith(".xml")):
                _check_places(package, part, name, limits)
    except _NO_PACKAGE:
        raise UnreadableFile(name) from None


def _check_places(package: zipfile.ZipFile, part: str, name: str, limits: Limits) -> None:
    for letters, number in _places(package, part):
        if number > limits.rows:
            raise FileTooLarge(name, limits.rows, "rows")
        if letters and _column(letters) > limits.columns:
            raise FileTooLarge(name, limits.columns, "columns")


def _places(package: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, int]]:
    """Where cells and rows say they are, in any part: a sheet may have any name. Never holds more than a chunk."""
    left = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = left + chunk
            for found in _PLACE.finditer(text):
                yield found[1], int(found[2])
            left = text[-_LONGEST_PLACE:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
