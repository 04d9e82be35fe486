"""/kalender: days without duty of a place, with the national holidays as a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.holiday_names import Holiday
from models.recap_scope import Level, RecapScope
from models.rests import RestRule
from views import signs
from views.calendar_taps import AskRestTap, CalendarPlacesTap, CalendarTap, EndRestTap, HolidayTap, WeekdayTap
from views.charts.data import WHOLE_DESK
from views.indonesian import day_month, short_date
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

_WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_LONG = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MOST, _UNITS, _WIDTH = 6, 20, 3


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the card shows: the place, its own rests, those that come from above, and what could be added."""

    scope: RecapScope
    rests: Sequence[RestRule]
    inherited: Sequence[RestRule]
    suggested: Sequence[Holiday]


def calendar_card(shown: Calendar) -> Card:
    """Show the calendar of a place: a tap on a rest takes it back."""
    place = (shown.scope.agency_id, shown.scope.unit_id)
    dated = [rest for rest in shown.rests if rest.weekday is None]
    ends = tuple((Button(f"Hapus: {_brief(rest)}", write(EndRestTap(rest.id, *place))),) for rest in dated[:_MOST])
    suggested = tuple(
        (Button(f"+ {day_month(one.day)} {one.name}", write(HolidayTap(one.day, *place))),) for one in shown.suggested
    )
    return Card(
        lines(
            f"<b>Kalender dinas</b> · {said(_name(shown.scope))}",
            _weekly(shown.rests),
            *_listed(shown.rests, "Libur"),
            *_listed(shown.inherited, "Dari atas"),
            "Hari libur mengubah siapa yang ditunggu; laporan tetap boleh diisi.",
        ),
        (
            *_weekday_rows(shown, place),
            (Button("Tambah tanggal…", write(AskRestTap(*place))),),
            *suggested,
            *ends,
            *_places_row(shown.scope),
        ),
    )


def ask_rest(scope: RecapScope) -> Card:
    """Ask for days without duty."""
    return Card(
        lines(
            f"<b>Kalender dinas</b> · {said(_name(scope))}",
            "Tulis tanggal dan namanya, misalnya: 17/8/2026 HUT RI, atau 20/3/2026 - 25/3/2026 cuti bersama",
        ),
        ((Button(signs.BACK, write(CalendarTap(scope.agency_id, scope.unit_id))),),),
    )


def choose_place(scope: RecapScope, below: Sequence[RecapScope], page: int) -> Card:
    """Ask for an agency, or a unit of the agency."""
    shown = below[(page - 1) * _UNITS : page * _UNITS]
    buttons = [Button(_label(one), write(CalendarTap(one.agency_id, one.unit_id))) for one in shown]
    width = _WIDTH if scope.level == Level.DESK else 1
    turn = [Button(f"Berikutnya {signs.LATER}", write(CalendarPlacesTap(scope.agency_id, page + 1)))]
    return Card(
        lines("<b>Kalender dinas</b>", "Untuk K/L mana?" if scope.level == Level.DESK else "Untuk satuan mana?"),
        (
            *(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)),
            *([tuple(turn)] if len(below) > page * _UNITS else []),
            (Button(signs.BACK, write(CalendarTap(scope.agency_id))),),
        ),
    )


def _weekday_rows(shown: Calendar, place: tuple[int | None, int | None]) -> Rows:
    """Seven in a row would be too narrow on a phone."""
    free = {rest.weekday for rest in shown.rests}
    days = tuple(
        Button(
            f"{label} {signs.ABSENT}" if weekday in free else label,
            write(WeekdayTap(weekday, weekday not in free, *place)),
        )
        for weekday, label in enumerate(_WEEKDAYS)
    )
    return days[:4], days[4:]


def _weekly(rests: Sequence[RestRule]) -> str:
    free = [_LONG[rest.weekday] for rest in sorted(rests, key=lambda one: one.weekday or 0) if rest.weekday is not None]
    return f"Libur tiap pekan: {', '.join(free)}." if free else "Setiap hari hari dinas."


def _listed(rests: Sequence[RestRule], head: str) -> list[str]:
    told = [_brief(rest) for rest in rests if rest.weekday is None]
    told += [f"tiap {_LONG[rest.weekday]}" for rest in rests if rest.weekday is not None and head != "Libur"]
    more = [f"dan {len(told) - _MOST} lagi"] if len(told) > _MOST else []
    return [f"{head}: {said(', '.join([*told[:_MOST], *more]))}."] if told else []


def _brief(rest: RestRule) -> str:
    until = f"–{short_date(rest.last)}" if rest.last and rest.last != rest.first else ""
    return f"{day_month(rest.first) if until else short_date(rest.first)}{until} {rest.name}"


def _places_row(scope: RecapScope) -> Rows:
    match scope.level:
        case Level.DESK:
            return ((Button("Pilih K/L", write(CalendarPlacesTap())),),)
        case Level.AGENCY:
            units = Button("Pilih satuan", write(CalendarPlacesTap(scope.agency_id)))
            return ((units, Button("‹ Seluruh K/L", write(CalendarTap()))),)
        case _:
            return ((Button("‹ K/L", write(CalendarTap(scope.agency_id))),),)


def _label(scope: RecapScope) -> str:
    return scope.code if scope.level == Level.AGENCY else scope.name


def _name(scope: RecapScope) -> str:
    return {Level.DESK: WHOLE_DESK, Level.AGENCY: scope.code}.get(scope.level, scope.name)
