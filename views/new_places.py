"""/satuan: what is asked about a unit or an agency that is added: code and name, and the first day if not today."""

from dataclasses import replace
from datetime import date, timedelta

from models.organisation import AgencyLine
from models.provinces import PROVINCES
from views import signs
from views.indonesian import long_date
from views.payloads import write
from views.screen import Button, Card, lines, said
from views.unit_taps import NewPlaceTap, UnitsTap
from views.units import near_days

_EXAMPLE_AHEAD = timedelta(days=7)


def ask_name(agency: AgencyLine | None, tap: NewPlaceTap, today: date) -> Card:
    """Ask for code and name, and say from when on it takes part; that can be changed."""
    example = "AMBON Pangkalan Ambon" if agency else "BNN Badan Narkotika Nasional"
    since = "hari ini" if tap.day in (None, today) else long_date(tap.day or today)
    other = replace(tap, day=None, asks_day=True)
    return Card(
        lines(_head(agency, tap), f"Mulai {since}.", f"Tulis kode lalu namanya, misalnya: {example}"),
        ((Button("Mulai tanggal lain", write(other)),), (Button(signs.BACK, write(UnitsTap(tap.agency_id))),)),
    )


def ask_day(agency: AgencyLine | None, tap: NewPlaceTap, today: date) -> Card:
    """Ask for the first day, to be tapped or typed."""
    example = f"{today + _EXAMPLE_AHEAD:%d/%m/%Y}"
    days = near_days(today, lambda day: replace(tap, day=day, asks_day=False))
    back = Button(signs.BACK, write(replace(tap, asks_day=False)))
    return Card(
        lines(_head(agency, tap), "Mulai kapan? Ketuk, atau tulis tanggalnya.", f"Misalnya {example}."),
        (*days, (back,)),
    )


def _head(agency: AgencyLine | None, tap: NewPlaceTap) -> str:
    if agency is None or tap.province is None:
        return "<b>Tambah K/L</b>"
    return f"<b>Tambah satuan</b> · {said(agency.code)}, {PROVINCES[tap.province].name}"
