"""Absences: the questions for days and reason, the confirmation, and what is told to whom others excused."""

from collections.abc import Sequence
from datetime import date, timedelta

from models.absence_words import AbsenceReason
from models.absences import Leave
from models.colleagues import Colleague
from models.periods import Period
from models.permissions import Person
from views import signs
from views.colleague_taps import Aim, ColleagueTap
from views.days_off_taps import AbsenceTap, AskDaysTap, CancelAbsenceTap, ClockTap, ShortenTap
from views.indonesian import day_month, long_date, number, period_name
from views.names import full_name
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

REASON_NAMES = {
    AbsenceReason.PERMISSION: "izin",
    AbsenceReason.SICK: "sakit",
    AbsenceReason.LEAVE: "cuti",
    AbsenceReason.DUTY_ELSEWHERE: "dinas luar",
    AbsenceReason.OFF_DUTY: "lepas piket",
}
_TODAY, _TOMORROW = timedelta(days=0), timedelta(days=1)
_EXAMPLES = "Misalnya: besok, 17/9/2025, atau 17/9/2025 - 20/9/2025."


def days_card(person: Person, subject: Colleague, leaves: Sequence[Leave], *, for_others: bool) -> Card:
    """Ask for the days, and show the absences that can still be changed."""
    known = [f"{signs.ABSENT} {leave_line(leave)}" for leave in leaves]
    changes = tuple((_change_button(leave),) for leave in leaves)
    others = ((Button("Untuk anggota", write(ColleagueTap(Aim.ABSENCE))),),) if for_others else ()
    return Card(
        lines(_head(person, subject), *known, "", "Hari apa?"),
        (*_day_rows(subject), *changes, *others),
    )


def ask_days(person: Person, subject: Colleague) -> Card:
    """Ask for days that are to be typed."""
    return Card(
        lines(_head(person, subject), "Tulis tanggalnya, dengan alasannya jika mau.", _EXAMPLES),
        ((Button(signs.BACK, write(AbsenceTap(subject.member_id))),),),
    )


def reason_card(person: Person, subject: Colleague, period: Period) -> Card:
    """Ask for the reason."""
    buttons = [
        Button(name.capitalize(), write(AbsenceTap(subject.member_id, period, reason)))
        for reason, name in REASON_NAMES.items()
    ]
    back = Button(signs.BACK, write(AbsenceTap(subject.member_id)))
    return Card(
        lines(_head(person, subject), _days(period), "", "Apa alasannya?"),
        (tuple(buttons[:3]), tuple(buttons[3:]), (back,)),
    )


def leave_card(person: Person, subject: Colleague, leave: Leave) -> Card:
    """Show an absence as it stands: entered, shortened or cancelled."""
    own = subject.member_id == person.member_id
    if leave.cancelled:
        expected = "Anda kembali ditunggu laporannya" if own else "Laporannya kembali ditunggu"
        return Card(lines(f"<b>Izin dibatalkan</b>{_whose(person, subject)}", _days(leave.period), f"{expected}."))
    spared = "Anda tidak diingatkan" if own else "Ia tidak diingatkan"
    return Card(
        lines(
            f"{signs.ABSENT} <b>Izin tercatat</b>{_whose(person, subject)}",
            _days(leave.period),
            f"Alasan: {REASON_NAMES[leave.reason]}.",
            "",
            f"{spared} dan tidak dihitung belum lapor. Laporan yang sudah masuk tetap dihitung.",
        ),
        _leave_buttons(leave, own=own),
    )


def shorten_card(person: Person, subject: Colleague, leave: Leave) -> Card:
    """Ask for the new last day."""
    choices = [("Sampai kemarin", subject.today - _TOMORROW), ("Sampai hari ini", subject.today)]
    fitting = [
        Button(label, write(ShortenTap(leave.id, day)))
        for label, day in choices
        if leave.period.first <= day < leave.period.last
    ]
    typed = Button("Tanggal lain", write(ShortenTap(leave.id, typed=True)))
    return Card(
        lines(f"<b>Persingkat izin</b>{_whose(person, subject)}", _days(leave.period), "", "Sampai hari apa?"),
        (*(((*fitting,),) if fitting else ()), (typed,)),
    )


