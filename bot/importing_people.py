"""People and enforcement events in: spreadsheets on the command line, beside those of reports."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy.orm import Session

from bot import links_file
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
from models.database import Database
from models.event_imports import ImportedEvents, import_events
from models.event_sheets import EventSheet, read_events
from models.import_units import UnitsOfSheet
from models.member_imports import ImportedMembers, import_members, were_made
from models.member_sheets import MemberSheet, read_members
from models.organisation import agency_by_code
from models.provinces import Zone
from models.spreadsheets import read_rows

AgencyOption = Annotated[str, typer.Option(help="The agency's code, such as KKP.")]
CreateUnits = Annotated[bool, typer.Option("--create-units", help="Make the units that are not there yet.")]


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
    wanted = None if dry_run else _free(output)
    sheet, done = _invite(content, file, wanted, (agency, create_units, bot_name), datetime.now(UTC))
    _tell_ignored(sheet.ignored_columns)
    tell_problems(done.problems)
    tell_units(done.units_made)
    would = "would be " if dry_run else ""
    console.print(
        f"{len(done.invited)} {would}invited, {len(done.there_already)} there already, {len(done.problems)} left out."
    )
    if done.problems:
        raise typer.Exit(PROBLEMS)


def _invite(
    content: bytes, file: Path, output: Path | None, how: tuple[str, bool, str], now: datetime
) -> tuple[MemberSheet, ImportedMembers]:
    """Invite whom the list holds, and commit, with their links on the disk before; without an output only try."""
    agency, create_units, bot_name = how
    with migrated_database() as database, shown_progress() as bar:
        if output is not None:
            _finish_an_earlier_run(database, output)
        rows = read_rows(content, file.name)

        def work(session: Session) -> tuple[MemberSheet, ImportedMembers]:
            sheet = read_members(rows)
            task = bar.add_task("Rows", total=len(sheet.members))
            owner = agency_by_code(session, agency)
            units = UnitsOfSheet(session, owner, make=create_units, now=now)
            done = import_members(
                session, owner, sheet, units=units, now=now, progress=lambda count: bar.advance(task, count)
            )
            if output is not None:
                _write_down(output, done, bot_name)
            return sheet, done

        if output is None:
            return database.read_now(work)
        told = database.write_now(work)
        _put_in_place(output)
        return told


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


def _free(output: Path | None) -> Path:
    """Give the file that the links are to be in, which is not there yet."""
    if output is None:
        raise typer.BadParameter("name a file for the links, which can't be shown again", param_hint="--output")
    if output.exists():
        stop(f"{output} is there already. Name another file.", code=PROBLEMS)
    return output


def _finish_an_earlier_run(database: Database, output: Path) -> None:
    """Put the links in place of a run that ended right after it had invited; those of one that had not are nothing."""
    try:
        tokens = links_file.tokens_waiting(output)
    except OSError as error:
        _stop_for(links_file.waiting_file(output), error, "read")
    if database.read_now(were_made, tokens):
        _put_in_place(output)
        stop(
            f"An earlier run was broken off after it had invited. Its {len(tokens)} links are in {output} now. "
            "Run again with another file for whoever is new.",
            code=PROBLEMS,
        )


def _write_down(output: Path, done: ImportedMembers, bot_name: str) -> None:
    """Write the links before they are stored; where that fails, nothing is stored."""
    try:
        links_file.write_links(output, done.invited, bot_name)
    except OSError as error:
        _stop_for(output, error, "written")


def _put_in_place(output: Path) -> None:
    try:
        links_file.put_in_place(output)
    except OSError as error:
        waiting = links_file.waiting_file(output)
        stop(f"{output} can't be written: {error.strerror}. The links are stored, and in {waiting}.", code=PROBLEMS)


def _stop_for(path: Path, error: OSError, how: str) -> NoReturn:
    stop(f"{path} can't be {how}: {error.strerror}. Nobody was invited.", code=PROBLEMS)


def _tell_ignored(columns: Sequence[str]) -> None:
    if columns:
        console.print(f"Columns ignored: {', '.join(columns)}")
