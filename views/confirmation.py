"""What somebody reads when a report, or a change of it, has been received."""

from models.answers import Answer
from models.form_card import FormCard, Receipt
from models.permissions import Action, Person, may_somewhere
from models.schema import DraftPurpose
from views import signs
from views.activity_days import details_row
from views.answers import answer_lines, changed_line
from views.colleague_taps import Aim, ColleagueTap
from views.indonesian import clock_time, long_date
from views.operations import mark_line
from views.payloads import write
from views.report_taps import HistoryTap, OpenTap, TextTap, View, Way
from views.screen import Button, Card, Rows, lines, said
from views.subjects import for_whom


def confirmation(form: FormCard, receipt: Receipt) -> Card:
    """Give the confirmation, with what can be done next."""
    told = _report(form, receipt) if form.purpose == DraftPurpose.DAILY else _change(form, receipt)
    return Card(lines(*told), _next(form))


def colleague_row(form: FormCard) -> Rows:
    """The way to a colleague's report, for whoever may fill it in."""
    if not may_somewhere(form.person, Action.REPORT_FOR_OTHERS):
        return ()
    return ((Button("Laporkan untuk rekan", write(ColleagueTap(Aim.REPORT))),),)


def _report(form: FormCard, receipt: Receipt) -> list[str]:
    punctual = f"{signs.REPORTED} tepat waktu" if receipt.on_time else f"{signs.LATE} terlambat"
    return [
        f"<b>Laporan diterima</b> · {punctual}",
        f"{long_date(form.report_date)} · {clock_time(receipt.submitted_at, form.subject.zone)}",
        *(for_whom(form) or [said(form.subject.unit_name)]),
        *map(mark_line, form.operations),
        *answer_lines(form.questions, form.state.answers),
        *_note(form),
        *_revised(form.person, receipt),
    ]


def _change(form: FormCard, receipt: Receipt) -> list[str]:
    base, outcome = form.base or {}, form.outcome
    return [
        f"<b>Perubahan diterima</b> · {clock_time(receipt.revised_at, form.person.zone)}",
        f"Laporan {long_date(form.report_date)}, pemutakhiran {receipt.revision - 1}",
        *(changed_line(one, base.get(one.key, Answer()), outcome.get(one.key, Answer())) for one in form.questions),
        *_note(form),
        *([f"Alasan: {said(receipt.reason)}"] if receipt.reason else []),
    ]


def _note(form: FormCard) -> list[str]:
    return [f"Catatan: {said(form.state.note)}"] if form.state.note else []


def _revised(person: Person, receipt: Receipt) -> list[str]:
    if receipt.revision == 1:
        return []
    return [f"Pemutakhiran {receipt.revision - 1}, {clock_time(receipt.revised_at, person.zone)}"]


def _next(form: FormCard) -> Rows:
    """Adding and correcting, as long as the date is open; the text at any time."""
    details = details_row(form)
    if form.for_colleague:
        return (*details, *colleague_row(form))
    day = form.report_date
    text = (Button("Salin teks laporan", write(TextTap(day))), Button("Riwayat", write(HistoryTap(day, View.BELOW))))
    if not form.date_open:
        return (*details, text, *colleague_row(form))
    add = Button("Tambah kegiatan", write(OpenTap(day, Way.ADD)))
    return ((add, Button("Ubah laporan", write(OpenTap(day, Way.CORRECT)))), *details, text, *colleague_row(form))
