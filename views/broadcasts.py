"""Broadcasts: choosing for whom, writing, looking at it once more, what became of it, and what people get."""

from collections.abc import Mapping, Sequence

from models.broadcasts import Delivery, Draft
from models.organisation import AgencyLine
from models.provinces import Zone
from models.schema import Audience, OutboxState
from models.schema.steering import LONGEST_BROADCAST
from views import signs
from views.indonesian import clock_time, number, short_date
from views.payloads import write
from views.screen import Button, Card, lines, said, shortened
from views.steering_taps import BroadcastTap, DeliveryTap, SendBroadcastTap

_TITLE = "<b>Siaran</b>"
_WIDTH = 3
_SNIPPET = 30

AUDIENCES: Mapping[Audience, str] = {
    Audience.MISSING: "Yang belum lapor hari ini",
    Audience.OFFICERS: "Petugas",
    Audience.OPERATORS: "Operator satuan",
    Audience.COORDINATORS: "Koordinator",
    Audience.EVERYBODY: "Semua anggota",
}
_STATES = {
    OutboxState.SENT: "terkirim",
    OutboxState.PENDING: "menunggu giliran",
    OutboxState.SENDING: "sedang dikirim",
    OutboxState.UNKNOWN: "tidak pasti sampai",
    OutboxState.FAILED: "gagal, misalnya bot diblokir",
    OutboxState.DROPPED: "tidak perlu lagi",
}


def choose_audience(recent: Sequence[Delivery]) -> Card:
    """Ask for whom; the last broadcasts can be looked at."""
    choices = tuple((Button(label, write(BroadcastTap(audience))),) for audience, label in AUDIENCES.items())
    looks = tuple((Button(_look(one), write(DeliveryTap(one.id))),) for one in recent)
    return Card(lines(_TITLE, "Untuk siapa?"), (*choices, *looks))


def choose_agency(audience: Audience, agencies: Sequence[AgencyLine]) -> Card:
    """Ask of which agency."""
    buttons = [Button(agency.code, write(BroadcastTap(audience, agency.id))) for agency in agencies]
    rows = tuple(tuple(buttons[start : start + _WIDTH]) for start in range(0, len(buttons), _WIDTH))
    return Card(
        lines(_TITLE, f"Untuk: {AUDIENCES[audience]}. Dari K/L mana?"),
        (
            (Button("Seluruh K/L", write(BroadcastTap(audience, 0))),),
            *rows,
            (Button(signs.BACK, write(BroadcastTap())),),
        ),
    )


def ask_words(audience: Audience, agency_code: str | None) -> Card:
    """Ask for the words."""
    return Card(
        lines(
            f"{_TITLE} · {_for_whom(audience, agency_code)}",
            f"Tulis pesannya, paling banyak {number(LONGEST_BROADCAST)} huruf. Anda melihatnya dahulu sebelum dikirim.",
            "Jangan menulis bahan rahasia atau nama tersangka.",
        ),
        ((Button(signs.BACK, write(BroadcastTap())),),),
    )


def preview(draft: Draft) -> Card:
    """Show what would be sent, and to how many."""
    head = f"{_TITLE} · {_for_whom(draft.audience, draft.agency_code)}"
    again = Button("Tulis ulang", write(BroadcastTap(draft.audience, _agency_of(draft))))
    if not draft.recipients:
        return Card(lines(head, "Saat ini tidak ada yang akan menerimanya."), ((again,),))
    send = Button(f"Kirim kepada {number(draft.recipients)} orang", write(SendBroadcastTap(draft.id)))
    return Card(
        lines(head, "Begini pesannya nanti:", "", message(draft.text)),
        ((send,), (again, Button("Ganti penerima", write(BroadcastTap())))),
    )


def message(text: str) -> str:
    """Give a broadcast as people get it, in Telegram's HTML."""
    return lines("<b>Pesan dari koordinator desk</b>", said(text))


def copy_card(text: str) -> Card:
    """Give the message that people get."""
    return Card(message(text))


def delivery_card(delivery: Delivery) -> Card:
    """Say how many copies arrived, wait, or did not arrive."""
    total = sum(delivery.copies.values())
    counted = [
        f"{number(delivery.copies[state])} {words}" for state, words in _STATES.items() if delivery.copies.get(state)
    ]
    sent_on = short_date(delivery.sent_at.astimezone(Zone.WIB.tz).date())
    return Card(
        lines(
            f"{_TITLE} · {_for_whom(delivery.audience, delivery.agency_code)}",
            f"Dikirim {sent_on} {clock_time(delivery.sent_at, Zone.WIB)} kepada {number(total)} orang:",
            *counted,
            "",
            said(delivery.text),
        ),
        ((Button("Perbarui", write(DeliveryTap(delivery.id))), Button("Siaran baru", write(BroadcastTap()))),),
    )


def _for_whom(audience: Audience, agency_code: str | None) -> str:
    return f"{AUDIENCES[audience]}, {said(agency_code) if agency_code else 'seluruh K/L'}"


def _agency_of(draft: Draft) -> int:
    return draft.agency_id or 0


def _look(delivery: Delivery) -> str:
    """A button's label: when, and how it begins."""
    first = delivery.text.splitlines()[0]
    begins = shortened(first, _SNIPPET)
    return f"{clock_time(delivery.sent_at, Zone.WIB).removeprefix('pukul ')} · {begins}"
