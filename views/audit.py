"""The head of the trail, as administrators are told it."""

from datetime import date

from views.indonesian import long_date, number
from views.screen import Card, lines, said


def head_card(day: date, *, seal: int, events: int, head: str) -> Card:
    """Give the day's line: nothing in it is about anybody."""
    return Card(
        lines(
            f"<b>Jejak audit</b> · {long_date(day)}",
            f"Segel ke-{number(seal)} · {number(events)} catatan",
            f"<code>{said(head)}</code>",
            "Simpan pesan ini: dengan kode di atas dapat dibuktikan bahwa tidak ada catatan yang dihapus atau diubah.",
        )
    )