def ask_last_day(person: Person, subject: Colleague, leave: Leave) -> Card:
    """Ask for a new last day that is to be typed."""
    example = f"{leave.period.first:%d/%m/%Y}"
    return Card(
        lines(
            f"<b>Persingkat izin</b>{_whose(person, subject)}",
            _days(leave.period),
            f"Tulis hari terakhirnya, misalnya {example}.",
        ),
        ((Button(signs.BACK, write(ShortenTap(leave.id))),),),
    )


def told_card(leave: Leave, how: str, by: str) -> Card:
    """Tell somebody what others changed about their absences: `how` is entered, shortened or cancelled."""
    done = {"entered": "dicatat", "shortened": "dipersingkat", "cancelled": "dibatalkan"}[how]
    head = f"{signs.ABSENT} <b>Izin Anda {done}</b> oleh {said(by)}"
    if leave.cancelled:
        return Card(lines(head, _days(leave.period), "Laporan Anda kembali ditunggu pada hari itu."))
    return Card(
        lines(
            head,
            _days(leave.period),
            f"Alasan: {REASON_NAMES[leave.reason]}.",
            "",
            "Jika tidak sesuai, Anda dapat mengubahnya.",
        ),
        _leave_buttons(leave, own=True),
    )


def leave_line(leave: Leave) -> str:
    """Give an absence as a line: `17–20 September 2025 · cuti`."""
    return f"{period_name(leave.period)} · {REASON_NAMES[leave.reason]}"


def taken_back_card(name: str, first: date, last: date | None) -> Card:
    """Tell whoever entered an absence that its member has taken it back (`last` empty), or lets it end on `last`."""
    if last is None:
        return Card(f"{said(name)} membatalkan izin mulai {long_date(first)} yang Anda catat.")
    return Card(f"{said(name)} mempersingkat izin yang Anda catat: {long_date(first)} sampai {long_date(last)}.")


def _head(person: Person, subject: Colleague) -> str:
    return f"<b>Izin</b>{_whose(person, subject)}"


def _whose(person: Person, subject: Colleague) -> str:
    if subject.member_id == person.member_id:
        return ""
    return f" · {said(full_name(subject))}, {said(subject.unit_name)}"


def _days(period: Period) -> str:
    if period.days == 1:
        return long_date(period.first)
    return f"{long_date(period.first)} sampai {long_date(period.last)} ({number(period.days)} hari)"


def _day_rows(subject: Colleague) -> Rows:
    near = tuple(
        Button(label, write(AbsenceTap(subject.member_id, Period.day(subject.today + ahead))))
        for label, ahead in (("Hari ini", _TODAY), ("Besok", _TOMORROW))
    )
    return near, (Button("Pilih tanggal", write(AskDaysTap(subject.member_id))),)


def _change_button(leave: Leave) -> Button:
    first = day_month(leave.period.first)
    if leave.can_be_cancelled:
        return Button(f"Batalkan izin {first}", write(CancelAbsenceTap(leave.id)))
    return Button(f"Persingkat izin {first}", write(ShortenTap(leave.id)))


def _leave_buttons(leave: Leave, *, own: bool) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if leave.can_be_cancelled:
        rows.append((Button("Batalkan izin", write(CancelAbsenceTap(leave.id))),))
    if leave.period.days > 1:
        rows.append((Button("Persingkat", write(ShortenTap(leave.id))),))
    if own and leave.reason == AbsenceReason.DUTY_ELSEWHERE:
        rows.append((Button("Ubah zona waktu", write(ClockTap())),))
    return tuple(rows)
