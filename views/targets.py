"""/target: what is aimed at in a semester, how far that is reached, and how much of the time is gone."""

from collections.abc import Sequence

from models.organisation import AgencyLine
from models.targets import IndicatorPace, Pace
from views import signs
from views.indonesian import number, percent, period_name, short_date, short_period
from views.payloads import write
from views.screen import Button, Card, lines, said
from views.target_taps import AskTargetTap, TargetPlacesTap, TargetTap

_WIDTH, _PLACES = 2, 3


def targets_card(pace: Pace, place: str) -> Card:
    """Show the targets of a semester with their pace; each can be tapped to change it."""
    semester, agency_id = pace.semester, pace.agency_id
    buttons = [
        Button(
            one.question.label.partition("/")[0], write(AskTargetTap(semester, agency_id, one.question.indicator_id))
        )
        for one in pace.indicators
    ]
    rows = tuple(tuple(buttons[start : start + _WIDTH]) for start in range(0, len(buttons), _WIDTH))
    before, after = semester.previous(), semester.next()
    turns = (
        Button(f"{signs.EARLIER} {short_period(before)}", write(TargetTap(before, agency_id))),
        Button(f"{short_period(after)} {signs.LATER}", write(TargetTap(after, agency_id))),
    )
    places = Button("Pilih K/L", write(TargetPlacesTap(semester)))
    return Card(
        lines(
            f"<b>Target {period_name(semester)}</b> · {said(place)}",
            *(_line(one) for one in pace.indicators),
            _time(pace),
            "Ketuk indikator untuk mengubah targetnya.",
        ),
        (*rows, turns, (places,)),
    )


def choose_place(tap: TargetPlacesTap, agencies: Sequence[AgencyLine]) -> Card:
    """Ask whose targets are to be shown."""
    buttons = [Button(agency.code, write(TargetTap(tap.semester, agency.id))) for agency in agencies]
    rows = tuple(tuple(buttons[start : start + _PLACES]) for start in range(0, len(buttons), _PLACES))
    return Card(
        lines(f"<b>Target {period_name(tap.semester)}</b>", "Untuk K/L mana?"),
        ((Button("Seluruh K/L", write(TargetTap(tap.semester))),), *rows),
    )


def ask_amount(pace: Pace, indicator_id: int, place: str) -> Card:
    """Ask for the target of one indicator."""
    one = next(each for each in pace.indicators if each.question.indicator_id == indicator_id)
    back = Button(signs.BACK, write(TargetTap(pace.semester, pace.agency_id)))
    return Card(
        lines(
            f"<b>Target {one.question.label}</b> · {period_name(pace.semester)} · {said(place)}",
            f"Sekarang: {_amount(one)}.",
            f"Tulis target dalam {one.question.measure}, misalnya 3.000, atau tulis: hapus",
        ),
        ((back,),),
    )


def _line(one: IndicatorPace) -> str:
    label = one.question.label
    if one.share is None or one.target is None:
        return f"{signs.MISSING} {label}: belum ada target ({number(one.done)} {one.question.measure})"
    done = f"{number(one.done)} dari {number(one.target)} {one.question.measure}"
    return f"{signs.REPORTED} {label}: <b>{percent(one.share)}</b> · {done}"


def _time(pace: Pace) -> str:
    if pace.until is None:
        return "Semester ini belum mulai."
    return f"Waktu berjalan {percent(pace.time_share)} (sampai {short_date(pace.until)})."


def _amount(one: IndicatorPace) -> str:
    return "belum ada target" if one.target is None else f"{number(one.target)} {one.question.measure}"
