"""Operations as people see them: the list, how one stands, how one is written, and its closing summary."""

from collections.abc import Sequence
from datetime import date, datetime

from models.operation_progress import OperationLine, OperationProgress
from models.operation_words import PlanPart, Sketch
from models.operations import Operation, OperationMark, OperationState
from models.organisation import AgencyLine
from models.provinces import Zone
from views import signs
from views.captions import LONGEST_CAPTION, fitting, visible
from views.charts.data import WHOLE_DESK
from views.indonesian import clock_time, number, percent, short_date
from views.operation_chart import operation_chart
from views.operation_taps import OperationAct, OperationTap
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said, shortened

SYNTHETIC = "Data sintetis, bukan laporan nyata."
#: How many operations the list shows.
_MOST = 12
#: Characters of the taking-part agencies' codes, of a description that is worth showing, and of a caption with room
#: for how many agencies it leaves out.
_LONGEST_CODES, _FEWEST = 240, 20
_MOST_BELOW = LONGEST_CAPTION - 40
#: Characters that a button shows on a phone.
_LONGEST_LABEL = 60


def operation_list(operations: Sequence[Operation], today: date, *, steers: bool) -> Card:
    """List the operations, those that are running first."""
    order = sorted(operations, key=lambda one: one.state_on(today) != OperationState.RUNNING)[:_MOST]
    buttons = tuple((Button(_short(one, today), write(OperationTap(OperationAct.VIEW, one.id))),) for one in order)
    new = ((Button("Operasi baru", write(OperationTap(OperationAct.WRITE))),),) if steers else ()
    told = [f"{said(one.name)}: {_when(one, today)}" for one in order]
    return Card(lines("<b>Operasi</b>", *(told or ["Belum ada operasi."])), (*buttons, *new))


def progress_card(progress: OperationProgress, *, now: datetime, synthetic: bool, steers: bool = False) -> Card:
    """Give how an operation stands: which day of how many, and what was done inside it."""
    operation = progress.operation
    head = [f"<b>{said(operation.name)}</b> · {_when(operation, progress.today)}", *_facts(operation)]
    rest = [*_done(progress), "", *_foot(now, synthetic=synthetic)]
    return Card(
        lines(*head, *_described(operation, LONGEST_CAPTION - visible(lines(*head, *rest)) - 1), *rest),
        _buttons(operation) if steers else (),
        operation_chart(progress, now=now, synthetic=synthetic),
    )


def closing_summary(progress: OperationProgress, *, now: datetime, synthetic: bool) -> Card:
    """Give the group's post at the end of an operation: totals per agency, and nothing of persons."""
    operation = progress.operation
    head = [
        f"<b>Operasi selesai: {said(operation.name)}</b>",
        f"{number(operation.period.days)} hari, {_span(operation)}",
        *_done(progress),
        "",
    ]
    foot = ["", *_foot(now, synthetic=synthetic)]
    shown = fitting(head, [_line(progress, line) for line in progress.lines], foot, _MOST_BELOW)
    left = len(progress.lines) - len(shown)
    rest = f"dan {number(left)} K/L lain, lihat gambar" if left else None
    return Card(lines(*head, *shown, rest, *foot), (), operation_chart(progress, now=now, synthetic=synthetic))


def mark_line(mark: OperationMark) -> str:
    """Say that a report lies in an operation: `Operasi: Patroli Gabungan, hari ke-50 dari 55`."""
    return f"Operasi: {said(mark.name)}, hari ke-{number(mark.number)} dari {number(mark.days)}"


def ask(sketch: Sketch) -> Card:
    """Say how an operation is written."""
    back = (
        OperationTap(OperationAct.VIEW, sketch.operation_id) if sketch.operation_id else OperationTap(OperationAct.LIST)
    )
    return Card(
        lines(
            "<b>Operasi baru</b>",
            "Kirim dalam satu pesan, misalnya:",
            "",
            "nama: Patroli Gabungan",
            "mulai: 28/7/2025",
            "lama: 55 hari",
            "K/L: bakamla, tnial, kkp",
            "keterangan: bersama sosialisasi (boleh tidak ada)",
            "",
            "Jangan menulis rencana rahasia.",
        ),
        ((Button(signs.BACK, write(back)),),),
    )


def preview(sketch: Sketch, agencies: Sequence[AgencyLine], version: int) -> Card:
    """Show what was understood, with the agencies to tap; it can be kept once nothing is missing."""
    keep = ((Button("Simpan operasi", write(OperationTap(OperationAct.KEEP, 0, version))),),)
    toggles = [_toggle(sketch, agency, version) for agency in agencies]
    back = (
        OperationTap(OperationAct.VIEW, sketch.operation_id) if sketch.operation_id else OperationTap(OperationAct.LIST)
    )
    return Card(
        lines(
            f"<b>{'Ubah operasi' if sketch.operation_id else 'Periksa operasi'}</b>",
            *_sketched(sketch, agencies),
            "",
            _still_missing(sketch) or "Sudah benar? Untuk mengubah, tulis barisnya saja, misalnya: lama: 60 hari",
            "Ketuk K/L untuk menambah atau mengeluarkan.",
        ),
        (
            *(() if sketch.missing else keep),
            *(tuple(toggles[start : start + 3]) for start in range(0, len(toggles), 3)),
            (Button(signs.BACK, write(back)),),
        ),
    )


