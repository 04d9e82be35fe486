"""What was joined stands beside what was led in every form of a file, and enters no total of it."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from models.file_orders import FileForm
from models.periods import Period
from tests.clock.roster import Roster
from tests.files.formulas import Calculated
from tests.files.made import LABELS, Bench, csv_rows, csv_totals, json_totals, pdf_text, word_tables

LED, JOINED = (5, 2, 7, 1), (4, 0, 3, 0)
TITLES = [f"Ikut serta: {label}" for label in LABELS]


@pytest.fixture
def bench(roster: Roster) -> Bench:
    for name, unit in (("Ani", "BAKAMLA/BATAM"), ("Budi", "KKP/TUAL")):
        roster.member(name, unit)
    roster.clock.set("2025-09-15T17:00:00+07:00")
    roster.report("Ani", led=(5, 0, 7, 0), joined=(1, 0, 3, 0))
    roster.report("Budi", led=(0, 2, 0, 1), joined=(3, 0, 0, 0))
    return Bench(roster, Period.day(date(2025, 9, 15)))


def test_tables_for_programs_tell_both(bench: Bench) -> None:
    content = bench.content(FileForm.CSV)
    assert csv_totals(content) == bench.raw() == LED
    assert tuple(sum(int(row[title]) for row in csv_rows(content)) for title in TITLES) == JOINED
    assert json_totals(bench.content(FileForm.JSON)) == LED
    assert tuple(json.loads(bench.content(FileForm.JSON))["total"]["joined"].values()) == JOINED


def test_every_sheet_of_the_workbook_tells_both(bench: Bench) -> None:
    book = Calculated(bench.content(FileForm.XLSX))
    for sheet in ("Per K-L", "Per Satuan", "Per Hari", "Data"):
        rows = [list(row) for row in book.cached[sheet].iter_rows(values_only=True)]
        assert [rows[-1][rows[4].index(title)] for title in TITLES] == list(JOINED), sheet
        assert [rows[-1][rows[4].index(label)] for label in LABELS] == list(LED), sheet
    front = load_workbook(io.BytesIO(bench.content(FileForm.XLSX)), data_only=True).worksheets[0]
    rows = [list(row) for row in front.iter_rows(min_row=5, max_row=9, max_col=4, values_only=True)]
    assert [row[3] for row in rows] == ["Ikut serta", *JOINED]


def test_written_reports_tell_both(bench: Bench) -> None:
    (table,) = (table for table in word_tables(bench.content(FileForm.DOCX)) if "Ikut serta" in table[0])
    at = table[0].index("Ikut serta")
    assert [row[at] for row in table[1:]] == ["4", "NIHIL", "3", "NIHIL", "7"]
    assert [row[at - 1] for row in table[1:]] == ["5", "2", "7", "1", "15"]
    assert "Jumlah 15 7" in " ".join(pdf_text(bench.content(FileForm.PDF)).split())
