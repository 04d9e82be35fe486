"""People and enforcement events in: spreadsheets on the command line, beside those of reports."""

import csv
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from sqlalchemy.orm import Session

from bot.importing import (
    PROBLEMS,
    DryRun,
    FilePath,
    console,
    imports,
    read_file,
    shown_progress,
    tell_problems,
    tell_units,
)
from bot.shell import migrated_database, stop
from models.clock import local_date
from models.event_imports import ImportedEvents, import_events
from models.event_sheets import EventSheet, read_events
from models.import_units import UnitsOfSheet
from models.member_imports import ImportedMembers, Invited, import_members
from models.member_sheets import MemberSheet, read_members
from models.organisation import agency_by_code
from models.provinces import Zone
from models.spreadsheets import read_rows
from views.files.cells import safe_text
from views.roles import ROLE_NAMES

AgencyOption = Annotated[str, typer.Option(help="The agency's code, such as KKP.")]
CreateUnits = Annotated[bool, typer.Option("--create-units", help="Make the units that are not there yet.")]
LINKS = ("baris", "nama", "satuan", "peran", "tautan")


@imports.command("members")
def members(
    file: FilePath,
    agency: AgencyOption,
    output: Annotated[
        Path | None, typer.Option(help="Where the links are written, as CSV: they can't be shown again.")
    ] = None,
    bot_name: Annotated[str, typer.Option("--bot", help="The bot's name in Telegram, for the links.")] = "BOT",
    create_units: CreateUnits = False,
    dry_run: DryRun = False,
) -> None:
    """Invite everybody of a list: columns nama, satuan, and pangkat, nrp/nip, peran if known; one link for each row.

    The same file twice invites nobody twice. Rows with a problem are listed and left out; exit code 1 if there is one.
    """
    content = read_file(file)
    if not dry_run:
        _reserve(output)
    now = datetime.now(UTC)
    sheet, done = _invite(content, file, output if not dry_run else None, (agency, create_units), now)
    _tell_ignored(sheet.ignored_columns)
    tell_problems(done.problems)
    tell_units(done.units_made)
    would = "would be " if dry_run else ""
    console.print(
        f"{len(done.invited)} {would}invited, {len(done.there_already)} there already, {len(done.problems)} left out."
    )
    if output is not None and not dry_run:
        _hand_out(output, done.invited, bot_name)
    if done.problems:
        raise typer.Exit(PROBLEMS)


def _invite(
    content: bytes, file: Path, output: Path | None, how: tuple[str, bool], now: datetime
) -> tuple[MemberSheet, ImportedMembers]:
    """Invite whom the list holds, and commit; without an output only try. What fails leaves no empty file."""
    try:
        return _committed(content, file, how, now, dry_run=output is None)
    except BaseException:
        if output is not None:
            output.unlink(missing_ok=True)
        raise


def _committed(
    content: bytes, file: Path, how: tuple[str, bool], now: datetime, *, dry_run: bool
) -> tuple[MemberSheet, ImportedMembers]:
    agency, create_units = how
    with migrated_database() as database, shown_progress() as bar:
        rows = read_rows(content, file.name)

        def work(session: Session) -> tuple[MemberSheet, ImportedMembers]:
            sheet = read_members(rows)
            task = bar.add_task("Rows", total=len(sheet.members))
            owner = agency_by_code(session, agency)
            units = UnitsOfSheet(session, owner, make=create_units, now=now)
            done = import_members(
                session, owner, sheet, units=units, now=now, progress=lambda count: bar.advance(task, count)
            )
            return sheet, done

        return database.read_now(work) if dry_run else database.write_now(work)


@imports.command("enforcement")
def enforcement(
    file: FilePath, agency: AgencyOption, create_units: CreateUnits = False, dry_run: DryRun = False
) -> None:
    """Take in enforcement events: columns tanggal, satuan, barang, jumlah barang, nilai barang, kasus, tersangka,
    potensi kerugian negara.

    The same file twice changes nothing. Rows with a problem are listed and left out; exit code 1 if there is one.
    """
    content = read_file(file)
    now = datetime.now(UTC)
    with migrated_database() as database, shown_progress() as bar:
        rows = read_rows(content, file.name)

        def work(session: Session) -> tuple[EventSheet, ImportedEvents]:
            sheet = read_events(rows, local_date(now, Zone.WIB))
            task = bar.add_task("Rows", total=len(sheet.events))
            owner = agency_by_code(session, agency)
            units = UnitsOfSheet(session, owner, make=create_units, now=now)
            return sheet, import_events(
                session, owner, sheet, units=units, now=now, progress=lambda count: bar.advance(task, count)
            )

        sheet, done = database.read_now(work) if dry_run else database.write_now(work)
    _tell_ignored(sheet.ignored_columns)
    tell_problems(done.problems)
    tell_units(done.units_made)
    would = "would be " if dry_run else ""
    console.print(f"{done.added} events {would}added, {done.unchanged} there already, {len(done.problems)} left out.")
    if done.problems:
        raise typer.Exit(PROBLEMS)


def _reserve(output: Path | None) -> None:
    """Make the file of the links, empty, before anybody is invited; for the owner alone, as links let people in."""
    if output is None:
        raise typer.BadParameter("name a file for the links, which can't be shown again", param_hint="--output")
    try:
        output.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        stop(f"{output} is there already. Name another file.", code=PROBLEMS)
    except OSError as error:
        stop(f"{output} can't be written: {error.strerror}. Nobody was invited.", code=PROBLEMS)


def _hand_out(output: Path, invited: Sequence[Invited], bot_name: str) -> None:
    """Write the links, which are stored by now; where that fails they are printed, and not lost."""
    try:
        with output.open("w", encoding="utf-8-sig", newline="") as file:
            _write_links(file, invited, bot_name)
    except OSError as error:
        _write_links(sys.stdout, invited, bot_name)
        stop(f"{output} can't be written: {error.strerror}. The links are above, and open.", code=PROBLEMS)


def _write_links(file: TextIO, invited: Sequence[Invited], bot_name: str) -> None:
    writer = csv.writer(file)
    writer.writerow(LINKS)
    for one in invited:
        told = (one.member.name, one.member.unit, ROLE_NAMES[one.member.role])
        link = f"https://t.me/{bot_name}?start={one.token}"
        writer.writerow((one.member.row_number, *(safe_text(text) for text in told), link))


def _tell_ignored(columns: Sequence[str]) -> None:
    if columns:
        console.print(f"Columns ignored: {', '.join(columns)}", markup=False)
