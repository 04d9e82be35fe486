"""The recap as CSV: one line for each unit and date of which there is a report, for programs to go on with.

UTF-8 with its mark and semicolons, which Excel opens by itself under Indonesian settings. Dates as ISO 8601. What is
written here can be imported again.
"""

import csv
import io
from collections.abc import Sequence

from models.export_rows import UnitDayRow
from models.exports import Export
from views.files.cells import safe_text
from views.files.labels import indicator_titles, joined_titles


def make_csv(export: Export, rows: Sequence[UnitDayRow]) -> bytes:
    """Give the table as bytes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(_head(export))
    writer.writerows(_line(row) for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _head(export: Export) -> list[str]:
    counts = ("laporan", "melapor", "tepat waktu", "nihil")
    return ["tanggal", "K/L", "kode satuan", "satuan", *counts, *indicator_titles(export), *joined_titles(export)]


def _line(row: UnitDayRow) -> list[str | int]:
    place = (row.agency_code, row.unit_code, row.unit_name)
    counts = (row.reports, row.reported, row.on_time, row.nil)
    return [row.day.isoformat(), *map(safe_text, place), *counts, *row.led, *row.joined]
