"""People and enforcement events in: spreadsheets on the command line, beside those of reports."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

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
    output: Annotated[Path, typer.Option(help="Where the links are written, as CSV: they can't be shown again.")],
    bot_name: Annotated[str, typer.Option("--bot", help="The bot's name in Telegram, for the links.")] = "BOT",
    create_units: CreateUnits = False,
    dry_run: DryRun = False,
) -> None:
    """Invite everybody of a list: columns nama, satuan, and pangkat, nrp/nip, peran if known; one link for each row.

    The same file twice invites nobody twice. Rows with a problem are listed and left out; exit code 1 if there is one.
    """
    if output.exists() and not dry_run:
        stop(f"{output} is there already. Name another file.", code=PROBLEMS)
    content = read_file(file)
    now = datetime.now(UTC)
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
            if not dry_run:  # before the commit: links that are in no file would open for nobody
                _write_links(output, done.invited, bot_name)
            return sheet, done

        sheet, done = database.read_now(work) if dry_run else database.write_now(work)
    _tell_ignored(sheet.ignored_columns)
    tell_problems(done.problems)
    tell_units(done.units_made)
    would = "would be " if dry_run else ""
    console.print(
        f"{len(done.invited)} {would}invited, {len(done.there_already)} there already, {len(done.problems)} left out."
    )
    if done.problems:
        raise typer.Exit(PROBLEMS)


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


def _write_links(path: Path, invited: Sequence[Invited], bot_name: str) -> None:
    """For the owner alone: whoever holds a link can come in by it."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(LINKS)
        for one in invited:
            told = (one.member.name, one.member.unit, ROLE_NAMES[one.member.role])
            link = f"https://t.me/{bot_name}?start={one.token}"
            writer.writerow((one.member.row_number, *(safe_text(text) for text in told), link))


def _tell_ignored(columns: Sequence[str]) -> None:
    if columns:
        console.print(f"Columns ignored: {', '.join(columns)}", markup=False)
