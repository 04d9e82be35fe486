"""The first sheet of a workbook: the whole at a glance, with charts that Excel draws from the other sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.exports import Export
from views.charts.data import IndicatorSeries
from views.charts.style import colours_of
from views.files.labels import indicator_titles, joined_titles, title_lines
from views.files.sheet import Looks, Value, Written, set_up_page, write_cell, write_lines

FRONT = "Rekap"
_PEOPLE = (
    ("Laporan yang diharapkan", "Diharapkan", "number"),
    ("Laporan masuk", "Melapor", "number"),
    ("Tepat waktu", "Tepat waktu", "number"),
    ("Terlambat", "Terlambat", "number"),
    ("Belum lapor", "Belum lapor", "number"),
    ("Nihil", "Nihil", "number"),
    ("Izin", "Izin", "number"),
    ("Persentase laporan masuk", "% melapor", "share"),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets from which the first one takes its figures and charts."""

    agencies: Written
    units: Written
    days: Written


def write_front(book: Workbook, looks: Looks, export: Export, sources: Sources) -> None:
    """Write the sheet; its figures add up the sheet by agency, whatever a filter hides there."""
    agencies = sources.agencies
    sheet = book.add_worksheet(FRONT)
    lines = title_lines(export, "Satgas Koordinasi Pencegahan")
    _set_up(sheet, lines)
    write_lines(sheet, looks, lines)
    row = _write_activities(sheet, looks, export, agencies)
    row = _write_people(sheet, looks, export, agencies, row + 1)
    _add_charts(book, sheet, export, sources, row + 1)


def _set_up(sheet: Worksheet, lines: tuple[str, str, str]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 15)
    set_up_page(sheet, lines)


def _write_activities(sheet: Worksheet, looks: Looks, export: Export, agencies: Written) -> int:
    """Give the row after the table."""
    _write_row(sheet, looks.head, 4, ("Indikator", "Satuan hitung", "Jumlah", "Ikut serta"))
    total = export.recap.total
    for at, (question, led, joined) in enumerate(
        zip(export.questions, indicator_titles(export), joined_titles(export), strict=True)
    ):
        row = 5 + at
        _write_row(sheet, looks.cells["text"], row, (question.label, question.measure))
        write_cell(sheet, (row, 2), total.led[at], f"={agencies.sum_of(led)}", looks.cells["number"])
        write_cell(sheet, (row, 3), total.joined[at], f"={agencies.sum_of(joined)}", looks.cells["number"])
    row = 5 + len(export.questions)
    _write_row(sheet, looks.totals["text"], row, ("Jumlah", "kegiatan"))
    for column, letter, values in ((2, "C", total.led), (3, "D", total.joined)):
        write_cell(sheet, (row, column), sum(values), f"=SUM({letter}6:{letter}{row})", looks.totals["number"])
    return row + 1


def _write_people(sheet: Worksheet, looks: Looks, export: Export, agencies: Written, row: int) -> int:
    """Give the row after the table."""
    _write_row(sheet, looks.head, row, ("Laporan", "Jumlah"))
    expected, reported = f"B{row + 2}", f"B{row + 3}"
    share = f'=IF(N({expected})=0,"",{reported}/{expected})'
    for ahead, ((label, title, look), value) in enumerate(zip(_PEOPLE, _people(export), strict=True), start=1):
        write_cell(sheet, (row + ahead, 0), label, None, looks.cells["text"])
        formula = share if look == "share" else f"={agencies.sum_of(title)}"
        write_cell(sheet, (row + ahead, 1), value, formula, looks.cells[look])
    return row + len(_PEOPLE) + 1


def _people(export: Export) -> tuple[Value, ...]:
    total = export.recap.total
    share = total.reported / total.expected if total.expected else None
    late = total.reported - total.on_time
    return total.expected, total.reported, total.on_time, late, total.missing, total.nil, total.excused, share


def _write_row(sheet: Worksheet, look: Any, row: int, values: Sequence[str]) -> None:
    for column, value in enumerate(values):
        write_cell(sheet, (row, column), value, None, look)


def _add_charts(book: Workbook, sheet: Worksheet, export: Export, sources: Sources, row: int) -> None:
    """Draw who did it and when: by agency, or within a single one by unit; of one place alone nothing is drawn."""
    if len(export.agencies) > 1:
        _insert_by_place(sheet, _chart(book, export, sources.agencies, "K/L", "bar", "stacked"), "K/L")
    elif len(export.units) > 1:
        _insert_by_place(sheet, _chart(book, export, sources.units, "Satuan", "bar", "stacked"), "satuan")
    if export.days:
        by_day = _chart(book, export, sources.days, "Tanggal", "column", "stacked")
        by_day.set_x_axis({"num_format": "d/m", "date_axis": True})
        by_day.set_title({"name": "Kegiatan per hari", "name_font": {"size": 12}})
        sheet.insert_chart(max(row, 27), 0, by_day, {"x_scale": 2.4, "y_scale": 1.1})


def _insert_by_place(sheet: Worksheet, chart: Any, word: str) -> None:
    chart.set_y_axis({"reverse": True})
    chart.set_title({"name": f"Kegiatan per {word}", "name_font": {"size": 12}})
    sheet.insert_chart(3, 5, chart, {"x_scale": 1.5, "y_scale": 1.6})


def _chart(book: Workbook, export: Export, source: Written, categories: str, kind: str, subtype: str) -> Any:
    chart = book.add_chart({"type": kind, "subtype": subtype})
    colours = colours_of(tuple(IndicatorSeries(question.key, question.label) for question in export.questions))
    for question, title, colour in zip(export.questions, indicator_titles(export), colours, strict=True):
        chart.add_series(
            {
                "name": question.label,
                "categories": f"={source.range(categories)}",
                "values": f"={source.range(title)}",
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_legend({"position": "bottom"})
    return chart
