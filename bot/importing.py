"""History in: old spreadsheets on the command line."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from sqlalchemy.orm import Session

from bot.shell import migrated_database, stop
from models.clock import local_date
from models.import_units import MadeUnit, UnitsOfSheet
from models.indicators import questions_on
from models.organisation import agency_by_code
from models.provinces import PROVINCES, Zone
from models.report_imports import Imported, SheetFile, import_reports
from models.report_sheets import Problem, ReportSheet, read_reports
from models.spreadsheets import Row, read_rows
from views.refusals import sentence

imports = typer.Typer(no_args_is_help=True, help="History in: spreadsheets.")
console = Console(markup=False, emoji=False)  # names are people's: never markup

PROBLEMS = 1
MOST_SHOWN = 50

FilePath = Annotated[Path, typer.Argument(help="The spreadsheet: .xlsx or .csv.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]


@imports.command("reports")
def reports(
    file: FilePath,
    agency: Annotated[str, typer.Option(help="The agency whose figures these are: its code, such as KKP.")],
    create_units: Annotated[
        bool, typer.Option("--create-units", help="Make the units that are not there yet.")
    ] = False,
    province: Annotated[
        int | None, typer.Option(help="Kemendagri code, for units whose name tells no province.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take in daily figures: columns tanggal, satuan, patroli, sambang, pemeriksaan, sosialisasi, and petugas if known.

    The same file twice changes nothing. Rows with a problem are listed and left out; exit code 1 if there is one.
    """
    if province is not None and province not in PROVINCES:
        stop(f"There is no province {province}. Example: 31 for DKI Jakarta.", code=PROBLEMS)
    content = read_file(file)
    now = datetime.now(UTC)
    with migrated_database() as database, shown_progress() as bar:
        rows = read_rows(content, file.name)

        def work(session: Session) -> tuple[ReportSheet, Imported]:
            sheet = _read(session, rows, now)
            task = bar.add_task("Rows", total=len(sheet.reports))
            owner = agency_by_code(session, agency)
            imported = import_reports(
                session,
                owner,
                sheet,
                SheetFile(file.name[:200], hashlib.sha256(content).hexdigest()),
                questions_on(session, local_date(now, Zone.WIB)),
                now=now,
                units=UnitsOfSheet(session, owner, make=create_units, now=now, province=province),
                progress=lambda done: bar.advance(task, done),
            )
            return sheet, imported

        sheet, imported = database.read_now(work) if dry_run else database.write_now(work)
    _tell(sheet, imported, dry_run=dry_run)
    if imported.problems:
        raise typer.Exit(PROBLEMS)


def read_file(path: Path) -> bytes:
    """Give the bytes of a file; one that can't be read ends the program with a sentence."""
    try:
        return path.read_bytes()
    except OSError as error:
        stop(f"{path} can't be read: {error.strerror}.", code=PROBLEMS)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Show a bar while the work goes on, and nothing of it afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield bar


def tell_problems(problems: Sequence[Problem]) -> None:
    """List the rows that were left out, the first ones of many."""
    if not problems:
        return
    table = Table("Row", "Column", "Problem", title=f"{len(problems)} rows left out")
    for problem in sorted(problems, key=lambda one: one.row_number)[:MOST_SHOWN]:
        table.add_row(str(problem.row_number), problem.column, sentence(problem.error))
    console.print(table)
    if len(problems) > MOST_SHOWN:
        console.print(f"… and {len(problems) - MOST_SHOWN} more.")


def _read(session: Session, rows: Sequence[Row], now: datetime) -> ReportSheet:
    """Dates go to today on the easternmost clock: there it is tomorrow first."""
    today = local_date(now, Zone.WIT)
    return read_reports(rows, questions_on(session, local_date(now, Zone.WIB)), today)


def _tell(sheet: ReportSheet, imported: Imported, *, dry_run: bool) -> None:
    if sheet.ignored_columns:
        console.print(f"Columns ignored: {', '.join(sheet.ignored_columns)}")
    tell_problems(imported.problems)
    tell_units(imported.units_made)
    counts = (
        f"{imported.added} reports {'would be ' if dry_run else ''}added",
        f"{imported.unchanged} there already",
        f"{sheet.empty} rows without figures",
        f"{len(imported.problems)} left out",
    )
    console.print(", ".join(counts) + ".")


def tell_units(made: Sequence[MadeUnit]) -> None:
    """List the units that were made."""
    if not made:
        return
    table = Table("Code", "Name", "Province", "Clock", title=f"{len(made)} units made")
    for unit in made:
        province = PROVINCES[unit.province]
        table.add_row(unit.code, unit.name, f"{province.name}{'' if unit.told else ' (assumed)'}", province.zone.label)
    console.print(table)
