"""The form's cards: a question, and what is asked beside it; the last ones stand in `views/summary.py`."""

from models.answers import Answer
from models.form import (
    NOTE,
    REASON,
    AllNil,
    AskJoined,
    Back,
    Confirm,
    Count,
    Skip,
    asks_company,
    nothing_answered,
    pending_count,
)
from models.form_card import FormCard
from models.indicators import Question
from models.schema import DraftPurpose
from views import signs
from views.answers import answer_line
from views.confirmation import colleague_row, confirmation
from views.form_parts import step_button
from views.indonesian import long_date, number
from views.screen import Button, Card, Rows, lines, said
from views.subjects import for_whom
from views.summary import ask_note, ask_reason, doubts_of, summary

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
        return {NOTE: ask_note, REASON: ask_reason}.get(form.state.step, summary)(form)
    if pending is not None:
        return _ask_back(form, question, pending)
    return _ask_company(form, question) if asks_company(form.state) else _question(form, question)


def _question(form: FormCard, question: Question) -> Card:
    return Card(
        lines(
            _head(form, question),
            *_answered(form, question),
            *doubts_of(form),
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
        tuple(step_button(form, str(value), Count(value)) for value in row if value <= question.maximum) for row in _PAD
    )
    return (*pad, *_nil_row(form), *_keep_row(form, question), _way_row(form, question), *_colleague_row(form))


def _keep_row(form: FormCard, question: Question) -> Rows:
    """One tap onwards for whoever came back to a question and does not want to change it."""
    led = form.state.answers.get(question.key, Answer()).led
    if led is None or form.asks_joined:
        return ()
    return ((step_button(form, f"Tetap {number(led)}" if led else "Tetap nihil", Count(led)),),)


def _nil_row(form: FormCard) -> Rows:
    zero = step_button(form, "0" if form.asks_joined else f"{signs.NIL} Nihil", Count(0))
    if nothing_answered(form.state) and not form.asks_joined:
        return ((zero, step_button(form, f"{signs.NIL} Sama sekali nihil", AllNil())),)
    return ((zero,),)


def _way_row(form: FormCard, question: Question) -> tuple[Button, ...]:
    is_first = form.questions[0] == question
    back = () if is_first and not form.asks_joined else (step_button(form, signs.BACK, Back()),)
    joined = () if form.asks_joined else (step_button(form, "+ Ikut serta", AskJoined()),)
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
        ((step_button(form, f"Ya, benar {number(pending)}", Confirm()),), (step_button(form, "Ubah angka", Back()),)),
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
        ((step_button(form, "Lewati", Skip()),), (step_button(form, signs.BACK, Back()),)),
    )


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
