"""On the command line names are people's, too: what looks like the terminal's markup or an emoji stays what it is."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from bot import doctor
from bot.commands import cli
from bot.finding import Finding, Mark
from models.database import Database
from models.schema import Agency, Unit
from tests.clock.roster import Roster
from tests.databases import NewUrl

#: Rich would colour the first, fail at the second, and draw the third.
HOSTILE = "[red]Tua[/] [/b] :smile:"
TOLD = (HOSTILE, "[link=x]Budi[/link]")
Run = Callable[..., str]


@pytest.fixture
def url(new_sqlite: NewUrl) -> str:
    return new_sqlite()


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `python -m bot …` on a hostile desk; give all that it says."""
    for module in ("audit_commands", "structure_commands", "importing", "commands", "exporting"):
        monkeypatch.setattr(f"bot.{module}.console.width", 240, raising=False)

    def ran(*words: str) -> str:
        result = CliRunner().invoke(cli, words, env={"DATABASE_URL": url, "COLUMNS": "240"})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.output

    return ran


@pytest.fixture(autouse=True)
def hostile(url: str) -> None:
    database = Database(url)
    roster = Roster(database)
    roster.member(TOLD[1], "BAKAMLA/BATAM")
    database.write_now(rename)
    database.close()


def rename(session: Session) -> None:
    for table in (Agency, Unit):
        session.execute(update(table).values(name=HOSTILE))


def sheet(folder: Path, *rows: tuple[object, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    file = folder / "[red]daftar.csv"
    file.write_text(stream.getvalue(), encoding="utf-8")
    return str(file)


def test_lists_show_names_as_they_were_written(run: Run) -> None:
    assert HOSTILE in run("agency", "list")
    assert HOSTILE in run("unit", "list", "BAKAMLA")


def test_the_trail_shows_names_and_values_as_they_were_written(run: Run) -> None:
    told = run("audit", "show", "--names")
    assert TOLD[1] in told
    assert "[/link]" in run("audit", "show", "--person", TOLD[1], "--names")


def test_problems_of_a_list_quote_its_words_as_they_are(run: Run, tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ("nama", "satuan", "peran", HOSTILE),
        (TOLD[1], "Pos [/x]", "petugas", ""),
        ("Siti", "Pos [/x]", HOSTILE, ""),
    )
    told = run("import", "members", file, "--agency", "BAKAMLA", "--create-units", "--dry-run")
    assert f"Columns ignored: {HOSTILE}" in told
    assert "Pos [/x]" in told
    assert HOSTILE in told.replace("\n", " ")


def test_units_of_an_old_spreadsheet_are_listed_as_they_are_called(run: Run, tmp_path: Path) -> None:
    head = ("tanggal", "satuan", "patroli", "sambang", "pemeriksaan", "sosialisasi")
    file = sheet(tmp_path, head, ("1/7/2025", HOSTILE + " Laut", 1, 2, 3, 4), ("1/7/2025", "[/]", "[/x]", 1, 1, 1))
    told = run("import", "reports", file, "--agency", "BAKAMLA", "--create-units", "--province", "31", "--dry-run")
    assert "[/x]" in told
    assert HOSTILE in told


def test_the_doctor_names_a_group_as_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.console, "width", 200)
    with doctor.console.capture() as told:
        doctor.console.print(doctor._table([Finding(Mark.GOOD, f"group {HOSTILE}", "the bot is in it")]))
    assert HOSTILE in told.get()
    assert "✓" in told.get()
