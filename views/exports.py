"""Files that people ask for: what they read before the file, with it, and when it can't be made."""

from models.file_orders import FileForm, FileOrder, Making
from models.periods import Period
from models.recap_scope import RecapScope
from views.charts.data import WHOLE_DESK
from views.indonesian import period_name
from views.payloads import write
from views.recap_taps import FileTap
from views.screen import Button, Card, lines, said

FORM_NAMES = {
    FileForm.XLSX: "Excel",
    FileForm.PDF: "PDF",
    FileForm.DOCX: "Word",
    FileForm.CSV: "CSV",
    FileForm.JSON: "JSON",
}


#: What can be had in the chat; JSON is for programs, on the command line.
IN_CHAT = (FileForm.XLSX, FileForm.PDF, FileForm.DOCX, FileForm.CSV)


def choice_card(period: Period, scope: RecapScope) -> Card:
    """Offer the forms of a file."""
    text = lines(
        f"<b>Ekspor · {period_name(period)}</b> · {said(scope.name or WHOLE_DESK)}",
        "Pilih bentuk berkas. Masa atau K/L lain: tulis misalnya <code>/ekspor pdf semester 1 2025 bakamla</code>",
    )
    return Card(text, (file_buttons(period, scope, IN_CHAT),))


def file_buttons(period: Period, scope: RecapScope, forms: tuple[FileForm, ...]) -> tuple[Button, ...]:
    """Give a button for each form of a file."""
    return tuple(
        Button(FORM_NAMES[form], write(FileTap(form, period, scope.agency_id, scope.unit_id))) for form in forms
    )


def preparing_card(order: FileOrder, place_name: str | None) -> Card:
    """Say that a file is being made."""
    return Card(f"{_title(order, place_name)}\nSedang disiapkan. Berkas menyusul di bawah ini.")


def preparing_notice(order: FileOrder) -> str:
    """Say the same in answer to a tap."""
    return f"{FORM_NAMES[order.form]} sedang disiapkan, menyusul di bawah."


def file_card(order: FileOrder, place_name: str | None, making: Making) -> Card:
    """Give the file with its caption."""
    named = order.names and order.form == FileForm.XLSX
    text = lines(_title(order, place_name), "Memuat nama petugas: jangan diteruskan ke grup." if named else None)
    return Card(text, making=making)


def failed_card(order: FileOrder, place_name: str | None) -> Card:
    """Say that a file could not be made, and what can be done."""
    return Card(
        f"{_title(order, place_name)}\nMaaf, berkas gagal dibuat. Coba lagi nanti, atau pilih masa yang lebih pendek."
    )


def _title(order: FileOrder, place_name: str | None) -> str:
    return f"<b>{FORM_NAMES[order.form]} · {period_name(order.period)}</b> · {said(place_name or WHOLE_DESK)}"
