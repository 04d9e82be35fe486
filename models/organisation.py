"""Agencies and units: adding, finding, and the list that is shipped."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit
from models.errors import LaporError
from models.openings import planned_openings
from models.provinces import PROVINCES
from models.schema import Agency, Unit

HEADQUARTERS = "PUSAT"
JAKARTA = 31

#: domain.md, "Agencies to ship": code, name, enabled.
SHIPPED = (
    ("POLKAM", "Kemenko Polkam", True),
    ("POLRI", "Kepolisian Negara RI", True),
    ("DJBC", "Bea dan Cukai", True),
    ("BAKAMLA", "Badan Keamanan Laut", True),
    ("TNIAL", "TNI Angkatan Laut", True),
    ("KEJAGUNG", "Kejaksaan Agung", True),
    ("KKP", "Kementerian Kelautan dan Perikanan", True),
    ("BARANTIN", "Badan Karantina Indonesia", True),
    ("KEMENDAG", "Kementerian Perdagangan", True),
    ("KEMENPERIN", "Kementerian Perindustrian", True),
    ("KEMENHUB", "Kementerian Perhubungan", True),
    ("BNN", "Badan Narkotika Nasional", False),
    ("BPOM", "Badan Pengawas Obat dan Makanan", False),
    ("IMIGRASI", "Direktorat Jenderal Imigrasi", False),
    ("KEMENHUT", "Kementerian Kehutanan", False),
    ("PPATK", "Pusat Pelaporan dan Analisis Transaksi Keuangan", False),
    ("KOMDIGI", "Kementerian Komunikasi dan Digital", False),
    ("TNIAD", "TNI Angkatan Darat", False),
    ("TNIAU", "TNI Angkatan Udara", False),
)


@dataclass(eq=False)
class UnknownPlace(LaporError):
    """No agency of that code; with `unit`, no unit of that code in it."""

    agency: str
    unit: str | None = None


@dataclass(eq=False)
class UnknownProvince(LaporError):
    """No province has that Kemendagri code."""

    code: int


@dataclass(eq=False)
class AlreadyThere(LaporError):
    """An agency of that code exists; with `unit`, a unit of that code in it."""

    agency: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency as a list shows it."""

    id: int
    code: str
    name: str
    enabled: bool
    units: int
    #: The day to come on which it begins to take part, where one is planned.
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as a list shows it."""

    id: int
    agency_code: str
    code: str
    name: str
    province: int
    is_open: bool = True
    #: The day to come on which it opens, where one is planned.
    opens_on: date | None = None


def add_agency(
    session: Session, code: str, name: str, *, now: datetime, enabled: bool = True, by: int | None = None
) -> Agency:
    """Add an agency with its headquarters as the first unit; `by` is the member who does, empty for the program."""
    if session.scalar(select(Agency.id).where(Agency.code == code)):
        raise AlreadyThere(code)
    agency = Agency(code=code, name=name, enabled=enabled)
    session.add(agency)
    session.flush()
    _trace(session, now, by, "agency.added", agency.id, {"code": code, "name": name, "enabled": enabled})
    add_unit(session, agency, HEADQUARTERS, f"Kantor Pusat {code}", JAKARTA, now=now, by=by)
    return agency


def add_unit(
    session: Session,
    agency: Agency,
    code: str,
    name: str,
    province: int,
    *,
    now: datetime,
    by: int | None = None,
    closed_on: date | None = None,
) -> Unit:
    """Add a unit to an agency; `province` is a Kemendagri code.

    One that is closed from the beginning, on `closed_on`, has yet to open (`models.founding`).
    """
    if province not in PROVINCES:
        raise UnknownProvince(province)
    if session.scalar(select(Unit.id).where(Unit.agency_id == agency.id, Unit.code == code)):
        raise AlreadyThere(agency.code, code)
    unit = Unit(agency_id=agency.id, code=code, name=name, province=province, closed_on=closed_on)
    session.add(unit)
    session.flush()
    _trace(session, now, by, "unit.added", unit.id, {"agency": agency.code, "code": code, "name": name})
    return unit


def ship_agencies(session: Session, now: datetime) -> int:
    """Add the agencies of the shipped list that are not there yet; give how many were added."""
    present = set(session.scalars(select(Agency.code)))
    missing = [entry for entry in SHIPPED if entry[0] not in present]
    for code, name, enabled in missing:
        add_agency(session, code, name, now=now, enabled=enabled)
    return len(missing)


def agency_by_code(session: Session, code: str) -> Agency:
    """Find an agency by its code, in any case of letters; raises `UnknownPlace`."""
    agency = session.scalar(select(Agency).where(Agency.code == code.upper()))
    if agency is None:
        raise UnknownPlace(code)
    return agency


def unit_by_code(session: Session, agency: Agency, code: str) -> Unit:
    """Find a unit of an agency by its code; raises `UnknownPlace`."""
    unit = session.scalar(select(Unit).where(Unit.agency_id == agency.id, Unit.code == code.upper()))
    if unit is None:
        raise UnknownPlace(agency.code, code)
    return unit


def list_agencies(session: Session) -> list[AgencyLine]:
    """List all agencies with the number of their units, in the order in which they came."""
    counted = (
        select(Agency, func.count(Unit.id))
        .outerjoin(Unit, Unit.agency_id == Agency.id)
        .group_by(Agency.id)
        .order_by(Agency.id)
    )
    opening = planned_openings(session).agencies
    return [AgencyLine(a.id, a.code, a.name, a.enabled, n, opening.get(a.id)) for a, n in session.execute(counted)]


def list_units(session: Session, agency_id: int | None = None) -> list[UnitLine]:
    """List the units of an agency, or of all."""
    query = select(Agency.code, Unit).join(Unit, Unit.agency_id == Agency.id).order_by(Agency.id, Unit.id)
    if agency_id is not None:
        query = query.where(Agency.id == agency_id)
    opening = planned_openings(session).units
    return [
        UnitLine(unit.id, code, unit.code, unit.name, unit.province, unit.closed_on is None, opening.get(unit.id))
        for code, unit in session.execute(query)
    ]


def open_agencies(session: Session) -> list[AgencyLine]:
    """List the agencies that take part."""
    return [agency for agency in list_agencies(session) if agency.enabled]


def open_units(session: Session, agency_id: int) -> list[UnitLine]:
    """List the units of an agency that are not closed."""
    return [unit for unit in list_units(session, agency_id) if unit.is_open]


def coming_agencies(session: Session) -> list[AgencyLine]:
    """List the agencies that take part, or will from a day on."""
    return [agency for agency in list_agencies(session) if agency.enabled or agency.opens_on]


def coming_units(session: Session, agency_id: int) -> list[UnitLine]:
    """List the units of an agency that are open, or will be from a day on."""
    return [unit for unit in list_units(session, agency_id) if unit.is_open or unit.opens_on]


def place_name(session: Session, agency_id: int, unit_id: int | None) -> str | None:
    """Give what an agency, or one of its units, is called; nothing where there is none such."""
    agency = session.get(Agency, agency_id)
    if agency is None or unit_id is None:
        return agency.name if agency else None
    unit = session.get(Unit, unit_id)
    return f"{unit.name}, {agency.code}" if unit and unit.agency_id == agency_id else None


def _trace(
    session: Session, now: datetime, by: int | None, action: str, subject_id: int, content: dict[str, str | bool]
) -> None:
    subject = action.partition(".")[0]
    audit.record(session, at=now, actor_id=by, action=action, subject=subject, subject_id=subject_id, content=content)
