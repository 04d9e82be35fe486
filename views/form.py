"""The form's cards: a question, the summary, the confirmation."""

from models.drafts import FormCard
from models.form import AllNil, Answer, AskJoined, Back, Count, Jump, Move, nothing_answered
from models.indicators import Question
from views import signs
from views.indonesian import clock_time, long_date, number
from views.payloads import FormTap, write
from views.screen import Button, Card, Rows, lines, said

#: Two rows that a thumb reaches without scrolling; anything larger is typed.
_PAD = ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))


def form_card(form: FormCard) -> Card:
    """Give the card of a form as it stands now."""
    if form.receipt is not None:
        return _confirmation(form)
    if form.closed:
        return _closed(form)
    if form.paused:
        return _put_away(form)
    return _question(form, form.question) if form.question else _summary(form)


def stale_notice() -> str:
    """Say that a button was an old one: the card now shows where the officer is."""
    return "Tombol itu sudah lama. Ini posisi Anda sekarang."


def already_sent_notice() -> str:
    """Say that the report had been received before."""
    return "Laporan ini sudah diterima."


def closed_notice() -> str:
    """Say that the date can no longer be filed."""
    return "Waktu pengisian untuk tanggal ini sudah lewat."


def answer_line(question: Question, answer: Answer) -> str:
    """Give one answered question as a line: `✓ Patroli: 3 kali · ikut serta 1`."""
    sign = signs.NIL if answer.led == 0 else signs.REPORTED if answer.led else signs.MISSING
    joined = f" · ikut serta {number(answer.joined)}" if answer.joined else ""
    return f"{sign} {question.label}: {amount(question, answer.led)}{joined}"


def amount(question: Question, led: int | None) -> str:
    """Give a count with its measure: `3 kali`, `nihil`, or a dash while it is not known."""
    if led is None:
        return "—"
    return f"<b>{number(led)}</b> {question.measure}" if led else "<b>nihil</b>"


def _question(form: FormCard, question: Question) -> Card:
    place = form.questions.index(question) + 1
    head = f"<b>{place}/{len(form.questions)} · {question.label}</b> · {long_date(form.report_date)}"
    return Card(
        lines(head, *_answered(form, question), "", _asks(form, question), _hint(form, question)),
        _question_buttons(form, question),
    )


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
    return (*pad, *_nil_row(form), *_keep_row(form, question), _way_row(form, question))


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


def _summary(form: FormCard) -> Card:
    jumps = tuple(_button(form, f"Ubah {question.label}", Jump(question.key)) for question in form.questions)
    return Card(
        lines(
            f"<b>Ringkasan</b> · {long_date(form.report_date)}",
            *(answer_line(question, form.state.answers.get(question.key, Answer())) for question in form.questions),
            "",
            "Sudah benar?",
        ),
        ((_button(form, "Kirim laporan", None),), *_pairs(jumps), (_button(form, signs.BACK, Back()),)),
    )


def _confirmation(form: FormCard) -> Card:
    assert form.receipt is not None  # noqa: S101 - the caller has looked
    punctual = f"{signs.REPORTED} tepat waktu" if form.receipt.on_time else f"{signs.LATE} terlambat"
    hour = clock_time(form.receipt.submitted_at, form.person.zone)
    return Card(
        lines(
            f"<b>Laporan diterima</b> {hour} · {punctual}",
            f"{long_date(form.report_date)} · {said(form.person.unit_name)}",
            *(answer_line(question, form.state.answers.get(question.key, Answer())) for question in form.questions),
            "",
            "Terima kasih.",
        )
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


def _button(form: FormCard, label: str, move: Move | None) -> Button:
    return Button(label, write(FormTap(form.draft_id, form.state.version, form.state.step, move)))


def _pairs(buttons: tuple[Button, ...]) -> Rows:
    return tuple(buttons[start : start + 2] for start in range(0, len(buttons), 2))
