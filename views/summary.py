"""The form's last cards: the summary, the note beside it, and the reason of a correction."""

from models.answers import Answer
from models.changes import USUAL_REASONS
from models.form import AskNote, Back, Jump
from models.form_card import FormCard
from models.indicators import Question
from models.schema import DraftPurpose
from views import signs
from views.activity_days import details_row
from views.answers import answer_lines, changed_line
from views.form_parts import pairs, step_button
from views.indonesian import long_date, number
from views.operations import mark_line
from views.report_taps import Reason
from views.screen import Card, lines, said
from views.subjects import for_whom
from views.understood import doubts


def summary(form: FormCard) -> Card:
    """Give the card from which everything is sent; in a change, with what was there before."""
    title, send, ask = _SUMMARIES[form.purpose]
    jumps = tuple(step_button(form, f"{_VERBS[form.purpose]} {_short(one)}", Jump(one.key)) for one in form.questions)
    return Card(
        lines(
            f"<b>{title}</b> · {long_date(form.report_date)}",
            *for_whom(form),
            *map(mark_line, form.operations),
            *_differences(form),
            *([f"Catatan: {said(form.state.note)}"] if form.state.note else []),
            *doubts_of(form),
            *_far_from_usual(form),
            "",
            ask,
        ),
        (
            (step_button(form, send, None),),
            *pairs(jumps),
            *details_row(form),
            (step_button(form, "Catatan", AskNote()), step_button(form, signs.BACK, Back())),
        ),
    )


_SUMMARIES = {
    DraftPurpose.DAILY: ("Ringkasan", "Kirim laporan", "Sudah benar?"),
    DraftPurpose.CORRECTION: ("Ubah laporan", "Kirim perubahan", "Ketuk yang ingin diubah, lalu kirim."),
    DraftPurpose.ADDITION: ("Tambah kegiatan", "Kirim tambahan", "Ketuk yang bertambah, lalu kirim."),
}
_VERBS = {DraftPurpose.DAILY: "Ubah", DraftPurpose.CORRECTION: "Ubah", DraftPurpose.ADDITION: "+"}


def _differences(form: FormCard) -> list[str]:
    """The answers; in a change, beside what the report said before."""
    if form.base is None:
        return answer_lines(form.questions, form.state.answers)
    outcome = form.outcome
    return [
        changed_line(one, form.base.get(one.key, Answer()), outcome.get(one.key, Answer())) for one in form.questions
    ]


def _far_from_usual(form: FormCard) -> list[str]:
    """Numbers of a pasted report that are better looked at once more."""
    usual, told = form.usual or {}, []
    for question in form.questions:
        led, range_ = form.state.answers.get(question.key, Answer()).led, usual.get(question.key)
        if led is not None and range_ is not None and range_.is_far_from(led):
            told.append(f"Periksa {question.label.lower()}: biasanya {number(range_.low)}–{number(range_.high)}.")
    return told


def ask_note(form: FormCard) -> Card:
    """Ask for a note."""
    note = [f"Catatan sekarang: {said(form.state.note)}"] if form.state.note else []
    return Card(
        lines(
            f"<b>Catatan</b> · {long_date(form.report_date)}",
            *note,
            "Tulis catatan Anda, misalnya: ombak 3 meter, patroli dipersingkat",
            "Jangan menulis bahan rahasia atau nama tersangka.",
        ),
        ((step_button(form, signs.BACK, Back()),),),
    )


def ask_reason(form: FormCard) -> Card:
    """Ask why a report is changed; the answer hands the change in."""
    reasons = tuple((step_button(form, reason, Reason(place)),) for place, reason in enumerate(USUAL_REASONS))
    return Card(
        lines(
            f"<b>Alasan perubahan</b> · {long_date(form.report_date)}",
            *_differences(form),
            "",
            "Pilih alasannya, atau tulis sendiri. Setelah itu perubahan langsung dikirim.",
        ),
        (*reasons, (step_button(form, signs.BACK, Back()),)),
    )


def doubts_of(form: FormCard) -> list[str]:
    """What of a pasted report is better looked at again."""
    return doubts(form.written, form.questions, form.report_date) if form.written else []


def _short(question: Question) -> str:
    """The label as far as it fits on half a phone's width."""
    return question.label.partition("/")[0]
