"""/belum: who has not reported, by unit, since when; and the reminder that a coordinator sends by hand."""

from datetime import date, timedelta

from models.missing import MissingLine, MissingPage
from models.recap_scope import Level
from views import signs
from views.charts.data import WHOLE_DESK
from views.indonesian import day_month, day_month_weekday, long_date, number
from views.payloads import write
from views.report_taps import OpenTap
from views.screen import Button, Card, Rows, lines, said
from views.steering_taps import MissingTap, RemindTap

_WIDTH = 2


def missing_card(page: MissingPage, today: date, *, can_go_up: bool) -> Card:
    """Show one page; `today` is the last date that can be turned to."""
    return Card(
        lines(_head(page), *_body(page)),
        (*_remind_row(page), *_agency_rows(page), *_pages_row(page), *_days_row(page, today), *_up(page, can_go_up)),
    )


def reminder_card(day: date, by: str) -> Card:
    """Remind somebody because a coordinator asked for it."""
    return Card(
        lines(
            f"<b>Laporan Anda ditunggu</b> · {long_date(day)}",
            f"{said(by)} mengingatkan: laporan Anda untuk tanggal itu belum masuk. "
            "Jika tidak ada kegiatan, laporkan nihil.",
        ),
        ((Button("Isi laporan", write(OpenTap(day))),),),
    )


def reminded_notice(count: int) -> str:
    """Say how many are reminded."""
    return f"{number(count)} orang diingatkan." if count else "Semua yang dapat diingatkan sudah diingatkan."


def _head(page: MissingPage) -> str:
    name = {Level.DESK: WHOLE_DESK, Level.AGENCY: page.scope.code}.get(page.scope.level, page.scope.name)
    return f"<b>Belum lapor</b> · {long_date(page.day)} · {said(name)}"


def _body(page: MissingPage) -> list[str]:
    if not page.total:
        return [f"{signs.REPORTED} Semua yang bertugas sudah melapor."]
    if page.scope.level == Level.DESK:
        agencies = [f"{signs.MISSING} {said(code)}: {number(count)}" for _, code, count in page.agencies]
        return [f"{number(page.total)} petugas dari {number(len(page.agencies))} K/L belum melapor:", *agencies]
    rows = [f"{number(page.total)} petugas belum melapor:"]
    for unit, those in page.units:
        rows.append(f"<b>{said(unit)}</b>")
        rows.extend(_person(line, page.day) for line in those)
    return rows


def _person(line: MissingLine, day: date) -> str:
    who = said(" ".join(filter(None, (line.rank, line.name))))
    marks = ["sudah diingatkan"] if line.reminded else [] if line.reachable else ["tidak terjangkau"]
    return f"{signs.MISSING} {who} · {', '.join([_since(line.last_report, day), *marks])}"


def _since(last: date | None, day: date) -> str:
    if last is None:
        return "belum pernah lapor"
    if last == day - timedelta(days=1):
        return "kemarin lapor"
    return f"terakhir {day_month(last)}"


def _remind_row(page: MissingPage) -> Rows:
    if not page.to_remind:
        return ()
    tap = RemindTap(page.day, page.scope.agency_id, page.scope.unit_id)
    return ((Button(f"Ingatkan {number(page.to_remind)} orang", write(tap)),),)


def _agency_rows(page: MissingPage) -> Rows:
    buttons = [
        Button(f"{code}: {number(count)}", write(MissingTap(page.day, agency_id)))
        for agency_id, code, count in page.agencies
    ]
    return tuple(tuple(buttons[start : start + _WIDTH]) for start in range(0, len(buttons), _WIDTH))


def _pages_row(page: MissingPage) -> Rows:
    if page.pages == 1:
        return ()
    buttons = []
    if page.page > 1:
        buttons.append(Button(f"{signs.EARLIER} Nama sebelumnya", _turned(page, page.page - 1)))
    if page.page < page.pages:
        buttons.append(Button(f"Nama berikutnya {signs.LATER}", _turned(page, page.page + 1)))
    return (tuple(buttons),)


def _turned(page: MissingPage, to: int) -> str:
    return write(MissingTap(page.day, page.scope.agency_id, page.scope.unit_id, to))


def _days_row(page: MissingPage, today: date) -> Rows:
    days = [page.day - timedelta(days=1), *([page.day + timedelta(days=1)] if page.day < today else [])]
    labels = [f"{signs.EARLIER} {day_month_weekday(days[0])}", f"{day_month_weekday(days[-1])} {signs.LATER}"]
    return (
        tuple(
            Button(label, write(MissingTap(one, page.scope.agency_id, page.scope.unit_id)))
            for one, label in zip(days, labels, strict=False)
        ),
    )


def _up(page: MissingPage, can_go_up: bool) -> Rows:
    if not can_go_up or page.scope.level == Level.DESK:
        return ()
    above = page.scope.agency_id if page.scope.level == Level.UNIT else None
    return ((Button("‹ K/L" if above else "‹ Seluruh K/L", write(MissingTap(page.day, above))),),)
