"""The old spreadsheet in and the recap out on the shell: the figures of 27 posts are the same in every form."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.database import Database
from models.organisation import ship_agencies
from tests.databases import NewUrl
from tests.files.formulas import Calculated
from tests.files.made import Totals, csv_totals, json_totals, pdf_totals, sheet_totals, word_totals
from tests.roads.test_settings import Ended, here

POSTS, DAYS = 27, 10
HEAD = ("Tanggal", "Satuan", "Sosialisasi", "Patroli", "Pemeriksaan", "Sambang", "Cuaca")
FIGURES = [
    (f"{day}/7/2025", f"Pos {post:02}", post % 3, post + day, day, (post * day) % 5, "cerah")
    for day in range(1, DAYS + 1)
    for post in range(1, POSTS + 1)
]
#: Patroli, sambang, pemeriksaan, sosialisasi.
SUMS: Totals = tuple(sum(int(row[at]) for row in FIGURES) for at in (3, 5, 4, 2))


class Shell:
    """The commands, on a database of their own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def run(self, *words: str) -> Ended:
        return here(*words, DATABASE_URL=self.url, COLUMNS="200")

    def take_in(self, file: Path, *more: str) -> Ended:
        return self.run("import", "reports", str(file), "--agency", "KKP", "--create-units", "--province", "33", *more)


@pytest.fixture
def shell(new_sqlite: NewUrl) -> Shell:
    url = new_sqlite()
    database = Database(url)
    database.write_now(ship_agencies, datetime(2025, 6, 1, tzinfo=UTC))
    database.close()
    return Shell(url)


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    stream = io.StringIO()
    csv.writer(stream).writerows([HEAD, *FIGURES, ("31/2/2025", "Pos 01", 1, 1, 1, 1, "")])
    file = tmp_path / "lama.csv"
    file.write_text(stream.getvalue(), encoding="utf-8")
    return file


def test_the_old_spreadsheet_comes_in_once_and_its_problem_is_told_by_row(shell: Shell, spreadsheet: Path) -> None:
    dry = shell.take_in(spreadsheet, "--dry-run")
    assert f"{len(FIGURES)} reports would be added, 0 there already" in dry.stdout
    assert "Columns ignored: Cuaca" in dry.stdout

    first, again = shell.take_in(spreadsheet), shell.take_in(spreadsheet)
    assert f"{len(FIGURES)} reports added, 0 there already, 0 rows without figures, 1 left out." in first.stdout
    assert f"{POSTS} units made" in first.stdout
    assert "272" in first.stdout, "the row as the spreadsheet counts it"
    assert first.returncode == 1, "a row was left out"
    assert f"0 reports added, {len(FIGURES)} there already" in again.stdout


def test_every_form_of_the_recap_tells_the_sums_of_the_spreadsheet(
    shell: Shell, spreadsheet: Path, tmp_path: Path
) -> None:
    shell.take_in(spreadsheet)
    made = {}
    for form in ("csv", "json", "xlsx", "pdf", "docx"):
        output = tmp_path / f"rekap.{form}"
        done = shell.run("export", "recap", "--period", "semester 2 2025", "--agency", "kkp", "--output", str(output))
        assert done.returncode == 0, done.stdout
        made[form] = output.read_bytes()
    book = Calculated(made["xlsx"])
    told = {csv_totals(made["csv"]), json_totals(made["json"]), *pdf_totals(made["pdf"]), *word_totals(made["docx"])}
    assert told | {sheet_totals(book.cached[sheet]) for sheet in ("Per K-L", "Per Satuan", "Data")} == {SUMS}
    units = json.loads(made["json"])["units"]
    assert sum(any(unit["led"].values()) for unit in units) == POSTS


def test_what_can_not_be_written_is_said_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    for words, said in (
        (("--period", "kapan saja", "--output", str(tmp_path / "a.csv")), "kapan saja"),
        (("--period", "juli 2025", "--output", str(tmp_path / "a.doc")), "doc"),
        (("--period", "juli 2025", "--agency", "XYZ", "--output", str(tmp_path / "a.csv")), "XYZ"),
    ):
        done = shell.run("export", "recap", *words)
        assert done.returncode != 0
        assert said in done.stdout + done.stderr
        assert "Traceback" not in done.stdout
    assert not list(tmp_path.iterdir())
