"""Agencies and units on the command line: listing, adding, and changing them from a date on."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.shell import with_database
from models import founding, organisation
from models.clock import local_date
from models.provinces import PROVINCES
from models.schema import StructureKind
from models.shaped_places import Shape, Shaped, shaped_agency, shaped_unit
from models.structure import change_place

agency = typer.Typer(no_args_is_help=True, help="Agencies (K/L).")
unit = typer.Typer(no_args_is_help=True, help="Units (satuan) of an agency.")
console = Console(markup=False, emoji=False)  # names are people's: never markup

AgencyCode = Annotated[str, typer.Argument(help="The agency's code, such as BAKAMLA.")]
UnitCode = Annotated[str, typer.Argument(help="The unit's code, such as AMBON.")]
From = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this date on; without it, from today.")
]
MoveTo = Annotated[str | None, typer.Option(help="The code of the unit that takes the members.")]
EndAll = Annotated[bool, typer.Option("--end-memberships", help="The members leave with it.")]
Find = Callable[[Session], Shaped]


@agency.command("list")
def list_agencies() -> None:
    """List the agencies."""
    table = Table("Code", "Name", "Takes part", "Units")
    for line in with_database(organisation.list_agencies):
        table.add_row(line.code, line.name, _since(line.opens_on, now=line.enabled), str(line.units))
    console.print(table)


@agency.command("ship")
def ship_agencies() -> None:
    """Add the agencies of the shipped list, each with its headquarters."""
    added = with_database(lambda session: organisation.ship_agencies(session, _now()))
    console.print(f"{added} agencies added.")


@agency.command("add")
def add_agency(code: AgencyCode, name: str, first_day: From = None) -> None:
    """Add an agency with its headquarters."""

    def work(session: Session) -> bool:
        return founding.found_agency(session, None, code.upper(), name, _day(first_day), _now()).enabled

    console.print(_added(code.upper(), first_day, now=with_database(work)))


@agency.command("rename")
def rename_agency(code: AgencyCode, name: str, first_day: From = None) -> None:
    """Give an agency another name; its code stays."""
    _change(_agency(code), StructureKind.RENAMED, {"name": name}, first_day)


@agency.command("enable")
def enable_agency(code: AgencyCode, first_day: From = None) -> None:
    """Let an agency take part (again), with whoever left when it was disabled."""
    _change(_agency(code), StructureKind.OPENED, {}, first_day)


@agency.command("disable")
def disable_agency(code: AgencyCode, first_day: From = None, *, end: EndAll = False) -> None:
    """Let an agency take part no longer: its members are not expected any more, and nobody can come in."""
    _change(_agency(code), StructureKind.CLOSED, {"end": True} if end else {}, first_day)


@unit.command("list")
def list_units(agency_code: Annotated[str | None, typer.Argument(help="Only of this agency.")] = None) -> None:
    """List the units with their provinces and clocks."""

    def work(session: Session) -> list[organisation.UnitLine]:
        only = organisation.agency_by_code(session, agency_code).id if agency_code else None
        return organisation.list_units(session, only)

    table = Table("Agency", "Code", "Name", "Province", "Clock", "Open")
    for line in with_database(work):
        province = PROVINCES[line.province]
        where = f"{line.province} {province.name}", province.zone.label
        table.add_row(line.agency_code, line.code, line.name, *where, _since(line.opens_on, now=line.is_open))
    console.print(table)


@unit.command("add")
def add_unit(
    agency_code: AgencyCode,
    code: str,
    name: str,
    province: Annotated[int, typer.Option(help="Kemendagri code, such as 82 for Maluku Utara: it gives the clock.")],
    first_day: From = None,
) -> None:
    """Add a unit to an agency."""

    def work(session: Session) -> bool:
        owner = organisation.agency_by_code(session, agency_code)
        new = code.upper(), name, province
        return founding.found_unit(session, None, owner, *new, _day(first_day), _now()).closed_on is None

    console.print(_added(f"{agency_code.upper()}/{code.upper()}", first_day, now=with_database(work)))


@unit.command("rename")
def rename_unit(agency_code: AgencyCode, code: UnitCode, name: str, first_day: From = None) -> None:
    """Give a unit another name; its code, and its figures, stay."""
    _change(_unit(agency_code, code), StructureKind.RENAMED, {"name": name}, first_day)


@unit.command("move")
def move_unit(
    agency_code: AgencyCode,
    code: UnitCode,
    province: Annotated[int, typer.Option(help="Kemendagri code, such as 82 for Maluku Utara: it gives the clock.")],
    first_day: From = None,
) -> None:
    """Move a unit to another province, and so perhaps to another clock."""
    if province not in PROVINCES:
        raise typer.BadParameter(f"no province has the code {province}")
    _change(_unit(agency_code, code), StructureKind.MOVED, {"province": province}, first_day)


@unit.command("close")
def close_unit(
    agency_code: AgencyCode, code: UnitCode, first_day: From = None, move_to: MoveTo = None, *, end: EndAll = False
) -> None:
    """Close a unit: its members go to another one, or leave with it."""

    def content(session: Session) -> dict[str, object]:
        if move_to is None:
            return {"end": True} if end else {}
        owner = organisation.agency_by_code(session, agency_code)
        return {"move_to": organisation.unit_by_code(session, owner, move_to).id}

    _change(_unit(agency_code, code), StructureKind.CLOSED, content, first_day)


@unit.command("reopen")
def reopen_unit(agency_code: AgencyCode, code: UnitCode, first_day: From = None) -> None:
    """Open a unit again, with whoever left when it was closed."""
    _change(_unit(agency_code, code), StructureKind.OPENED, {}, first_day)


def _change(
    find: Find,
    kind: StructureKind,
    content: Mapping[str, object] | Callable[[Session], Mapping[str, object]],
    first_day: datetime | None,
) -> None:
    now = _now()

    def work(session: Session) -> date | None:
        place = find(session)
        day = _day(first_day) or local_date(now, place.zone)
        shape = Shape(kind, day, content(session) if callable(content) else content)
        return change_place(session, None, place, shape, now)

    later = with_database(work)
    console.print(f"Planned from {later.isoformat()} on." if later else "Done.")


def _agency(code: str) -> Find:
    return lambda session: shaped_agency(session, None, organisation.agency_by_code(session, code).id)


def _unit(agency_code: str, code: str) -> Find:
    def find(session: Session) -> Shaped:
        owner = organisation.agency_by_code(session, agency_code)
        return shaped_unit(session, None, organisation.unit_by_code(session, owner, code).id)

    return find


def _day(first_day: datetime | None) -> date | None:
    return first_day.date() if first_day else None


def _added(what: str, first_day: datetime | None, *, now: bool) -> str:
    """Say that something is there: `now`, or from its first day on."""
    return f"{what} added." if now or first_day is None else f"{what} added, from {first_day.date()} on."


def _since(opens_on: date | None, *, now: bool) -> str:
    """Say whether something takes part now, or the day from which it will."""
    return "yes" if now else str(opens_on or "no")


def _now() -> datetime:
    return datetime.now(UTC)
