"""Reads the old spreadsheets of daily figures: one row for a unit, or an officer, on a date."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.errors import LaporError
from models.indicators import Question
from models.quantities import MAXIMUM
from models.sheet_columns import Column, Header, as_count, as_date, as_text, find_header, rows_below
from models.spreadsheets import Cell, Row

DAY, UNIT, OFFICER = "tanggal", "satuan", "petugas"
LONGEST_NAME = 80

_SPELLINGS = {
    DAY: "tgl|tgl laporan|tanggal laporan|hari/tanggal|hari tanggal|hari/tgl|hari tgl|tanggal kegiatan|date",
    UNIT: "unit|pos|nama satuan|nama pos|satker|satuan kerja|kantor|pangkalan|stasiun|satwas|upt|nama upt|unit kerja",
    OFFICER: "nama|nama petugas|pelapor|anggota|personel|nama anggota|petugas pelapor|officer",
}
_INSPECTION = (
    "pengawasan|pengawasan administratif|pemeriksaan rutin|pemeriksaan/pengawasan|pemeriksaan/pengawasan administratif"
    "|pemeriksaan rutin/pengawasan|pemeriksaan rutin/pengawasan administratif"
    "|pemeriksaan rutin atau pengawasan administratif|jumlah pemeriksaan|jml pemeriksaan|riksa"
)
#: By indicator: its column, and what else a header may call it.
_INDICATORS = {
    "patrol": ("patroli", "jumlah patroli|jml patroli|patroli laut|kegiatan patroli"),
    "community_visit": ("sambang", "jumlah sambang|jml sambang|kunjungan|sambang nusa|kegiatan sambang"),
    "inspection": ("pemeriksaan", _INSPECTION),
    "outreach": ("sosialisasi", "jumlah sosialisasi|jml sosialisasi|penyuluhan|kegiatan sosialisasi"),
}
_SUM = re.compile(r"(?:jumlah|jml|(?:grand |sub ?)?total|rata-rata)\b.*")


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What one row tells: the officer's name is empty where it tells of the unit; a count is empty where unknown."""

    row_number: int
    day: date
    unit: str
    officer: str
    led: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or one of its cells, can't be taken."""

    row_number: int
    column: str
    error: LaporError


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A spreadsheet, read: the reports, the rows that can't be taken, and what was passed over."""

    reports: tuple[SheetReport, ...]
    problems: tuple[Problem, ...]
    #: Rows without any figure, and rows of sums.
    empty: int
    ignored_columns: tuple[str, ...]


@dataclass(eq=False)
class NoName(LaporError):
    """A cell that should hold a name is empty, or longer than a name is."""


@dataclass(eq=False)
class DayToCome(LaporError):
    """A row tells of a date that has not come yet."""

    day: date


@dataclass(eq=False)
class ToldTwice(LaporError):
    """Another row of the file tells of the same date, unit and officer."""

    first_row: int


def read_reports(rows: Sequence[Row], questions: Sequence[Question], today: date) -> ReportSheet:
    """Read the rows of a spreadsheet; `today` is the latest date that a row may tell of.

    Raises `MissingColumns` and `RepeatedColumn`.
    """
    header = find_header(rows, _columns(questions))
    reports, problems, empty = [], [], 0
    first: dict[tuple[date, str, str], int] = {}
    for row in rows_below(rows, header):
        found = _read(row, header, questions, today)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is None:
            empty += 1
        elif (said := first.setdefault(_key(found), row.number)) != row.number:
            problems.append(Problem(row.number, UNIT, ToldTwice(said)))
        else:
            reports.append(found)
    return ReportSheet(tuple(reports), tuple(problems), empty, header.ignored)


def comparable(name: str) -> str:
    """Give a name so that two ways of writing it are the same."""
    return " ".join(name.casefold().replace(".", " ").split())


def _columns(questions: Sequence[Question]) -> list[Column]:
    columns = [Column(key, _split(words), required=key != OFFICER) for key, words in _SPELLINGS.items()]
    return [*columns, *(_indicator_column(question) for question in questions)]


def _indicator_column(question: Question) -> Column:
    """The four of the release are asked for; others may be there."""
    key, words = _INDICATORS.get(question.key, (column_of(question), ""))
    return Column(key, (*_split(words), question.label.lower()), required=question.key in _INDICATORS)


def column_of(question: Question) -> str:
    """Give the name of an indicator's column."""
    return _INDICATORS.get(question.key, (question.label.lower(), ""))[0]


def _split(words: str) -> tuple[str, ...]:
    return tuple(word for word in words.split("|") if word)


def _key(report: SheetReport) -> tuple[date, str, str]:
    return report.day, comparable(report.unit), comparable(report.officer)


def _read(row: Row, header: Header, questions: Sequence[Question], today: date) -> SheetReport | Problem | None:
    cells = header.pick(row)
    if _is_sum(cells) or not any(cells.get(column_of(question)) is not None for question in questions):
        return None
    column = DAY
    try:
        day = past_day(cells[DAY], today)
        column = UNIT
        unit = _name(cells[UNIT])
        column = OFFICER
        officer = _name(cells[OFFICER]) if cells.get(OFFICER) is not None else ""
        led: list[int | None] = []
        for question in questions:
            column = column_of(question)
            led.append(as_count(cells.get(column), MAXIMUM))
    except LaporError as error:
        return Problem(row.number, column, error)
    return SheetReport(row.number, day, unit, officer, tuple(led)) if any(one is not None for one in led) else None


def _is_sum(cells: dict[str, Cell]) -> bool:
    named = (as_text(cells.get(key)).casefold().strip(" :.") for key in (DAY, UNIT, OFFICER))
    return any(_SUM.fullmatch(name) for name in named)


def past_day(cell: Cell, today: date) -> date:
    """Read a date that has begun; raises `DayToCome`, and what `as_date` raises."""
    day = as_date(cell, today)
    if day > today:
        raise DayToCome(day)
    return day


def _name(cell: Cell) -> str:
    name = as_text(cell)
    if not 0 < len(name) <= LONGEST_NAME:
        raise NoName
    return name


Progress = Callable[[int], None]
"""Is told how many more rows are done."""
