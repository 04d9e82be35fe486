"""From an order to the finished file: read in one transaction, made here and now."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import closing

from sqlalchemy.orm import Session

from models.database import Database
from models.export_rows import MOST_REPORTS, ReportRow, count_reports, report_rows, unit_day_rows
from models.exports import Export, collect
from models.file_orders import FileForm, FileOrder, Making
from views.files.contents import written_report
from views.files.csv_table import make_csv
from views.files.json_recap import make_json
from views.files.labels import scope_name
from views.files.pdf import make_pdf
from views.files.word import make_word
from views.files.workbook import make_workbook
from views.indonesian import period_name
from views.screen import Document


def make_at(url: str, making: Making) -> Document:
    """Make a file from the database at that address: in a process of its own, which shares no connection."""
    with closing(Database(url)) as database:
        return database.read_now(make_file, making)


def make_file(session: Session, making: Making) -> Document:
    """Make a file from what the session sees."""
    order = making.order
    export = collect(session, order.period, order.place, making.now, synthetic=making.synthetic)
    return Document(file_name(export, order.form), _MAKERS[order.form](session, order, export))


def file_name(export: Export, form: FileForm) -> str:
    """Give a name that any system takes: `Rekap Semester I Tahun 2025 - Badan Keamanan Laut.xlsx`."""
    told = f"Rekap {period_name(export.period)} - {scope_name(export)}"
    ascii_only = unicodedata.normalize("NFKD", told.replace("–", "-")).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w ,.()-]+", "-", ascii_only) + f".{form.value}"


def _workbook(session: Session, order: FileOrder, export: Export) -> bytes:
    return make_workbook(export, _reports(session, order, export))


def _reports(session: Session, order: FileOrder, export: Export) -> list[ReportRow] | None:
    if count_reports(session, order.period, order.place) > MOST_REPORTS:
        return None
    return report_rows(session, order.period, order.place, export.questions, names=order.names)


def _pdf(_session: Session, _order: FileOrder, export: Export) -> bytes:
    return make_pdf(written_report(export), export.made_at)


def _word(_session: Session, _order: FileOrder, export: Export) -> bytes:
    return make_word(written_report(export), export.made_at)


def _csv(session: Session, order: FileOrder, export: Export) -> bytes:
    return make_csv(export, unit_day_rows(session, order.period, order.place, export.questions))


def _json(_session: Session, _order: FileOrder, export: Export) -> bytes:
    return make_json(export)


_MAKERS: dict[FileForm, Callable[[Session, FileOrder, Export], bytes]] = {
    FileForm.XLSX: _workbook,
    FileForm.PDF: _pdf,
    FileForm.DOCX: _word,
    FileForm.CSV: _csv,
    FileForm.JSON: _json,
}
