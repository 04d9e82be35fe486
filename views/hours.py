"""/jadwal: the hours of the day, for the desk or for one agency, and what of them will change."""

from collections.abc import Mapping, Sequence

from models.hours import KEYS, ToCome
from models.organisation import AgencyLine
from models.schedule import Schedule
from views import signs
from views.hour_taps import AskHourTap, HoursPlacesTap, HoursTap
from views.indonesian import short_date
from views.payloads import write
from views.screen import Button, Card, lines, said

NAMES: Mapping[str, str] = {
    "invitation": "Undangan",
    "nudge": "Pengingat",
    "warning": "Peringatan",
    "deadline": "Batas waktu",
    "missing_list": "Daftar belum lapor",
}
_WIDTH = 3


def hours_card(schedule: Schedule, to_come: Sequence[ToCome], place: str, agency_id: int | None) -> Card:
    """Show the hours of today; each can be tapped to change it from tomorrow on."""
    buttons = tuple(
        (Button(f"{NAMES[key]} {getattr(schedule, key):%H.%M}", write(AskHourTap(key, agency_id))),) for key in KEYS
    )
    return Card(
        lines(
            f"<b>Jadwal</b> · {said(place)}",
            "Jam menurut waktu setempat masing-masing petugas. Perubahan berlaku mulai besok.",
            *(_coming(one) for one in to_come),
            "Jam terbitan grup diatur lewat /grup.",
        ),
        (*buttons, (Button("Pilih K/L", write(HoursPlacesTap())),)),
    )


def ask_hour(key: str, schedule: Schedule, place: str, agency_id: int | None) -> Card:
    """Ask for an hour."""
    usual = "ikut seluruh K/L" if agency_id else "standar"
    return Card(
        lines(
            f"<b>{NAMES[key]}</b> · {said(place)}",
            f"Sekarang pukul {getattr(schedule, key):%H.%M}. Tulis jamnya, misalnya 20.30, atau: standar ({usual})",
        ),
        ((Button(signs.BACK, write(HoursTap(agency_id))),),),
    )


def choose_place(agencies: Sequence[AgencyLine]) -> Card:
    """Ask whose hours are to be shown."""
    buttons = [Button(agency.code, write(HoursTap(agency.id))) for agency in agencies]
    return Card(
        lines("<b>Jadwal</b>", "Untuk K/L mana?"),
        (
            (Button("Seluruh K/L", write(HoursTap())),),
            *(tuple(buttons[start : start + _WIDTH]) for start in range(0, len(buttons), _WIDTH)),
        ),
    )


def in_order(schedule: Schedule) -> str:
    """Give the hours as they would follow each other: `Undangan 15.00, Pengingat 18.00, …`."""
    return ", ".join(f"{NAMES[key].lower()} {getattr(schedule, key):%H.%M}" for key in KEYS)


def _coming(one: ToCome) -> str:
    hour = f"pukul {one.hour:%H.%M}" if one.hour else "kembali ke jam standar"
    return f"Mulai {short_date(one.first_day)}: {NAMES[one.key].lower()} {hour}."
