"""Choosing for whom somebody acts: the agency, the unit, and the member, a page at a time."""

from collections.abc import Sequence

from models.colleagues import Page
from models.organisation import AgencyLine, UnitLine
from views import signs
from views.absence import member_name
from views.days_off_taps import AbsenceTap, ColleagueTap
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

_TITLE = "<b>Izin anggota</b>"
_NAME_SHOWN = 40


def choose_agency(agencies: Sequence[AgencyLine]) -> Card:
    """Ask for the agency."""
    buttons = [Button(agency.code, write(ColleagueTap(agency.id))) for agency in agencies]
    return Card(lines(_TITLE, "Dari K/L mana?"), tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)))


def choose_unit(agency_id: int, units: Sequence[UnitLine]) -> Card:
    """Ask for the unit; where there is none, say so."""
    if not units:
        return Card(lines(_TITLE, "K/L ini belum memiliki satuan."))
    buttons = tuple((Button(unit.name, write(ColleagueTap(agency_id, unit.id))),) for unit in units)
    return Card(lines(_TITLE, "Dari satuan mana?"), buttons)


def choose_member(tap: ColleagueTap, page: Page, unit_name: str, *, can_go_back: bool) -> Card:
    """Ask for the member."""
    back = ((Button(signs.BACK, write(ColleagueTap(tap.agency_id))),),) if can_go_back else ()
    if not page.colleagues and page.number == 0:
        return Card(lines(_TITLE, f"{said(unit_name)} belum memiliki petugas."), back)
    names = tuple(
        (Button(member_name(one)[:_NAME_SHOWN], write(AbsenceTap(one.member_id))),) for one in page.colleagues
    )
    return Card(
        lines(f"{_TITLE} · {said(unit_name)}", "Siapa yang berhalangan?"), (*names, *_turning(tap, page), *back)
    )


def _turning(tap: ColleagueTap, page: Page) -> Rows:
    """The way to the other pages, where there are any."""
    ways = []
    if page.number > 0:
        earlier = ColleagueTap(tap.agency_id, tap.unit_id, page.number - 1)
        ways.append(Button(f"{signs.EARLIER} Sebelumnya", write(earlier)))
    if page.has_more:
        later = ColleagueTap(tap.agency_id, tap.unit_id, page.number + 1)
        ways.append(Button(f"Berikutnya {signs.LATER}", write(later)))
    return (tuple(ways),) if ways else ()
