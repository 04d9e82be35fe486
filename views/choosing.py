"""Choosing one of many: rows of buttons, and the way to the other pages, so that no card has too many."""

from collections.abc import Callable, Sequence

from models.organisation import AgencyLine, UnitLine
from views import signs
from views.indonesian import day_month
from views.payloads import Tap, write
from views.screen import Button, Rows

#: Units on a page: a phone shows them without scrolling far.
UNITS = 10


def rows(buttons: Sequence[Button], width: int) -> Rows:
    """Put buttons side by side, so many in a row."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def turning(page: int, turn: Callable[[int], Tap], *, has_more: bool) -> Rows:
    """Give the way to the other pages, where there are any; `turn` tells what leads to a page."""
    ways = []
    if page > 0:
        ways.append(Button(f"{signs.EARLIER} Sebelumnya", write(turn(page - 1))))
    if has_more:
        ways.append(Button(f"Berikutnya {signs.LATER}", write(turn(page + 1))))
    return (tuple(ways),) if ways else ()


def agency_rows(agencies: Sequence[AgencyLine], choose: Callable[[AgencyLine], Tap]) -> Rows:
    """Give the agencies by their codes."""
    return rows([Button(agency.code, write(choose(agency))) for agency in agencies], 3)


def unit_rows(
    units: Sequence[UnitLine], page: int, choose: Callable[[UnitLine], Tap], turn: Callable[[int], Tap]
) -> Rows:
    """Give a page of units by their names; pages count from 0."""
    shown = units[page * UNITS : (page + 1) * UNITS]
    buttons = [Button(_unit_label(unit), write(choose(unit))) for unit in shown]
    return (*rows(buttons, 1), *turning(page, turn, has_more=len(units) > (page + 1) * UNITS))


def _unit_label(unit: UnitLine) -> str:
    return unit.name if unit.opens_on is None else f"{unit.name} · mulai {day_month(unit.opens_on)}"
