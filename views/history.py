"""The member's own past on screen: a month as a calendar of signs, and a day with its report and its changes."""

from datetime import date, timedelta

from models.answers import Answer
from models.history import DayHistory, MonthHistory, RevisionView, Sign
from models.periods import Period
from views import signs
from views.answers import answer_lines, changed_line
from views.indonesian import clock_time, long_date, number, period_name
from views.payloads import write
from views.report_taps import HistoryTap, OpenTap, TextTap, View, Way
from views.report_text import ReportText, report_text
from views.screen import Button, Card, Rows, lines, said

_SIGNS = {
    Sign.ON_TIME: signs.REPORTED,
    Sign.LATE: signs.LATE,
    Sign.NIL: signs.NIL,
    Sign.ABSENT: signs.ABSENT,
    Sign.MISSING: signs.MISSING,
    Sign.OPEN: signs.OPEN,
    Sign.NONE: "",
}
_WORDS = {
    Sign.ON_TIME: "tepat waktu",
    Sign.LATE: "terlambat",
    Sign.NIL: "nihil, tepat waktu",
    Sign.ABSENT: "izin",
    Sign.MISSING: "tidak lapor",
    Sign.OPEN: "belum lapor, masih dapat diisi",
    Sign.NONE: "tidak ada kewajiban lapor",
}
#: The same, short enough to stand beside each other.
_SHORT = {
    Sign.ON_TIME: "tepat waktu",
    Sign.LATE: "terlambat",
    Sign.NIL: "nihil",
    Sign.ABSENT: "izin",
    Sign.MISSING: "tidak lapor",
    Sign.OPEN: "belum",
}
_WEEK = 7
_WEEKDAYS = ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg")


def month_card(history: MonthHistory, today: date) -> Card:
    """Give a month: totals and streak above, the calendar as buttons."""
    counts = [(sign, sum(one == sign for one in history.signs.values())) for sign in _SHORT]
    return Card(
        lines(
            f"<b>Riwayat</b> · {period_name(history.month)}",
            " · ".join(f"{_SIGNS[sign]} {_SHORT[sign]} {number(count)}" for sign, count in counts if count),
            *_totals(history),
            f"Berturut-turut melapor: <b>{number(history.streak)}</b> hari",
            "Ketuk tanggal untuk melihat laporannya.",
        ),
        (*_calendar(history), _months(history.month, today)),
    )


def day_card(history: DayHistory) -> Card:
    """Give one day: what its report says, and every change."""
    return Card(
        lines(
            f"<b>{long_date(history.day)}</b> · {f'{_SIGNS[history.sign]} {_WORDS[history.sign]}'.strip()}",
            *_report(history),
            *_changes(history),
        ),
        _day_buttons(history),
    )


def text_card(history: DayHistory) -> Card:
    """Give a report as plain text, ready to be forwarded to WhatsApp."""
    if not history.revisions:
        return Card(f"Belum ada laporan untuk {long_date(history.day)}. Tulis /lapor untuk mengisinya.")
    person, latest = history.person, history.revisions[-1]
    text = ReportText(
        report_date=history.day,
        unit_name=person.unit_name,
        agency_name=person.agency_code,
        rank=person.rank or "",
        name=person.name,
        questions=history.questions,
        answers=latest.answers,
        note=latest.note,
    )
    return Card(said(report_text(text)))


def _totals(history: MonthHistory) -> list[str]:
    rows = zip(history.questions, history.led, history.joined, strict=True)
    return [
        f"{question.label}: <b>{number(led)}</b>" + (f" · ikut serta {number(joined)}" if joined else "")
        for question, led, joined in rows
    ]


def _calendar(history: MonthHistory) -> Rows:
    """Weeks from Monday to Sunday; what lies outside the month stays empty."""
    first = history.month.first - timedelta(days=history.month.first.weekday())
    weeks = (history.month.last - first).days // _WEEK + 1
    empty = write(HistoryTap(history.month.first, View.MONTH))
    head = tuple(Button(day, empty) for day in _WEEKDAYS)
    days = (
        tuple(_day_button(history, first + timedelta(days=_WEEK * week + day)) for day in range(_WEEK))
        for week in range(weeks)
    )
    return (head, *days)


def _day_button(history: MonthHistory, day: date) -> Button:
    if day not in history.signs:
        return Button("·", write(HistoryTap(history.month.first, View.MONTH)))
    return Button(f"{day.day}{_SIGNS[history.signs[day]]}", write(HistoryTap(day, View.DAY)))


def _months(month: Period, today: date) -> tuple[Button, ...]:
    earlier, later = month.previous(), month.next()
    row = [Button(f"{signs.EARLIER} {period_name(earlier)}", write(HistoryTap(earlier.first, View.MONTH)))]
    if later.first <= today:
        row.append(Button(f"{period_name(later)} {signs.LATER}", write(HistoryTap(later.first, View.MONTH))))
    return tuple(row)


def _report(history: DayHistory) -> list[str]:
    if not history.revisions or history.submitted_at is None:
        return []
    latest = history.revisions[-1]
    note = [f"Catatan: {said(latest.note)}"] if latest.note else []
    return [
        f"Diterima {clock_time(history.submitted_at, history.person.zone)}{_by(history.revisions[0])}",
        *answer_lines(history.questions, latest.answers),
        *note,
    ]


def _changes(history: DayHistory) -> list[str]:
    told: list[str] = []
    for before, after in zip(history.revisions[:-1], history.revisions[1:], strict=True):
        told += ["", *_change(history, before, after)]
    return told


def _change(history: DayHistory, before: RevisionView, after: RevisionView) -> list[str]:
    reason = f" · {said(after.reason)}" if after.reason else ""
    head = f"<b>Pemutakhiran {after.number - 1}</b> {clock_time(after.at, history.person.zone)}{_by(after)}{reason}"
    changed = [
        changed_line(question, was, now)
        for question in history.questions
        if (was := before.answers.get(question.key, Answer())) != (now := after.answers.get(question.key, Answer()))
    ]
    return [head, *changed]


def _by(revision: RevisionView) -> str:
    """Who entered it, where that was not the officer: they are to know."""
    return f" oleh {said(revision.by)}" if revision.by else ""


def _day_buttons(history: DayHistory) -> Rows:
    back = Button("‹ Kalender", write(HistoryTap(history.day.replace(day=1), View.MONTH)))
    if history.revisions:
        text = Button("Salin teks laporan", write(TextTap(history.day)))
        change = (Button("Ubah laporan", write(OpenTap(history.day, Way.CORRECT))),)
        return ((text,), *((change,) if history.can_change else ()), (back,))
    if history.sign == Sign.OPEN:
        return ((Button("Isi laporan", write(OpenTap(history.day))),), (back,))
    return ((back,),)
