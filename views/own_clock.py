"""Clocks of one's own: which one, until when, and what it means for the day."""

from datetime import date, datetime, timedelta

from models.clock import local_date
from models.permissions import Person
from models.provinces import Zone
from views import signs
from views.days_off_taps import ClockTap, UnitClockTap
from views.indonesian import clock_time, long_date
from views.payloads import write
from views.screen import Button, Card, lines

_A_WEEK = timedelta(days=6)


def choose_clock(person: Person, now: datetime) -> Card:
    """Ask for the clock."""
    clocks = tuple(Button(zone.label, write(ClockTap(zone))) for zone in Zone if zone != person.zone)
    return Card(
        lines(
            f"<b>Zona waktu</b> · {person.zone.label}{_until(person)}",
            f"Pada jam Anda sekarang {clock_time(now, person.zone)}.",
            "",
            "Di zona mana Anda bertugas?",
        ),
        (clocks, *_unit_clock_row(person)),
    )


def choose_last_day(zone: Zone, today: date) -> Card:
    """Ask until when; `today` is the date on the chosen clock."""
    near = (
        Button("Hari ini", write(ClockTap(zone, today))),
        Button("7 hari", write(ClockTap(zone, today + _A_WEEK))),
    )
    return Card(
        lines(f"<b>Zona waktu</b> · {zone.label}", "Sampai kapan?"),
        (near, (Button("Pilih tanggal", write(ClockTap(zone, typed=True))),), (_back(),)),
    )


def ask_last_day(zone: Zone, today: date) -> Card:
    """Ask for a last day that is to be typed."""
    example = f"{today + _A_WEEK:%d/%m/%Y}"
    return Card(
        lines(f"<b>Zona waktu</b> · {zone.label}", f"Tulis hari terakhirnya, misalnya {example}."),
        ((Button(signs.BACK, write(ClockTap(zone))),),),
    )


def clock_card(person: Person, now: datetime) -> Card:
    """Say by which clock somebody lives now."""
    return Card(
        lines(
            f"<b>Zona waktu Anda {person.zone.label}</b>{_until(person)}",
            f"Sekarang {clock_time(now, person.zone)}, {long_date(local_date(now, person.zone))}.",
            "Tanggal laporan, pengingat, dan batas waktu mengikuti zona ini.",
        ),
        _unit_clock_row(person),
    )


def _until(person: Person) -> str:
    return f" sampai {long_date(person.own_clock_until)}" if person.own_clock_until else " (zona satuan)"


def _unit_clock_row(person: Person) -> tuple[tuple[Button, ...], ...]:
    return ((Button("Kembali ke zona satuan", write(UnitClockTap())),),) if person.own_clock_until else ()


def _back() -> Button:
    return Button(signs.BACK, write(ClockTap()))
