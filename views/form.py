"""The form's cards: a question, the number that is asked back, the summary, and what stands beside them."""

from models.answers import Answer
from models.changes import USUAL_REASONS
from models.form import (
    NOTE,
    REASON,
    AllNil,
    AskJoined,
    AskNote,
    Back,
    Confirm,
    Count,
    Jump,
    Move,
    Skip,
    asks_company,
    nothing_answered,
    pending_count,
)
from models.form_card import FormCard
from models.indicators import Question
from models.schema import DraftPurpose
from views import signs
from views.activity_days import details_row
from views.answers import answer_line, answer_lines, changed_line
from views.confirmation import colleague_row, confirmation
from views.indonesian import long_date, number
from views.payloads import FormTap, Reason, write
from views.screen import Button, Card, Rows, lines, said
from views.subjects import for_whom
from views.understood import doubts

#: Two rows that a thumb reaches without scrolling; anything larger is typed.
_PAD = ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))


def form_card(form: FormCard) -> Card:
    """Give the card of a form as it stands now."""
    if form.receipt is not None:
        return confirmation(form, form.receipt)
    if form.closed:
        return _closed(form)
    if form.paused:
        return _put_away(form)
    return _step(form)


def stale_notice() -> str:
    """Say that a button was an old one: the card now shows where the officer is."""
    return "Tombol itu sudah lama. Ini posisi Anda sekarang."


def already_sent_notice() -> str:
    """Say that the report had been received before."""
    return "Laporan ini sudah diterima."


def closed_notice() -> str:
    """Say that the date can no longer be filed."""
    return "Waktu pengisian untuk tanggal ini sudah lewat."


def _step(form: FormCard) -> Card:
    question, pending = form.question, pending_count(form.state)
    if question is None:
        return {NOTE: _ask_note, REASON: _ask_reason}.get(form.state.step, _summary)(form)
    if pending is not None:
        return _ask_back(form, question, pending)
    return _ask_company(form, question) if asks_company(form.state) else _question(form, question)


def _question(form: FormCard, question: Question) -> Card:
    return Card(
        lines(
            _head(form, question),
            *_answered(form, question),
            *_doubts(form),
            "",
            _asks(form, question),
            _hint(form, question),
        ),
        _question_buttons(form, question),
    )


def _head(form: FormCard, question: Question) -> str:
    place = form.questions.index(question) + 1
    head = f"<b>{place}/{len(form.questions)} · {question.label}</b> · {long_date(form.report_date)}"
    return lines(head, *for_whom(form))


def _answered(form: FormCard, asked: Question) -> list[str]:
    """What was answered so far, but for what is being asked."""
    return [
        answer_line(question, form.state.answers[question.key])
        for question in form.questions
        if question.key in form.state.answers
        and (question != asked or form.state.answers[question.key].led is not None)
    ]


def _asks(form: FormCard, question: Question) -> str:
    if form.asks_joined:
        return f"Berapa kali Anda <b>ikut serta</b> dalam {question.label.lower()} yang dipimpin orang lain?"
    if form.purpose == DraftPurpose.ADDITION:
        return f"Berapa {question.measure} {question.label.lower()} yang <b>ditambahkan</b>?"
    if form.for_colleague:
        return f"Berapa {question.measure} {question.label.lower()} yang dipimpin {said(form.subject.name)}?"
    return f"{question.text}?"


def _hint(form: FormCard, question: Question) -> str:
    if form.asks_joined:
        return "Ikut serta dicatat terpisah dan tidak masuk jumlah."
    joined = form.state.answers.get(question.key, Answer()).joined
    noted = f"Ikut serta {number(joined)} sudah dicatat. " if joined else ""
    return f"{noted}Ketuk angka, atau tulis sendiri, misalnya 12."


def _question_buttons(form: FormCard, question: Question) -> Rows:
    pad = tuple(
        tuple(_button(form, str(value), Count(value)) for value in row if value <= question.maximum) for row in _PAD
    )
    return (*pad, *_nil_row(form), *_keep_row(form, question), _way_row(form, question), *_colleague_row(form))


def _keep_row(form: FormCard, question: Question) -> Rows:
    """One tap onwards for whoever came back to a question and does not want to change it."""
    led = form.state.answers.get(question.key, Answer()).led
    if led is None or form.asks_joined:
        return ()
    return ((_button(form, f"Tetap {number(led)}" if led else "Tetap nihil", Count(led)),),)


def _nil_row(form: FormCard) -> Rows:
    zero = _button(form, "0" if form.asks_joined else f"{signs.NIL} Nihil", Count(0))
    if nothing_answered(form.state) and not form.asks_joined:
        return ((zero, _button(form, f"{signs.NIL} Sama sekali nihil", AllNil())),)
    return ((zero,),)


