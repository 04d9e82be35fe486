"""Acting for a colleague: choosing the agency, the unit and the member, then the date; and what they are told."""

from collections.abc import Sequence
from datetime import date, datetime

from models.colleagues import Colleague, Page
from models.organisation import AgencyLine, UnitLine
from models.provinces import Zone
from views import signs
from views.choosing import rows
from views.colleague_taps import Aim, ColleagueTap, ReopenTap, ReportForTap
from views.days_off_taps import AbsenceTap
from views.indonesian import clock_time, long_date
from views.names import full_name
from views.payloads import Tap, write
from views.report_taps import OpenTap, Way
from views.screen import Button, Card, Rows, lines, said

_TITLES = {
    Aim.ABSENCE: "<b>Izin anggota</b>",
    Aim.REPORT: "<b>Laporan untuk rekan</b>",
    Aim.REOPEN: "<b>Buka kembali tanggal</b>",
}
_QUESTIONS = {
    Aim.ABSENCE: "Siapa yang berhalangan?",
    Aim.REPORT: "Laporan siapa yang akan diisi?",
    Aim.REOPEN: "Untuk siapa tanggal dibuka kembali?",
}
_NAME_SHOWN = 40


def choose_agency(aim: Aim, agencies: Sequence[AgencyLine]) -> Card:
    """Ask for the agency."""
    buttons = [Button(agency.code, write(ColleagueTap(aim, agency.id))) for agency in agencies]
    return Card(lines(_TITLES[aim], "Dari K/L mana?"), rows(buttons, 3))


def choose_unit(aim: Aim, agency_id: int, units: Sequence[UnitLine]) -> Card:
    """Ask for the unit; where there is none, say so."""
    if not units:
        return Card(lines(_TITLES[aim], "K/L ini belum memiliki satuan."))
    buttons = [Button(unit.name, write(ColleagueTap(aim, agency_id, unit.id))) for unit in units]
    return Card(lines(_TITLES[aim], "Dari satuan mana?"), rows(buttons, 1))


def choose_member(tap: ColleagueTap, page: Page, unit_name: str, *, can_go_back: bool) -> Card:
    """Ask for the member."""
    back = ((Button(signs.BACK, write(ColleagueTap(tap.aim, tap.agency_id))),),) if can_go_back else ()
    if not page.colleagues and page.number == 0:
        return Card(lines(_TITLES[tap.aim], f"{said(unit_name)} belum memiliki petugas."), back)
    names = [Button(full_name(one)[:_NAME_SHOWN], write(_leads_to(tap.aim, one))) for one in page.colleagues]
    head = f"{_TITLES[tap.aim]} · {said(unit_name)}"
    return Card(lines(head, _QUESTIONS[tap.aim]), (*rows(names, 1), *_turning(tap, page), *back))


def choose_report_date(subject: Colleague, dates: Sequence[date]) -> Card:
    """Ask for which date a colleague's report is filled in; where there is none left, say so."""
    if not dates:
        return Card(lines(_head(Aim.REPORT, subject), "Semua laporan yang masih terbuka sudah masuk."))
    buttons = [Button(long_date(day), write(ReportForTap(subject.member_id, day))) for day in dates]
    return Card(lines(_head(Aim.REPORT, subject), "Untuk tanggal berapa?"), rows(buttons, 1))


def choose_closed_date(subject: Colleague, dates: Sequence[date]) -> Card:
    """Ask which closed date is opened again."""
    buttons = [Button(long_date(day), write(ReopenTap(subject.member_id, day))) for day in dates]
    return Card(lines(_head(Aim.REOPEN, subject), "Tanggal berapa?"), rows(buttons, 1))


def reopened_card(subject: Colleague, day: date, until: datetime) -> Card:
    """Confirm that a date is open again."""
    last = f"{long_date(until.astimezone(subject.zone.tz).date())} {clock_time(until, subject.zone)}"
    return Card(
        lines(
            _head(Aim.REOPEN, subject),
            f"{long_date(day)} dapat diisi atau diubah lagi sampai {last}.",
            "Yang bersangkutan diberi tahu.",
        )
    )


def filed_for_you(day: date, by: str) -> Card:
    """Tell a member that somebody has filed their report."""
    return Card(
        lines(
            f"<b>Laporan Anda sudah diisi</b> · {long_date(day)}",
            f"Diisi oleh {said(by)}. Periksalah; Anda dapat mengubahnya.",
        ),
        ((Button("Lihat laporan", write(OpenTap(day))),), (Button("Ubah laporan", write(OpenTap(day, Way.CORRECT))),)),
    )


def reopened_for_you(day: date, by: str, until: datetime, zone: Zone) -> Card:
    """Tell a member that a date is open again for them."""
    last = f"{long_date(until.astimezone(zone.tz).date())} {clock_time(until, zone)}"
    return Card(
        lines(
            f"<b>Tanggal dibuka kembali</b> · {long_date(day)}",
            f"Oleh {said(by)}, sampai {last}.",
        ),
        ((Button("Buka laporan", write(OpenTap(day))),),),
    )


def _head(aim: Aim, subject: Colleague) -> str:
    return f"{_TITLES[aim]} · {said(full_name(subject))}, {said(subject.unit_name)}"


def _leads_to(aim: Aim, one: Colleague) -> Tap:
    match aim:
        case Aim.ABSENCE:
            return AbsenceTap(one.member_id)
        case Aim.REPORT:
            return ReportForTap(one.member_id)
        case Aim.REOPEN:
            return ReopenTap(one.member_id)


def _turning(tap: ColleagueTap, page: Page) -> Rows:
    """The way to the other pages, where there are any."""
    ways = []
    if page.number > 0:
        ways.append(Button(f"{signs.EARLIER} Sebelumnya", write(tap.turned(-1))))
    if page.has_more:
        ways.append(Button(f"Berikutnya {signs.LATER}", write(tap.turned(1))))
    return (tuple(ways),) if ways else ()