def ask_to_close(operation: Operation, today: date) -> Card:
    """Ask whether an operation is to be closed; before its last day that ends it today."""
    early = operation.state_on(today) == OperationState.RUNNING and today < operation.last_day
    return Card(
        lines(
            f"<b>Tutup {said(operation.name)}?</b>",
            f"Rencananya sampai {short_date(operation.last_day)}; ditutup sekarang, hari ini menjadi hari terakhirnya."
            if early
            else "Setelah ditutup tidak dapat diubah lagi.",
            "Ringkasannya terbit di grup sehari setelah hari terakhir.",
        ),
        (
            (
                Button(
                    "Ya, tutup operasi", write(OperationTap(OperationAct.CLOSE_SURELY, operation.id, operation.version))
                ),
            ),
            (Button(signs.BACK, write(OperationTap(OperationAct.VIEW, operation.id))),),
        ),
    )


def gone() -> str:
    """Say that there is no such operation."""
    return "Operasi itu tidak ditemukan."


_PARTS = {
    PlanPart.NAME: "nama",
    PlanPart.FIRST: "mulai",
    PlanPart.DAYS: "lama",
    PlanPart.AGENCIES: "K/L",
}


def _still_missing(sketch: Sketch) -> str | None:
    if not sketch.missing:
        return None
    return f"Belum ada: {', '.join(_PARTS[part] for part in sketch.missing)}. Tulis misalnya: lama: 55 hari"


def _sketched(sketch: Sketch, agencies: Sequence[AgencyLine]) -> list[str | None]:
    codes = [agency.code for agency in agencies if agency.id in sketch.agency_ids]
    return [
        f"Nama: {said(sketch.name)}" if sketch.name else None,
        f"Mulai: {short_date(sketch.first_day)}" if sketch.first_day else None,
        _lasting(sketch),
        f"K/L: {', '.join(codes)}" if codes else None,
        f"Keterangan: {said(sketch.description)}" if sketch.description else None,
    ]


def _lasting(sketch: Sketch) -> str | None:
    if not sketch.days:
        return None
    if sketch.first_day is None:
        return f"Lama: {number(sketch.days)} hari"
    last = date.fromordinal(sketch.first_day.toordinal() + sketch.days - 1)
    return f"Lama: {number(sketch.days)} hari, sampai {short_date(last)}"


def _toggle(sketch: Sketch, agency: AgencyLine, version: int) -> Button:
    sign = f"{signs.REPORTED} " if agency.id in sketch.agency_ids else ""
    return Button(f"{sign}{agency.code}", write(OperationTap(OperationAct.TOGGLE, agency.id, version)))


def _buttons(operation: Operation) -> Rows:
    back = (Button("Semua operasi", write(OperationTap(OperationAct.LIST))),)
    if operation.closed:
        return (back,)
    return (
        (
            Button("Ubah", write(OperationTap(OperationAct.WRITE, operation.id))),
            Button("Tutup operasi", write(OperationTap(OperationAct.CLOSE, operation.id))),
        ),
        back,
    )


def _short(operation: Operation, today: date) -> str:
    when = _when(operation, today)
    return f"{shortened(operation.name, _LONGEST_LABEL - len(when) - 3)} · {when}"


def _when(operation: Operation, today: date) -> str:
    days = number(operation.period.days)
    match operation.state_on(today):
        case OperationState.AHEAD:
            return f"mulai {short_date(operation.first_day)}, {days} hari"
        case OperationState.RUNNING:
            return f"hari ke-{number(operation.day_number(today))} dari {days}"
        case _:
            return f"selesai {short_date(operation.last_day)}, {days} hari"


def _span(operation: Operation) -> str:
    if operation.first_day == operation.last_day:
        return short_date(operation.first_day)
    return f"{short_date(operation.first_day)} – {short_date(operation.last_day)}"


def _facts(operation: Operation) -> list[str]:
    codes = ", ".join(agency.code for agency in operation.agencies)
    return [
        _span(operation),
        f"K/L: {said(shortened(codes or WHOLE_DESK, _LONGEST_CODES))}",
    ]


def _described(operation: Operation, room: int) -> list[str]:
    """What is said of it, as far as there is room for it."""
    words = operation.description or ""
    return [said(shortened(words, room))] if words and room > _FEWEST else []


def _foot(now: datetime, *, synthetic: bool) -> list[str]:
    source = f"<i>Laporan harian K/L peserta · {clock_time(now, Zone.WIB)}</i>"
    return [source, *([f"<i>{SYNTHETIC}</i>"] if synthetic else [])]


def _done(progress: OperationProgress) -> list[str]:
    """What was led inside it, and how many reports came of those that were expected."""
    if progress.until is None:
        return ["Belum dimulai."]
    total = progress.total
    came = f" ({percent(total.reported / total.expected)})" if total.expected else ""
    told = [f"Laporan masuk {number(total.reported)} dari {number(total.expected)}{came}"]
    if not total.expected:  # its first day is not over
        told = [f"Laporan masuk {number(total.reports)}"]
    for place, question in enumerate(progress.questions):
        led = f"<b>{number(total.led[place])}</b> {question.measure}" if total.led[place] else "<b>nihil</b>"
        told.append(f"{question.label}: {led if total.reports else '—'}")
    return told


def _line(progress: OperationProgress, line: OperationLine) -> str:
    if not line.reports:
        return f"{said(line.code)}: belum lapor"
    figures = (f"{question.label.lower()} {number(line.led[at])}" for at, question in enumerate(progress.questions))
    return f"{said(line.code)}: {', '.join(figures)}"