def _way_row(form: FormCard, question: Question) -> tuple[Button, ...]:
    is_first = form.questions[0] == question
    back = () if is_first and not form.asks_joined else (_button(form, signs.BACK, Back()),)
    joined = () if form.asks_joined else (_button(form, "+ Ikut serta", AskJoined()),)
    return (*back, *joined)


def _colleague_row(form: FormCard) -> Rows:
    """From an untouched form of one's own, the way to a colleague's, for whoever may fill it in."""
    if not nothing_answered(form.state) or form.asks_joined or form.for_colleague:
        return ()
    return colleague_row(form)


def _ask_back(form: FormCard, question: Question, pending: int) -> Card:
    usual = (form.usual or {}).get(question.key)
    usually = f"Biasanya {number(usual.low)}–{number(usual.high)}. " if usual else ""
    return Card(
        lines(_head(form, question), "", f"{usually}Anda mengisi <b>{number(pending)}</b>. Benar?"),
        ((_button(form, f"Ya, benar {number(pending)}", Confirm()),), (_button(form, "Ubah angka", Back()),)),
    )


def _ask_company(form: FormCard, question: Question) -> Card:
    joined = form.state.answers[question.key].joined
    return Card(
        lines(
            _head(form, question),
            "",
            f"Ikut serta {number(joined)}: dengan siapa? Tulis nama atau satuannya, misalnya: KN Tanjung Datu",
            "Boleh dilewati.",
        ),
        ((_button(form, "Lewati", Skip()),), (_button(form, signs.BACK, Back()),)),
    )


def _ask_note(form: FormCard) -> Card:
    note = [f"Catatan sekarang: {said(form.state.note)}"] if form.state.note else []
    return Card(
        lines(
            f"<b>Catatan</b> · {long_date(form.report_date)}",
            *note,
            "Tulis catatan Anda, misalnya: ombak 3 meter, patroli dipersingkat",
            "Jangan menulis bahan rahasia atau nama tersangka.",
        ),
        ((_button(form, signs.BACK, Back()),),),
    )


def _ask_reason(form: FormCard) -> Card:
    reasons = tuple((_button(form, reason, Reason(place)),) for place, reason in enumerate(USUAL_REASONS))
    return Card(
        lines(
            f"<b>Alasan perubahan</b> · {long_date(form.report_date)}",
            *_differences(form),
            "",
            "Pilih alasannya, atau tulis sendiri. Setelah itu perubahan langsung dikirim.",
        ),
        (*reasons, (_button(form, signs.BACK, Back()),)),
    )


def _doubts(form: FormCard) -> list[str]:
    """What of a pasted report is better looked at again."""
    return doubts(form.written, form.questions) if form.written else []


def _summary(form: FormCard) -> Card:
    title, send, ask = _SUMMARIES[form.purpose]
    jumps = tuple(_button(form, f"{_VERBS[form.purpose]} {_short(one)}", Jump(one.key)) for one in form.questions)
    return Card(
        lines(
            f"<b>{title}</b> · {long_date(form.report_date)}",
            *for_whom(form),
            *_differences(form),
            *([f"Catatan: {said(form.state.note)}"] if form.state.note else []),
            *_doubts(form),
            *_far_from_usual(form),
            "",
            ask,
        ),
        (
            (_button(form, send, None),),
            *_pairs(jumps),
            *details_row(form),
            (_button(form, "Catatan", AskNote()), _button(form, signs.BACK, Back())),
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


def _closed(form: FormCard) -> Card:
    return Card(
        lines(
            f"<b>Tidak terkirim</b> · {long_date(form.report_date)}",
            "Waktu pengisian untuk tanggal ini sudah lewat. Tulis /lapor untuk laporan hari ini.",
        )
    )


def _put_away(form: FormCard) -> Card:
    again = "/lapor" if form.report_date == form.today else f"/lapor {form.report_date:%d/%m/%Y}"
    return Card(
        lines(
            "Formulir ditutup dan isinya disimpan.",
            f"Tulis {again} untuk melanjutkan laporan {long_date(form.report_date)}.",
        )
    )


def _button(form: FormCard, label: str, move: Move | Reason | None) -> Button:
    return Button(label, write(FormTap(form.draft_id, form.state.version, form.state.step, move)))


def _short(question: Question) -> str:
    """The label as far as it fits on half a phone's width."""
    return question.label.partition("/")[0]


def _pairs(buttons: tuple[Button, ...]) -> Rows:
    return tuple(buttons[start : start + 2] for start in range(0, len(buttons), 2))
