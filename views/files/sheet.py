"""One sheet of a workbook: a title, a table with typed cells and formulas, totals, and print setup.

Everything is written row by row: the workbook keeps no row in memory that is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Item = TypeVar("Item")
Value = int | float | str | date | datetime | None

#: XlsxWriter: set_paper; A4.
_A4 = 9
_TITLE_ROWS = 4
#: Points: three lines, as "Ikut serta: Pemeriksaan/Pengawasan" has in its column.
_HEAD_HEIGHT = 46
_BLUE = "#DCE6F1"
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "number": {"num_format": "#,##0"},
    "share": {"num_format": "0.0%"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": 'dd/mm/yyyy hh"."mm', "align": "left"},
}
_FRAMED = {"border": 1, "border_color": "#BFBFBF"}


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """A column: its cells' values, and the formula that gives the same, where there is one.

    `look` is one of text, wrapped, number, share, date, moment. A formula is made from the number of the row as Excel
    counts. `total` is the value below the column: a sum where it is nothing and `summed`.
    """

    title: str
    width: float
    look: str
    value: Callable[[Item], Value]
    formula: Callable[[int], str] | None = None
    summed: bool = False
    total: Callable[[int], str] | None = None
    total_value: Value = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Item]):
    """What a sheet shows: three lines above the table, the columns, the rows, and the columns that never scroll out."""

    name: str
    lines: tuple[str, str, str]
    columns: Sequence[Column[Item]]
    rows: Sequence[Item]
    frozen_columns: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Where a table stands: rows from `first` to `last` and the row of totals, as Excel counts them."""

    name: str
    first: int
    last: int
    columns: tuple[str, ...]

    @property
    def total(self) -> int:
        """The row of the totals."""
        return self.last + 1

    def letter(self, title: str) -> str:
        """The letters of the column with that title."""
        return str(xl_col_to_name(self.columns.index(title)))

    def range(self, title: str) -> str:
        """The cells of a column, as a formula on another sheet names them."""
        letter = self.letter(title)
        return f"'{self.name}'!${letter}${self.first}:${letter}${self.last}"

    def sum_of(self, title: str) -> str:
        """The sum of a column, as a formula on another sheet has it: of all rows, also of those that a filter hides."""
        return f"SUM({self.range(title)})"


class Looks:
    """The formats of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({})
        self.small = book.add_format({"italic": True, "font_color": "#595959"})
        head = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": _BLUE}
        self.head = book.add_format({**head, **_FRAMED})
        self.cells = {name: book.add_format({**look, **_FRAMED}) for name, look in _LOOKS.items()}
        self.totals = {
            name: book.add_format({**look, **_FRAMED, "bold": True, "top": 2}) for name, look in _LOOKS.items()
        }


def planned(table: Table[Item]) -> Written:
    """Tell where a table will stand, before it is written: formulas on other sheets may point to it."""
    first = _TITLE_ROWS + 2
    titles = tuple(column.title for column in table.columns)
    return Written(table.name, first, first + max(len(table.rows), 1) - 1, titles)


def write_table(book: Workbook, looks: Looks, table: Table[Item]) -> Worksheet:
    """Write a table on a sheet of its own, ready to be printed."""
    sheet = book.add_worksheet(table.name)
    place = planned(table)
    _set_up(sheet, table, place)
    _write_head(sheet, looks, table)
    for ahead, item in enumerate(table.rows):
        for at, column in enumerate(table.columns):
            formula = column.formula(place.first + ahead) if column.formula else None
            write_cell(sheet, (place.first - 1 + ahead, at), column.value(item), formula, looks.cells[column.look])
    _write_totals(sheet, looks, table, place)
    return sheet


def _set_up(sheet: Worksheet, table: Table[Item], place: Written) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(place.first - 1, table.frozen_columns)
    sheet.autofilter(place.first - 2, 0, place.last - 1, len(table.columns) - 1)
    sheet.set_landscape()
    set_up_page(sheet, table.lines)
    sheet.repeat_rows(place.first - 2)


def set_up_page(sheet: Worksheet, lines: tuple[str, str, str]) -> None:
    """Let a sheet print on A4, as wide as one page, with its title and its page numbers."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f"&L&8{_for_footer(lines[1])}&C&8{_for_footer(sheet.name)}&R&8Halaman &P dari &N")


def _for_footer(text: str) -> str:
    """XlsxWriter: a footer holds 255 characters, and reads an ampersand as an instruction."""
    return text[:70].replace("&", "&&")


def _write_head(sheet: Worksheet, looks: Looks, table: Table[Item]) -> None:
    write_lines(sheet, looks, table.lines)
    sheet.set_row(_TITLE_ROWS, _HEAD_HEIGHT)
    for at, column in enumerate(table.columns):
        sheet.write_string(_TITLE_ROWS, at, column.title, looks.head)


def write_lines(sheet: Worksheet, looks: Looks, lines: tuple[str, str, str]) -> None:
    """Write the three lines above a table."""
    for row, (text, look) in enumerate(zip(lines, (looks.title, looks.plain, looks.small), strict=True)):
        sheet.write_string(row, 0, text, look)


def _write_totals(sheet: Worksheet, looks: Looks, table: Table[Item], place: Written) -> None:
    for at, column in enumerate(table.columns):
        formula, value = _total(column, table.rows, place, at)
        write_cell(sheet, (place.total - 1, at), value, formula, looks.totals[column.look])


def _total(column: Column[Item], rows: Sequence[Item], place: Written, at: int) -> tuple[str | None, Value]:
    if column.total is not None:
        return column.total(place.total), column.total_value
    if not column.summed:
        return None, "Jumlah" if at == 0 and column.look in ("text", "date") else None
    letter = xl_col_to_name(at)
    numbers = (column.value(item) for item in rows)
    # 109: rows that a filter hides count no longer
    return f"=SUBTOTAL(109,{letter}{place.first}:{letter}{place.last})", sum(n for n in numbers if isinstance(n, int))


def write_cell(sheet: Worksheet, at: tuple[int, int], value: Value, formula: str | None, look: Format) -> None:
    """Write a cell, counted from 0, by the type of its value; a formula is written with the value that it has now."""
    if formula is not None:
        sheet.write_formula(*at, formula, look, "" if value is None else value)
        return
    match value:
        case None:
            sheet.write_blank(*at, None, look)
        case int() | float():
            sheet.write_number(*at, value, look)
        case date():
            sheet.write_datetime(*at, value, look)
        case str():
            sheet.write_string(*at, value, look)
