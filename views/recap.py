"""Recaps as people see them: the caption with its numbers, the chart, and the arrows to the neighbouring periods."""

from datetime import date, datetime

from models.indicators import Question
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.recap import MonthTotals, Recap, RecapLine, SemesterRecap
from views import signs
from views.charts.data import (
    WHOLE_DESK,
    AgencyDay,
    Chart,
    DailyChart,
    DayCompliance,
    IndicatorSeries,
    SemesterChart,
    Totals,
)
from views.closing import closing_lines
from views.desk_taps import RecapTap
from views.indonesian import clock_time, number, percent, period_name
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

SYNTHETIC = "Data sintetis, bukan laporan nyata."


def recap_card(recap: Recap | SemesterRecap, *, now: datetime, today: date, synthetic: bool) -> Card:
    """Give a recap with its picture and its arrows."""
    whole = recap.recap if isinstance(recap, SemesterRecap) else recap
    told = closing_lines(recap) if isinstance(recap, SemesterRecap) else []
    text = lines(caption(whole, now=now, synthetic=synthetic), *told)
    return Card(text, _arrows(whole, today), chart(recap, now=now, synthetic=synthetic))


def caption(recap: Recap, *, now: datetime, synthetic: bool, revision: int = 0) -> str:
    """Give the numbers of a recap: first who reported, then what was done; a post may have been put right."""
    return lines(
        f"<b>Rekap {period_name(recap.period)}</b> · {said(_scope(recap))}",
        _punctuality(recap.total),
        *_people(recap.total),
        "",
        *(_total_line(recap, place, question) for place, question in enumerate(recap.questions)),
        "",
        f"<i>{_source(recap, now, revision)}</i>",
        f"<i>{SYNTHETIC}</i>" if synthetic else None,
    )


def chart(recap: Recap | SemesterRecap, *, now: datetime, synthetic: bool) -> Chart:
    """Give what the picture of a recap is drawn from."""
    if isinstance(recap, SemesterRecap):
        return _semester_chart(recap, now, synthetic=synthetic)
    return _daily_chart(recap, now, synthetic=synthetic)


def _scope(recap: Recap) -> str:
    return recap.scope_name or WHOLE_DESK


def _punctuality(total: RecapLine) -> str:
    if not total.expected:
        return "Tidak ada yang bertugas."
    share = percent(total.reported / total.expected)
    return f"<b>{number(total.reported)} dari {number(total.expected)}</b> laporan masuk ({share})"


def _people(total: RecapLine) -> list[str]:
    parts = [f"{signs.REPORTED} tepat waktu {number(total.on_time)}"]
    parts += [f"{signs.LATE} terlambat {number(total.reported - total.on_time)}"]
    parts += [f"{signs.NIL} nihil {number(total.nil)}", f"{signs.MISSING} belum {number(total.missing)}"]
    parts += [f"{signs.ABSENT} izin {number(total.excused)}"] if total.excused else []
    return [" · ".join(parts)]


def _total_line(recap: Recap, place: int, question: Question) -> str:
    if not recap.total.reports:
        return f"{question.label}: —"
    led, joined = recap.total.led[place], recap.total.joined[place]
    told = f"<b>{number(led)}</b> {question.measure}" if led else "<b>nihil</b>"
    return f"{question.label}: {told}" + (f" · ikut serta {number(joined)}" if joined else "")


def _source(recap: Recap, now: datetime, revision: int) -> str:
    until = ""
    if recap.period.kind != PeriodKind.DAY and recap.counted_until < recap.period.last:
        until = ", berjalan"
    edition = f"pemutakhiran {number(revision)}, " if revision else ""
    return f"Laporan harian Satgas{until} · {edition}{clock_time(now, Zone.WIB)}"


def _arrows(recap: Recap, today: date) -> Rows:
    earlier, later = recap.period.previous(), recap.period.next()
    row = [_arrow(f"{signs.EARLIER} {_short(earlier)}", earlier, recap.agency_id)]
    if later.first <= today:
        row.append(_arrow(f"{_short(later)} {signs.LATER}", later, recap.agency_id))
    return (tuple(row),)


def _arrow(label: str, period: Period, agency_id: int | None) -> Button:
    return Button(label, write(RecapTap(period, agency_id)))


def _short(period: Period) -> str:
    """The name of a period, short enough for half a phone's width."""
    if period.kind == PeriodKind.DAY:
        return f"{period.first:%d/%m/%Y}"
    return period_name(period).replace(" Tahun", "")


def _series(questions: tuple[Question, ...]) -> tuple[IndicatorSeries, ...]:
    return tuple(IndicatorSeries(question.key, question.label) for question in questions)


def _daily_chart(recap: Recap, now: datetime, *, synthetic: bool) -> DailyChart:
    return DailyChart(
        day=recap.period.first,
        title_finding=None,
        indicators=_series(recap.questions),
        agencies=tuple(_agency_day(line, len(recap.questions)) for line in recap.lines),
        posted_at=now.astimezone(Zone.WIB.tz),
        zone=Zone.WIB.label,
        synthetic=synthetic,
        scope=_scope(recap),
        period=None if recap.period.kind == PeriodKind.DAY else period_name(recap.period),
    )


def _agency_day(line: RecapLine, width: int) -> AgencyDay:
    nothing: Totals = (None,) * width
    return AgencyDay(
        code=line.code,
        name=line.name,
        expected=line.expected,
        reported=line.reported,
        on_time=line.on_time,
        nil=line.nil,
        totals=line.led if line.reports else nothing,
    )


def _semester_chart(semester: SemesterRecap, now: datetime, *, synthetic: bool) -> SemesterChart:
    period = semester.recap.period
    return SemesterChart(
        year=period.first.year,
        half=period.number,
        indicators=_series(semester.recap.questions),
        months=_months(semester.months),
        previous_year=_months(semester.months_before),
        days=tuple(DayCompliance(one.day, one.expected, one.reported) for one in semester.days),
        posted_at=now.astimezone(Zone.WIB.tz),
        zone=Zone.WIB.label,
        synthetic=synthetic,
        scope=_scope(semester.recap),
        provisional=semester.provisional,
        running_until=semester.running_until,
    )


def _months(months: tuple[MonthTotals, ...]) -> tuple[Totals | None, ...]:
    return tuple(month.led for month in months)
