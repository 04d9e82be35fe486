"""Reads a spreadsheet of enforcement events: one row for each, with date, unit, goods, values, cases and suspects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.errors import LaporError
from models.goods import Goods, read_kind, read_quantity
from models.money import read_rupiah
from models.report_sheets import NoName, Problem, past_day
from models.sheet_columns import Column, Header, as_count, as_text, find_header, rows_below
from models.spreadsheets import Cell, Row

DAY, UNIT, GOODS, QUANTITY = "tanggal", "satuan", "barang", "jumlah barang"
VALUE, CASES, SUSPECTS, LOSS = "nilai barang", "kasus", "tersangka", "potensi kerugian negara"
_COLUMNS = (
    Column(DAY, ("tgl", "tanggal penindakan", "hari/tanggal", "date")),
    Column(UNIT, ("unit", "pos", "nama satuan", "satker", "satuan kerja", "kantor", "pangkalan", "stasiun")),
    Column(GOODS, ("jenis barang", "komoditas", "jenis komoditas", "barang bukti"), required=False),
    Column(QUANTITY, ("jumlah", "jml barang", "kuantitas", "banyaknya"), required=False),
    Column(VALUE, ("nilai", "perkiraan nilai barang", "nilai barang (rp)", "nilai (rp)"), required=False),
    Column(CASES, ("jumlah kasus", "jml kasus", "perkara"), required=False),
    Column(SUSPECTS, ("jumlah tersangka", "jml tersangka"), required=False),
    Column(
        LOSS,
        ("kerugian negara", "potensi kerugian", "kerugian negara dicegah", "potensi kerugian negara (rp)"),
        required=False,
    ),
)
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """What one row tells of an event; money in rupiah, empty where it is not known."""

    row_number: int
    day: date
    unit: str
    goods: tuple[Goods, ...]
    goods_value: int | None
    cases: int
    suspects: int
    loss_prevented: int | None


@dataclass(frozen=True, slots=True)
class EventSheet:
    """A spreadsheet, read: the events, the rows that can't be taken, and what was passed over."""

    events: tuple[SheetEvent, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...]


def read_events(rows: Sequence[Row], today: date) -> EventSheet:
    """Read the rows; `today` is the latest date that a row may tell of.

    Several kinds of goods stand in one cell, parted by semicolons, and their quantities in the same order. Raises
    `MissingColumns` and `RepeatedColumn`.
    """
    header = find_header(rows, _COLUMNS)
    read = [_read(row, header, today) for row in rows_below(rows, header)]
    events = tuple(one for one in read if isinstance(one, SheetEvent))
    return EventSheet(events, tuple(one for one in read if isinstance(one, Problem)), header.ignored)


def _read(row: Row, header: Header, today: date) -> SheetEvent | Problem:
    cells = header.pick(row)
    column = DAY
    try:
        day = past_day(cells[DAY], today)
        column = UNIT
        unit = _unit(cells[UNIT])
        column = GOODS
        goods = _goods(as_text(cells.get(GOODS)), as_text(cells.get(QUANTITY)))
        column = VALUE
        value = _rupiah(cells.get(VALUE))
        column = CASES
        cases = as_count(cells.get(CASES), _MOST) or 0
        column = SUSPECTS
        suspects = as_count(cells.get(SUSPECTS), _MOST) or 0
        column = LOSS
        return SheetEvent(row.number, day, unit, goods, value, cases, suspects, _rupiah(cells.get(LOSS)))
    except LaporError as error:
        return Problem(row.number, column, error)


def _unit(cell: Cell) -> str:
    name = as_text(cell)
    if not name:
        raise NoName
    return name


def _goods(kinds: str, quantities: str) -> tuple[Goods, ...]:
    named = [part for part in kinds.split(";") if part.strip()]
    amounts = [part.strip() for part in quantities.split(";")]
    return tuple(
        Goods(read_kind(kind), read_quantity(amounts[place]) if place < len(amounts) and amounts[place] else None)
        for place, kind in enumerate(named)
    )


def _rupiah(cell: Cell) -> int | None:
    """A number is rupiah, a text is read as people write money; an empty cell is not zero, it is not known."""
    if cell is None or as_text(cell) in ("", "-", "—"):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return read_rupiah(f"Rp{cell:.0f}")
    text = as_text(cell)
    return read_rupiah(text if not text.replace(".", "").replace(",", "").isdigit() else f"Rp{text}")
