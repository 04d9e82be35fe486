"""The sheet of single reports, from which the sums of all other sheets are made."""

from collections.abc import Sequence
from datetime import datetime

from models.export_rows import ReportRow
from models.exports import Export
from views.files.labels import indicator_titles, joined_titles, title_lines
from views.files.sheet import Column, Table
from views.masking import masked_number

REPORTS = "Data"


def reports_table(export: Export, reports: Sequence[ReportRow]) -> Table[ReportRow]:
    """Give the table of single reports; who reported stands in it where the rows say so."""
    columns: list[Column[ReportRow]] = [
        Column("Tanggal", 12, "date", lambda row: row.day),
        Column("Kode K/L", 12, "text", lambda row: row.agency_code),
        Column("Kode satuan", 14, "text", lambda row: row.unit_code),
        Column("Satuan", 28, "text", lambda row: row.unit_name),
        *(_names() if any(row.name is not None for row in reports) else ()),
        Column("Dikirim", 17, "moment", _sent),
        Column("Zona", 8, "text", lambda row: None if row.imported else row.zone.label),
        Column("Ketepatan", 13, "text", _punctuality),
        Column("Nihil", 8, "text", lambda row: "ya" if row.nil else None),
        Column("Pemutakhiran", 13, "number", lambda row: row.revision - 1),
        *_operations(export, reports),
        *(_led(title, at) for at, title in enumerate(indicator_titles(export))),
        *(_joined(title, at) for at, title in enumerate(joined_titles(export))),
    ]
    return Table(REPORTS, title_lines(export, "per laporan"), columns, reports, 1)


def _names() -> tuple[Column[ReportRow], ...]:
    return (
        Column("Nama", 24, "text", lambda row: row.name),
        Column("Pangkat", 16, "text", lambda row: row.rank),
        Column("NRP/NIP", 20, "text", lambda row: masked_number(row.service_number or "") or None),
    )


def _operations(export: Export, reports: Sequence[ReportRow]) -> tuple[Column[ReportRow], ...]:
    """The operations in which a report lies; no column where none does."""

    def told(row: ReportRow) -> str | None:
        return ", ".join(one.name for one in export.operations if one.holds(row.agency_code, row.day)) or None

    return (Column("Operasi", 28, "text", told),) if any(map(told, reports)) else ()


def _led(title: str, at: int) -> Column[ReportRow]:
    return Column(title, 13, "number", lambda row: row.led[at], summed=True)


def _joined(title: str, at: int) -> Column[ReportRow]:
    return Column(title, 13, "number", lambda row: row.joined[at], summed=True)


def _sent(row: ReportRow) -> datetime | None:
    """On the clock of the unit; a spreadsheet knows no zones. Of an imported row nobody knows the hour."""
    return None if row.imported else row.submitted_at.astimezone(row.zone.tz).replace(tzinfo=None)


def _punctuality(row: ReportRow) -> str:
    if row.imported:
        return "impor"
    return "tepat waktu" if row.on_time else "terlambat"
