"""Finds the columns of a table by what its header says, in any order, and reads their cells."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from models.errors import LaporError
from models.period_words import parse_day
from models.periods import FIRST_YEAR, LAST_YEAR
from models.quantities import MAXIMUM, read_count
from models.spreadsheets import Cell, Row
from models.writing import plain, tidied

#: How many rows are looked through for the header: titles and letterheads stand above it.
_HEADER_WITHIN = 30
#: Day 0 of Excel's calendar, as far as days after February 1900 are concerned.
_EXCEL_EPOCH = date(1899, 12, 30)
_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
#: A whole number as some programs write it into CSV: `3.0`, `3,00`.
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
_DAY_NUMBER = re.compile(r"(\d{5})(?:[.,]0)?")
_SHORT_WEEKDAY = re.compile(r"(?:sen|sel|rab|kam|jum|sab|min|ming)\b\.?,? *", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(r"(.+?),? *\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for: its key, and the words by which a header may call it (small letters)."""

    key: str
    spellings: Collection[str]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are (from 0), what other columns there are, and in which row the header stands."""

    row_number: int
    places: Mapping[str, int]
    ignored: tuple[str, ...]

    def pick(self, row: Row) -> dict[str, Cell]:
        """Give the row's cells by the key of their column; a column that the file lacks is left out."""
        return {key: row.cells[place] if place < len(row.cells) else None for key, place in self.places.items()}


@dataclass(eq=False)
class MissingColumns(LaporError):
    """The table has no header with these columns; `found` is what its first rows, or the best of them, say."""

    missing: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(eq=False)
class RepeatedColumn(LaporError):
    """Two columns of the table are called the same."""

    column: str


@dataclass(eq=False)
class UnreadableDate(LaporError):
    """A cell that should hold a date holds something else."""

    cell: Cell


@dataclass(eq=False)
class UnreadableNumber(LaporError):
    """A cell that should hold a whole number from 0 to `maximum` holds something else."""

    cell: Cell
    maximum: int


def find_header(rows: Sequence[Row], columns: Sequence[Column]) -> Header:
    """Find the header among the first rows: the one that names most of the columns.

    Where it has two storeys, a place that is empty in the lower one goes by the upper one.
    Raises `MissingColumns` and `RepeatedColumn`.
    """
    heads = [_head(rows, place) for place in range(min(len(rows), _HEADER_WITHIN))]
    best = max(heads, key=lambda head: len(_named(head, columns)))
    places = {key: found[0] for key, found in _named(best, columns).items()}
    missing = tuple(column.key for column in columns if column.required and column.key not in places)
    if missing:
        raise MissingColumns(missing, _headings(best, taken=()))
    repeated = [key for key, found in _named(best, columns).items() if len(found) > 1]
    if repeated:
        raise RepeatedColumn(repeated[0])
    return Header(best.number, places, _headings(best, taken=places.values()))


def rows_below(rows: Sequence[Row], header: Header) -> list[Row]:
    """Give the rows below the header; one that only numbers the columns, `(1) (2) (3)`, is none."""
    return [row for row in rows if row.number > header.row_number and not _numbers_columns(row)]


def _numbers_columns(row: Row) -> bool:
    filled = [as_text(cell) for cell in row.cells if cell is not None]
    return bool(filled) and all(_COLUMN_NUMBER.fullmatch(text) for text in filled)


def as_text(cell: Cell) -> str:
    """Give a cell as one line of text; nothing is empty text."""
    if cell is None:
        return ""
    return tidied(f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell))


def as_date(cell: Cell, today: date) -> date:
    """Read a date: one of Excel, one as people write it, or the number of a day in Excel's calendar.

    `today` gives the year where none is written. Raises `UnreadableDate`.
    """
    try:
        found = _date(cell, today)
    except (LaporError, OverflowError):
        raise UnreadableDate(cell) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UnreadableDate(cell)
    return found


def as_count(cell: Cell, maximum: int = MAXIMUM) -> int | None:
    """Read a whole number from 0 on: in digits, in words, `nihil`; an empty cell or a dash is not known.

    Raises `UnreadableNumber`.
    """
    text = plain(as_text(cell))
    if not text.strip("-. "):
        return None
    if isinstance(cell, int):
        if 0 <= cell <= maximum:
            return cell
        raise UnreadableNumber(cell, maximum)
    whole = _WHOLE.fullmatch(text)
    try:
        return read_count(whole[1] if whole else text, maximum)
    except LaporError:
        raise UnreadableNumber(cell, maximum) from None


def _date(cell: Cell, today: date) -> date:
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case int():
            return _EXCEL_EPOCH + timedelta(days=cell)
        case str() if number := _DAY_NUMBER.fullmatch(cell):  # the days from 1927 to 2173
            return _EXCEL_EPOCH + timedelta(days=int(number[1]))
        case str() if any(letter.isdecimal() for letter in cell):  # "kemarin" is another date tomorrow
            return parse_day(_with_weekday(_without_hour(cell)), today)
        case _:
            raise UnreadableDate(cell)


def _without_hour(text: str) -> str:
    """A date without the midnight that programs write behind it: `2025-07-24 00:00:00`, `24/07/2025 0:00`."""
    return re.sub(
        r"[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?[AP]M)?Z?$", "", text.strip(), flags=re.IGNORECASE
    )


def _with_weekday(text: str) -> str:
    """A date with its weekday as it is read: `15/9/2025 (Senin)` has it in front; a short one, `Sen,`, is left out."""
    behind = _WEEKDAY_BEHIND.fullmatch(text)
    return _SHORT_WEEKDAY.sub("", f"{behind[2]}, {behind[1]}" if behind else text, count=1)


def _head(rows: Sequence[Row], place: int) -> Row:
    """A row as a header: what it leaves empty, the row right above says."""
    row = rows[place]
    above = rows[place - 1] if place and rows[place - 1].number == row.number - 1 else Row(0, ())
    storeys = zip_longest(row.cells, above.cells)
    return Row(row.number, tuple(lower if lower is not None else upper for lower, upper in storeys))


def _named(row: Row, columns: Sequence[Column]) -> dict[str, list[int]]:
    """The places of the columns that a row names."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(row.cells):
        column = _column_called(_heading(cell), columns) if isinstance(cell, str) else None
        if column is not None:
            places[column.key].append(place)
    return places


def _headings(row: Row, taken: Collection[int]) -> tuple[str, ...]:
    """What stands in the header at places that are not taken."""
    return tuple(as_text(cell) for place, cell in enumerate(row.cells) if cell is not None and place not in taken)


def _column_called(heading: str, columns: Sequence[Column]) -> Column | None:
    return next((one for one in columns if heading in map(_heading, (one.key, *one.spellings))), None)


def _heading(text: str) -> str:
    """What a header says, without marks, brackets and number signs: `Jml. Patroli (kali)` → `jml patroli`."""
    bare = re.sub(r"\([^)]*\)", " ", plain(text))
    return re.sub(r" ?/ ?", "/", " ".join(re.sub(r"[^\w/ ]|_", " ", bare).split()))
