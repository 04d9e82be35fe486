"""Handing out an invitation: which role, which agency, which unit, and the link."""

from collections.abc import Sequence
from datetime import datetime

from models.organisation import AgencyLine, UnitLine
from models.provinces import Zone
from models.schema import Role
from views.desk_taps import InviteTap
from views.indonesian import clock_time, long_date
from views.payloads import write
from views.roles import ROLE_NAMES, role_title
from views.screen import Button, Card, Rows, lines, said

_TITLE = "<b>Undang anggota</b>"


def choose_role(roles: Sequence[Role]) -> Card:
    """Ask for the role."""
    buttons = tuple((Button(role_title(role), write(InviteTap(role))),) for role in roles)
    return Card(lines(_TITLE, "Sebagai apa?"), buttons)


def choose_agency(role: Role, agencies: Sequence[AgencyLine]) -> Card:
    """Ask for the agency."""
    buttons = [Button(agency.code, write(InviteTap(role, agency.id))) for agency in agencies]
    return Card(lines(_TITLE, f"Peran: {ROLE_NAMES[role]}. Di K/L mana?"), _rows(buttons, 3))


def choose_unit(role: Role, agency_id: int, units: Sequence[UnitLine]) -> Card:
    """Ask for the unit; where there is none, say who can add one."""
    if not units:
        return Card(lines(_TITLE, "K/L ini belum memiliki satuan. Administrator dapat menambahkannya."))
    buttons = [Button(unit.name, write(InviteTap(role, agency_id, unit.id))) for unit in units]
    return Card(lines(_TITLE, f"Peran: {ROLE_NAMES[role]}. Di satuan mana?"), _rows(buttons, 1))


def link_card(role: Role, unit_name: str, link: str, expires_at: datetime, zone: Zone) -> Card:
    """Show the link: it can't be shown again."""
    last_day = expires_at.astimezone(zone.tz).date()
    return Card(
        lines(
            _TITLE,
            f"Peran: {ROLE_NAMES[role]} di {said(unit_name)}.",
            "Kirim tautan ini kepada satu orang:",
            said(link),
            f"Berlaku sampai {long_date(last_day)} {clock_time(expires_at, zone)}, untuk satu kali pakai.",
        )
    )


def _rows(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
