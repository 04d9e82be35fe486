"""The recap as an Excel workbook: the whole, by agency, by unit, by day, and the reports from which all of it adds up.

Activities are formulas over the sheet of reports, people over the sheet of units: who changes a cell there, or checks a
sum, sees the totals follow. Each formula carries the value that it has now, for programs that calculate nothing.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from models.export_rows import ReportRow
from models.export_shares import DayShare, UnitShare
from models.exports import Export
from models.recap import RecapLine
from views.files.cells import safe_workbook
from views.files.front_sheet import Sources, write_front
from views.files.labels import indicator_titles, joined_titles, title_lines, weekday
from views.files.report_sheet import reports_table
from views.files.results_sheet import results_table
from views.files.sheet import Column, Looks, Table, Written, planned, write_table

BY_AGENCY, BY_UNIT, BY_DAY = "Per K-L", "Per Satuan", "Per Hari"

Formula = Callable[[int], str]
Columns = tuple[Column[Any], ...]


def make_workbook(export: Export, reports: Sequence[ReportRow] | None) -> bytes:
    """Give the workbook as bytes. Without the reports, which may be too many, it holds their sums as numbers."""
    stream = io.BytesIO()
    book = safe_workbook(stream)
    looks = Looks(book)
    raw = reports_table(export, reports) if reports is not None else None
    source = planned(raw) if raw is not None else None
    units = _units_table(export, source)
    agencies = _agencies_table(export, source, planned(units))
    days = _days_table(export, source)
    write_front(book, looks, export, Sources(planned(agencies), planned(units), planned(days)))
    write_table(book, looks, agencies)
    write_table(book, looks, units)
    write_table(book, looks, days)
    if raw is not None:
        write_table(book, looks, raw)
    if (results := results_table(export)) is not None:
        write_table(book, looks, results)
    book.close()
    return stream.getvalue()


def _agencies_table(export: Export, source: Written | None, units: Written) -> Table[RecapLine]:
    head: tuple[Column[RecapLine], ...] = (
        Column("Kode K/L", 12, "text", lambda line: line.code),
        Column("K/L", 34, "text", lambda line: line.name),
    )
    people = _people(head, _same, export.recap.total, lambda title: sum_if(units, title, ("Kode K/L", "A")))
    activities = _activities((*head, *people), export, _same, lambda title: sum_if(source, title, ("Kode K/L", "A")))
    return Table(BY_AGENCY, title_lines(export, "per K/L"), (*head, *people, *activities), export.agencies, 2)


def _units_table(export: Export, source: Written | None) -> Table[UnitShare]:
    head: tuple[Column[UnitShare], ...] = (
        Column("Kode K/L", 12, "text", lambda share: share.agency_code),
        Column("Kode satuan", 14, "text", lambda share: share.line.code),
        Column("Satuan", 34, "text", lambda share: share.line.name),
    )
    people = _people(head, _line, export.recap.total, _no_formula)
    keys = (("Kode K/L", "A"), ("Kode satuan", "B"))
    activities = _activities((*head, *people), export, _line, lambda title: sum_if(source, title, *keys))
    return Table(BY_UNIT, title_lines(export, "per satuan"), (*head, *people, *activities), export.units, 3)


def _days_table(export: Export, source: Written | None) -> Table[DayShare]:
    head: tuple[Column[DayShare], ...] = (
        Column("Tanggal", 12, "date", lambda one: one.day),
        Column("Hari", 10, "text", lambda one: weekday(one.day)),
    )
    people = _people(head, _same, export.recap.total, _no_formula)
    activities = _activities((*head, *people), export, _same, lambda title: sum_if(source, title, ("Tanggal", "A")))
    return Table(BY_DAY, title_lines(export, "per hari"), (*head, *people, *activities), export.days, 2)


def _same(item: Any) -> Any:
    return item


def _line(share: UnitShare) -> RecapLine:
    return share.line


def _no_formula(_title: str) -> None:
    return None


def _people(
    before: Columns, of: Callable[[Any], Any], whole: RecapLine, formula: Callable[[str], Formula | None]
) -> Columns:
    """Who was expected, who reported, and what follows from that."""
    expected, reported, on_time = (xl_col_to_name(len(before) + ahead) for ahead in range(3))
    share = _formula(f'=IF(N({expected}#)=0,"",{reported}#/{expected}#)')
    return (
        _count("Diharapkan", of, "expected", formula("Diharapkan")),
        _count("Melapor", of, "reported", formula("Melapor")),
        _count("Tepat waktu", of, "on_time", formula("Tepat waktu")),
        _difference("Terlambat", of, "reported", "on_time", f"{reported}#-{on_time}#"),
        _difference("Belum lapor", of, "expected", "reported", f"{expected}#-{reported}#"),
        _count("Nihil", of, "nil", formula("Nihil")),
        _count("Izin", of, "excused", formula("Izin")),
        Column("% melapor", 10, "share", lambda item: _share(of(item)), share, total=share, total_value=_share(whole)),
    )


def _activities(
    before: Columns, export: Export, of: Callable[[Any], Any], formula: Callable[[str], Formula | None]
) -> Columns:
    """What was led, and what that comes to; what was joined stands behind it and enters no total."""
    first, last = (xl_col_to_name(len(before) + ahead) for ahead in (0, len(export.questions) - 1))
    led = (_counted(title, of, "led", at, formula(title)) for at, title in enumerate(indicator_titles(export)))
    joined = (_counted(title, of, "joined", at, formula(title)) for at, title in enumerate(joined_titles(export)))
    together = _formula(f"=SUM({first}#:{last}#)")
    whole: Column[Any] = Column("Jumlah", 11, "number", lambda item: sum(of(item).led), together, summed=True)
    return (*led, whole, *joined)


def _count(title: str, of: Callable[[Any], Any], name: str, formula: Formula | None) -> Column[Any]:
    return Column(title, 11, "number", lambda item: getattr(of(item), name), formula, summed=True)


def _counted(title: str, of: Callable[[Any], Any], name: str, at: int, formula: Formula | None) -> Column[Any]:
    return Column(title, 13, "number", lambda item: getattr(of(item), name)[at], formula, summed=True)


def _difference(title: str, of: Callable[[Any], Any], one: str, other: str, formula: str) -> Column[Any]:
    first = formula.partition("-")[0]
    cells = _formula(f'=IF({first}="","",{formula})')
    return Column(title, 11, "number", lambda item: _minus(of(item), one, other), cells, summed=True)


def _minus(line: Any, one: str, other: str) -> int | None:
    """Nothing for a day that is not over."""
    first, second = getattr(line, one), getattr(line, other)
    return None if first is None else first - second


def _share(line: Any) -> float | None:
    return line.reported / line.expected if line.expected else None


def _formula(text: str) -> Formula:
    """A formula for any row: `#` is the row's number."""
    return lambda row: text.replace("#", str(row))


def sum_if(source: Written | None, title: str, *keys: tuple[str, str]) -> Formula | None:
    """Add up a column of another sheet, where its key columns say the same as cells of the own row; `keys` are
    (title there, letter here). Nothing without the other sheet.
    """
    if source is None:
        return None
    conditions = ",".join(f"{source.range(key)},${letter}#" for key, letter in keys)
    return _formula(f"=SUMIFS({source.range(title)},{conditions})")
