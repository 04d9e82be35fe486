"""Data out: recaps as files on the command line, and the letterhead of written reports."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from bot.shell import migrated_database, stop, with_database
from models.clock import local_date
from models.file_orders import FileForm, FileOrder, Making, note_export
from models.letterheads import Heading, heading_of, set_heading
from models.organisation import agency_by_code, unit_by_code
from models.period_words import parse_period
from models.permissions import Place
from models.provinces import Zone
from models.snapshots import hold_still

exports = typer.Typer(no_args_is_help=True, help="Data out: files.")
letterhead = typer.Typer(no_args_is_help=True, help="How written reports begin and end.")
console = Console(markup=False, emoji=False)  # names are people's: never markup

AgencyOption = Annotated[str | None, typer.Option(help="Only this agency: its code, such as KKP.")]


@exports.command("recap")
def recap(
    period: Annotated[str, typer.Option(help='As in /rekap: "semester 1 2025", "juli 2025", "1/7/2025 - 24/7/2025".')],
    output: Annotated[Path, typer.Option(help="The file that is written.")],
    form: Annotated[FileForm | None, typer.Option("--format", help="Without it, as the file's name ends.")] = None,
    agency: AgencyOption = None,
    unit: Annotated[str | None, typer.Option(help="Only this unit of the agency: its code.")] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Say in the Excel sheet of reports who reported; this is noted in the trail."),
    ] = False,
) -> None:
    """Write the recap of a period, of the desk, an agency or a unit, as a file."""
    if unit is not None and agency is None:
        stop("--unit needs --agency.", code=1)
    now = datetime.now(UTC)
    with migrated_database() as database:

        def work(session: Session) -> bytes:
            from views.files.making import make_file  # noqa: PLC0415 - only who makes a file waits for all of that

            hold_still(session)
            return make_file(session, Making(_order(session), now, synthetic=False)).content

        def _order(session: Session) -> FileOrder:
            place = _place(session, agency, unit)
            asked = parse_period(period, local_date(now, Zone.WIB))
            return FileOrder(_form(form, output), asked, place, names)

        content = database.read_now(work)
        database.write_now(lambda session: note_export(session, _order(session), now))
    _write(output, content)
    console.print(f"{output} written, {len(content):,} bytes.")


@letterhead.command("show")
def show(agency: AgencyOption = None) -> None:
    """Show the letterhead of the desk, or of an agency."""
    heading = with_database(lambda session: heading_of(session, _place(session, agency, None).agency_id))
    for line in heading.lines:
        console.print(line)
    for name in ("address", "place", "recipient", "signer_position", "signer_name", "signer_rank", "signer_number"):
        console.print(f"{name}: {getattr(heading, name) or '–'}")


@letterhead.command("set")
def set_letterhead(
    line: Annotated[list[str], typer.Option(help="A line of the heading, the office last; four at most.")],
    agency: AgencyOption = None,
    address: Annotated[str | None, typer.Option()] = None,
    place: Annotated[str | None, typer.Option(help="Where it is signed, such as Jakarta.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Whom it is for.")] = None,
    signer_position: Annotated[str | None, typer.Option()] = None,
    signer_name: Annotated[str | None, typer.Option()] = None,
    signer_rank: Annotated[str | None, typer.Option()] = None,
    signer_number: Annotated[str | None, typer.Option(help='With its kind before it: "NIP 19…".')] = None,
) -> None:
    """Set the letterhead of the desk, or of an agency. What is left out stays a blank, to be filled in by hand."""
    heading = Heading(tuple(line), address, place, recipient, signer_position, signer_name, signer_rank, signer_number)

    def work(session: Session) -> None:
        set_heading(session, _place(session, agency, None).agency_id, heading, now=datetime.now(UTC))

    with_database(work)
    console.print("The letterhead is set.")


def _form(form: FileForm | None, output: Path) -> FileForm:
    if form is not None:
        return form
    try:
        return FileForm(output.suffix.removeprefix(".").lower())
    except ValueError:
        stop("Say --format, or let the file's name end with .xlsx, .pdf, .docx, .csv or .json.", code=1)


def _place(session: Session, agency: str | None, unit: str | None) -> Place:
    if agency is None:
        return Place()
    owner = agency_by_code(session, agency)
    return Place(agency_id=owner.id, unit_id=unit_by_code(session, owner, unit).id if unit is not None else None)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        stop(f"{output} can't be written: {error.strerror}.", code=1)
