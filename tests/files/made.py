"""Files as they come out of the house, read back with other programs' libraries."""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.file_orders import FileForm, FileOrder, Making
from models.indicators import questions_on
from models.periods import Period
from models.permissions import EVERYTHING, Place
from models.schema import DailyReport, ReportAnswer
from tests.clock.roster import Roster
from views.files.making import make_file

LABELS = ("Patroli", "Sambang", "Pemeriksaan/Pengawasan", "Sosialisasi")
Totals = tuple[int, ...]


@dataclass
class Bench:
    """Makes the files of one period and place."""

    roster: Roster
    period: Period
    place: Place = EVERYTHING
    names: bool = False
    _made: dict[FileForm, bytes] = field(default_factory=dict)

    def content(self, form: FileForm) -> bytes:
        """The file, made once."""
        if form not in self._made:
            self._made[form] = self._make(form)
        return self._made[form]

    def _make(self, form: FileForm) -> bytes:
        order = FileOrder(form, self.period, self.place, self.names)
        making = Making(order, self.roster.clock.now(), synthetic=True)
        return self.roster.database.read_now(make_file, making).content

    def raw(self) -> Totals:
        """The sums of the raw answers, from the reports themselves."""
        return self.roster.database.read_now(_raw, self.period, self.place)


def _raw(session: Session, period: Period, place: Place) -> Totals:
    query = (
        select(func.coalesce(func.sum(ReportAnswer.led), 0))
        .join(DailyReport, DailyReport.id == ReportAnswer.report_id)
        .where(DailyReport.report_date.between(period.first, period.last))
    )
    if place.agency_id is not None:
        query = query.where(DailyReport.agency_id == place.agency_id)
    if place.unit_id is not None:
        query = query.where(DailyReport.unit_id == place.unit_id)
    questions = questions_on(session, period.last)
    return tuple(
        int(session.scalar(query.where(ReportAnswer.indicator_id == question.indicator_id)) or 0)
        for question in questions
    )


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def csv_totals(content: bytes) -> Totals:
    rows = csv_rows(content)
    return tuple(sum(int(row[label]) for row in rows) for label in LABELS)


def json_totals(content: bytes) -> Totals:
    return tuple(json.loads(content)["total"]["led"].values())


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def pdf_totals(content: bytes) -> list[Totals]:
    """The rows of totals of all tables by place: `Jumlah`, then the four indicators and what they come to."""
    text = re.sub(r"\s+", " ", pdf_text(content))
    found = re.findall(r"Jumlah ((?:(?:[\d.]+|NIHIL|—) ){5})", text + " ")
    return [_numbers(one.split()[:4]) for one in found]


def word_tables(content: bytes) -> list[list[list[str]]]:
    document = Document(io.BytesIO(content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def word_totals(content: bytes) -> list[Totals]:
    tables = [table for table in word_tables(content) if "Patroli" in table[0]]
    places = [[table[0].index(label) for label in ("Patroli", "Sambang")] for table in tables]
    return [_numbers(table[-1][first : first + 4]) for table, (first, _) in zip(tables, places, strict=True)]


def _numbers(texts: list[str]) -> Totals:
    return tuple(0 if text in ("NIHIL", "—") else int(text.replace(".", "")) for text in texts)


def sheet_totals(values: Any) -> Totals:
    """The row of totals of a sheet, below its table."""
    rows = [list(row) for row in values.iter_rows(values_only=True)]
    head = rows[4]
    return tuple(rows[-1][head.index(label)] for label in LABELS)
