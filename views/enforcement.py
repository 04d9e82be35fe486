"""Enforcement events that were recorded, as coordinators see them: the list, one event, and the confirmation."""

from collections.abc import Sequence

from models.enforcement import Event
from models.provinces import Zone
from views.enforcement_form import NO_NAMES, facts_lines
from views.enforcement_taps import EventAct, EventTap
from views.indonesian import clock_time, day_month, short_date
from views.money import rupiah_short
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said


def event_card(event: Event, *, sent: bool = False) -> Card:
    """Give one event, with what can be done with it; `sent` right after it was recorded or corrected."""
    title = "Penindakan dibatalkan" if event.voided else ("Penindakan tercatat" if sent else "Penindakan")
    return Card(
        lines(
            f"<b>{title}</b> · nomor {event.id}",
            *facts_lines(event.facts, f"{event.unit_name} ({event.agency_code})"),
            "",
            _history(event),
        ),
        _buttons(event),
    )


def list_card(events: Sequence[Event]) -> Card:
    """List the latest events."""
    buttons = tuple((Button(_short(event), write(EventTap(EventAct.VIEW, event.id))),) for event in events)
    return Card(
        lines("<b>Penindakan terakhir</b>", None if events else "Belum ada yang tercatat.", NO_NAMES),
        ((Button("Catat penindakan", write(EventTap(EventAct.NEW))),), *buttons),
    )


def gone() -> str:
    """Say that an event is not there, or not theirs."""
    return "Catatan itu tidak ditemukan, atau sudah dibatalkan."


def stale() -> str:
    """Say that a button was an old one."""
    return "Tombol ini sudah lama. Ini keadaan yang sekarang."


def already_sent() -> str:
    """Say that it has been sent."""
    return "Sudah tercatat."


def _history(event: Event) -> str:
    moment = f"{short_date(event.changed_at.astimezone(Zone.WIB.tz).date())}, {clock_time(event.changed_at, Zone.WIB)}"
    if event.revision == 1:
        return f"Dicatat {moment}."
    how = "Dibatalkan" if event.voided else f"Koreksi {event.revision - 1}"
    return f"{how}, {moment}. Alasan: {said(event.reason or '')}"


def _buttons(event: Event) -> Rows:
    more = (
        Button("Catat lagi", write(EventTap(EventAct.NEW))),
        Button("Yang sudah dicatat", write(EventTap(EventAct.LIST))),
    )
    if event.voided:
        return (more,)
    change = (
        Button("Koreksi", write(EventTap(EventAct.CORRECT, event.id))),
        Button("Batalkan catatan", write(EventTap(EventAct.VOID, event.id))),
    )
    return (change, more)


def _short(event: Event) -> str:
    worth = event.facts.goods_value
    told = f" · {rupiah_short(worth)}" if worth else ""
    return f"{day_month(event.facts.event_date)} · {event.unit_name}{told}"
